"""A draft beside the policy in force: it decides the same items on the same facts, and only what differs is kept.

Nothing here acts: `look_on` runs after everything that does, returns nothing, and writes to its own table alone.
The caps are those that the live policy has used up.
"""

import logging
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext

from accounts.roles import Action, require
from core import audit, sets
from core.ids import new_id
from core.tenancy import Actor
from takedown.models import PolicyDifference, PolicyDraft, PolicyShadow
from takedown.programme.gather import Gathered
from takedown.programme.policy import Numbers, Verdict, decide
from takedown.programme.versions.facts import under
from takedown.programme.versions.hashes import hash_of

logger = logging.getLogger(__name__)


class ShadowRefused(Exception):
    """It cannot be started; the message says why."""


def look_on(gathered: Gathered, verdicts: Mapping[UUID, Verdict], *, now: datetime) -> None:
    """One query for the shadows, and one statement more for a set in which they differ."""
    for shadow in PolicyShadow.objects.filter(stopped_at=None).order_by("place"):
        try:
            numbers = Numbers.from_json(shadow.numbers)
        except TypeError:
            # Made by code that knew another number: it cannot be judged by, and the live decision goes on.
            logger.exception("Shadow %s is not understood", shadow.id)
            continue
        sets.insert(PolicyDifference, list(_differences(shadow.id, numbers, gathered, verdicts, now=now)))


def _differences(
    shadow_id: UUID,
    numbers: Numbers,
    gathered: Gathered,
    verdicts: Mapping[UUID, Verdict],
    *,
    now: datetime,
) -> Iterator[dict[str, Any]]:
    for item in gathered.items:
        live = verdicts[item.id]
        facts = under(gathered.facts[item.id], made_under=gathered.numbers, to=numbers)
        shadowed = decide(facts, numbers)
        if shadowed.outcome is not live.outcome:
            yield {
                "id": new_id(),
                "tenant": item.tenant_id,
                "shadow": shadow_id,
                "item": item.id,
                "at": now,
                "live": str(live.outcome),
                "live_because": list(live.because),
                "shadowed": str(shadowed.outcome),
                "shadowed_because": list(shadowed.because),
            }


def start(draft_id: UUID, *, by: Actor, now: datetime) -> PolicyShadow:
    """Raises PolicyDraft.DoesNotExist for an unknown one."""
    require(by, Action.EDIT_POLICY)
    draft = PolicyDraft.objects.select_for_update().get(id=draft_id)
    if not draft.is_open:
        raise ShadowRefused(gettext("This draft has ended: make a new one."))
    running = PolicyShadow.objects.filter(stopped_at=None)
    if running.filter(draft=draft).exists():
        raise ShadowRefused(gettext("This draft runs as a shadow already."))
    free = set(range(1, PolicyShadow.MOST + 1)) - set(running.values_list("place", flat=True))
    if not free:
        raise ShadowRefused(gettext("Two shadows run already: stop one first."))
    try:
        with transaction.atomic():
            made = PolicyShadow.objects.create(
                draft=draft,
                numbers=draft.numbers,
                numbers_hash=hash_of(draft.numbers),
                place=min(free),
                started_by_id=by.person,
                started_at=now,
            )
    except IntegrityError as error:
        # Somebody else took the place at the same moment.
        raise ShadowRefused(gettext("Two shadows run already: stop one first.")) from error
    _record("policy.shadow_started", made, by=by, now=now)
    return made


def stop(shadow_id: UUID, *, by: Actor, now: datetime) -> PolicyShadow:
    """What it has found is kept. Stopping again changes nothing. Raises PolicyShadow.DoesNotExist."""
    require(by, Action.EDIT_POLICY)
    found = PolicyShadow.objects.select_for_update().get(id=shadow_id)
    if found.stopped_at is None:
        found.stopped_by_id, found.stopped_at = by.person, now
        found.save(update_fields=["stopped_by", "stopped_at"])
        _record("policy.shadow_stopped", found, by=by, now=now)
    return found


def _record(name: str, shadow: PolicyShadow, *, by: Actor, now: datetime) -> None:
    event = audit.Event(
        name=name,
        subject_kind="policy_shadow",
        subject_id=shadow.id,
        tenant_id=None,
        data={"draft": str(shadow.draft_id), "numbers": shadow.numbers_hash[:12]},
    )
    audit.record(event, by=by, now=now)
