"""API keys are made, renewed, revoked and recognised here."""

import hmac
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from ipaddress import ip_address, ip_network
from uuid import UUID

from django.db import IntegrityError, transaction

from accounts.keys import Key
from accounts.models import ApiKey, ApiRequest, ReplayedAnswer
from accounts.roles import Action, require
from accounts.scopes import ONLY_LIVE, Scope
from core import audit, clock
from core.outbox import Work
from core.tenancy import Actor

LONGEST_LIFE = timedelta(days=366)
# How long an older key goes on beside the one that renews it.
OVERLAP = timedelta(days=7)
KEEP_LOG = timedelta(days=30)
KEEP_ANSWERS = timedelta(hours=48)


class KeyRefused(Exception):
    """Nothing was made; the message says what to change."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewKey:
    name: str
    mode: str
    scopes: Sequence[str]
    expires_at: datetime
    addresses: Sequence[str] = field(default_factory=tuple)


def make_key(new: NewKey, *, by: Actor, now: datetime) -> tuple[ApiKey, str]:
    """Return the row and the key itself, which nobody can read again."""
    require(by, Action.EDIT_KEYS)
    _check(new, now=now)
    row, key = _write(new, by=by, now=now, renewed_from=None)
    _record("api_key.made", row, by=by, now=now)
    return row, key


def _check(new: NewKey, *, now: datetime) -> None:
    if not new.scopes or not set(new.scopes) <= set(Scope):
        raise KeyRefused("Choose at least one thing that the key may do.")
    if new.mode == ApiKey.Mode.TEST and ONLY_LIVE & set(new.scopes):
        raise KeyRefused(
            "A test key cannot add rights: those would last. Leave that out, or make a live key."
        )
    if not now < new.expires_at <= now + LONGEST_LIFE:
        raise KeyRefused("A key ends within a year. Choose a day in the next twelve months.")
    for network in new.addresses:
        _network(network)


def _network(text: str) -> str:
    try:
        return str(ip_network(text, strict=False))
    except ValueError as error:
        raise KeyRefused(
            f"“{text}” is no address or network, such as 203.0.113.7 or 203.0.113.0/24."
        ) from error


def _write(new: NewKey, *, by: Actor, now: datetime, renewed_from: ApiKey | None) -> tuple[ApiKey, str]:
    key = Key.new(new.mode)
    row = ApiKey.objects.create(
        tenant_id=by.tenant,
        name=new.name.strip(),
        mode=new.mode,
        prefix=key.prefix,
        digest=key.digest,
        scopes=sorted(set(new.scopes)),
        addresses=[_network(network) for network in new.addresses],
        made_by_id=by.person,
        made_at=now,
        expires_at=new.expires_at,
        renewed_from=renewed_from,
    )
    return row, str(key)


def renew_key(key_id: UUID, *, by: Actor, now: datetime) -> tuple[ApiKey, str]:
    """A new key of the same kind; the old one goes on for a week, so that nothing stops while it is exchanged."""
    require(by, Action.EDIT_KEYS)
    old = _live(key_id, by=by, now=now)
    life = max(old.expires_at - old.made_at, OVERLAP)
    new = NewKey(
        name=old.name, mode=old.mode, scopes=old.scopes, addresses=old.addresses, expires_at=now + life
    )
    try:
        with transaction.atomic():
            row, key = _write(new, by=by, now=now, renewed_from=old)
    except IntegrityError as error:
        raise KeyRefused("This key has been renewed already.") from error
    old.expires_at = min(old.expires_at, now + OVERLAP)
    old.save(update_fields=["expires_at"])
    _record("api_key.renewed", row, by=by, now=now)
    return row, key


def _live(key_id: UUID, *, by: Actor, now: datetime) -> ApiKey:
    row = ApiKey.objects.visible_to(by).select_for_update().get(id=key_id)
    if row.revoked_at is not None or row.expires_at <= now:
        raise KeyRefused("This key has ended. Make a new one.")
    return row


def revoke_key(key_id: UUID, *, by: Actor, now: datetime) -> ApiKey:
    """Raises ApiKey.DoesNotExist. At once, for the next request; revoking twice is revoking once."""
    require(by, Action.EDIT_KEYS)
    row = ApiKey.objects.visible_to(by).select_for_update().get(id=key_id)
    if row.revoked_at is None:
        row.revoked_at = now
        row.save(update_fields=["revoked_at"])
        _record("api_key.revoked", row, by=by, now=now)
    return row


def _record(name: str, row: ApiKey, *, by: Actor, now: datetime) -> None:
    audit.record(
        audit.Event(
            name=name,
            subject_kind="api_key",
            subject_id=row.id,
            tenant_id=row.tenant_id,
            data={"prefix": row.prefix, "mode": row.mode, "scopes": row.scopes},
        ),
        by=by,
        now=now,
    )


# --- recognising one -------------------------------------------------------------------------------------


def trouble_with(row: ApiKey | None, key: Key, *, address: str | None, now: datetime) -> str:
    """The code of what is wrong with a key that was brought; empty when nothing is."""
    if row is None or row.mode != key.mode or not hmac.compare_digest(row.digest, key.digest):
        return "key_unknown"
    if row.revoked_at is not None:
        return "key_revoked"
    if row.expires_at <= now:
        return "key_expired"
    if row.addresses and not _is_within(address, row.addresses):
        return "address_not_allowed"
    return ""


def _is_within(address: str | None, networks: Sequence[str]) -> bool:
    if address is None:
        return False
    brought = ip_address(address)
    return any(brought in ip_network(network) for network in networks)


def purge(works: Sequence[Work]) -> None:
    """Log lines and answers that nobody needs any more."""
    now = clock.now()
    ApiRequest.objects.filter(at__lt=now - KEEP_LOG).delete()
    ReplayedAnswer.objects.filter(answered_at__lt=now - KEEP_ANSWERS).delete()
