"""Every cell of the table of removal states by redress events that can happen, driven once through the real services."""

from collections.abc import Callable, Iterator
from datetime import timedelta

from complaints import moves as item_moves
from complaints.intake.withdrawal import withdraw
from complaints.models import Item
from complaints.states import Cause
from core import clock
from core.ids import new_id
from core.models import Outbox
from core.outbox import Work
from core.tenancy import SYSTEM, Actor, acting_as
from takedown.models import CounterNotice, Ground, RedressClock, Removal
from takedown.redress.clocks import keeping
from takedown.redress.clocks.acting import act_on_due
from takedown.redress.clocks.laws import StartsWhen
from takedown.redress.clocks.states import Happening
from takedown.redress.counter.rules import CAN_BE_ANSWERED
from takedown.redress.counter.withdrawing import withdraw_counter
from takedown.redress.notices import proven_seller, token_of, write_notices
from takedown.redress.replies.rules import Event
from takedown.redress.replies.undertakings import lapse
from takedown.redress.replies.waiting import settle_where_clocks_were_handed_over
from takedown.removal import moves
from takedown.removal.ending import end_grounds, end_grounds_of_withdrawn
from takedown.removal.open import open_for
from takedown.states import RemovalStatus
from tests.stories import World, file, run_work
from tests.takedown.redress_matrix import BY_COUNTER, BY_REMOVAL, EVENTS
from tests.takedown.replying import (
    accepts,
    answers,
    checks,
    clock_of,
    counter_filed,
    counter_now,
    decides,
    notice_of,
    offer_of,
    offers,
    shows_legal_action,
    signs,
)

R, E = RemovalStatus, Event
ON_THE_WAY_TO = {
    R.SUBMITTED: (R.SUBMITTED,),
    R.PENDING: (R.SUBMITTED, R.PENDING),
    R.NEEDS_INFO: (R.SUBMITTED, R.NEEDS_INFO),
    R.VERIFIED: (R.SUBMITTED, R.VERIFIED),
    R.REAPPEARED: (R.SUBMITTED, R.VERIFIED, R.REAPPEARED),
}
# What has to happen before: the counter-notice then is what the second word says.
BEFORE = {
    E.LEGAL_ACTION_CONFIRMED: (E.LEGAL_ACTION_SHOWN, "legal_action"),
    E.LEGAL_ACTION_NOT_ENOUGH: (E.LEGAL_ACTION_SHOWN, "legal_action"),
    E.UNDERTAKING_SIGNED: (E.UNDERTAKING_OFFERED, "undertaking"),
    E.UNDERTAKING_OVER: (E.UNDERTAKING_OFFERED, "undertaking"),
}
BY_A_PERSON = {E.LET_BACK, E.DECIDED_FOR_SELLER, E.DECIDED_FOR_BRAND}


def upheld(world: World, number: int) -> list[Item]:
    """Removals that nobody was told of yet, and no work that would go on with them."""
    complaint = file(world, *(f"m{n}" for n in range(number)), brand="lumora")
    run_work()
    rita = world.actor("rita")
    with acting_as(SYSTEM):
        items = list(
            Item.objects.filter(complaint=complaint).select_related("complaint__right").order_by("id")
        )
    with acting_as(rita):
        rulings = [
            item_moves.Ruling(
                item_id=i.id,
                tenant_id=i.tenant_id,
                marketplace_id=i.marketplace_id,
                right_kind="trademark",
                ground="evidence_convinces",
                explanation="Looked at.",
            )
            for i in items
        ]
        item_moves.uphold(rulings, by=rita, now=clock.now(), automated=False)
    with acting_as(SYSTEM):
        items = list(Item.objects.filter(complaint=complaint).order_by("id"))
        open_for(items, now=clock.now())
        Outbox.objects.filter(state="pending").update(state="done", ended_at=clock.now())
    return items


def bring(item: Item, state: RemovalStatus) -> None:
    now = clock.now()
    with acting_as(SYSTEM):
        removal = moves.lock(Removal.objects.get(grounds__item=item).id)
        for step in ON_THE_WAY_TO[state]:
            values = {}
            if step is R.SUBMITTED:
                values = {"notice": write_notices([removal], now=now)[removal.id]}
            if step is R.VERIFIED:
                values = {"verified_at": now}
                target = item_moves.Target(item_id=item.id, tenant_id=item.tenant_id)
                item_moves.mark_removed([target], by=SYSTEM, now=now)
            moves.move(removal, to=step, now=now, **values)


