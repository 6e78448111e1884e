"""People who sign in, and the keys that programs bring. Whose brand they act for is known above."""

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower, Now
from django.utils.translation import pgettext_lazy

from accounts.roles import STAFF_ROLES, Role
from core.ids import new_id
from core.tenancy import TenantOwned, owned_by_same_tenant


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        user = self.model(email=self.normalize_email(email), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user


class User(AbstractBaseUser):
    """One person. `staff_role` is set for the marketplace's own people only; they belong to no brand."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    email = models.EmailField(unique=True)
    name = models.CharField(max_length=120, blank=True)
    staff_role = models.CharField(
        max_length=30,
        blank=True,
        default="",
        choices=[(str(role), role.label) for role in sorted(STAFF_ROLES)],
    )
    sees_all_brands = models.BooleanField(
        default=True, help_text="An account manager without this sees only the brands assigned to them."
    )
    language = models.CharField(
        max_length=10, blank=True, default="", help_text="As they chose; empty: as their browser asks."
    )
    is_active = models.BooleanField(default=True)
    single_keys = models.BooleanField(
        default=True, db_default=True, help_text="Whether a single key acts on pages (WCAG 2.1.4)."
    )
    joined_at = models.DateTimeField(db_default=Now())

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    objects = UserManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(Lower("email"), name="user_email_once"),
            models.CheckConstraint(
                name="user_staff_role_known",
                condition=Q(staff_role__in=["", *map(str, sorted(STAFF_ROLES))]),
            ),
        ]

    def __str__(self) -> str:
        return self.name or self.email

    @property
    def role(self) -> Role | None:
        return Role(self.staff_role) if self.staff_role else None


class SavedView(models.Model):
    """A list as one person has filtered it, under a name. Theirs alone, by row security."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+", db_index=False)
    page = models.CharField(max_length=20, help_text="The name of the list's address.")
    name = models.CharField(max_length=60)
    query = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "page", "name"], name="savedview_name_once")]

    def __str__(self) -> str:
        return self.name


class ApiKey(TenantOwned):
    """A program's way in: for one brand, within scopes, on the responsibility of the person who made it.

    Two live keys of one name are one key being renewed; the older one has its end set.
    """

    class Mode(models.TextChoices):
        LIVE = "live", pgettext_lazy("kind of key", "Live")
        TEST = "test", pgettext_lazy("kind of key", "Test")

    name = models.CharField(max_length=80)
    mode = models.CharField(max_length=4, choices=Mode)
    prefix = models.CharField(max_length=12, unique=True)
    digest = models.CharField(max_length=64)
    scopes = ArrayField(models.CharField(max_length=30))
    addresses = ArrayField(
        models.CharField(max_length=43), default=list, help_text="Networks it may be used from; empty: any."
    )
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)
    renewed_from = owned_by_same_tenant("self", null=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(name="apikey_mode_known", condition=Q(mode__in=["live", "test"])),
            models.CheckConstraint(name="apikey_digest", condition=Q(digest__regex=r"^[0-9a-f]{64}$")),
            models.CheckConstraint(name="apikey_has_scopes", condition=~Q(scopes=[])),
            models.UniqueConstraint(
                fields=["tenant", "renewed_from"],
                condition=Q(renewed_from__isnull=False),
                name="apikey_renewed_once",
            ),
        ]
        indexes = [models.Index(fields=["tenant", "-made_at"], name="apikey_recent")]

    def __str__(self) -> str:
        return f"{self.name} (jf_{self.mode}_{self.prefix}…)"


class ApiRequest(TenantOwned):
    """One line of a key's request log, kept for thirty days. Its latest line says when the key was last used."""

    key = owned_by_same_tenant(ApiKey, related_name="requests")
    at = models.DateTimeField()
    method = models.CharField(max_length=7)
    path = models.CharField(max_length=200)
    status = models.PositiveSmallIntegerField()
    code = models.CharField(max_length=40, blank=True, help_text="The problem's code, if it ended in one.")
    milliseconds = models.PositiveIntegerField()
    address = models.GenericIPAddressField(null=True)
    request_id = models.CharField(max_length=12)

    class Meta:
        indexes = [
            models.Index(fields=["tenant", "key", "-at"], name="apirequest_log"),
            models.Index(fields=["at"], name="apirequest_to_purge"),
        ]

    def __str__(self) -> str:
        return f"{self.method} {self.path} {self.status}"


