"""What brands file and what becomes of it. Item status is written in complaints/moves.py and nowhere else."""

from django.contrib.postgres.indexes import BrinIndex
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import MD5, Now
from django.utils.translation import pgettext_lazy

from brands.models import Right
from complaints.reasons import REASONS, EvidenceKind
from complaints.scoring.models import AssessmentModel, ScoreWatch
from complaints.states import Cause, Status
from core.models import StoredFile
from core.tenancy import TenantOwned, owned_by_same_tenant
from listings.models import Listing, Marketplace, Snapshot

__all__ = [
    "Assessment",
    "AssessmentModel",
    "Audit",
    "Complaint",
    "Decision",
    "Evidence",
    "FilingPause",
    "Item",
    "PendingDecision",
    "PictureLook",
    "Question",
    "ScoreWatch",
    "Upload",
]


class Complaint(TenantOwned):
    """One right, one reason, one declaration, many listings."""

    class Channel(models.TextChoices):
        BROWSER = "browser"
        API = "api"
        PORTAL = "portal"
        # The marketplace asked "is this yours?", and the brand answered that it is counterfeit.
        AUTHENTICATION = "authentication"

    number = models.CharField(max_length=12, unique=True)
    marketplace = models.ForeignKey(Marketplace, on_delete=models.PROTECT, related_name="+")
    right = owned_by_same_tenant(Right, related_name="+")
    reason = models.CharField(max_length=30, choices=[(code, code) for code in REASONS])
    statement = models.TextField(blank=True)
    declared_by = models.CharField(max_length=120, help_text="The name typed under the declaration.")
    declared_at = models.DateTimeField()
    filed_at = models.DateTimeField()
    filed_by = models.UUIDField()
    filed_by_label = models.CharField(max_length=120)
    channel = models.CharField(max_length=14, choices=Channel, default=Channel.BROWSER)
    agency_id = models.UUIDField(null=True)
    form_key = models.UUIDField(help_text="The same form sent twice is one complaint.")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["tenant", "form_key"], name="complaint_form_once"),
            models.CheckConstraint(name="complaint_reason_known", condition=Q(reason__in=list(REASONS))),
            models.CheckConstraint(name="complaint_is_signed", condition=~Q(declared_by="")),
        ]
        indexes = [
            models.Index(fields=["tenant", "-filed_at"], name="complaint_recent"),
            # Whether the same words stand in others of the brand.
            models.Index(
                F("tenant"), MD5("statement"), condition=~Q(statement=""), name="complaint_same_words"
            ),
        ]

    def __str__(self) -> str:
        return self.number


class FilingPause(TenantOwned):
    """New complaints are not taken until then: those of one agency, or without it those of the brand's own people.

    Who decides on one, and why, is known above. It ends by itself.
    """

    agency_id = models.UUIDField(null=True)
    decided_as = models.UUIDField(unique=True, help_text="The decision that it follows from.")
    since = models.DateTimeField()
    until = models.DateTimeField()
    reason = models.TextField(help_text="In the words that the filer reads.")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="filingpause_ends_after_it_begins", condition=Q(until__gte=F("since"))
            ),
            models.CheckConstraint(name="filingpause_is_explained", condition=~Q(reason="")),
        ]
        indexes = [models.Index(fields=["tenant", "-until"], name="filingpause_in_force")]

    def __str__(self) -> str:
        return f"no filing until {self.until:%Y-%m-%d}"