def hand_over(counter: CounterNotice) -> None:
    with acting_as(SYSTEM):
        clocks = list(RedressClock.objects.filter(id=clock_of(counter).id))
        keeping.end(clocks, Happening.HANDED_OVER, by=SYSTEM, now=clock.now())
        settle_where_clocks_were_handed_over(clocks)


def due(counter: CounterNotice) -> Work:
    found = clock_of(counter)
    with acting_as(SYSTEM):
        past = found.latest - clock.now() + timedelta(days=1)
        RedressClock.objects.filter(id=found.id).update(
            started_at=found.started_at - past, earliest=found.earliest - past, latest=found.latest - past
        )
    return a_work(found.id)


def time_runs_out(counter: CounterNotice) -> None:
    work = due(counter)
    with acting_as(SYSTEM):
        act_on_due([work])


def a_work(subject: object) -> Work:
    return Work(id=new_id(), tenant_id=None, subject_id=subject, kind="", attempt=1)  # type: ignore[arg-type]


def seller_takes_back(counter: CounterNotice) -> None:
    notice = notice_of(counter.ground.item)
    withdraw_counter(notice, counter.id, by=proven_seller(token_of(notice.id)), now=clock.now())


def brand_takes_back(by: Actor, counter: CounterNotice) -> None:
    with acting_as(by):
        withdraw(Item.objects.get(id=counter.ground.item_id), by=by, now=clock.now())
    with acting_as(SYSTEM):
        end_grounds_of_withdrawn([a_work(counter.ground.item_id)])


def as_system(act: Callable[[], None]) -> None:
    with acting_as(SYSTEM):
        act()


def do(world: World, event: Event, counter: CounterNotice) -> None:
    acts: dict[Event, Callable[[], object]] = {
        E.ACCEPTED: lambda: accepts(world, counter),
        E.ANSWERED: lambda: answers(world, counter),
        E.LEGAL_ACTION_SHOWN: lambda: shows_legal_action(world, counter),
        E.LEGAL_ACTION_CONFIRMED: lambda: checks(world, counter, "confirmed"),
        E.LEGAL_ACTION_NOT_ENOUGH: lambda: checks(world, counter, "not_enough"),
        E.UNDERTAKING_OFFERED: lambda: offers(world, counter),
        E.UNDERTAKING_SIGNED: lambda: signs(counter),
        E.UNDERTAKING_OVER: lambda: as_system(lambda: lapse([a_work(offer_of(counter).id)])),
        E.BRAND_WITHDREW: lambda: brand_takes_back(world.actor("oscar"), counter),
        E.SELLER_WITHDREW: lambda: seller_takes_back(counter),
        E.TIME_RAN_OUT: lambda: time_runs_out(counter),
        E.LET_BACK: lambda: decides(world, counter, "let_back"),
        E.DECIDED_FOR_SELLER: lambda: decides(world, counter, "for_seller"),
        E.DECIDED_FOR_BRAND: lambda: decides(world, counter, "for_brand"),
        # What a granted appeal does to the ground.
        E.APPEAL_GRANTED: lambda: as_system(
            lambda: end_grounds(
                list(Ground.objects.filter(id=counter.ground_id)), cause=Cause.APPEAL, now=clock.now()
            )
        ),
    }
    acts[event]()


def cells() -> Iterator[tuple[RemovalStatus, Event]]:
    for state in sorted(CAN_BE_ANSWERED):
        for event in EVENTS:
            if event is not E.FILED:
                yield state, event


def filed_with_its_clock(item: Item) -> CounterNotice:
    counter = counter_filed(item, wait=False)
    with acting_as(SYSTEM):
        keeping.start(
            [counter.ground_id],
            law=counter.law,
            when=StartsWhen.COUNTER_NOTICE_FORWARDED,
            by=SYSTEM,
            now=clock.now(),
        )
    return counter


def test_every_cell_that_can_happen_happens_as_the_table_says(world: World) -> None:
    every = list(cells())
    wrong = []
    for (state, event), item in zip(every, upheld(world, len(every)), strict=True):
        bring(item, state)
        counter, status = filed_with_its_clock(item), "filed"
        if event in BEFORE:
            first, status = BEFORE[event]
            do(world, first, counter)
        if event in BY_A_PERSON:
            hand_over(counter)

        do(world, event, counter_now(counter))

        after = counter_now(counter)
        column = EVENTS.index(event)
        expected = BY_COUNTER[status].split()[column].replace("before", "filed")
        removal = {".": str(state), "r": "restoring"}[BY_REMOVAL[state].split()[column]]
        if (after.status, after.removal.status) != (expected, removal):
            wrong.append(f"{state} × {event}: {after.status}, {after.removal.status}")
    assert wrong == []
