"""Mass reinstatement: what was removed without a person comes back by one order, once, however often it runs."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext

from complaints.models import Decision, Item
from core import clock, outbox
from core.ids import new_id
from core.models import Outbox
from core.tenancy import SYSTEM, acting_as
from listings.connectors.base import RemoteState
from portal.work import HANDLERS
from takedown.models import Reinstatement
from takedown.programme import records
from takedown.removal import reinstate
from takedown.removal.reinstate import Preview, Progress, ReinstatementRefused, Which
from takedown.work import REINSTATE
from tests.past import trust
from tests.stories import World, file, items_of, manager_decides, pending_work, run_work, status_of
from tests.takedown.auditing import audits_of, ledger_of, removed_by_the_policy, trusted_for_long
from tests.takedown.delivery import fresh, overturned_by
from tests.takedown.test_rechecking import upheld_by_the_policy


def which(world: World, **changes: Any) -> Which:
    now: datetime = clock.now()
    return Which(**({"since": now - timedelta(hours=1), "until": now} | changes))


def look(world: World, chosen: Which, *, by: str = "ada") -> Preview:
    actor = world.actor(by)
    with acting_as(actor):
        return reinstate.preview(chosen, by=actor)


def order(
    world: World,
    chosen: Which,
    *,
    by: str = "ada",
    form_key: UUID | None = None,
    reason: str = "Their account was stolen.",
) -> Reinstatement:
    actor = world.actor(by)
    with acting_as(actor):
        return reinstate.order(
            chosen, reason=reason, form_key=form_key or new_id(), by=actor, now=clock.now()
        )


def progress(world: World, run: Reinstatement) -> Progress:
    actor = world.actor("audrey")
    with acting_as(actor):
        return reinstate.progress_of(Reinstatement.objects.get(id=run.id), actor)


def on_sale(world: World) -> set[str]:
    return {ref for ref, listing in world.site.listings.items() if listing.state is RemoteState.LIVE}


@pytest.fixture
def removed(world: World) -> list[Item]:
    trusted_for_long(world)
    return removed_by_the_policy(world, "a1", "a2", "a3")


def test_everything_of_that_time_comes_back(world: World, removed: list[Item]) -> None:
    run = order(world, which(world))
    run_work()

    assert {fresh(item).status for item in removed} == {"restored"}
    assert on_sale(world) == {"a1", "a2", "a3"}
    found = progress(world, run)
    assert (found.run.done, found.back, found.waits, found.for_a_person) == (3, 3, 0, 0)
    assert found.is_over


def test_each_is_a_decision_of_whoever_ordered_it(world: World, removed: list[Item]) -> None:
    order(world, which(world))
    run_work()

    with acting_as(SYSTEM):
        reversals = list(Decision.objects.filter(outcome="restored"))
    assert {d.decided_by for d in reversals} == {world.ada.id}
    assert {d.explanation for d in reversals} == {"Their account was stolen."}
    assert all(d.overturns_id for d in reversals)
    assert ledger_of("reinstatement") == ["reinstatement.ordered", "reinstatement.ended"]


def test_they_count_as_wrongful_and_their_audits_end(world: World, removed: list[Item]) -> None:
    order(world, which(world))
    run_work()

    tenant = world.brands["lumora"].tenant_id
    with acting_as(SYSTEM):
        found = records.records_of([tenant], since=clock.now() - timedelta(days=1))
    assert found[tenant, world.marketplace.id, "trademark", None].wrongful_automatic == 3
    assert {audits_of(item)[0].result for item in removed} == {"overturned"}


def test_a_second_click_orders_nothing_more(world: World, removed: list[Item]) -> None:
    key = new_id()

    assert order(world, which(world), form_key=key).id == order(world, which(world), form_key=key).id
    assert len(pending_work([REINSTATE])) == 1


def test_whatever_runs_twice_reverses_once(world: World, removed: list[Item]) -> None:
    run = order(world, which(world))
    with acting_as(SYSTEM):
        outbox.add_all([outbox.Order(kind=REINSTATE, subject_id=run.id, tenant_id=None)] * 3)
    run_work()

    with acting_as(SYSTEM):
        assert Decision.objects.filter(outcome="restored").count() == 3
        assert Reinstatement.objects.get().done == 3
    assert set(world.site.restores.values()) == {1}


def test_it_goes_on_where_it_was_broken_off(
    world: World, removed: list[Item], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reinstate, "A_SET", 2)
    order(world, which(world))
    [work] = pending_work([REINSTATE])
    outbox.do(HANDLERS[REINSTATE], kind=REINSTATE, ids=[work.id])
    with acting_as(SYSTEM):
        assert Reinstatement.objects.get().done == 2
        Outbox.objects.filter(kind=REINSTATE, state="pending").update(due_at=clock.now())
    run_work()

    assert {fresh(item).status for item in removed} == {"restored"}


# --- which -----------------------------------------------------------------------------------------------


def test_what_people_decided_or_confirmed_is_left_out(world: World, removed: list[Item]) -> None:
    manager_decides(world, removed[0], "uphold")
    by_hand = file(world, "b1", by="charlie", brand="kestrel")
    run_work()
    manager_decides(world, items_of(by_hand)[0], "uphold")

    found = look(world, which(world))
    assert (found.total, found.confirmed) == (2, 1)
    order(world, which(world))
    run_work()
    assert [fresh(item).status for item in removed] == ["removed", "restored", "restored"]
    assert status_of(by_hand) == ["removed"]


def test_what_an_audit_confirmed_comes_back_too_when_it_is_asked_for(
    world: World, removed: list[Item]
) -> None:
    manager_decides(world, removed[0], "uphold")
    order(world, which(world, with_confirmed=True))
    run_work()

    assert {fresh(item).status for item in removed} == {"restored"}


NARROWER: dict[str, Callable[[World], dict[str, Any]]] = {
    "another brand": lambda w: {"brand_id": w.brands["kestrel"].tenant_id},
    "another site": lambda w: {"marketplace_id": new_id()},
    "another person": lambda w: {"filed_by": w.alice.id},
    "an earlier time": lambda w: {
        "since": clock.now() - timedelta(hours=3),
        "until": clock.now() - timedelta(hours=2),
    },
}


@pytest.mark.parametrize("what", NARROWER)
def test_what_was_not_chosen_stays_off(world: World, removed: list[Item], what: str) -> None:
    chosen = which(world, **NARROWER[what](world))

    assert look(world, chosen).total == 0
    with pytest.raises(ReinstatementRefused, match="nothing"):
        order(world, chosen)


def test_one_brand_one_site_and_one_person_are_found(world: World, removed: list[Item]) -> None:
    chosen = which(
        world,
        brand_id=world.brands["lumora"].tenant_id,
        marketplace_id=world.marketplace.id,
        filed_by=world.oscar.id,
    )

    assert look(world, chosen).total == 3


def test_what_is_reversed_already_is_not_found(world: World, removed: list[Item]) -> None:
    overturned_by(world, "rupert", removed[0])

    assert look(world, which(world)).total == 2


def test_what_is_on_its_way_goes_to_a_person(world: World) -> None:
    trust(world)
    item = upheld_by_the_policy(world)
    assert look(world, which(world)).on_their_way == 1
    order(world, which(world))
    outbox.do(HANDLERS[REINSTATE], kind=REINSTATE, ids=[row.id for row in pending_work([REINSTATE])])
    run_work()

    assert fresh(item).status == "in_review"
    assert world.site.calls["hide"] == 0


def test_what_another_complaint_wants_gone_stays_off_and_is_told(world: World) -> None:
    trust(world)
    world.site.offer("a1", title="Lumora Kestrel Audio bag")
    theirs = file(world, "a1", by="charlie", brand="kestrel")
    run_work()
    [ours] = removed_by_the_policy(world, "a1")
    manager_decides(world, items_of(theirs)[0], "uphold")

    assert look(world, which(world)).kept_off == 1
    order(world, which(world))
    run_work()
    assert (fresh(ours).status, status_of(theirs)) == ("restored", ["removed"])
    assert on_sale(world) == set()


def test_the_preview_names_brands_and_shows_the_latest(world: World, removed: list[Item]) -> None:
    found = look(world, which(world))

    assert found.brands == [("Lumora", 3)]
    assert {item.listing_ref for item in found.examples} == {"a1", "a2", "a3"}


# --- who and how -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["rita", "audrey", "alice"])
def test_only_admins_bring_many_back(world: World, removed: list[Item], name: str) -> None:
    with pytest.raises(PermissionDenied):
        order(world, which(world), by=name)


def test_it_needs_a_reason_and_a_time_that_is_over(world: World, removed: list[Item]) -> None:
    with pytest.raises(ReinstatementRefused, match="why"):
        order(world, which(world), reason=" ")
    with pytest.raises(ReinstatementRefused, match="past"):
        order(world, which(world, until=clock.now() + timedelta(hours=1)))


def test_a_listing_that_somebody_else_changed_waits_for_a_person(world: World, removed: list[Item]) -> None:
    world.site.seller_hides("a1")
    run = order(world, which(world))
    run_work()

    found = progress(world, run)
    assert (found.back, found.waits, found.for_a_person) == (2, 0, 1)
    assert found.is_over


def test_thirty_cost_as_many_queries_as_three(world: World) -> None:
    trusted_for_long(world)
    costs = []
    for prefix, count in (("few", 3), ("many", 30)):
        for n in range(count):
            world.site.offer(f"{prefix}{n}", title=f"Lumora handbag {n}", seller=f"s{n % 3}")
        removed_by_the_policy(world, *(f"{prefix}{n}" for n in range(count)))
        order(world, which(world))
        ids = [row.id for row in pending_work([REINSTATE])]
        with CaptureQueriesContext(connection) as queries:
            outbox.do(HANDLERS[REINSTATE], kind=REINSTATE, ids=ids)
        costs.append(len(queries))
        with acting_as(SYSTEM):
            assert Reinstatement.objects.latest("ordered_at").done == count
        run_work()

    assert costs[0] == costs[1]
