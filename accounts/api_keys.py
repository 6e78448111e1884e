"""API keys are made, renewed, revoked and recognised here.

Whatever changes stands in the ledger and is mailed to the brand's owners, both by the transaction that changes it.
"""

import hmac
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from ipaddress import ip_address, ip_network
from typing import Any, Protocol
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import OuterRef, Subquery
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext

from accounts import work
from accounts.keys import Key
from accounts.models import ApiKey, ApiRequest, ReplayedAnswer
from accounts.roles import Action, require
from accounts.scopes import ONLY_LIVE, ONLY_OWN, Scope
from core import audit, clock, outbox
from core.outbox import Work
from core.tenancy import Actor, TenantQuerySet

LONGEST_LIFE = timedelta(days=366)
# How long an older key goes on beside the one that renews it.
OVERLAP = timedelta(days=7)
KEEP_LOG = timedelta(days=30)
KEEP_ANSWERS = timedelta(hours=48)


# How long the same form, sent again, is a second click and not somebody who wants to read the key again.
SECOND_CLICK = timedelta(minutes=1)


class KeyRefused(Exception):
    """Nothing was made; the message says what to change, and in which field."""

    def __init__(self, message: str, *, field: str = "") -> None:
        super().__init__(message)
        self.field = field


class KeyMadeAlready(KeyRefused):
    """By the same form, long enough ago for its key to have been read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewKey:
    name: str
    mode: str
    scopes: Sequence[str]
    expires_at: datetime
    addresses: Sequence[str] = field(default_factory=tuple)


def make_key(new: NewKey, *, by: Actor, now: datetime, form_key: str = "") -> tuple[ApiKey, str]:
    """Return the row and the key itself, which nobody can read again.

    `form_key` is drawn when the form is shown: the same form sent twice is one key, and both answers show it.
    """
    require(by, Action.EDIT_KEYS)
    _check(new, by=by, now=now)
    row, key, is_new = _write(new, by=by, now=now, renewed_from=None, form_key=form_key)
    if is_new:
        _record_and_tell("api_key.made", row, by=by, now=now)
    return row, key


def _check(new: NewKey, *, by: Actor, now: datetime) -> None:
    if not new.scopes or not set(new.scopes) <= set(Scope):
        raise KeyRefused(gettext("Choose at least one thing that the key may do."), field="scopes")
    if new.mode == ApiKey.Mode.TEST and ONLY_LIVE & set(new.scopes):
        raise KeyRefused(
            gettext("A test key cannot add rights: those would last. Leave that out, or make a live key."),
            field="scopes",
        )
    if by.delegate_id is not None and ONLY_OWN & set(new.scopes):
        raise KeyRefused(
            gettext("An agency's key cannot have webhooks: they would outlast the mandate. Leave that out."),
            field="scopes",
        )
    if not now < new.expires_at <= now + LONGEST_LIFE:
        raise KeyRefused(
            gettext("A key ends within a year. Choose a day in the next twelve months."), field="days"
        )
    for network in new.addresses:
        network_of(network)


def network_of(text: str) -> str:
    """An address or a network as it is kept. Raises KeyRefused."""
    try:
        return str(ip_network(text, strict=False))
    except ValueError as error:
        raise KeyRefused(
            gettext("“{text}” is no address or network, such as 203.0.113.7 or 203.0.113.0/24.").format(
                text=text
            ),
            field="addresses",
        ) from error


def _write(
    new: NewKey, *, by: Actor, now: datetime, renewed_from: ApiKey | None, form_key: str
) -> tuple[ApiKey, str, bool]:
    """The row, the key, and whether they are new (False: this form had been sent already)."""
    key = Key.drawn_from(_seed(form_key or secrets.token_urlsafe(), by), new.mode)
    earlier = _earlier(key, by)
    if earlier is None:
        try:
            with transaction.atomic():
                return _insert(new, key, by=by, now=now, renewed_from=renewed_from), str(key), True
        except IntegrityError:
            # Its twin came at the same moment, and was first.
            earlier = _earlier(key, by)
            if earlier is None:
                raise
    if not _is_second_click(earlier, new, now=now):
        raise KeyMadeAlready(
            gettext(
                "“{name}” has been made already, and its key was shown then. If nobody copied it, revoke it and make another."
            ).format(name=earlier.name)
        )
    return earlier, str(key), False


def _seed(form_key: str, by: Actor) -> bytes:
    """What the key is drawn from: our own secret and the form's, which is in no database. Without either, chance."""
    return salted_hmac(
        "accounts.api_keys", f"{by.tenant} {by.person} {form_key}", algorithm="sha512"
    ).digest()


