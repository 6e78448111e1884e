"""The seller's answer to one brand's complaint, the proof that goes with it, and what is not sent yet."""

from django.db import models
from django.db.models import F, Q

from core.ids import new_id
from core.models import StoredFile
from core.tenancy import TenantOwned, owned_by_same_tenant
from takedown.redress.counter.states import LIVE, CounterStatus, Why
from takedown.redress.replies.states import Task

LIVE_VALUES = sorted(map(str, LIVE))


class CounterNotice(TenantOwned):
    """What a seller says against one ground, as they signed it. The brand's own: it reads all of it, so that nothing
    stands here but what the chosen law has forwarded. Those filed by one form share its `form_key`.
    """

    number = models.CharField(max_length=12, unique=True)
    ground = owned_by_same_tenant("takedown.Ground", related_name="counters", db_index=False)
    # The ground's own, and the notice by whose link it was filed.
    removal = models.ForeignKey("takedown.Removal", on_delete=models.PROTECT, related_name="counters")
    notice = models.ForeignKey(
        "takedown.SellerNotice", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    form_key = models.UUIDField(help_text="The same form sent twice is one answer.")
    law = models.CharField(max_length=30)
    law_version = models.PositiveSmallIntegerField()
    why = models.CharField(max_length=20, choices=[(str(w), str(w)) for w in Why])
    story = models.TextField(help_text="What happened, in the seller's words.")
    name = models.CharField(max_length=200, blank=True, default="")
    address = models.TextField(blank=True, default="")
    phone = models.CharField(max_length=60, blank=True, default="")
    statements = models.JSONField(
        help_text="What was sworn: code and text of each, as it was read and signed."
    )
    signed_name = models.CharField(max_length=200)
    signed_at = models.DateTimeField()
    language = models.CharField(max_length=10)
    filed_at = models.DateTimeField()
    forwarded_at = models.DateTimeField(
        null=True, help_text="When the letter to the brand was handed over to the mail server."
    )
    status = models.CharField(
        max_length=12, choices=[(str(s), str(s)) for s in CounterStatus], default="filed"
    )
    status_at = models.DateTimeField()
    waits_for = models.CharField(
        max_length=9,
        choices=[(str(t), str(t)) for t in Task],
        blank=True,
        default="",
        help_text="What a person at the marketplace has to do; derived (replies/waiting.py).",
    )
    person_by = models.DateTimeField(null=True, help_text="And by when.")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="counternotice_waits_for_a_person_while_it_lives",
                condition=Q(waits_for="", person_by=None)
                | Q(
                    waits_for__in=[str(t) for t in Task],
                    person_by__isnull=False,
                    status__in=LIVE_VALUES,
                ),
            ),
            models.UniqueConstraint(
                fields=["ground"], condition=Q(status__in=LIVE_VALUES), name="counternotice_one_live"
            ),
            models.UniqueConstraint(fields=["form_key", "ground"], name="counternotice_form_once"),
            models.CheckConstraint(
                name="counternotice_status_known", condition=Q(status__in=[str(s) for s in CounterStatus])
            ),
            models.CheckConstraint(
                name="counternotice_why_known", condition=Q(why__in=[str(w) for w in Why])
            ),
            models.CheckConstraint(
                name="counternotice_is_signed",
                condition=~Q(signed_name="") & ~Q(statements=[]) & ~Q(story=""),
            ),
            models.CheckConstraint(
                name="counternotice_forwarded_after_filing",
                condition=Q(forwarded_at=None) | Q(forwarded_at__gte=F("filed_at")),
            ),
        ]
        indexes = [
            models.Index(fields=["tenant", "ground"], name="counternotice_of_ground"),
            models.Index(fields=["tenant", "-filed_at"], name="counternotice_recent"),
            models.Index(
                fields=["status", "filed_at"],
                condition=Q(status__in=LIVE_VALUES),
                name="counternotice_open",
            ),
            models.Index(
                fields=["person_by", "id"],
                condition=Q(person_by__isnull=False),
                name="counternotice_for_people",
            ),
        ]

    def __str__(self) -> str:
        return self.number


class CounterFile(TenantOwned):
    """One file that a seller sends along as proof. Each brand has a copy of its own."""

    counter = owned_by_same_tenant(CounterNotice, related_name="files", db_index=False)
    file = owned_by_same_tenant(StoredFile, related_name="+", db_index=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["tenant", "counter", "file"], name="counterfile_once")]

    def __str__(self) -> str:
        return f"proof for {self.counter_id}"


class CounterDraft(models.Model):
    """An answer that is not sent yet. Staff only, by row security: it holds personal data, which a link alone must not
    open, and no brand may read what the seller may never send.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    notice = models.OneToOneField(
        "takedown.SellerNotice", on_delete=models.PROTECT, related_name="counter_draft"
    )
    form_key = models.UUIDField()
    answers = models.JSONField(help_text="What stood in the form's fields.")
    files = models.JSONField(default=list, help_text="Files in storage below the notice's own id.")
    saved_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["saved_at"], name="counterdraft_by_age")]

    def __str__(self) -> str:
        return f"draft for {self.notice_id}"
