"""What is sent to, and answered by, the addresses of counter-notices."""

from collections.abc import Mapping
from typing import Any

from rest_framework import serializers

from accounts.api.fields import Day, Id, Shape, Text
from core.models import StoredFile
from takedown.models import LegalAction, Ruling, Undertaking
from takedown.redress.clocks.laws import all_laws
from takedown.redress.clocks.states import ClockStatus
from takedown.redress.counter.states import CounterStatus, Why
from takedown.redress.replies.choices import choices_of
from takedown.redress.replies.clauses import clauses
from takedown.redress.replies.shown import Whole
from takedown.redress.replies.states import LegalKind, OfferStatus, ProofResult, RulingOutcome

STATUSES = sorted(map(str, CounterStatus))
CHOICES = ("accept", "answer", "legal_action", "undertaking", "take_back", "withdraw")
MOST_EVIDENCE = 10


def _of(words: Any) -> list[tuple[str, str]]:
    return [(str(word), str(word)) for word in words]


class LawOfCounter(serializers.Serializer[Any]):
    code = serializers.ChoiceField(choices=_of(sorted(all_laws())))
    version = serializers.IntegerField()
    name = serializers.CharField()
    source = serializers.CharField()  # type: ignore[assignment]
    confirmed_by_lawyer = serializers.BooleanField()


class ClockOfCounter(serializers.Serializer[Any]):
    status = serializers.ChoiceField(choices=_of(ClockStatus))
    earliest = serializers.DateTimeField(allow_null=True, help_text="Null while it stands still.")
    latest = serializers.DateTimeField(allow_null=True)
    silence_restores = serializers.BooleanField(
        help_text="Whether the listing comes back by itself if you do nothing until `earliest`."
    )


class SellerOfCounter(serializers.Serializer[Any]):
    name = serializers.CharField(allow_blank=True)
    address = serializers.CharField(allow_blank=True)
    phone = serializers.CharField(allow_blank=True)


class SwornStatement(serializers.Serializer[Any]):
    code = serializers.CharField()
    text = serializers.CharField()


class ProofFile(serializers.Serializer[Any]):
    name = serializers.CharField()
    media_type = serializers.CharField()
    size = serializers.IntegerField(help_text="Bytes.")
    sha256 = serializers.CharField()


class LegalActionShown(serializers.Serializer[Any]):
    kind = serializers.ChoiceField(choices=_of(LegalKind))
    body = serializers.CharField()
    file_number = serializers.CharField()
    taken_on = serializers.DateField()
    shown_at = serializers.DateTimeField()
    result = serializers.ChoiceField(
        choices=_of(ProofResult), allow_null=True, help_text="Null: a person looks at it."
    )
    explanation = serializers.CharField(allow_blank=True)


class ClauseSigned(serializers.Serializer[Any]):
    code = serializers.CharField()
    text = serializers.CharField()


class UndertakingOffered(serializers.Serializer[Any]):
    status = serializers.ChoiceField(choices=_of(OfferStatus))
    clauses = ClauseSigned(many=True)
    signed_name = serializers.CharField()
    signed_at = serializers.DateTimeField()
    sign_by = serializers.DateTimeField()
    seller_signed_name = serializers.CharField(allow_blank=True)
    ended_at = serializers.DateTimeField(allow_null=True)


class RulingMade(serializers.Serializer[Any]):
    outcome = serializers.ChoiceField(choices=_of(RulingOutcome))
    explanation = serializers.CharField()
    made_at = serializers.DateTimeField()


