"""Trained scores, and what was seen of the score in force: staff's own tables, with nothing of a brand's in them."""

from django.db import models
from django.db.models import F, Q

from accounts.models import User
from complaints.scoring.states import ModelState
from core.ids import new_id


class AssessmentModel(models.Model):
    """One trained score. What it is never changes; where it stands does, and by whom.

    `content` is the document of complaints/scoring/training.py in canonical JSON: weights, data, metrics, seed. To
    promote takes two people; to fall back to the rules takes one, or the watch.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    version = models.PositiveIntegerField(unique=True)
    content = models.TextField()
    content_hash = models.CharField(max_length=64)
    data_fingerprint = models.CharField(max_length=64)
    trained_at = models.DateTimeField()
    trained_by_label = models.CharField(max_length=120)
    state = models.CharField(
        max_length=9, choices=[(str(s), str(s)) for s in ModelState], default=str(ModelState.CANDIDATE)
    )
    state_at = models.DateTimeField()
    because = models.TextField(
        blank=True, default="", help_text="Why it stands there: a person's words, or the watch's."
    )
    proposed_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    proposed_at = models.DateTimeField(null=True)
    confirmed_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="assessmentmodel_state_known", condition=Q(state__in=[str(s) for s in ModelState])
            ),
            models.UniqueConstraint(
                fields=["state"], condition=Q(state="live"), name="assessmentmodel_one_is_live"
            ),
            models.UniqueConstraint(fields=["content_hash"], name="assessmentmodel_kept_once"),
            models.CheckConstraint(
                name="assessmentmodel_live_takes_two_people",
                condition=Q(confirmed_by=None)
                | (Q(proposed_by__isnull=False) & ~Q(confirmed_by=F("proposed_by"))),
            ),
            models.CheckConstraint(
                name="assessmentmodel_live_is_confirmed",
                condition=~Q(state="live") | Q(confirmed_by__isnull=False),
            ),
            models.CheckConstraint(
                name="assessmentmodel_proposal_is_whole",
                condition=Q(proposed_by=None, proposed_at=None)
                | Q(proposed_by__isnull=False, proposed_at__isnull=False),
            ),
            models.CheckConstraint(
                name="assessmentmodel_retired_is_explained", condition=~Q(state="retired") | ~Q(because="")
            ),
        ]

    def __str__(self) -> str:
        return f"model {self.version} ({self.state})"


class ScoreWatch(models.Model):
    """What the watch saw on one day, the day's last look. `figures` and `against` as complaints/scoring/watch.py makes them."""

    day = models.DateField(primary_key=True)
    looked_at = models.DateTimeField()
    model = models.ForeignKey(AssessmentModel, on_delete=models.PROTECT, null=True, related_name="+")
    figures = models.JSONField()
    against = models.JSONField(help_text="What speaks against the model in force; empty for the rules.")

    def __str__(self) -> str:
        return f"the score on {self.day}"
