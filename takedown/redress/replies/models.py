"""What a brand answers to a counter-notice, and what a person at the marketplace decides about it."""

from django.db import models
from django.db.models import F, Q

from complaints.models import Decision
from core.models import StoredFile
from core.tenancy import TenantOwned, owned_by_same_tenant
from takedown.redress.replies.states import LegalKind, OfferStatus, ProofResult, RulingOutcome


class Reply(TenantOwned):
    """Why the brand does not agree, in its words. Append-only, once a counter-notice."""

    counter = owned_by_same_tenant("takedown.CounterNotice", related_name="replies", db_index=False)
    text = models.TextField()
    made_at = models.DateTimeField()
    made_by = models.UUIDField()
    made_by_label = models.CharField(max_length=120)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["tenant", "counter"], name="reply_once"),
            models.CheckConstraint(name="reply_says_something", condition=~Q(text="")),
        ]

    def __str__(self) -> str:
        return f"reply to {self.counter_id}"


class ReplyFile(TenantOwned):
    """A file that goes with it, for the marketplace's people."""

    reply = owned_by_same_tenant(Reply, related_name="files", db_index=False)
    file = owned_by_same_tenant(StoredFile, related_name="+", db_index=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["tenant", "reply", "file"], name="replyfile_once")]

    def __str__(self) -> str:
        return f"file with {self.reply_id}"


class LegalAction(TenantOwned):
    """Proof that the brand has gone to a court or an authority. It counts until a person has looked at it; then as they found.

    `held_the_clock`: whether the clock stands still meanwhile, which it does once a counter-notice.
    """

    counter = owned_by_same_tenant("takedown.CounterNotice", related_name="legal_actions", db_index=False)
    kind = models.CharField(max_length=9, choices=[(str(k), str(k)) for k in LegalKind])
    body = models.CharField(max_length=200, help_text="The court or authority.")
    file_number = models.CharField(max_length=100)
    taken_on = models.DateField(help_text="When it was filed there.")
    document = owned_by_same_tenant(StoredFile, related_name="+", db_index=False)
    shown_at = models.DateTimeField()
    shown_by = models.UUIDField()
    shown_by_label = models.CharField(max_length=120)
    before = models.CharField(
        max_length=12, help_text="What the counter-notice was, and is again if this is not enough."
    )
    held_the_clock = models.BooleanField()
    result = models.CharField(
        max_length=10, choices=[(str(r), str(r)) for r in ProofResult], blank=True, default=""
    )
    explanation = models.TextField(blank=True, default="")
    checked_at = models.DateTimeField(null=True)
    checked_by = models.UUIDField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["counter"], condition=Q(result=""), name="legalaction_one_to_check"
            ),
            models.UniqueConstraint(
                fields=["counter"], condition=Q(held_the_clock=True), name="legalaction_holds_the_clock_once"
            ),
            models.CheckConstraint(
                name="legalaction_is_whole",
                condition=Q(kind__in=[str(k) for k in LegalKind]) & ~Q(body="") & ~Q(file_number=""),
            ),
            models.CheckConstraint(
                name="legalaction_check_is_whole_and_a_persons",
                condition=Q(result="", explanation="", checked_at=None, checked_by=None)
                | (
                    Q(result__in=[str(r) for r in ProofResult])
                    & Q(checked_at__isnull=False, checked_by__isnull=False)
                    & (Q(result="confirmed") | ~Q(explanation=""))
                ),
            ),
        ]
        indexes = [models.Index(fields=["tenant", "counter", "-shown_at"], name="legalaction_latest")]

    def __str__(self) -> str:
        return f"{self.kind} {self.file_number}"


class Undertaking(TenantOwned):
    """The brand takes its complaint back if the seller promises this: the very words that both sign, and both signatures."""

    counter = owned_by_same_tenant("takedown.CounterNotice", related_name="undertakings", db_index=False)
    clauses = models.JSONField(help_text="Code and text of each, and the version of the list they are from.")
    language = models.CharField(max_length=10, help_text="Of the words that were signed.")
    status = models.CharField(
        max_length=10, choices=[(str(s), str(s)) for s in OfferStatus], default="offered"
    )
    before = models.CharField(
        max_length=12, help_text="What the counter-notice was, and is again if nobody signs."
    )
    brand_signed_name = models.CharField(max_length=200)
    brand_signed_at = models.DateTimeField()
    brand_signed_by = models.UUIDField()
    brand_signed_by_label = models.CharField(max_length=120)
    sign_by = models.DateTimeField()
    seller_signed_name = models.CharField(max_length=200, blank=True, default="")
    ended_at = models.DateTimeField(
        null=True, help_text="When the seller signed or declined, or it ended unsigned."
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["counter"], condition=Q(status="offered"), name="undertaking_one_open"
            ),
            models.CheckConstraint(
                name="undertaking_status_known", condition=Q(status__in=[str(s) for s in OfferStatus])
            ),
            models.CheckConstraint(
                name="undertaking_brand_has_signed",
                condition=~Q(brand_signed_name="") & ~Q(clauses=[]) & Q(sign_by__gt=F("brand_signed_at")),
            ),
            models.CheckConstraint(
                name="undertaking_ends_once",
                condition=Q(status="offered", ended_at=None)
                | (~Q(status="offered") & Q(ended_at__isnull=False)),
            ),
            models.CheckConstraint(
                name="undertaking_signed_in_time_by_somebody",
                condition=(Q(status="signed", ended_at__lt=F("sign_by")) & ~Q(seller_signed_name=""))
                | (~Q(status="signed") & Q(seller_signed_name="")),
            ),
        ]
        indexes = [models.Index(fields=["tenant", "counter", "-brand_signed_at"], name="undertaking_latest")]

    def __str__(self) -> str:
        return f"undertaking for {self.counter_id} ({self.status})"


class Ruling(TenantOwned):
    """What a person decided about a counter-notice, with reasons for both sides. Append-only, once."""

    counter = owned_by_same_tenant("takedown.CounterNotice", related_name="rulings", db_index=False)
    outcome = models.CharField(max_length=10, choices=[(str(o), str(o)) for o in RulingOutcome])
    reason = models.CharField(max_length=40, help_text="Code of judging/reasons.py.")
    explanation = models.TextField(help_text="The sentence that both sides read.")
    made_at = models.DateTimeField()
    made_by = models.UUIDField()
    # The first decision, which another person has made.
    about = owned_by_same_tenant(Decision, related_name="+", db_index=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["tenant", "counter"], name="ruling_once"),
            models.CheckConstraint(
                name="ruling_is_explained",
                condition=~Q(explanation="") & ~Q(reason="") & Q(outcome__in=[str(o) for o in RulingOutcome]),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.outcome} {self.counter_id}"
