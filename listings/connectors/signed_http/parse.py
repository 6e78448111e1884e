"""From the marketplace's JSON to our words. Whatever does not fit is no usable answer."""

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from listings.connectors.base import (
    Condition,
    Identity,
    Page,
    RemoteListing,
    RemoteSeller,
    RemoteState,
    Result,
    Unavailable,
)

_MISSHAPEN = (KeyError, TypeError, ValueError, AttributeError, InvalidOperation)


def identity(answer: Mapping[str, Any]) -> Identity:
    try:
        return Identity(account=str(answer["account"]), scopes=frozenset(map(str, answer["scopes"])))
    except _MISSHAPEN as error:
        raise Unavailable("The answer is not an identity.") from error


def page(answer: Mapping[str, Any]) -> Page:
    try:
        cursor = answer["next_cursor"]
        return Page(
            listings=tuple(listing(item) for item in answer["listings"]),
            next_cursor=None if cursor is None else str(cursor),
        )
    except _MISSHAPEN as error:
        raise Unavailable("The answer is not a page of listings.") from error


def listing(answer: Mapping[str, Any]) -> RemoteListing:
    try:
        return RemoteListing(
            ref=str(answer["id"]),
            url=str(answer["url"]),
            state=RemoteState(answer["state"]),
            title=str(answer["title"]),
            description=str(answer["description"]),
            language=str(answer["language"]),
            category=str(answer["category"]),
            nice_class=None if answer["nice_class"] is None else int(answer["nice_class"]),
            price=Decimal(answer["price"]),
            currency=str(answer["currency"]),
            quantity=int(answer["quantity"]),
            brand_field=str(answer["brand"]),
            image_urls=tuple(map(str, answer["images"])),
            seller=_seller(answer["seller"]),
            updated_at=datetime.fromisoformat(answer["updated_at"]),
            condition=_condition(answer.get("condition")),
            raw=answer,
        )
    except _MISSHAPEN as error:
        raise Unavailable("The answer is not a listing.") from error


def result(answer: Mapping[str, Any]) -> Result:
    try:
        return Result(
            state=RemoteState(answer["state"]),
            changed=bool(answer["changed"]),
            prior=dict(answer["prior"]),
            remote_ref=str(answer["order"]),
            reason=str(answer.get("reason", "")),
        )
    except _MISSHAPEN as error:
        raise Unavailable("The answer does not say what became of the order.") from error


def message(answer: Mapping[str, Any]) -> str:
    try:
        return str(answer["message"])
    except _MISSHAPEN as error:
        raise Unavailable("The answer does not say what became of the message.") from error


def _condition(said: Any) -> Condition:
    """What a marketplace calls otherwise than we do is as good as unsaid: the listing is no less usable."""
    return Condition(said) if said in list(Condition) else Condition.UNSAID


def _seller(answer: Mapping[str, Any]) -> RemoteSeller:
    return RemoteSeller(
        ref=str(answer["id"]),
        name=str(answer["name"]),
        email=str(answer["email"]),
        language=str(answer["language"]),
        country=str(answer["country"]),
    )
