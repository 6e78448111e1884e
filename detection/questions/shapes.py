"""What is sent to, and answered by, the addresses of authentication requests."""

from typing import Any

from rest_framework import serializers

from accounts.api.fields import Shape
from detection.models import AuthenticationRequest
from detection.states import FINAL, SHOWN, Answer, Channel
from detection.suspicions import Code

STATES = sorted(map(str, SHOWN))


class SellerOfListing(serializers.Serializer[Any]):
    ref = serializers.CharField()
    name = serializers.CharField()


class WhySuspected(serializers.Serializer[Any]):
    codes = serializers.ListField(child=serializers.ChoiceField(choices=[(str(c), str(c)) for c in Code]))
    sentence = serializers.CharField()


class QuestionLine(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    marketplace = serializers.CharField()
    listing_ref = serializers.CharField()
    url = serializers.URLField()
    right = serializers.UUIDField()
    title = serializers.CharField(help_text="Of the copy that you are asked about, as is what follows.")
    price = serializers.CharField()
    currency = serializers.CharField()
    seller = SellerOfListing()
    picture_sha256 = serializers.CharField(
        allow_null=True, help_text="The same for the very same picture; null where there was none."
    )
    suspicion = WhySuspected()
    state = serializers.ChoiceField(choices=[(s, s) for s in STATES])
    asked_at = serializers.DateTimeField()
    due_at = serializers.DateTimeField()
    answer = serializers.ChoiceField(choices=[(str(a), str(a)) for a in FINAL], allow_null=True)
    answered_at = serializers.DateTimeField(allow_null=True)
    answered_by = serializers.CharField(allow_null=True)
    channel = serializers.ChoiceField(choices=[(str(c), str(c)) for c in Channel], allow_null=True)
    item = serializers.UUIDField(
        allow_null=True, help_text="What “counterfeit” became: follow it at items/{id}/."
    )


class AnswerToRequest(Shape):
    answer = serializers.ChoiceField(choices=[(str(a), str(a)) for a in Answer])


def question_line(request: AuthenticationRequest) -> dict[str, Any]:
    """The request with its `snapshot__picture` and `marketplace`."""
    snapshot = request.snapshot
    if snapshot is None:
        raise RuntimeError(f"{request.id} was never put to the brand")
    return {
        "id": request.id,
        "marketplace": request.marketplace.slug,
        "listing_ref": request.listing_ref,
        "url": request.url,
        "right": request.right_id,
        "title": snapshot.title,
        "price": str(snapshot.price),
        "currency": snapshot.currency,
        "seller": {"ref": snapshot.seller_ref, "name": snapshot.seller_name},
        "picture_sha256": snapshot.picture.sha256 if snapshot.picture else None,
        "suspicion": {"codes": request.codes, "sentence": request.sentence},
        "state": request.state,
        "asked_at": request.opened_at,
        "due_at": request.due_at,
        "answer": request.answer or None,
        "answered_at": request.answered_at,
        "answered_by": request.answered_by_label or None,
        "channel": request.channel or None,
        "item": request.item_id,
    }
