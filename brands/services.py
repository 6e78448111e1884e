"""What changes a brand's own record: its account, its rights, its authorised sellers; and what staff verify."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils.translation import gettext

from accounts.models import User
from accounts.roles import Action, Role, require
from brands.models import AllowedSeller, Brand, Membership, Right, RightFile
from core import audit, files
from core.ids import new_id
from core.models import Tenant
from core.tenancy import Actor, become


class BrandRefused(Exception):
    """The brand was not registered; the message says what to change."""


class RightRefused(Exception):
    """The right was not added; the message says what to change."""


# --- the account -----------------------------------------------------------------------------------------


def register_brand(*, name: str, country: str, by: Actor, now: datetime) -> Brand:
    """A new brand, owned by the person who registers it. The same name sent twice is one brand.

    From here on the request acts for the new brand: row security lets only its own people write its rows.
    """
    if by.user_id is None or by.staff:
        raise PermissionDenied(gettext("Only a signed-in person of the brand registers it."))
    # Two clicks at once wait for each other here.
    user = User.objects.select_for_update().get(id=by.user_id)
    own = Membership.objects.filter(user=user, role=Role.OWNER).values("tenant_id")
    earlier = Brand.objects.filter(tenant_id__in=own, name__iexact=name).first()
    if earlier:
        return earlier
    owner = Actor(role=Role.OWNER, label=by.label, user_id=by.user_id, tenant_id=new_id())
    become(owner)
    tenant = Tenant.objects.create(id=owner.tenant_id)
    brand = Brand.objects.create(tenant=tenant, name=name, country=country, registered_at=now)
    Membership.objects.create(tenant=tenant, user=user, role=Role.OWNER, since=now)
    _record("brand.registered", "brand", tenant.id, tenant.id, {"country": country}, by=owner, now=now)
    return brand


def verify_brand(tenant_id: UUID, *, by: Actor, now: datetime) -> Brand:
    """Raises Brand.DoesNotExist. Verifying twice is verifying once."""
    require(by, Action.VERIFY_RIGHT)
    brand = Brand.objects.visible_to(by).select_for_update().get(tenant_id=tenant_id)
    if brand.verified_at is None:
        brand.verified_at = now
        brand.save(update_fields=["verified_at"])
        _record("brand.verified", "brand", brand.tenant_id, brand.tenant_id, {}, by=by, now=now)
    return brand


# --- rights ----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class NewRight:
    """What the brand says of a right. Nobody has checked it yet."""

    kind: str
    title: str
    owner_name: str
    territories: Sequence[str]
    number: str = ""
    office: str = ""
    nice_classes: Sequence[int] = ()
    variants: Sequence[str] = ()
    registered_on: date | None = None
    expires_on: date | None = None


def add_right(new: NewRight, *, by: Actor, now: datetime) -> Right:
    require(by, Action.EDIT_RIGHTS)
    # Two clicks at once wait for each other here: what has no number has no unique index either.
    User.objects.select_for_update(no_key=True).get(id=by.person)
    if _already_there(new, by):
        raise RightRefused(gettext("This right is in your list already."))
    try:
        with transaction.atomic():
            right = Right.objects.create(tenant_id=_tenant_of(by), created_at=now, **_columns(new))
    except IntegrityError as error:
        raise RightRefused(gettext("This right is in your list already.")) from error
    _record("right.added", "right", right.id, right.tenant_id, {"kind": right.kind}, by=by, now=now)
    return right


def _already_there(new: NewRight, by: Actor) -> bool:
    same_kind = Right.objects.visible_to(by).filter(kind=new.kind)
    if new.number:
        return same_kind.filter(office=new.office, number=new.number).exists()
    return same_kind.filter(number="", title__iexact=new.title).exists()


def _columns(new: NewRight) -> dict[str, Any]:
    names = NewRight.__slots__
    values = {name: getattr(new, name) for name in names}
    return {name: list(v) if isinstance(v, tuple | list) else v for name, v in values.items()}


def add_right_file(
    right_id: UUID, body: files.Body, *, purpose: RightFile.Purpose, by: Actor, now: datetime
) -> RightFile:
    """A certificate, or a picture of the genuine article. The same file added twice is one file."""
    require(by, Action.EDIT_RIGHTS)
    right = Right.objects.visible_to(by).get(id=right_id)
    stored = files.record_file(body, by=by)
    kept, is_new = RightFile.objects.get_or_create(
        tenant_id=right.tenant_id, right=right, file=stored, defaults={"purpose": purpose}
    )
    if is_new:
        _record("right.file_added", "right", right.id, right.tenant_id, {"purpose": purpose}, by=by, now=now)
    return kept


def verify_right(right_id: UUID, *, by: Actor, now: datetime) -> Right:
    """Raises Right.DoesNotExist. Verifying twice is verifying once."""
    require(by, Action.VERIFY_RIGHT)
    right = Right.objects.visible_to(by).select_for_update().get(id=right_id)
    if right.verified_at is None:
        right.verified_at, right.verified_by_id = now, by.user_id
        right.save(update_fields=["verified_at", "verified_by"])
        _record("right.verified", "right", right.id, right.tenant_id, {}, by=by, now=now)
    return right


def set_price(
    right_id: UUID, *, price_from: Decimal | None, price_currency: str, by: Actor, now: datetime
) -> bool:
    """What the genuine article costs at least; None takes it back. False when nothing is new.

    Raises Right.DoesNotExist.
    """
    require(by, Action.EDIT_RIGHTS)
    right = Right.objects.visible_to(by).select_for_update().get(id=right_id)
    if (right.price_from, right.price_currency) == (price_from, price_currency):
        return False
    before = f"{right.price_from or ''} {right.price_currency}".strip()
    right.price_from, right.price_currency = price_from, price_currency
    right.save(update_fields=["price_from", "price_currency"])
    after = f"{price_from or ''} {price_currency}".strip()
    data = {"before": before, "after": after}
    _record("right.price_set", "right", right.id, right.tenant_id, data, by=by, now=now)
    return True


def set_dispute(right_id: UUID, dispute: str, *, by: Actor, now: datetime) -> bool:
    """Put down that a right is disputed, or with an empty word that it is no more. False when nothing is new.

    Raises Right.DoesNotExist.
    """
    require(by, Action.VERIFY_RIGHT)
    right = Right.objects.visible_to(by).select_for_update().get(id=right_id)
    if right.dispute == dispute:
        return False
    data = {"before": right.dispute, "after": dispute}
    right.dispute = dispute
    right.save(update_fields=["dispute"])
    _record("right.dispute_set", "right", right.id, right.tenant_id, data, by=by, now=now)
    return True


# --- authorised sellers ----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class NewSeller:
    marketplace_id: UUID
    seller_ref: str
    seller_name: str = ""


def allow_seller(new: NewSeller, *, by: Actor, now: datetime) -> tuple[AllowedSeller, bool]:
    """Return the entry and whether it is new."""
    require(by, Action.EDIT_ALLOW_LIST)
    allowed, is_new = AllowedSeller.objects.get_or_create(
        tenant_id=_tenant_of(by),
        marketplace_id=new.marketplace_id,
        seller_ref=new.seller_ref,
        defaults={"seller_name": new.seller_name, "added_at": now, "added_by": by.user_id},
    )
    if is_new:
        _record_seller("seller.allowed", allowed, by=by, now=now)
    return allowed, is_new


def disallow_seller(allowed_id: UUID, *, by: Actor, now: datetime) -> AllowedSeller | None:
    """Take a seller off the list. None if they are off already; complaints filed before are not touched."""
    require(by, Action.EDIT_ALLOW_LIST)
    allowed = AllowedSeller.objects.visible_to(by).select_for_update().filter(id=allowed_id).first()
    if allowed is None:
        return None
    _record_seller("seller.disallowed", allowed, by=by, now=now)
    allowed.delete()
    return allowed


def _tenant_of(by: Actor) -> UUID:
    if by.tenant_id is None:
        raise PermissionDenied(f"{by.role} acts for no brand")
    return by.tenant_id


def _record_seller(name: str, allowed: AllowedSeller, *, by: Actor, now: datetime) -> None:
    data = {"marketplace": str(allowed.marketplace_id), "seller": allowed.seller_ref}
    _record(name, "allowed_seller", allowed.id, allowed.tenant_id, data, by=by, now=now)


def _record(
    name: str,
    kind: str,
    subject_id: UUID,
    tenant_id: UUID,
    data: dict[str, Any],
    *,
    by: Actor,
    now: datetime,
) -> None:
    event = audit.Event(name=name, subject_kind=kind, subject_id=subject_id, tenant_id=tenant_id, data=data)
    audit.record(event, by=by, now=now)
