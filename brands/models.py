"""Rights holders and what they bring: people, agencies with a mandate, rights, authorised sellers."""

from datetime import date, datetime
from uuid import UUID

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower, Now
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.roles import Role
from core.ids import new_id
from core.models import StoredFile
from core.tenancy import Tenant, TenantOwned, TenantQuerySet, owned_by_same_tenant


class Brand(models.Model):
    """One rights holder's account, one-to-one with its tenant."""

    tenant = models.OneToOneField(Tenant, on_delete=models.PROTECT, primary_key=True, related_name="+")
    name = models.CharField(max_length=120)
    country = models.CharField(max_length=2)
    account_manager = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    registered_at = models.DateTimeField()
    verified_at = models.DateTimeField(null=True)

    objects = TenantQuerySet.as_manager()

    def __str__(self) -> str:
        return self.name


class Membership(TenantOwned):
    """A person of the brand itself."""

    ROLES = (Role.OWNER, Role.FILER, Role.VIEWER)

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=10, choices=[(str(role), role.label) for role in ROLES])
    since = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["tenant", "user"], name="membership_once"),
            models.CheckConstraint(
                name="membership_role_known", condition=Q(role__in=["owner", "filer", "viewer"])
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} ({self.role})"


class Invitation(TenantOwned):
    """A seat in a brand's team, offered to an address. Its link is derived from its id and stored as a hash only."""

    email = models.EmailField()
    role = models.CharField(max_length=10, choices=[(str(role), role.label) for role in Membership.ROLES])
    token_hash = models.CharField(max_length=64, unique=True)
    invited_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    invited_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)
    accepted_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    revoked_at = models.DateTimeField(null=True)
    revoked_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="invitation_role_known", condition=Q(role__in=["owner", "filer", "viewer"])
            ),
            models.CheckConstraint(
                name="invitation_token_hash",
                condition=Q(token_hash__regex="^[0-9a-f]{64}$"),  # noqa: S106
            ),
            models.CheckConstraint(
                name="invitation_expires_later", condition=Q(expires_at__gt=F("invited_at"))
            ),
            models.CheckConstraint(
                name="invitation_accepted_by_somebody",
                condition=Q(accepted_at=None, accepted_by=None)
                | Q(accepted_at__isnull=False, accepted_by__isnull=False),
            ),
            models.CheckConstraint(
                name="invitation_revoked_by_somebody",
                condition=Q(revoked_at=None, revoked_by=None)
                | Q(revoked_at__isnull=False, revoked_by__isnull=False),
            ),
            models.CheckConstraint(
                name="invitation_ends_once", condition=Q(accepted_at=None) | Q(revoked_at=None)
            ),
            models.UniqueConstraint(
                F("tenant"),
                Lower("email"),
                condition=Q(accepted_at=None, revoked_at=None),
                name="invitation_one_open",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.email} ({self.role})"

    def is_open(self, now: datetime) -> bool:
        return self.accepted_at is None and self.revoked_at is None and now < self.expires_at


class Agency(models.Model):
    """A firm that files for brands. It has no rows of its own beyond its name and people."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    name = models.CharField(max_length=120, unique=True)

    def __str__(self) -> str:
        return self.name


class AgencyMember(models.Model):
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="members")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    since = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [models.UniqueConstraint(fields=["agency", "user"], name="agencymember_once")]

    def __str__(self) -> str:
        return f"{self.user} of {self.agency}"


class Authorisation(TenantOwned):
    """A brand's mandate to an agency: scoped, expiring, revocable, with its letter."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    right_ids = ArrayField(models.UUIDField(), default=list, blank=True, help_text="Empty: every right.")
    marketplace_ids = ArrayField(
        models.UUIDField(), default=list, blank=True, help_text="Empty: every marketplace."
    )
    letter = owned_by_same_tenant(StoredFile, null=True, related_name="+")
    granted_at = models.DateTimeField(db_default=Now())
    expires_on = models.DateField()
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["tenant", "agency"], condition=Q(revoked_at=None), name="authorisation_one_live"
            )
        ]

    def __str__(self) -> str:
        return f"{self.agency} for {self.tenant_id}"

    def holds_on(self, day: date) -> bool:
        return self.revoked_at is None and day <= self.expires_on

    def covers(self, *, right_id: UUID, marketplace_id: UUID) -> bool:
        """An empty list means all of them."""
        return (not self.right_ids or right_id in self.right_ids) and (
            not self.marketplace_ids or marketplace_id in self.marketplace_ids
        )


