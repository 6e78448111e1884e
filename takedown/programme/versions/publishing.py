"""From draft to version: one admin proposes when it takes effect, another confirms."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext

from accounts.roles import Action, require
from core.tenancy import Actor
from takedown.models import PolicyDraft, PolicyProposal, PolicyVersion
from takedown.programme.policy import Numbers
from takedown.programme.versions import numbers as words
from takedown.programme.versions.drafts import (
    DraftRefused,
    end_proposal,
    latest_version,
    open_draft,
    record,
    refuse_nonsense,
)

# Time for everybody to see it coming; and what must be left of it when the second admin confirms, so that
# no decision is made under an old version after the new one was said to be in force.
LEAST_NOTICE = timedelta(minutes=15)
LEAST_NOTICE_LEFT = timedelta(minutes=1)
LONGEST_NOTICE = timedelta(days=366)


class ProposalRefused(DraftRefused):
    """The step is not allowed; the message says why."""


def propose(
    draft_id: UUID, *, revision: int, effective_at: datetime, by: Actor, now: datetime
) -> PolicyProposal:
    """Nothing changes until a second admin confirms. Raises PolicyDraft.DoesNotExist, DraftRefused."""
    require(by, Action.EDIT_POLICY)
    draft = open_draft(draft_id)
    if draft.revision != revision:
        raise ProposalRefused(
            gettext("Somebody has changed this draft since you opened it: look at it again.")
        )
    if effective_at < now + LEAST_NOTICE:
        raise ProposalRefused(gettext("It takes effect in 15 minutes at the earliest."))
    if effective_at > now + LONGEST_NOTICE:
        raise ProposalRefused(gettext("That is more than a year away."))
    latest = latest_version()
    _refuse_stale(draft.based_on_id, latest)
    if effective_at < latest.effective_at:
        raise ProposalRefused(
            gettext("Version {version} takes effect later than that: it has to come first.").format(
                version=latest.version
            )
        )
    numbers = Numbers.from_json(draft.numbers)
    refuse_nonsense(numbers)
    if not words.changes(Numbers.from_json(latest.numbers), numbers):
        raise ProposalRefused(
            gettext("These are the numbers of version {version} already.").format(version=latest.version)
        )
    try:
        with transaction.atomic():
            made = PolicyProposal.objects.create(
                draft=draft,
                revision=draft.revision,
                numbers=numbers.to_json(),
                note=draft.note,
                effective_at=effective_at,
                proposed_by_id=by.person,
                proposed_at=now,
            )
    except IntegrityError as error:
        raise ProposalRefused(gettext("This draft is proposed already.")) from error
    record("policy.proposed", draft, by=by, now=now, proposal=str(made.id), at=effective_at.isoformat())
    return made


def confirm(proposal_id: UUID, *, by: Actor, now: datetime) -> PolicyVersion:
    """The next version. Of two confirmations at once one makes it, the other is refused.

    Raises PolicyProposal.DoesNotExist, ProposalRefused.
    """
    require(by, Action.EDIT_POLICY)
    _one_publication_at_a_time()
    proposal, draft = _open_proposal(proposal_id)
    if proposal.proposed_by_id == by.person:
        raise ProposalRefused(gettext("Another admin than the one who proposed it has to confirm."))
    if draft.revision != proposal.revision:
        raise ProposalRefused(gettext("The draft has changed since: it has to be proposed again."))
    if proposal.effective_at < now + LEAST_NOTICE_LEFT:
        raise ProposalRefused(
            gettext("The time from which it should hold has come: it has to be proposed again.")
        )
    latest = latest_version()
    _refuse_stale(draft.based_on_id, latest)
    refuse_nonsense(Numbers.from_json(proposal.numbers))
    version = PolicyVersion.objects.create(
        version=latest.version + 1,
        effective_at=proposal.effective_at,
        numbers=proposal.numbers,
        note=proposal.note,
        proposed_by=proposal.proposed_by_id,
        confirmed_by=by.person,
        published_at=now,
    )
    proposal.confirmed_by_id, proposal.confirmed_at, proposal.version = by.person, now, version
    proposal.save(update_fields=["confirmed_by", "confirmed_at", "version"])
    draft.published_as = version
    draft.save(update_fields=["published_as"])
    record("policy.published", draft, by=by, now=now, proposal=str(proposal.id), version=version.version)
    return version


def withdraw(proposal_id: UUID, *, by: Actor, now: datetime) -> None:
    """By any admin: nothing that is not in force yet needs two people to stop it."""
    require(by, Action.EDIT_POLICY)
    proposal, _draft = _open_proposal(proposal_id)
    end_proposal(proposal, by=by, now=now)


def _open_proposal(proposal_id: UUID) -> tuple[PolicyProposal, PolicyDraft]:
    """Locked, the draft first: whoever changes a draft ends its proposals in that order, too."""
    found = PolicyProposal.objects.get(id=proposal_id)
    draft = PolicyDraft.objects.select_for_update().get(id=found.draft_id)
    found = PolicyProposal.objects.select_for_update().get(id=proposal_id)
    if found.confirmed_at is not None:
        raise ProposalRefused(gettext("This proposal is confirmed already."))
    if found.withdrawn_at is not None:
        raise ProposalRefused(gettext("This proposal was withdrawn."))
    return found, draft


def _one_publication_at_a_time() -> None:
    """Whoever waits here sees the version that the other one made."""
    PolicyVersion.objects.select_for_update().get(version=1)


def _refuse_stale(based_on: int, latest: PolicyVersion) -> None:
    if based_on != latest.version:
        raise ProposalRefused(
            gettext("Version {version} has been published since: bring the draft up to date first.").format(
                version=latest.version
            )
        )