class ReplayedAnswer(TenantOwned):
    """The first answer to a POST with an Idempotency-Key, written in the transaction of its work."""

    key = models.CharField(max_length=255)
    fingerprint = models.CharField(max_length=64, help_text="SHA-256 of method, path and body.")
    status = models.PositiveSmallIntegerField()
    headers = models.JSONField()
    body = models.BinaryField()
    answered_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["tenant", "key"], name="replayedanswer_once")]
        indexes = [models.Index(fields=["answered_at"], name="replayedanswer_to_purge")]

    def __str__(self) -> str:
        return f"{self.key}: {self.status}"


class WebhookEndpoint(TenantOwned):
    """An address of the brand's that is told what happens. Its secrets are derived (accounts/webhooks/signing.py)."""

    class Stopped(models.TextChoices):
        BY_HAND = "by_hand"
        GONE = "gone"
        FAILING = "failing"

    url = models.CharField(max_length=500)
    description = models.CharField(max_length=80, blank=True)
    events = ArrayField(models.CharField(max_length=40), default=list, help_text="Empty: every event.")
    mode = models.CharField(max_length=4, choices=ApiKey.Mode, help_text="Test: hears of sandbox sites only.")
    generation = models.PositiveIntegerField(default=1, help_text="Of the secret: rotating it adds one.")
    former_until = models.DateTimeField(null=True, help_text="Until then the secret before signs, too.")
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    form_key = models.CharField(max_length=43, help_text="The same form sent twice is one endpoint.")
    failing_since = models.DateTimeField(null=True, help_text="No event has arrived from then on.")
    wait_until = models.DateTimeField(null=True, help_text="It is down: until then nothing is tried.")
    disabled_at = models.DateTimeField(null=True)
    disabled_because = models.CharField(max_length=7, blank=True, default="", choices=Stopped)
    deleted_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(name="webhookendpoint_mode_known", condition=Q(mode__in=["live", "test"])),
            models.CheckConstraint(
                name="webhookendpoint_disabled_for_a_reason",
                condition=Q(disabled_at=None, disabled_because="")
                | Q(disabled_at__isnull=False, disabled_because__in=["by_hand", "gone", "failing"]),
            ),
            models.CheckConstraint(
                name="webhookendpoint_former_secret",
                condition=Q(former_until=None) | Q(generation__gt=1),
            ),
            models.UniqueConstraint(fields=["tenant", "form_key"], name="webhookendpoint_form_once"),
        ]
        indexes = [
            models.Index(fields=["tenant"], condition=Q(deleted_at=None), name="webhookendpoint_there")
        ]

    def __str__(self) -> str:
        return self.url


class WebhookDelivery(TenantOwned):
    """One event on its way to one endpoint; `body` is sent as it stands, however often."""

    class State(models.TextChoices):
        PENDING = "pending"
        DELIVERED = "delivered"
        FAILED = "failed"
        CANCELLED = "cancelled"

    endpoint = owned_by_same_tenant(WebhookEndpoint, related_name="deliveries", db_index=False)
    event_id = models.UUIDField(help_text="The same for every endpoint that is told of the event.")
    type = models.CharField(max_length=40)
    body = models.TextField()
    made_at = models.DateTimeField()
    state = models.CharField(max_length=9, choices=State, default=State.PENDING)
    tries = models.PositiveSmallIntegerField(default=0, help_text="Since it was last put on its way.")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="webhookdelivery_state_known",
                condition=Q(state__in=["pending", "delivered", "failed", "cancelled"]),
            )
        ]
        indexes = [
            models.Index(fields=["tenant", "endpoint", "-id"], name="webhookdelivery_recent"),
            models.Index(fields=["made_at"], name="webhookdelivery_to_purge"),
        ]

    def __str__(self) -> str:
        return f"{self.type} ({self.state})"

    @property
    def message_id(self) -> str:
        return f"msg_{self.event_id.hex}"


class WebhookAttempt(TenantOwned):
    """One request to an endpoint, kept for thirty days. No `status`: there was no answer, and `error` says why."""

    delivery = owned_by_same_tenant(WebhookDelivery, related_name="attempts", db_index=False)
    at = models.DateTimeField()
    status = models.PositiveSmallIntegerField(null=True)
    milliseconds = models.PositiveIntegerField()
    error = models.CharField(max_length=20, blank=True)
    answer = models.CharField(max_length=500, blank=True, help_text="How the answer begins.")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="webhookattempt_answer_or_error",
                condition=Q(status__isnull=False) | ~Q(error=""),
            )
        ]
        indexes = [
            models.Index(fields=["delivery", "at"], name="webhookattempt_of_delivery"),
            models.Index(fields=["at"], name="webhookattempt_to_purge"),
        ]

    def __str__(self) -> str:
        return str(self.status or self.error)
