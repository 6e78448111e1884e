"""The versions of the policy, and how one comes about: drafts, previews, shadows, proposals; cases to try them on."""

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from accounts.models import User
from complaints.models import Item
from core.ids import new_id
from core.tenancy import TenantOwned, owned_by_same_tenant

OUTCOMES = [(name, name) for name in ("close", "ask", "uphold", "hold", "review")]


class PolicyVersion(models.Model):
    """The numbers the programme decides by (programme/policy.py reads them). Staff only; never changed.

    Every version but the first takes two people; the database counts them up without a hole.
    """

    version = models.PositiveIntegerField(primary_key=True)
    effective_at = models.DateTimeField()
    numbers = models.JSONField()
    note = models.TextField(blank=True)
    proposed_by = models.UUIDField(null=True)
    confirmed_by = models.UUIDField(null=True)
    published_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="policyversion_takes_two_people",
                condition=Q(version=1)
                | (
                    Q(proposed_by__isnull=False, confirmed_by__isnull=False)
                    & ~Q(proposed_by=F("confirmed_by"))
                ),
            )
        ]

    def __str__(self) -> str:
        return f"policy {self.version}"


class PolicyDraft(models.Model):
    """Numbers that somebody is thinking about: whole, as a version stores them. `revision` counts the changes."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    based_on = models.ForeignKey(PolicyVersion, on_delete=models.PROTECT, related_name="+")
    numbers = models.JSONField()
    note = models.TextField(help_text="What for: the next admin reads it, and the history keeps it.")
    form_key = models.UUIDField(unique=True, help_text="The same form sent twice is one draft.")
    revision = models.PositiveIntegerField(default=1)
    author = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    changed_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    changed_at = models.DateTimeField()
    published_as = models.ForeignKey(PolicyVersion, on_delete=models.PROTECT, null=True, related_name="+")
    discarded_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="policydraft_has_one_end", condition=Q(published_as=None) | Q(discarded_at=None)
            ),
            models.CheckConstraint(name="policydraft_says_what_for", condition=~Q(note="")),
        ]

    def __str__(self) -> str:
        return self.note[:60]

    @property
    def is_open(self) -> bool:
        return self.published_as_id is None and self.discarded_at is None


class PolicyProposal(models.Model):
    """A draft as one admin wants it in force. Confirmed by another it is the next version."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    draft = models.ForeignKey(PolicyDraft, on_delete=models.PROTECT, related_name="proposals")
    revision = models.PositiveIntegerField()
    numbers = models.JSONField()
    note = models.TextField()
    effective_at = models.DateTimeField()
    proposed_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    confirmed_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    confirmed_at = models.DateTimeField(null=True)
    version = models.OneToOneField(
        PolicyVersion, on_delete=models.PROTECT, null=True, related_name="proposal"
    )
    withdrawn_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="policyproposal_takes_two_people",
                condition=Q(confirmed_by=None) | ~Q(confirmed_by=F("proposed_by")),
            ),
            models.CheckConstraint(
                name="policyproposal_confirmation_is_whole",
                condition=Q(confirmed_by=None, confirmed_at=None, version=None)
                | Q(
                    confirmed_by__isnull=False,
                    confirmed_at__isnull=False,
                    version__isnull=False,
                    withdrawn_at=None,
                ),
            ),
            models.CheckConstraint(
                name="policyproposal_withdrawal_is_whole",
                condition=Q(withdrawn_by=None, withdrawn_at=None)
                | Q(withdrawn_by__isnull=False, withdrawn_at__isnull=False),
            ),
            models.UniqueConstraint(
                fields=["draft"],
                condition=Q(confirmed_at=None, withdrawn_at=None),
                name="policyproposal_one_open_per_draft",
            ),
        ]

    def __str__(self) -> str:
        return f"proposal of {self.draft_id}"


class PolicyCase(TenantOwned):
    """What the policy knew when it decided an item, and what it said. Append-only: it can be decided again
    years later, under its own version or another. One row per decision; held items that stay held write none."""

    item = owned_by_same_tenant(Item, related_name="+", db_index=False)
    decided_at = models.DateTimeField()
    policy_version = models.PositiveIntegerField()
    outcome = models.CharField(max_length=6, choices=OUTCOMES)
    because = models.JSONField()
    facts = models.JSONField(help_text="As versions/facts.py packs them.")
    seller_id = models.UUIDField(null=True, help_text="Whose hourly cap it counts under.")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="policycase_outcome_known", condition=Q(outcome__in=[name for name, _ in OUTCOMES])
            )
        ]
        indexes = [models.Index(fields=["decided_at", "id"], name="policycase_by_time")]

    def __str__(self) -> str:
        return f"{self.outcome} {self.item_id} under {self.policy_version}"


class PolicyPreview(models.Model):
    """A draft tried on past cases. The result belongs to these very numbers, whatever becomes of the draft."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    draft = models.ForeignKey(PolicyDraft, on_delete=models.PROTECT, related_name="previews")
    numbers = models.JSONField()
    numbers_hash = models.CharField(max_length=64)
    since = models.DateTimeField()
    until = models.DateTimeField(help_text="Cases, and what people said of them later, up to here.")
    asked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    cases = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    result = models.JSONField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="policypreview_ends_with_a_result",
                condition=Q(result__isnull=True, ended_at=None)
                | Q(result__isnull=False, ended_at__isnull=False),
            ),
            models.CheckConstraint(name="policypreview_has_a_time", condition=Q(since__lt=F("until"))),
        ]
        indexes = [models.Index(fields=["draft", "-until"], name="policypreview_latest")]

    def __str__(self) -> str:
        return f"preview of {self.draft_id}"


class PolicyShadow(models.Model):
    """A draft that decides beside the policy in force and does nothing. `place`: how many may run at once."""

    MOST = 2

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    draft = models.ForeignKey(PolicyDraft, on_delete=models.PROTECT, related_name="shadows")
    numbers = models.JSONField()
    numbers_hash = models.CharField(max_length=64)
    place = models.PositiveSmallIntegerField()
    started_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    started_at = models.DateTimeField()
    stopped_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    stopped_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["place"], condition=Q(stopped_at=None), name="policyshadow_one_per_place"
            ),
            models.UniqueConstraint(
                fields=["draft"], condition=Q(stopped_at=None), name="policyshadow_one_per_draft"
            ),
            models.CheckConstraint(name="policyshadow_few_places", condition=Q(place__gte=1, place__lte=2)),
            models.CheckConstraint(
                name="policyshadow_stop_is_whole",
                condition=Q(stopped_by=None, stopped_at=None)
                | Q(stopped_by__isnull=False, stopped_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"shadow of {self.draft_id}"


class PolicyDifference(TenantOwned):
    """One item that a shadow would have decided otherwise. Append-only."""

    shadow = models.ForeignKey(
        PolicyShadow, on_delete=models.PROTECT, related_name="differences", db_index=False
    )
    item = owned_by_same_tenant(Item, related_name="+", db_index=False)
    at = models.DateTimeField()
    live = models.CharField(max_length=6, choices=OUTCOMES)
    live_because = models.JSONField()
    shadowed = models.CharField(max_length=6, choices=OUTCOMES)
    shadowed_because = models.JSONField()

    class Meta:
        constraints = [
            models.CheckConstraint(name="policydifference_differs", condition=~Q(live=F("shadowed")))
        ]
        indexes = [models.Index(fields=["shadow", "-at", "-id"], name="policydifference_latest")]

    def __str__(self) -> str:
        return f"{self.live} or {self.shadowed}: {self.item_id}"
