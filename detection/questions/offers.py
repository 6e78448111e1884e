"""Where a brand answered "authorised seller", its owner is offered to extend the list of authorised sellers."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db.models import Exists, OuterRef

from accounts.roles import Action, require
from brands.models import AllowedSeller
from brands.services import NewSeller, allow_seller
from core import audit
from core.tenancy import Actor, TenantQuerySet
from detection.models import AuthenticationRequest
from detection.questions.reach import requests_of
from detection.states import Answer, State

_SHOWN = 5


def _offers(actor: Actor) -> TenantQuerySet[AuthenticationRequest]:
    listed = AllowedSeller.objects.filter(
        tenant_id=OuterRef("tenant_id"),
        marketplace_id=OuterRef("marketplace_id"),
        seller_ref=OuterRef("snapshot__seller_ref"),
    )
    return requests_of(actor).filter(
        ~Exists(listed), state=State.ANSWERED, answer=Answer.AUTHORISED_SELLER, offer_ended_at=None
    )


def offers_of(actor: Actor) -> Sequence[AuthenticationRequest]:
    """Sellers that the brand's people have named as authorised, and that are not on its list; the latest first."""
    rows = _offers(actor).select_related("snapshot", "marketplace").order_by("-answered_at", "-id")
    return list(rows[:_SHOWN])


def take(request_id: UUID, *, by: Actor, now: datetime) -> AllowedSeller | None:
    """Put the seller on the list. None if there is no such offer (any more)."""
    require(by, Action.EDIT_ALLOW_LIST)
    request = _end(request_id, by=by, now=now)
    if request is None or request.snapshot is None:
        return None
    seller = NewSeller(
        marketplace_id=request.marketplace_id,
        seller_ref=request.snapshot.seller_ref,
        seller_name=request.snapshot.seller_name,
    )
    return allow_seller(seller, by=by, now=now)[0]


def decline(request_id: UUID, *, by: Actor, now: datetime) -> AuthenticationRequest | None:
    """The seller was authorised for this one only. None if there is no such offer (any more)."""
    require(by, Action.EDIT_ALLOW_LIST)
    return _end(request_id, by=by, now=now)


def _end(request_id: UUID, *, by: Actor, now: datetime) -> AuthenticationRequest | None:
    rows = _offers(by).select_related("snapshot").select_for_update(of=("self",))
    request = rows.filter(id=request_id).first()
    if request is None:
        return None
    AuthenticationRequest.objects.filter(id=request.id).update(offer_ended_at=now)
    audit.record(
        audit.Event(
            name="question.offer_ended",
            subject_kind="authentication_request",
            subject_id=request.id,
            tenant_id=request.tenant_id,
        ),
        by=by,
        now=now,
    )
    return request