class Item(TenantOwned):
    """One listing in a complaint, decided on its own."""

    # Few indexes: an item is updated at every step of its life, and each one is written again each time.
    complaint = owned_by_same_tenant(Complaint, related_name="items", db_index=False)
    marketplace = models.ForeignKey(Marketplace, on_delete=models.PROTECT, related_name="+", db_index=False)
    listing_ref = models.CharField(max_length=100)
    url = models.URLField(max_length=500)
    listing = models.ForeignKey(
        Listing, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    snapshot = owned_by_same_tenant(Snapshot, null=True, related_name="+", db_index=False)
    unread = models.BooleanField(
        default=False, help_text="The site did not answer, however often we asked: a person decides."
    )
    status = models.CharField(max_length=20, choices=[(str(s), str(s)) for s in Status], default="received")
    status_at = models.DateTimeField()
    cause = models.CharField(max_length=20, blank=True, default="")
    # Set while a person has to decide: 0 is served first.
    priority = models.PositiveSmallIntegerField(default=9)
    due_at = models.DateTimeField(null=True)
    claimed_by = models.UUIDField(null=True)
    claimed_until = models.DateTimeField(null=True)
    withdrawal_asked_at = models.DateTimeField(null=True)
    under_audit = models.BooleanField(
        db_default=False, help_text="Upheld without a person: one has to look, as if it still waited."
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["complaint", "listing_ref"], name="item_once_per_complaint"),
            models.CheckConstraint(
                name="item_under_audit_is_upheld_and_due",
                condition=Q(under_audit=False)
                | Q(status__in=["upheld", "removed", "contested"], due_at__isnull=False),
            ),
            models.CheckConstraint(
                name="item_status_known", condition=Q(status__in=[str(s) for s in Status])
            ),
            models.CheckConstraint(name="item_cause_known", condition=Q(cause__in=["", *map(str, Cause)])),
            models.CheckConstraint(
                name="item_closed_has_cause",
                condition=~Q(status__in=["closed", "restored"]) | ~Q(cause=""),
            ),
            models.CheckConstraint(
                name="item_in_review_has_due_time", condition=~Q(status="in_review") | Q(due_at__isnull=False)
            ),
            models.CheckConstraint(
                name="item_claim_is_whole",
                condition=Q(claimed_by=None, claimed_until=None)
                | Q(claimed_by__isnull=False, claimed_until__isnull=False),
            ),
        ]
        indexes = [
            models.Index(
                fields=["priority", "due_at", "id"],
                condition=Q(status="in_review") | Q(under_audit=True),
                name="item_queue",
            ),
            models.Index(fields=["tenant", "status", "-id"], name="item_by_status"),
            models.Index(fields=["tenant", "marketplace", "listing_ref"], name="item_by_listing"),
        ]

    def __str__(self) -> str:
        return f"{self.listing_ref} ({self.status})"


class Evidence(TenantOwned):
    """A file with its hash, or a structured test-buy report. Hidden from sellers unless marked shareable."""

    complaint = owned_by_same_tenant(Complaint, related_name="evidence")
    kind = models.CharField(max_length=15, choices=[(str(kind), str(kind)) for kind in EvidenceKind])
    file = owned_by_same_tenant(StoredFile, null=True, related_name="+")
    report = models.JSONField(null=True)
    shareable = models.BooleanField(default=False)
    added_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="evidence_file_or_report",
                condition=Q(file__isnull=False, report__isnull=True) | Q(file=None, report__isnull=False),
            ),
            models.CheckConstraint(
                name="evidence_kind_known", condition=Q(kind__in=[str(kind) for kind in EvidenceKind])
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} for {self.complaint_id}"


class Upload(TenantOwned):
    """A file that a program has sent ahead; complaints name it, and each then has evidence of its own."""

    file = owned_by_same_tenant(StoredFile, related_name="+")
    kind = models.CharField(max_length=15, choices=[(str(kind), str(kind)) for kind in EvidenceKind])
    shareable = models.BooleanField()
    uploaded_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="upload_kind_known", condition=Q(kind__in=[str(kind) for kind in EvidenceKind])
            ),
            models.UniqueConstraint(fields=["tenant", "file", "kind", "shareable"], name="upload_once"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.file_id}"


