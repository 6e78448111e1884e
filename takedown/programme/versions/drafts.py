"""Drafts of the policy: made from a version, changed by admins, brought up to date, discarded."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext

from accounts.roles import Action, require
from core import audit
from core.tenancy import Actor
from takedown.models import PolicyDraft, PolicyProposal, PolicyVersion
from takedown.programme.policy import Numbers
from takedown.programme.versions import numbers as words
from takedown.programme.versions.hashes import hash_of


class DraftRefused(Exception):
    """The step is not allowed; the message says why."""


class NumbersRefused(DraftRefused):
    """Nonsense, or outside the bounds that no policy leaves. `problems`: path → what is wrong there."""

    def __init__(self, problems: Mapping[str, str]) -> None:
        super().__init__(gettext("These numbers cannot be a policy."))
        self.problems = problems


def latest_version() -> PolicyVersion:
    """The last one published, whether it is in force yet or not: whatever follows, follows this one."""
    return PolicyVersion.objects.latest("version")


def make(*, like: int, note: str, form_key: UUID, by: Actor, now: datetime) -> PolicyDraft:
    """A draft with the numbers of version `like`: of an older one, to go back to it.

    The same form sent twice is one draft. Raises PolicyVersion.DoesNotExist.
    """
    require(by, Action.EDIT_POLICY)
    model = PolicyVersion.objects.get(version=like)
    made, is_new = PolicyDraft.objects.get_or_create(
        form_key=form_key,
        defaults={
            "based_on": latest_version(),
            "numbers": model.numbers,
            "note": _said(note),
            "author_id": by.person,
            "made_at": now,
            "changed_by_id": by.person,
            "changed_at": now,
        },
    )
    if is_new:
        record("policy.drafted", made, by=by, now=now, like=like)
    return made


def change(
    draft_id: UUID, *, numbers: Numbers, note: str, revision: int, by: Actor, now: datetime
) -> PolicyDraft:
    """`revision` is the one that was on the screen. What was proposed of the draft is withdrawn with it.

    Raises PolicyDraft.DoesNotExist, NumbersRefused, and DraftRefused when somebody has changed it meanwhile.
    """
    require(by, Action.EDIT_POLICY)
    draft = open_draft(draft_id)
    if draft.revision != revision:
        raise DraftRefused(gettext("Somebody has changed this draft since you opened it: look at it again."))
    refuse_nonsense(numbers)
    note = _said(note)
    if numbers.to_json() == Numbers.from_json(draft.numbers).to_json() and note == draft.note:
        return draft
    _write(draft, numbers, note, by=by, now=now)
    return draft


def bring_up_to_date(draft_id: UUID, *, by: Actor, now: datetime) -> PolicyDraft:
    """Put what the draft changes on top of the latest version; whatever else that one changed is kept."""
    require(by, Action.EDIT_POLICY)
    draft, latest = open_draft(draft_id), latest_version()
    if draft.based_on_id == latest.version:
        return draft
    base, mine, theirs = (
        asdict(Numbers.from_json(n)) for n in (draft.based_on.numbers, draft.numbers, latest.numbers)
    )
    numbers = Numbers.from_json(_merged(base, mine, theirs))
    refuse_nonsense(numbers)
    draft.based_on = latest
    _write(draft, numbers, draft.note, by=by, now=now)
    return draft


def _merged(base: Mapping[str, Any], mine: Mapping[str, Any], theirs: Mapping[str, Any]) -> dict[str, Any]:
    """Mine where it differs from the base, theirs elsewhere; what either has taken out is out."""
    merged: dict[str, Any] = {}
    for key in {**theirs, **mine}:
        of_base, of_mine, of_theirs = base.get(key), mine.get(key), theirs.get(key)
        if isinstance(of_mine, dict) and isinstance(of_theirs, dict):
            merged[key] = _merged(of_base or {}, of_mine, of_theirs)
            continue
        chosen = of_theirs if of_mine == of_base else of_mine
        if chosen is not None:
            merged[key] = chosen
    return merged


def discard(draft_id: UUID, *, by: Actor, now: datetime) -> None:
    require(by, Action.EDIT_POLICY)
    draft = open_draft(draft_id)
    if draft.shadows.filter(stopped_at=None).exists():
        raise DraftRefused(gettext("It runs as a shadow: stop that first."))
    draft.discarded_at = now
    draft.save(update_fields=["discarded_at"])
    withdraw_proposals(draft, by=by, now=now)
    record("policy.draft_discarded", draft, by=by, now=now)


def open_draft(draft_id: UUID) -> PolicyDraft:
    """Locked. Raises PolicyDraft.DoesNotExist, and DraftRefused for one that has ended."""
    draft = PolicyDraft.objects.select_for_update().get(id=draft_id)
    if not draft.is_open:
        raise DraftRefused(gettext("This draft has ended: make a new one."))
    return draft


def refuse_nonsense(numbers: Numbers) -> None:
    if problems := words.problems_with(numbers):
        raise NumbersRefused(problems)


def withdraw_proposals(draft: PolicyDraft, *, by: Actor, now: datetime) -> None:
    """What was proposed is not what the draft says any more."""
    rows = draft.proposals.select_for_update().filter(confirmed_at=None, withdrawn_at=None)
    for proposal in rows:
        end_proposal(proposal, by=by, now=now)


def end_proposal(proposal: PolicyProposal, *, by: Actor, now: datetime) -> None:
    proposal.withdrawn_by_id, proposal.withdrawn_at = by.person, now
    proposal.save(update_fields=["withdrawn_by", "withdrawn_at"])
    record("policy.withdrawn", proposal.draft, by=by, now=now, proposal=str(proposal.id))


def record(name: str, draft: PolicyDraft, *, by: Actor, now: datetime, **data: Any) -> None:
    event = audit.Event(
        name=name,
        subject_kind="policy_draft",
        subject_id=draft.id,
        tenant_id=None,
        data={"numbers": hash_of(draft.numbers)[:12], "revision": draft.revision, **data},
    )
    audit.record(event, by=by, now=now)


def _write(draft: PolicyDraft, numbers: Numbers, note: str, *, by: Actor, now: datetime) -> None:
    before = Numbers.from_json(draft.numbers)
    draft.numbers, draft.note = numbers.to_json(), note
    draft.revision += 1
    draft.changed_by_id, draft.changed_at = by.person, now
    draft.save(update_fields=["numbers", "note", "revision", "changed_by", "changed_at", "based_on"])
    withdraw_proposals(draft, by=by, now=now)
    changed = {c.path: [c.before, c.after] for c in words.changes(before, numbers)}
    record("policy.draft_changed", draft, by=by, now=now, changed=changed)


def _said(note: str) -> str:
    if not note.strip():
        raise DraftRefused(gettext("Say what the change is for."))
    return note.strip()
