"""What the marketplace asks brands. A request's state is written in questions/moves.py and nowhere else."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from accounts.models import User
from brands.models import Right
from complaints.models import Item
from core.models import StoredFile
from core.tenancy import TenantOwned, owned_by_same_tenant
from detection.states import FINAL, LIVE, Cause, Channel, State
from detection.suspicions import Code
from listings.models import Listing, Marketplace, Snapshot

_LIVE = sorted(map(str, LIVE))
_COPIED = ["open", "needs_photos", "answered", "expired"]
_UNANSWERED = Q(
    answer="", answered_at=None, answered_by=None, answered_by_label="", channel="", item__isnull=True
)


class AuthenticationRequest(TenantOwned):
    """The marketplace's question to one brand about one listing that it suspects: is this yours?"""

    right = owned_by_same_tenant(Right, related_name="+", db_index=False)
    marketplace = models.ForeignKey(Marketplace, on_delete=models.PROTECT, related_name="+", db_index=False)
    listing_ref = models.CharField(max_length=100)
    url = models.URLField(max_length=500)
    codes = ArrayField(
        models.CharField(max_length=30), help_text="Why it is suspected: words of the catalogue."
    )
    sentence = models.TextField(help_text="The same in a sentence, which the brand reads.")
    raised_by = models.UUIDField(null=True, help_text="The person; nobody for a detector.")
    raised_by_label = models.CharField(max_length=120, help_text="The person's name, or which detector.")
    raised_at = models.DateTimeField()
    state = models.CharField(max_length=12, choices=[(str(s), str(s)) for s in State], default="raised")
    state_at = models.DateTimeField()
    cause = models.CharField(max_length=20, blank=True, default="")
    # What the brand was shown.
    listing = models.ForeignKey(
        Listing, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    snapshot = owned_by_same_tenant(Snapshot, null=True, related_name="+", db_index=False)
    fingerprint = models.CharField(max_length=64, blank=True, default="")
    opened_at = models.DateTimeField(null=True)
    due_at = models.DateTimeField(null=True)
    told_at = models.DateTimeField(
        null=True, help_text="When it was put into a letter to the brand's people."
    )
    reminders = models.PositiveSmallIntegerField(default=0)
    # What it said.
    answer = models.CharField(max_length=20, blank=True, default="")
    answered_at = models.DateTimeField(null=True)
    answered_by = models.UUIDField(null=True)
    answered_by_label = models.CharField(max_length=120, blank=True, default="")
    channel = models.CharField(max_length=10, blank=True, default="")
    item = owned_by_same_tenant(Item, null=True, related_name="+")
    offer_ended_at = models.DateTimeField(
        null=True, help_text="When an owner added the seller to the allow-list, or said no to it."
    )
    handled_at = models.DateTimeField(null=True, help_text="When staff had done with what came back.")
    handled_by = models.UUIDField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(name="request_state_known", condition=Q(state__in=list(map(str, State)))),
            models.CheckConstraint(
                name="request_withdrawn_has_cause",
                condition=(
                    Q(state="withdrawn", cause__in=list(map(str, Cause)))
                    | ~Q(state="withdrawn") & Q(cause="")
                ),
            ),
            models.CheckConstraint(
                name="request_is_explained",
                condition=~Q(sentence="")
                & ~Q(raised_by_label="")
                & Q(codes__len__gt=0)
                & Q(codes__contained_by=list(map(str, Code))),
            ),
            models.CheckConstraint(
                name="request_open_has_its_copy",
                condition=~Q(state__in=_COPIED)
                | Q(
                    listing__isnull=False,
                    snapshot__isnull=False,
                    opened_at__isnull=False,
                    due_at__gt=F("opened_at"),
                )
                & ~Q(fingerprint=""),
            ),
            models.CheckConstraint(
                name="request_answer_is_whole",
                condition=(~Q(state="answered") & _UNANSWERED)
                | (
                    Q(
                        state="answered",
                        answer__in=list(map(str, FINAL)),
                        answered_at__isnull=False,
                        answered_by__isnull=False,
                        channel__in=list(map(str, Channel)),
                    )
                    & ~Q(answered_by_label="")
                    & (
                        Q(answer="counterfeit", item__isnull=False)
                        | ~Q(answer="counterfeit") & Q(item__isnull=True)
                    )
                ),
            ),
            models.CheckConstraint(
                name="request_handling_is_whole",
                condition=Q(handled_at=None, handled_by=None)
                | Q(handled_at__isnull=False, handled_by__isnull=False),
            ),
            models.UniqueConstraint(
                fields=["tenant", "marketplace", "listing_ref"],
                condition=Q(state__in=_LIVE),
                name="request_one_live_per_listing",
            ),
        ]
        indexes = [
            models.Index(fields=["tenant", "due_at", "id"], condition=Q(state="open"), name="request_queue"),
            models.Index(fields=["due_at"], condition=Q(state="open"), name="request_clock"),
            models.Index(fields=["tenant", "-id"], name="request_recent"),
            models.Index(
                fields=["tenant", "listing", "fingerprint"],
                condition=Q(state="answered"),
                name="request_said",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.listing_ref} ({self.state})"


class RequestPhoto(TenantOwned):
    """A further picture of the article, which the marketplace got from the seller because the brand asked."""

    request = owned_by_same_tenant(AuthenticationRequest, related_name="photos")
    file = owned_by_same_tenant(StoredFile, related_name="+")
    added_at = models.DateTimeField()
    added_by = models.UUIDField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["tenant", "request", "file"], name="requestphoto_once")
        ]

    def __str__(self) -> str:
        return f"photo for {self.request_id}"