class Assessment(TenantOwned):
    """All findings of an item with their score, the facts they were made from, and the versions that made them."""

    item = owned_by_same_tenant(Item, related_name="assessments")
    made_at = models.DateTimeField()
    facts = models.JSONField()
    findings = models.JSONField()
    score = models.FloatField(help_text="0 to 1: how likely the complaint is right.")
    model_version = models.PositiveIntegerField(
        null=True, help_text="Of the trained score that made it (AssessmentModel); empty: the rules did."
    )
    shadow_scores = models.JSONField(
        db_default={}, help_text="Version → what a trained score that only looks on says of it."
    )
    rules_version = models.CharField(max_length=20)
    marks_version = models.CharField(max_length=40)

    class Meta:
        indexes = [
            models.Index(fields=["tenant", "item", "-made_at"], name="assessment_latest"),
            # Rows lie in the order of time: the last hour's findings are found by a few bytes a page.
            BrinIndex(fields=["made_at"], name="assessment_recent", autosummarize=True),
        ]
        constraints = [
            models.CheckConstraint(name="assessment_score_range", condition=Q(score__gte=0, score__lte=1))
        ]

    def __str__(self) -> str:
        return f"{self.score:.2f} for {self.item_id}"


class PictureLook(TenantOwned):
    """What was found of the brand's pictures in a listing's: the evidence of it, and what it can be repeated from.

    `references` are the files that were looked for, `matches`, `allowed` and `marks` as in complaints/pictures/look.py.
    """

    item = owned_by_same_tenant(Item, related_name="looks")
    picture = owned_by_same_tenant(StoredFile, related_name="+")
    made_at = models.DateTimeField()
    version = models.CharField(max_length=16, help_text="Of the algorithm and the pictures it looked for.")
    references = models.JSONField()
    readable = models.BooleanField()
    matches = models.JSONField()
    allowed = models.JSONField()
    marks = models.JSONField()
    reader = models.CharField(
        max_length=40, blank=True, default="", help_text="What read the words, if any did."
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["tenant", "item", "picture", "version", "reader"], name="picturelook_once_a_version"
            ),
            models.CheckConstraint(
                name="picturelook_finds_only_what_it_read",
                condition=Q(readable=True) | Q(matches=[], allowed=[], marks=[]),
            ),
        ]

    def __str__(self) -> str:
        return f"{len(self.matches)} in the picture of {self.item_id}"


