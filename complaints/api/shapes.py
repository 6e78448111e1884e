"""What is sent to, and answered by, the addresses of this room."""

from typing import Any

from rest_framework import serializers

from accounts.api.fields import Day, Flag, Id, Shape, Text
from complaints.intake.filing import MOST_LISTINGS
from complaints.models import Complaint
from complaints.reasons import REASONS, EvidenceKind
from complaints.states import Cause, Status

KINDS = [(str(kind), str(kind)) for kind in EvidenceKind]
STATUSES = [(str(status), str(status)) for status in Status]
MOST_EVIDENCE = 20


class Line(Shape):
    url = Text(max_length=2000, trim_whitespace=True)


class PurchaseShape(Shape):
    order = Text(max_length=100, required=False, allow_blank=True, default="", help_text="Its number.")
    received_on = Day(required=False, allow_null=True, default=None, help_text="Such as 2026-11-20.")
    differences = Text(
        max_length=2000,
        required=False,
        allow_blank=True,
        default="",
        help_text="What differs from the genuine article.",
    )


class NewComplaint(Shape):
    marketplace = Text(max_length=50, help_text="Slug, as in GET marketplaces/.")
    right = Id(help_text="Id, as in GET rights/.")
    reason = serializers.ChoiceField(choices=[(code, code) for code in REASONS])
    statement = Text(
        max_length=5000,
        required=False,
        allow_blank=True,
        default="",
        help_text="What is wrong, in your words.",
    )
    declared_by = Text(max_length=120, help_text="Name of the person who makes the declaration.")
    declaration = Flag(help_text="Must be true: what you state is correct, and you may act for the owner.")
    items = serializers.ListField(
        child=Line(),
        min_length=1,
        max_length=MOST_LISTINGS,
        help_text="Each with the `url` of one listing of this marketplace.",
    )
    evidence = serializers.ListField(
        child=Id(),
        required=False,
        default=list,
        max_length=MOST_EVIDENCE,
        help_text="Ids from POST evidence/.",
    )
    test_buy = PurchaseShape(
        required=False,
        help_text="Report of a test buy, beside a file in `evidence` that shows it. Sellers never see it.",
    )

    def validate_declaration(self, declared: bool) -> bool:
        if not declared:
            raise serializers.ValidationError("Nothing is filed without the declaration.")
        return declared


class Question(serializers.Serializer[Any]):
    text = serializers.CharField()
    answer_by = serializers.DateTimeField()


class Gap(serializers.Serializer[Any]):
    code = serializers.CharField(help_text="Name of the finding.")
    sentence = serializers.CharField()
    remedy = serializers.CharField(help_text="What would close it.")


class Refusal(serializers.Serializer[Any]):
    label = serializers.CharField()  # type: ignore[assignment]
    explanation = serializers.CharField()
    remedy = serializers.CharField(allow_blank=True)


class ItemLine(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    complaint = serializers.UUIDField()
    marketplace = serializers.CharField()
    listing_ref = serializers.CharField()
    url = serializers.URLField()
    status = serializers.ChoiceField(choices=STATUSES)
    label = serializers.CharField(help_text="The status in words.")  # type: ignore[assignment]
    status_at = serializers.DateTimeField()
    due_at = serializers.DateTimeField(allow_null=True)
    cause = serializers.ChoiceField(choices=[("", ""), *((str(c), str(c)) for c in Cause)], allow_blank=True)
    withdrawal_asked_at = serializers.DateTimeField(allow_null=True)


class BadLine(serializers.Serializer[Any]):
    url = serializers.CharField()
    error = serializers.CharField()


class ItemDetail(ItemLine):
    title = serializers.CharField(allow_blank=True, help_text="Of the frozen copy.")
    gaps = Gap(many=True)
    question = Question(allow_null=True)
    refusal = Refusal(allow_null=True)


class ComplaintLine(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    number = serializers.CharField()
    marketplace = serializers.CharField()
    right = serializers.UUIDField()
    reason = serializers.ChoiceField(choices=[(code, code) for code in REASONS])
    statement = serializers.CharField(allow_blank=True)
    declared_by = serializers.CharField()
    filed_at = serializers.DateTimeField()
    channel = serializers.ChoiceField(
        choices=[(channel, channel) for channel in Complaint.Channel.values],
        help_text="`authentication`: the marketplace asked, and you answered that it is counterfeit.",
    )


class ComplaintDetail(ComplaintLine):
    items = ItemLine(many=True)
    left_out = BadLine(many=True, help_text="Links that could not be taken.")


class Receipt(ComplaintLine):
    items = serializers.ListField(
        child=serializers.DictField(),
        help_text="Each line as it was sent, in order: an item, or `url` and `error`.",
    )


class NewAnswer(Shape):
    answer = Text(
        max_length=5000,
        required=False,
        allow_blank=True,
        default="",
        help_text="May be empty beside evidence.",
    )
    evidence = serializers.ListField(
        child=Id(),
        required=False,
        default=list,
        max_length=MOST_EVIDENCE,
        help_text="Ids from POST evidence/.",
    )

    def validate(self, data: dict[str, Any]) -> dict[str, Any]:
        if not data["answer"].strip() and not data["evidence"]:
            raise serializers.ValidationError("Send an answer or evidence.")
        return data


class Nothing(Shape):
    """A POST whose address says everything: send {} or no body."""


class NewUpload(serializers.Serializer[Any]):
    file = serializers.FileField(help_text="JPEG, PNG, WebP or PDF.")
    kind = serializers.ChoiceField(choices=KINDS, help_text="What the file shows.")
    shareable = serializers.BooleanField(
        required=False, default=False, help_text="Whether the seller may see it."
    )


class Uploaded(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    kind = serializers.ChoiceField(choices=KINDS)
    shareable = serializers.BooleanField()
    name = serializers.CharField()
    media_type = serializers.CharField()
    size = serializers.IntegerField(help_text="Bytes.")
    sha256 = serializers.CharField()


class MarketplaceLine(serializers.Serializer[Any]):
    slug = serializers.CharField()
    name = serializers.CharField()
    site_url = serializers.URLField()
    territories = serializers.ListField(child=serializers.CharField())
    open = serializers.BooleanField(help_text="Whether complaints can be filed against it.")
    sandbox = serializers.BooleanField(
        help_text="There to try things on: the only kind that test keys reach."
    )