class CounterNoticeLine(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    number = serializers.CharField()
    item = serializers.UUIDField()
    complaint = serializers.UUIDField()
    marketplace = serializers.CharField()
    url = serializers.URLField()
    title = serializers.CharField()
    status = serializers.ChoiceField(choices=_of(STATUSES))
    label = serializers.CharField(help_text="The status in words.")  # type: ignore[assignment]
    status_at = serializers.DateTimeField()
    filed_at = serializers.DateTimeField()
    next_step = serializers.CharField()
    next_step_by = serializers.DateTimeField(allow_null=True)
    law = LawOfCounter()
    clock = ClockOfCounter(
        allow_null=True, help_text="Null until the letter to you has gone out, where the law says so."
    )
    choices = serializers.ListField(
        child=serializers.ChoiceField(choices=_of(CHOICES)), help_text="What can be answered now."
    )


class CounterNoticeDetail(CounterNoticeLine):
    why = serializers.ChoiceField(choices=_of(Why))
    story = serializers.CharField(help_text="What happened, in the seller's words.")
    seller = SellerOfCounter(help_text="What the law has passed on, for this case only.")
    statements = SwornStatement(many=True)
    signed_name = serializers.CharField()
    signed_at = serializers.DateTimeField()
    files = ProofFile(many=True)
    legal_actions = LegalActionShown(many=True)
    undertakings = UndertakingOffered(many=True)
    ruling = RulingMade(allow_null=True)


class NewReply(Shape):
    """`choice` says which of the others belong to it."""

    choice = serializers.ChoiceField(choices=_of(CHOICES))
    text = Text(max_length=5000, required=False, help_text="With `answer`: why you do not agree.")
    evidence = serializers.ListField(
        child=Id(),
        required=False,
        max_length=MOST_EVIDENCE,
        help_text="Ids from POST evidence/: with `answer` any, with `legal_action` the document.",
    )
    kind = serializers.ChoiceField(choices=_of(LegalKind), required=False, help_text="With `legal_action`.")
    body = Text(max_length=200, required=False, help_text="With `legal_action`: the court or authority.")
    file_number = Text(max_length=100, required=False, help_text="With `legal_action`.")
    taken_on = Day(required=False, help_text="With `legal_action`: the day it was filed there.")
    clauses = serializers.ListField(
        child=serializers.ChoiceField(choices=_of(clauses().by_code)),
        required=False,
        min_length=1,
        help_text="With `undertaking`: what the seller is to promise.",
    )
    signed_name = Text(
        max_length=200, required=False, help_text="With `undertaking`: who signs for the brand."
    )

    def validate(self, data: dict[str, Any]) -> dict[str, Any]:
        wanted = NEEDED[data["choice"]]
        if missing := [name for name in wanted if not data.get(name)]:
            raise serializers.ValidationError({name: ["This choice needs it."] for name in missing})
        if foreign := sorted(set(data) - {"choice", *wanted, *ALSO.get(data["choice"], ())}):
            raise serializers.ValidationError(
                {name: ["This choice knows no such field."] for name in foreign}
            )
        return data


NEEDED: dict[str, tuple[str, ...]] = {
    "accept": (),
    "answer": ("text",),
    "legal_action": ("kind", "body", "file_number", "taken_on", "evidence"),
    "undertaking": ("clauses", "signed_name"),
    "take_back": (),
    "withdraw": (),
}
ALSO: dict[str, tuple[str, ...]] = {"answer": ("evidence",)}


def line(whole: Whole) -> dict[str, Any]:
    counter, item, law = whole.counter, whole.item, whole.law
    clock = whole.clock
    return {
        "id": counter.id,
        "number": counter.number,
        "item": item.id,
        "complaint": item.complaint_id,
        "marketplace": item.marketplace.slug,
        "url": item.url,
        "title": whole.line.title,
        "status": counter.status,
        "label": whole.line.label,
        "status_at": counter.status_at,
        "filed_at": counter.filed_at,
        "next_step": whole.line.step.text,
        "next_step_by": whole.line.step.by,
        "law": {
            "code": law.code,
            "version": law.version,
            "name": law.name,
            "source": law.source,
            "confirmed_by_lawyer": law.confirmed_by_lawyer,
        },
        "clock": {
            "status": clock.status,
            "earliest": clock.earliest,
            "latest": clock.latest,
            "silence_restores": bool(whole.countdown and whole.countdown.restores),
        }
        if clock
        else None,
        "choices": [choice.code for choice in choices_of(whole)],
    }


def detail(whole: Whole) -> dict[str, Any]:
    counter = whole.counter
    return {
        **line(whole),
        "why": counter.why,
        "story": counter.story,
        "seller": {"name": counter.name, "address": counter.address, "phone": counter.phone},
        "statements": [_said(statement) for statement in counter.statements],
        "signed_name": counter.signed_name,
        "signed_at": counter.signed_at,
        "files": [_file(one.file) for one in counter.files.select_related("file").order_by("id")],
        "legal_actions": list(map(_legal_action, whole.proofs)),
        "undertakings": list(map(_undertaking, whole.offers)),
        "ruling": _ruling(whole.ruling) if whole.ruling else None,
    }


def _said(clause: Mapping[str, str]) -> dict[str, str]:
    return {"code": clause["code"], "text": clause["text"]}


def _file(file: StoredFile) -> dict[str, Any]:
    return {"name": file.name, "media_type": file.media_type, "size": file.size, "sha256": file.sha256}


def _legal_action(proof: LegalAction) -> dict[str, Any]:
    return {
        "kind": proof.kind,
        "body": proof.body,
        "file_number": proof.file_number,
        "taken_on": proof.taken_on,
        "shown_at": proof.shown_at,
        "result": proof.result or None,
        "explanation": proof.explanation,
    }


def _undertaking(offer: Undertaking) -> dict[str, Any]:
    return {
        "status": offer.status,
        "clauses": [_said(clause) for clause in offer.clauses],
        "signed_name": offer.brand_signed_name,
        "signed_at": offer.brand_signed_at,
        "sign_by": offer.sign_by,
        "seller_signed_name": offer.seller_signed_name,
        "ended_at": offer.ended_at,
    }


def _ruling(ruling: Ruling) -> dict[str, Any]:
    return {"outcome": ruling.outcome, "explanation": ruling.explanation, "made_at": ruling.made_at}