class Decision(TenantOwned):
    """Append-only. A reversal is a new decision that names the one it overturns."""

    class Outcome(models.TextChoices):
        UPHELD = "upheld", pgettext_lazy("code", "Upheld")
        REFUSED = "refused", pgettext_lazy("code", "Refused")
        RESTORED = "restored", pgettext_lazy("code", "Restored")

    item = owned_by_same_tenant(Item, related_name="decisions")
    outcome = models.CharField(max_length=10, choices=Outcome)
    ground = models.CharField(max_length=60, help_text="Reason code of the decision.")
    explanation = models.TextField()
    decided_at = models.DateTimeField()
    decided_by = models.UUIDField(null=True)
    automated = models.BooleanField()
    policy_version = models.PositiveIntegerField(null=True)
    overturns = owned_by_same_tenant("self", null=True, related_name="overturned_by")
    # Copied from the item, so that a brand's record is one index range.
    marketplace = models.ForeignKey(Marketplace, on_delete=models.PROTECT, related_name="+", db_index=False)
    right_kind = models.CharField(max_length=10, choices=Right.Kind)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="decision_by_person_or_policy",
                condition=Q(automated=True, decided_by=None, policy_version__isnull=False)
                | Q(automated=False, decided_by__isnull=False),
            ),
            models.CheckConstraint(
                name="decision_only_a_person_refuses", condition=~Q(outcome="refused") | Q(automated=False)
            ),
            models.UniqueConstraint(
                fields=["tenant", "overturns"],
                condition=Q(overturns__isnull=False),
                name="decision_overturned_once",
            ),
            models.CheckConstraint(
                name="decision_is_explained", condition=~Q(explanation="") & ~Q(ground="")
            ),
        ]
        indexes = [
            models.Index(
                fields=["tenant", "marketplace", "right_kind", "-decided_at"], name="decision_record"
            ),
            models.Index(fields=["tenant", "item", "-decided_at"], name="decision_latest"),
            # What a score is learned from and watched by.
            models.Index(
                fields=["decided_at"], condition=Q(automated=False), name="decision_by_people_lately"
            ),
            # What the brakes watch and what a mass reinstatement looks for, over all brands.
            models.Index(
                fields=["-decided_at"], condition=Q(automated=True), name="decision_automatic_lately"
            ),
            models.Index(
                fields=["-decided_at"], condition=Q(outcome="restored"), name="decision_restored_lately"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.outcome} {self.item_id}"


class Audit(TenantOwned):
    """A second, blind look at what was upheld without a person. Only then does it count in anybody's standing."""

    class Drawn(models.TextChoices):
        FIRST = "first"
        RANDOM = "random"

    class Result(models.TextChoices):
        CONFIRMED = "confirmed"
        OVERTURNED = "overturned"

    item = owned_by_same_tenant(Item, related_name="audits")
    decision = owned_by_same_tenant(Decision, related_name="audits")
    drawn = models.CharField(max_length=6, choices=Drawn, help_text="Why this one is looked at.")
    opened_at = models.DateTimeField()
    result = models.CharField(max_length=10, choices=Result, blank=True, default="")
    explanation = models.TextField(blank=True, default="")
    ended_at = models.DateTimeField(null=True)
    ended_by = models.UUIDField(null=True)
    passed_by = models.UUIDField(null=True, help_text="Who could not tell: somebody else looks next.")
    passed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="audit_passing_is_whole",
                condition=Q(passed_by=None, passed_at=None)
                | Q(passed_by__isnull=False, passed_at__isnull=False),
            ),
            models.UniqueConstraint(fields=["tenant", "decision"], name="audit_once_per_decision"),
            models.CheckConstraint(
                name="audit_end_is_whole_and_a_persons",
                condition=Q(ended_at=None, ended_by=None, result="", explanation="")
                | (
                    Q(ended_at__isnull=False, ended_by__isnull=False, result__in=["confirmed", "overturned"])
                    & ~Q(explanation="")
                ),
            ),
        ]
        indexes = [
            models.Index(fields=["tenant", "item"], condition=Q(result=""), name="audit_open"),
            models.Index(fields=["tenant", "-ended_at"], condition=~Q(result=""), name="audit_ended"),
        ]

    def __str__(self) -> str:
        return f"audit of {self.decision_id}"


class PendingDecision(TenantOwned):
    """What a manager has decided and can still undo. Nothing outside has happened; no Decision exists yet."""

    class Outcome(models.TextChoices):
        UPHOLD = "uphold"
        REFUSE = "refuse"
        ASK = "ask"

    item = models.OneToOneField(Item, on_delete=models.CASCADE, related_name="pending", db_constraint=False)
    outcome = models.CharField(max_length=10, choices=Outcome)
    ground = models.CharField(max_length=60)
    explanation = models.TextField()
    by = models.UUIDField()
    by_label = models.CharField(max_length=120)
    made_at = models.DateTimeField()
    takes_effect_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="pendingdecision_is_explained", condition=~Q(explanation="") & ~Q(ground="")
            )
        ]

    def __str__(self) -> str:
        return f"{self.outcome} {self.item_id}"


class Question(TenantOwned):
    """The one missing thing, asked of the brand; its answer sends the item round again."""

    item = owned_by_same_tenant(Item, related_name="questions")
    ground = models.CharField(max_length=60)
    text = models.TextField()
    asked_at = models.DateTimeField()
    asked_by_label = models.CharField(max_length=120)
    answer_by = models.DateTimeField()
    answer = models.TextField(blank=True, default="")
    answered_at = models.DateTimeField(null=True)
    answered_by = models.UUIDField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["item"], condition=Q(answered_at=None), name="question_one_open_per_item"
            )
        ]

    def __str__(self) -> str:
        return self.text[:60]
