"""What each counter-notice waits for a person with, kept on its row so that the queue is one range of an index."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from uuid import UUID

from takedown.models import CounterNotice, LegalAction, RedressClock, Reply
from takedown.redress.clocks.laws import law_of
from takedown.redress.clocks.states import ClockStatus
from takedown.redress.counter.states import LIVE, CounterStatus
from takedown.redress.replies.case import person_decides_objections
from takedown.redress.replies.rules import Standing, waits_for
from takedown.redress.replies.states import ProofResult


def settle(counters: Sequence[CounterNotice]) -> None:
    """Derived anew from the rows as they stand, in a constant number of queries. The counter-notices are locked."""
    ids, tenants = [c.id for c in counters], {c.tenant_id for c in counters}
    proofs = LegalAction.objects.filter(tenant_id__in=tenants, counter_id__in=ids)
    shown = dict(proofs.filter(result="").values_list("counter_id", "shown_at"))
    confirmed = set(proofs.filter(result=ProofResult.CONFIRMED).values_list("counter_id", flat=True))
    replies = Reply.objects.filter(tenant_id__in=tenants, counter_id__in=ids)
    objected = set(replies.values_list("counter_id", flat=True))
    until = _with_a_person([c.ground_id for c in counters])
    for counter in counters:
        standing = Standing(
            status=CounterStatus(counter.status),
            objected=counter.id in objected,
            person_decides_objections=person_decides_objections(law_of(counter.law, counter.law_version)),
            person_by=until.get((counter.ground_id, counter.law)),
            proof_shown_at=shown.get(counter.id),
            proof_confirmed=counter.id in confirmed,
        )
        task = waits_for(standing)
        counter.waits_for, counter.person_by = (str(task[0]), task[1]) if task else ("", None)
    CounterNotice.objects.bulk_update(counters, ["waits_for", "person_by"])


def _with_a_person(ground_ids: Iterable[UUID]) -> dict[tuple[UUID, str], datetime | None]:
    clocks = RedressClock.objects.filter(ground_id__in=list(ground_ids), status=ClockStatus.WITH_A_PERSON)
    return {(c.ground_id, c.law): c.latest for c in clocks}


def settle_where_clocks_were_handed_over(clocks: Iterable[RedressClock]) -> None:
    """Their removals are locked."""
    grounds = CounterNotice.objects.filter(ground_id__in=[c.ground_id for c in clocks], status__in=LIVE)
    settle(list(grounds.select_for_update(of=("self",)).order_by("id")))
