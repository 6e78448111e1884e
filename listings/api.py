"""The listing feed: a marketplace's program says what is on sale there."""

from typing import Any

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.request import Request

from accounts.api.examples import example
from accounts.api.problems import Problem
from accounts.api.replay import fingerprint, require_usable
from accounts.api.views import ApiView
from accounts.roles import Action
from listings import feed_taking
from listings.feed_body import BodyRefused, keep
from listings.feed_lines import ListingLine

MEDIA_TYPE = "application/x-ndjson"
A_LINE: dict[str, Any] = {
    "ref": "1042",
    "state": "live",
    "observed_at": "2026-11-25T09:30:00Z",
    "url": "https://bazaar.example/item/1042",
    "title": "Handbag, quilted, black",
    "description": "Never worn.",
    "language": "en",
    "category": "bags",
    "nice_class": 18,
    "price": "129.90",
    "currency": "EUR",
    "quantity": 3,
    "condition": "new",
    "brand_field": "Lumora",
    "image_urls": ["https://bazaar.example/img/1042-1.jpg"],
    "seller": {
        "ref": "s77",
        "name": "Fine Bags",
        "email": "shop@fine-bags.example",
        "language": "en",
        "country": "FR",
    },
}
A_SUMMARY: dict[str, Any] = {
    "lines": 2,
    "stored": 1,
    "unchanged": 0,
    "refused": 1,
    "errors": [{"line": 2, "code": "invalid", "field": "price", "message": "This field is required."}],
    "errors_left_out": 0,
}
CODES = ("in_the_future", "invalid", "not_json", "other_marketplace", "too_long")


class LineError(serializers.Serializer[Any]):
    line = serializers.IntegerField(help_text="From 1, blank lines counted.")
    code = serializers.ChoiceField(choices=[(code, code) for code in CODES])
    field = serializers.CharField(allow_blank=True, help_text="A path, where one field is wrong.")
    message = serializers.CharField()


class FeedSummary(serializers.Serializer[Any]):
    lines = serializers.IntegerField(help_text="Without blank ones.")
    stored = serializers.IntegerField(help_text="New, or newer than what was known.")
    unchanged = serializers.IntegerField(help_text="Good lines that told nothing newer.")
    refused = serializers.IntegerField()
    errors = LineError(many=True, help_text="The first thousand.")  # type: ignore[assignment]
    errors_left_out = serializers.IntegerField()


class FeedView(ApiView):
    """Outside the request's transaction (portal/api/urls.py): the body is on disk before one opens."""

    actions = {"POST": Action.FEED_LISTINGS}

    @extend_schema(
        operation_id="send_listings",
        summary="Send a marketplace's listings",
        description="One JSON object a line, with a marketplace's feed key, `jf_feed_…`, which the operator hands out; a "
        "brand's key is refused here. Good lines are taken, bad ones named: the answer is 200 for both. Lines may come "
        "in any order and again: what was so later stands. At most 100,000 lines of 64 KiB; `Content-Encoding: gzip` "
        "is read.",
        parameters=[
            OpenApiParameter(
                "Idempotency-Key",
                str,
                OpenApiParameter.HEADER,
                description="Repeat a feed with the same key, and the first answer comes again.",
            ),
        ],
        request={MEDIA_TYPE: ListingLine},
        responses={200: FeedSummary},
        examples=[
            example("A listing on sale", A_LINE, request=True),
            example("One taken, one not", A_SUMMARY),
        ],
    )
    def post(self, request: Request) -> HttpResponseBase:
        repeat = request.headers.get("Idempotency-Key")
        if repeat is not None:
            require_usable(repeat)
        key = feed_taking.feed_key(request._request.key_id)  # type: ignore[attr-defined]
        try:
            with keep(request._request, is_gzip=_is_packed(request)) as body:
                taken = feed_taking.take(
                    body,
                    key=key,
                    idempotency_key=repeat,
                    fingerprint=fingerprint(b"POST", request.path.encode(), body.sha256),
                )
        except BodyRefused as refused:
            raise Problem(refused.code, detail=str(refused)) from refused
        except feed_taking.FeedRefused as refused:
            headers = {"Retry-After": "5"} if refused.code == "in_progress" else {}
            raise Problem(refused.code, headers=headers) from refused
        except OSError as error:
            raise Problem("malformed", detail="The body broke off.") from error
        again = {"Idempotency-Replayed": "true"} if taken.is_replay else {}
        return HttpResponse(taken.answer, content_type="application/json", headers=again)


def _is_packed(request: Request) -> bool:
    """Raises Problem for what this address does not read."""
    said = (request.content_type or "").partition(";")[0].strip().lower()
    if said != MEDIA_TYPE:
        raise Problem("unsupported_media_type", detail=f"Send {MEDIA_TYPE}: one JSON object a line.")
    packing = request.headers.get("Content-Encoding", "identity").strip().lower()
    if packing not in {"gzip", "identity"}:
        raise Problem("unsupported_media_type", detail="Only gzip is unpacked.")
    if not request.headers.get("Content-Length"):
        raise Problem("malformed", detail="Send a Content-Length, and a feed of at least one line.")
    return packing == "gzip"
