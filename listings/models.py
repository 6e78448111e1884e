"""Marketplaces behind the portal, who sells there, what is offered, and the frozen copies that are judged."""

import hashlib
from collections.abc import Iterable

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from accounts.keys import FEED
from accounts.models import User
from core.ids import new_id
from core.models import StoredFile
from core.tenancy import TenantOwned, owned_by_same_tenant


class Marketplace(models.Model):
    """One site. The secret that signs our requests comes from the environment, never from a row."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    slug = models.SlugField(unique=True)
    name = models.CharField(max_length=80)
    territories = ArrayField(
        models.CharField(max_length=2), help_text="Where it sells: ISO 3166 codes, or EU."
    )
    connector = models.CharField(max_length=30, default="signed_http")
    site_url = models.URLField(help_text="Where buyers go; the connector finds the API below it.")
    account = models.CharField(max_length=100, help_text="Our account there.")
    open = models.BooleanField(default=True, help_text="Whether complaints can be filed against it.")
    is_sandbox = models.BooleanField(
        default=False, help_text="There to try things on: the only kind that test keys reach."
    )
    # How fast it is asked, by class of call (listings/traffic). Admins change them on its page.
    orders_per_minute = models.PositiveIntegerField(
        default=3600, db_default=3600, help_text="Removals and restorations."
    )
    looks_per_minute = models.PositiveIntegerField(
        default=12_000,
        db_default=12_000,
        help_text="Listings, pictures and buyer's looks that somebody waits for.",
    )
    scans_per_minute = models.PositiveIntegerField(
        default=600, db_default=600, help_text="Feeds, and the watch over removed listings."
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="marketplace_is_asked_at_some_rate",
                condition=Q(orders_per_minute__gte=1, looks_per_minute__gte=1, scans_per_minute__gte=1),
            )
        ]

    def __str__(self) -> str:
        return self.name


class Seller(models.Model):
    """Who sells. Contact data is apart (SellerContact): brands may read this row."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    marketplace = models.ForeignKey(Marketplace, on_delete=models.PROTECT, related_name="+")
    ref = models.CharField(max_length=100)
    name = models.CharField(max_length=200)
    country = models.CharField(max_length=2, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["marketplace", "ref"], name="seller_once")]
        indexes = [GinIndex(SearchVector("name", config="simple"), name="seller_words")]

    def __str__(self) -> str:
        return self.name


class SellerContact(models.Model):
    """Where a seller is reached. Staff only, by row security."""

    seller = models.OneToOneField(Seller, on_delete=models.CASCADE, primary_key=True, related_name="+")
    email = models.EmailField(blank=True)
    language = models.CharField(max_length=10, default="en")

    def __str__(self) -> str:
        return f"contact of {self.seller_id}"


class CategoryClasses(models.Model):
    """To which Nice classes the goods of one category of a marketplace belong, as programme admins say.

    Whatever is not in here, nobody has said. History: the ledger's events of `category.classes_set`.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    marketplace = models.ForeignKey(Marketplace, on_delete=models.PROTECT, related_name="+", db_index=False)
    category = models.CharField(max_length=80, help_text="As the marketplace calls it in its listings.")
    nice_classes = ArrayField(models.PositiveSmallIntegerField())
    set_at = models.DateTimeField()
    set_by_label = models.CharField(max_length=120)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["marketplace", "category"], name="categoryclasses_once"),
            models.CheckConstraint(
                name="categoryclasses_are_some", condition=~Q(category="") & Q(nice_classes__len__gt=0)
            ),
            models.CheckConstraint(
                name="categoryclasses_are_nice", condition=Q(nice_classes__contained_by=list(range(1, 46)))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.category}: {', '.join(map(str, self.nice_classes))}"


class Listing(models.Model):
    """What a marketplace last told us of one offer."""

    class State(models.TextChoices):
        LIVE = "live"
        HIDDEN = "hidden"
        GONE = "gone"

    class Condition(models.TextChoices):
        NEW = "new"
        USED = "used"
        REFURBISHED = "refurbished"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    marketplace = models.ForeignKey(Marketplace, on_delete=models.PROTECT, related_name="+")
    seller = models.ForeignKey(Seller, on_delete=models.PROTECT, related_name="+")
    ref = models.CharField(max_length=100)
    url = models.URLField(max_length=500)
    state = models.CharField(max_length=6, choices=State, default=State.LIVE)
    title = models.CharField(max_length=500)
    description = models.TextField(blank=True)
    language = models.CharField(max_length=10, blank=True)
    category = models.CharField(max_length=80, blank=True)
    nice_class = models.PositiveSmallIntegerField(null=True)
    price = models.DecimalField(max_digits=14, decimal_places=2)
    currency = models.CharField(max_length=3)
    quantity = models.PositiveIntegerField(default=0)
    condition = models.CharField(
        max_length=11, choices=Condition, blank=True, default="", db_default="", help_text="Empty: not said."
    )
    brand_field = models.CharField(max_length=120, blank=True)
    image_urls = ArrayField(models.URLField(max_length=500), default=list, blank=True)
    fingerprint = models.CharField(max_length=64, help_text="Changes when what is offered changes.")
    first_seen_at = models.DateTimeField(
        db_default=Now(), help_text="When we first heard of it: it has been on sale since then at the latest."
    )
    seen_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["marketplace", "ref"], name="listing_once")]

    def __str__(self) -> str:
        return self.title


class Snapshot(TenantOwned):
    """The frozen copy of a listing that one brand's complaint is judged on. Never changed."""

    listing = models.ForeignKey(Listing, on_delete=models.PROTECT, related_name="+")
    taken_at = models.DateTimeField(db_default=Now())
    state = models.CharField(max_length=6, choices=Listing.State)
    title = models.CharField(max_length=500)
    description = models.TextField(blank=True)
    language = models.CharField(max_length=10, blank=True)
    category = models.CharField(max_length=80, blank=True)
    nice_class = models.PositiveSmallIntegerField(null=True)
    price = models.DecimalField(max_digits=14, decimal_places=2)
    currency = models.CharField(max_length=3)
    quantity = models.PositiveIntegerField(default=0)
    condition = models.CharField(
        max_length=11, choices=Listing.Condition, blank=True, default="", db_default=""
    )
    brand_field = models.CharField(max_length=120, blank=True)
    seller_ref = models.CharField(max_length=100)
    seller_name = models.CharField(max_length=200)
    fingerprint = models.CharField(max_length=64)
    picture = owned_by_same_tenant(StoredFile, null=True, related_name="+")

    class Meta:
        constraints = [models.CheckConstraint(name="snapshot_has_fingerprint", condition=~Q(fingerprint=""))]
        indexes = [GinIndex(SearchVector("title", "seller_name", config="simple"), name="snapshot_words")]

    def __str__(self) -> str:
        return f"{self.title} as of {self.taken_at:%Y-%m-%d %H:%M}"


