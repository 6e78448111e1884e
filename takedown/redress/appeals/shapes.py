"""What is sent to, and answered by, the addresses of appeals."""

from collections.abc import Sequence
from typing import Any

from rest_framework import serializers

from accounts.api.fields import Id, Shape, Text
from complaints.api.shapes import MOST_EVIDENCE
from takedown.models import AppealFile, DecisionAppeal
from takedown.redress.appeals.states import Status
from takedown.redress.appeals.table import Decided

STATUSES = [str(s) for s in Status]


class NewAppeal(Shape):
    item = Id(help_text="Of the listing whose decision you appeal against, as in GET items/.")
    statement = Text(max_length=5000, help_text="What was wrong about the decision.")
    evidence = serializers.ListField(
        child=Id(),
        required=False,
        default=list,
        max_length=MOST_EVIDENCE,
        help_text="Ids from POST evidence/. New evidence is welcome.",
    )


class AppealEvidence(serializers.Serializer[Any]):
    name = serializers.CharField()
    kind = serializers.CharField()
    sha256 = serializers.CharField()


class AppealLine(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    number = serializers.CharField()
    item = serializers.UUIDField()
    against = serializers.ChoiceField(
        choices=[(str(d), str(d)) for d in Decided], help_text="What had been decided."
    )
    status = serializers.ChoiceField(choices=[(s, s) for s in STATUSES])
    statement = serializers.CharField()
    evidence = AppealEvidence(many=True)
    made_at = serializers.DateTimeField()
    made_by = serializers.CharField()
    due_at = serializers.DateTimeField(help_text="By when another person decides.")
    ended_at = serializers.DateTimeField(allow_null=True)
    explanation = serializers.CharField(allow_blank=True, help_text="The answer, once it is decided.")


def appeal_line(row: DecisionAppeal, files: Sequence[AppealFile]) -> dict[str, Any]:
    return {
        "id": row.id,
        "number": row.number,
        "item": row.item_id,
        "against": row.about,
        "status": row.status,
        "statement": row.statement,
        "evidence": [{"name": f.file.name, "kind": f.kind, "sha256": f.file.sha256} for f in files],
        "made_at": row.made_at,
        "made_by": row.made_by_label,
        "due_at": row.due_at,
        "ended_at": row.ended_at,
        "explanation": row.explanation,
    }
