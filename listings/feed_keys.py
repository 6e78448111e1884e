"""Marketplaces' feed keys: made and revoked by programme admins, shown once, kept as a hash."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils.crypto import salted_hmac

from accounts.api_keys import LONGEST_LIFE, SECOND_CLICK, KeyMadeAlready, KeyRefused, network_of
from accounts.keys import FEED, Key
from accounts.roles import Action, require
from core import audit
from core.tenancy import SYSTEM, Actor, acting_as
from listings.models import FeedKey, Marketplace

NOTE_USE_EVERY = timedelta(minutes=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class NewFeedKey:
    marketplace: Marketplace
    name: str
    expires_at: datetime
    addresses: Sequence[str] = field(default_factory=tuple)


def make_feed_key(new: NewFeedKey, *, by: Actor, now: datetime, form_key: str = "") -> tuple[FeedKey, str]:
    """Return the row and the key itself, which nobody can read again. The same form sent twice is one key."""
    require(by, Action.EDIT_FEED_KEYS)
    if not now < new.expires_at <= now + LONGEST_LIFE:
        raise KeyRefused("A key ends within a year. Choose a day in the next twelve months.", field="days")
    networks = [network_of(network) for network in new.addresses]
    key = Key.drawn_from(_seed(form_key or secrets.token_urlsafe(), by), FEED)
    earlier = FeedKey.objects.filter(prefix=key.prefix).first()
    if earlier is None:
        try:
            with transaction.atomic():
                return _insert(new, key, networks, by=by, now=now), str(key)
        except IntegrityError:
            # Its twin came at the same moment, and was first.
            earlier = FeedKey.objects.filter(prefix=key.prefix).first()
            if earlier is None:
                raise
    if earlier.revoked_at is not None or now >= earlier.made_at + SECOND_CLICK:
        raise KeyMadeAlready("This key has been made already, and was shown then.")
    return earlier, str(key)


def _seed(form_key: str, by: Actor) -> bytes:
    """As for brands' keys: our own secret and the form's, which is in no database."""
    return salted_hmac("listings.feed_keys", f"{by.person} {form_key}", algorithm="sha512").digest()


def _insert(new: NewFeedKey, key: Key, networks: Sequence[str], *, by: Actor, now: datetime) -> FeedKey:
    row = FeedKey.objects.create(
        marketplace=new.marketplace,
        name=new.name.strip(),
        prefix=key.prefix,
        digest=key.digest,
        addresses=networks,
        made_by_id=by.person,
        made_at=now,
        expires_at=new.expires_at,
    )
    _record("feed_key.made", row, by=by, now=now)
    return row


def revoke_feed_key(key_id: UUID, *, by: Actor, now: datetime) -> FeedKey:
    """Raises FeedKey.DoesNotExist. At once, for the next request; revoking twice is revoking once."""
    require(by, Action.EDIT_FEED_KEYS)
    row = FeedKey.objects.select_for_update().get(id=key_id)
    if row.revoked_at is None:
        row.revoked_at = now
        row.save(update_fields=["revoked_at"])
        _record("feed_key.revoked", row, by=by, now=now)
    return row


def _record(name: str, row: FeedKey, *, by: Actor, now: datetime) -> None:
    audit.record(
        audit.Event(
            name=name,
            subject_kind="feed_key",
            subject_id=row.id,
            tenant_id=None,
            data={"prefix": row.prefix, "marketplace": str(row.marketplace_id)},
        ),
        by=by,
        now=now,
    )


def note_use(key_id: UUID, *, now: datetime) -> None:
    """To the minute: a row that is written at every request would be the slowest part of it."""
    with acting_as(SYSTEM):
        stale = Q(last_used_at=None) | Q(last_used_at__lt=now - NOTE_USE_EVERY)
        FeedKey.objects.filter(stale, id=key_id).update(last_used_at=now)