class AnswerDeclaration(TenantOwned):
    """An owner's declaration that holds for every "counterfeit" the brand's people answer, until it is ended."""

    version = models.PositiveSmallIntegerField(
        help_text="Which words were signed (questions/declaration.py)."
    )
    signed_as = models.CharField(max_length=120, help_text="The name typed under it.")
    signed_by = models.UUIDField()
    signed_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    ended_by = models.UUIDField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["tenant"], condition=Q(ended_at=None), name="answerdeclaration_one_live"
            ),
            models.CheckConstraint(name="answerdeclaration_is_signed", condition=~Q(signed_as="")),
            models.CheckConstraint(
                name="answerdeclaration_end_is_whole",
                condition=Q(ended_at=None, ended_by=None) | Q(ended_at__isnull=False, ended_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"declaration of {self.signed_as}"


class AnswerLink(TenantOwned):
    """One person's way to one request from their mail. Its token is derived from its id and stored as a hash only."""

    request = owned_by_same_tenant(AuthenticationRequest, related_name="links")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", db_index=False)
    token_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["tenant", "request", "user"], condition=Q(used_at=None), name="answerlink_one_unused"
            ),
            models.CheckConstraint(
                name="answerlink_token_hash",
                condition=Q(token_hash__regex="^[0-9a-f]{64}$"),  # noqa: S106
            ),
            models.CheckConstraint(name="answerlink_expires_later", condition=Q(expires_at__gt=F("made_at"))),
        ]

    def __str__(self) -> str:
        return f"link to {self.request_id}"


class Digest(TenantOwned):
    """One letter to one person about all that a brand is asked: never a letter for each listing."""

    class Kind(models.TextChoices):
        NEW = "new"
        REMINDER = "reminder"

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", db_index=False)
    kind = models.CharField(max_length=8, choices=Kind)
    made_at = models.DateTimeField()
    links = ArrayField(models.UUIDField(), help_text="Those that are named, the most urgent first.")
    total = models.PositiveIntegerField(help_text="How many requests it is about.")

    class Meta:
        constraints = [
            models.CheckConstraint(name="digest_is_about_something", condition=Q(total__gt=0)),
            models.CheckConstraint(name="digest_kind_known", condition=Q(kind__in=["new", "reminder"])),
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {self.total}"
