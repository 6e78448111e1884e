"""One counter-notice with everything that was said and done about it since, locked for whoever acts."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from accounts.roles import Action, require
from core import outbox
from core.tenancy import Actor
from takedown import work as kinds
from takedown.models import CounterNotice, LegalAction, RedressClock, Reply, Undertaking
from takedown.redress.clocks.laws import Law, law_of
from takedown.redress.clocks.states import LIVE as LIVE_CLOCKS
from takedown.redress.clocks.states import ClockStatus
from takedown.redress.clocks.terms import Objection
from takedown.redress.counter import moves
from takedown.redress.counter.states import CounterStatus
from takedown.redress.replies.reach import counters_of
from takedown.redress.replies.rules import Event, Standing, may_happen
from takedown.redress.replies.states import OfferStatus, ProofResult
from takedown.states import RemovalStatus


class ReplyRefused(Exception):
    """This cannot happen to it (any more): `counter` says how it stands."""

    def __init__(self, event: Event, counter: CounterNotice) -> None:
        super().__init__(f"{event} of {counter.number}, which is {counter.status}")
        self.event = event
        self.counter = counter


class ReplyIncomplete(Exception):
    """Something is missing; `fields` names it."""

    def __init__(self, *fields: str) -> None:
        super().__init__(", ".join(fields))
        self.fields = fields


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """How it stands now. `is_new`: it was done just now, and not by an earlier click."""

    counter: CounterNotice
    is_new: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """`clock`: its law's own while it lives; `offer`: an undertaking that waits for the seller; `proofs` oldest first."""

    counter: CounterNotice
    clock: RedressClock | None
    proofs: Sequence[LegalAction]
    offer: Undertaking | None
    reply: Reply | None

    @property
    def law(self) -> Law:
        return law_of(self.counter.law, self.counter.law_version)

    @property
    def open_proof(self) -> LegalAction | None:
        return next((proof for proof in self.proofs if not proof.result), None)

    @property
    def clock_runs(self) -> bool:
        return self.clock is not None and self.clock.status == ClockStatus.RUNNING

    @property
    def standing(self) -> Standing:
        with_a_person = self.clock is not None and self.clock.status == ClockStatus.WITH_A_PERSON
        return Standing(
            status=CounterStatus(self.counter.status),
            objected=self.reply is not None,
            person_decides_objections=person_decides_objections(self.law),
            person_by=self.clock.latest if self.clock and with_a_person else None,
            proof_shown_at=self.open_proof.shown_at if self.open_proof else None,
            proof_confirmed=any(proof.result == ProofResult.CONFIRMED for proof in self.proofs),
        )

    def check(self, event: Event) -> None:
        """Raises ReplyRefused."""
        counter = self.counter
        removal = RemovalStatus(counter.removal.status)
        if not may_happen(event, counter=CounterStatus(counter.status), removal=removal):
            raise ReplyRefused(event, counter)


def person_decides_objections(law: Law) -> bool:
    return law.counter_notice is not None and law.counter_notice.objection is Objection.PERSON_DECIDES


def reached(counter_id: UUID, action: Action, *, by: Actor) -> CounterNotice:
    """First line of whoever acts for one side. Raises CounterNotice.DoesNotExist, a 404, for what is not theirs."""
    require(by, action)
    return counters_of(by).get(id=counter_id)


def lock_case(counter: CounterNotice) -> Case:
    """Run as SYSTEM: the removal belongs to no brand, and is locked first."""
    locked = moves.lock(counter.id)
    clocks = RedressClock.objects.filter(ground_id=locked.ground_id, law=locked.law, status__in=LIVE_CLOCKS)
    offers = Undertaking.objects.filter(
        tenant_id=locked.tenant_id, counter=locked, status=OfferStatus.OFFERED
    )
    proofs = LegalAction.objects.filter(tenant_id=locked.tenant_id, counter=locked)
    return Case(
        counter=locked,
        clock=clocks.select_for_update(of=("self",)).first(),
        proofs=list(proofs.order_by("shown_at", "id")),
        offer=offers.first(),
        reply=Reply.objects.filter(tenant_id=locked.tenant_id, counter=locked).first(),
    )


def end_offer(case: Case, status: OfferStatus, *, now: datetime) -> None:
    """The counter-notice itself is the caller's to move."""
    if case.offer is None:
        return
    outbox.cancel(subject_ids=[case.offer.id], kind=kinds.UNDERTAKING_DUE)
    Undertaking.objects.filter(id=case.offer.id).update(status=status, ended_at=now)