def _earlier(key: Key, by: Actor) -> ApiKey | None:
    return ApiKey.objects.visible_to(by).filter(prefix=key.prefix).first()


def _is_second_click(earlier: ApiKey, new: NewKey, *, now: datetime) -> bool:
    is_the_same = (earlier.name, earlier.mode, earlier.scopes) == (
        new.name.strip(),
        new.mode,
        sorted(set(new.scopes)),
    )
    return is_the_same and earlier.revoked_at is None and now < earlier.made_at + SECOND_CLICK


def _insert(new: NewKey, key: Key, *, by: Actor, now: datetime, renewed_from: ApiKey | None) -> ApiKey:
    return ApiKey.objects.create(
        tenant_id=by.tenant,
        name=new.name.strip(),
        mode=new.mode,
        prefix=key.prefix,
        digest=key.digest,
        scopes=sorted(set(new.scopes)),
        addresses=[network_of(network) for network in new.addresses],
        made_by_id=by.person,
        made_at=now,
        expires_at=new.expires_at,
        renewed_from=renewed_from,
    )


def renew_key(key_id: UUID, *, by: Actor, now: datetime, form_key: str = "") -> tuple[ApiKey, str]:
    """A new key of the same kind; the old one goes on for a week, so that nothing stops while it is exchanged."""
    require(by, Action.EDIT_KEYS)
    old = _live(key_id, by=by, now=now)
    life = max(old.expires_at - old.made_at, OVERLAP)
    new = NewKey(
        name=old.name, mode=old.mode, scopes=old.scopes, addresses=old.addresses, expires_at=now + life
    )
    try:
        row, key, is_new = _write(new, by=by, now=now, renewed_from=old, form_key=form_key)
    except IntegrityError as error:
        raise KeyRefused(gettext("This key has been renewed already.")) from error
    if not is_new:
        return row, key
    old.expires_at = min(old.expires_at, now + OVERLAP)
    old.save(update_fields=["expires_at"])
    _record_and_tell("api_key.renewed", row, by=by, now=now)
    return row, key


def _live(key_id: UUID, *, by: Actor, now: datetime) -> ApiKey:
    row = ApiKey.objects.visible_to(by).select_for_update().get(id=key_id)
    if row.revoked_at is not None or row.expires_at <= now:
        raise KeyRefused(gettext("This key has ended. Make a new one."))
    return row


def revoke_key(key_id: UUID, *, by: Actor, now: datetime) -> ApiKey:
    """Raises ApiKey.DoesNotExist. At once, for the next request; revoking twice is revoking once."""
    require(by, Action.EDIT_KEYS)
    row = ApiKey.objects.visible_to(by).select_for_update().get(id=key_id)
    if row.revoked_at is None:
        row.revoked_at = now
        row.save(update_fields=["revoked_at"])
        _record_and_tell("api_key.revoked", row, by=by, now=now)
    return row


def _record_and_tell(name: str, row: ApiKey, *, by: Actor, now: datetime) -> None:
    event_id = audit.record(
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
    outbox.add(outbox.Order(kind=work.TELL_OF_KEY, subject_id=event_id, tenant_id=row.tenant_id))


def with_last_use(keys: TenantQuerySet[ApiKey]) -> Any:
    """Adds `last_used_at`: None where the log, which is kept for thirty days, has no line."""
    lines = ApiRequest.objects.filter(tenant=OuterRef("tenant"), key=OuterRef("pk")).order_by("-at")
    return keys.annotate(last_used_at=Subquery(lines.values("at")[:1]))


# --- recognising one -------------------------------------------------------------------------------------


class Brought(Protocol):
    """What every kind of key's row says of it."""

    mode: str
    digest: str
    addresses: list[str]
    expires_at: datetime
    revoked_at: datetime | None


def trouble_with(row: Brought | None, key: Key, *, address: str | None, now: datetime) -> str:
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