class Right(TenantOwned):
    """A registered right or a copyright claim that complaints are based on."""

    class Kind(models.TextChoices):
        TRADEMARK = "trademark", _("Trademark")
        DESIGN = "design", _("Design")
        PATENT = "patent", _("Patent")
        COPYRIGHT = "copyright", _("Copyright")

    kind = models.CharField(max_length=10, choices=Kind)
    title = models.CharField(max_length=200, help_text="The word mark, or what the right is called.")
    number = models.CharField(max_length=60, blank=True)
    office = models.CharField(max_length=20, blank=True, help_text="Such as EUIPO, USPTO, CNIPA.")
    owner_name = models.CharField(max_length=200)
    territories = ArrayField(models.CharField(max_length=2), help_text="ISO 3166 codes, or EU.")
    nice_classes = ArrayField(models.PositiveSmallIntegerField(), default=list, blank=True)
    variants = ArrayField(models.CharField(max_length=200), default=list, blank=True)
    registered_on = models.DateField(null=True)
    expires_on = models.DateField(null=True)
    dispute = models.CharField(
        max_length=200, blank=True, default="", db_default="", help_text="Its proceedings; empty: undisputed."
    )
    price_from = models.DecimalField(
        max_digits=14,
        decimal_places=2,
        null=True,
        help_text="The lowest price at which the genuine article is sold new.",
    )
    price_currency = models.CharField(max_length=3, blank=True, default="", db_default="")
    created_at = models.DateTimeField(db_default=Now())
    verified_at = models.DateTimeField(null=True)
    verified_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="right_registered_has_number", condition=Q(kind="copyright") | ~Q(number="")
            ),
            models.CheckConstraint(
                name="right_expires_after_registration",
                condition=Q(expires_on=None) | Q(registered_on=None) | Q(expires_on__gt=F("registered_on")),
            ),
            models.CheckConstraint(
                name="right_verified_by_somebody",
                condition=Q(verified_at=None, verified_by=None)
                | Q(verified_at__isnull=False, verified_by__isnull=False),
            ),
            models.UniqueConstraint(
                fields=["tenant", "kind", "office", "number"],
                condition=~Q(number=""),
                name="right_once_per_brand",
            ),
            models.CheckConstraint(
                name="right_price_has_currency",
                condition=Q(price_from=None, price_currency="")
                | (Q(price_from__gt=0) & ~Q(price_currency="")),
            ),
        ]
        indexes = [
            # Whether somebody else has the same mark is asked for every set of complaints.
            models.Index(
                Lower("title"),
                condition=Q(kind="trademark", verified_at__isnull=False),
                name="right_same_mark",
            ),
            GinIndex(SearchVector("title", config="simple"), name="right_words"),
            GinIndex(fields=["variants"], name="right_variants"),
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.get_kind_display()}{' ' + self.number if self.number else ''})"


class RightFile(TenantOwned):
    """A certificate, or a picture of the genuine article."""

    class Purpose(models.TextChoices):
        DOCUMENT = "document", _("Certificate or other document")
        REFERENCE = "reference", _("Reference picture")
        ALLOWED = "allowed", _("Picture that authorised sellers may use")

    right = owned_by_same_tenant(Right, related_name="files")
    file = owned_by_same_tenant(StoredFile, related_name="+")
    purpose = models.CharField(max_length=10, choices=Purpose)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["tenant", "right", "file"], name="rightfile_once"),
        ]

    def __str__(self) -> str:
        return f"{self.purpose} of {self.right_id}"


class AllowedSeller(TenantOwned):
    """A seller that the brand has authorised: looked at before filing and again before removing."""

    marketplace_id = models.UUIDField()
    seller_ref = models.CharField(max_length=100)
    seller_name = models.CharField(max_length=200, blank=True)
    added_at = models.DateTimeField(db_default=Now())
    added_by = models.UUIDField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["tenant", "marketplace_id", "seller_ref"], name="allowedseller_once"
            )
        ]

    def __str__(self) -> str:
        return self.seller_name or self.seller_ref