class FeedKey(models.Model):
    """A marketplace's own way in: it sends its listings with it, and does nothing else. Staff only, by row security."""

    mode = FEED

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    marketplace = models.ForeignKey(Marketplace, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=80)
    prefix = models.CharField(max_length=12, unique=True)
    digest = models.CharField(max_length=64)
    addresses = ArrayField(
        models.CharField(max_length=43), default=list, help_text="Networks it may be used from; empty: any."
    )
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)
    last_used_at = models.DateTimeField(null=True, help_text="To the minute.")

    class Meta:
        constraints = [
            models.CheckConstraint(name="feedkey_digest", condition=Q(digest__regex=r"^[0-9a-f]{64}$"))
        ]

    def __str__(self) -> str:
        return f"{self.name} (jf_feed_{self.prefix}…)"


class FeedRun(models.Model):
    """One feed that was sent: how far it came, and its answer. Staff only, by row security.

    Its sets are transactions of their own, so `attempt` is the fence of whoever is taking it, and `touched_at` tells
    a feed that is being taken from one whose process has died.
    """

    class State(models.TextChoices):
        RUNNING = "running"
        DONE = "done"
        BROKEN = "broken"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    marketplace = models.ForeignKey(Marketplace, on_delete=models.PROTECT, related_name="+")
    key = models.ForeignKey(FeedKey, on_delete=models.PROTECT, related_name="runs")
    idempotency_key = models.CharField(max_length=255, null=True)  # noqa: DJ001 - no key is not the empty key
    fingerprint = models.CharField(max_length=64)
    state = models.CharField(max_length=7, choices=State, default=State.RUNNING)
    attempt = models.PositiveIntegerField(default=1)
    started_at = models.DateTimeField()
    touched_at = models.DateTimeField()
    lines = models.PositiveIntegerField(default=0)
    stored = models.PositiveIntegerField(default=0)
    unchanged = models.PositiveIntegerField(default=0)
    refused = models.PositiveIntegerField(default=0)
    answer = models.BinaryField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="feedrun_state_known", condition=Q(state__in=["running", "done", "broken"])
            ),
            models.UniqueConstraint(fields=["key", "idempotency_key"], name="feedrun_once"),
        ]
        indexes = [
            models.Index(fields=["-started_at"], name="feedrun_recent"),
        ]

    def __str__(self) -> str:
        return f"{self.lines} lines ({self.state})"


class Arrivals(models.Model):
    """Listings of one set of a feed that are new, or offer something else than before, and that nobody has compared.

    Whoever has compared some takes them out; the row goes with the last. Staff only, by row security.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    marketplace = models.ForeignKey(Marketplace, on_delete=models.PROTECT, related_name="+")
    listing_ids = ArrayField(models.UUIDField())
    arrived_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(name="arrivals_are_some", condition=Q(listing_ids__len__gt=0)),
        ]

    def __str__(self) -> str:
        return f"{len(self.listing_ids)} listings"


def fingerprint_of(*, title: str, description: str, seller_ref: str, images: Iterable[str]) -> str:
    """Equal for the same offer, different when seller, words or pictures change.

    The price is left out: it moves daily and says nothing of whether the goods are the same.
    """
    text = "\x1f".join([title, description, seller_ref, *images])
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
