"""Tables that know no word of the domain: work to do, what happened, stored files, scheduled periods."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from core.ids import new_id
from core.tenancy import Tenant, TenantOwned, TenantQuerySet

__all__ = ["AuditEvent", "Outbox", "ScheduledRun", "StoredFile", "Tenant"]


class Outbox(models.Model):
    """Work to do, written in the transaction that decided it. This row is the work; Celery is only the bell."""

    class State(models.TextChoices):
        PENDING = "pending"
        DONE = "done"
        DEAD = "dead"
        PARKED = "parked"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    tenant = models.ForeignKey(Tenant, on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    kind = models.CharField(max_length=60)
    subject_id = models.UUIDField(help_text="The row the work is about.")
    state = models.CharField(max_length=8, choices=State, default=State.PENDING)
    attempt = models.PositiveIntegerField(default=0)
    deferred = models.PositiveIntegerField(
        default=0, db_default=0, help_text="So many of the attempts tried nothing and do not count."
    )
    due_at = models.DateTimeField(db_default=Now())
    ring_at = models.DateTimeField(
        db_default=Now(), help_text="When the relay rings the bell (again) if nobody has done the work."
    )
    rings = models.PositiveIntegerField(default=0)
    lease_until = models.DateTimeField(null=True)
    created_at = models.DateTimeField(db_default=Now())
    ended_at = models.DateTimeField(null=True)
    error = models.TextField(blank=True, default="")
    parked_because = models.TextField(blank=True, default="", db_default="")

    objects = TenantQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="outbox_ended_when_not_pending",
                condition=Q(state="pending", ended_at=None)
                | (~Q(state="pending") & Q(ended_at__isnull=False)),
            ),
            models.CheckConstraint(
                name="outbox_parked_with_reason",
                condition=(Q(state="parked") & ~Q(parked_because=""))
                | (~Q(state="parked") & Q(parked_because="")),
            ),
        ]
        indexes = [
            # Each waiting row is in one of these two: whether a bell for it may still wait in the broker's queue.
            models.Index(
                fields=["ring_at"],
                condition=Q(state="pending") & (Q(rings=0) | Q(lease_until__isnull=False)),
                name="outbox_to_ring",
            ),
            models.Index(
                fields=["ring_at"],
                condition=Q(state="pending", rings__gt=0, lease_until=None),
                name="outbox_rung",
            ),
            models.Index(fields=["kind", "ended_at"], condition=Q(state="dead"), name="outbox_dead"),
            models.Index(fields=["-ended_at", "id"], condition=Q(state="parked"), name="outbox_parked"),
            models.Index(fields=["subject_id"], name="outbox_subject"),
            models.Index(fields=["ended_at"], condition=Q(state="done"), name="outbox_to_purge"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.subject_id} ({self.state})"


class AuditEvent(models.Model):
    """Who did what to which row, when, under which policy. Append-only by trigger."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    tenant = models.ForeignKey(Tenant, on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    at = models.DateTimeField()
    event = models.CharField(max_length=60)
    subject_kind = models.CharField(max_length=40)
    subject_id = models.UUIDField()
    actor_role = models.CharField(max_length=30)
    actor_id = models.UUIDField(null=True)
    actor_label = models.CharField(max_length=120)
    policy_version = models.PositiveIntegerField(null=True)
    data = models.JSONField(default=dict)

    objects = TenantQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["subject_id", "at"], name="audit_subject"),
            models.Index(fields=["tenant", "-at"], name="audit_tenant"),
        ]

    def __str__(self) -> str:
        return f"{self.event} {self.subject_kind} {self.subject_id}"


class StoredFile(TenantOwned):
    """A file kept bit-exact under `tenant/sha256`: global keys would leak existence and break erasure."""

    class Scan(models.TextChoices):
        UNSCANNED = "unscanned"
        CLEAN = "clean"
        INFECTED = "infected"

    sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField()
    media_type = models.CharField(max_length=100)
    name = models.CharField(max_length=200, help_text="As the uploader called it; never part of a path.")
    captured_at = models.DateTimeField(
        null=True,
        help_text="When the picture itself says that it was taken; anybody can change what it says.",
    )
    readable = models.BooleanField(
        null=True,
        help_text="Whether a picture could be decoded, or a document ends as it should; null: not tried.",
    )
    stored_at = models.DateTimeField(db_default=Now())
    stored_by = models.UUIDField(null=True)
    scan = models.CharField(
        max_length=9,
        choices=Scan,
        default=Scan.UNSCANNED,
        db_default=Scan.UNSCANNED,
        help_text="For viruses.",
    )
    scanned_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["tenant", "sha256"], name="storedfile_once_per_tenant"),
            models.CheckConstraint(name="storedfile_sha256", condition=Q(sha256__regex=r"^[0-9a-f]{64}$")),
            models.CheckConstraint(
                name="storedfile_scanned_at_some_time",
                condition=Q(scan="unscanned", scanned_at=None)
                | (~Q(scan="unscanned") & Q(scanned_at__isnull=False)),
            ),
        ]
        indexes = [
            models.Index(fields=["stored_at"], condition=Q(scan="unscanned"), name="storedfile_to_scan"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def key(self) -> str:
        return f"{self.tenant_id}/{self.sha256}"


class ScheduledRun(models.Model):
    """One row a job and period: however many schedulers run, each period's job is put out once."""

    job = models.CharField(max_length=60)
    period = models.DateTimeField()
    opened_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [models.UniqueConstraint(fields=["job", "period"], name="scheduledrun_once")]

    def __str__(self) -> str:
        return f"{self.job} {self.period:%Y-%m-%d %H:%M}"
