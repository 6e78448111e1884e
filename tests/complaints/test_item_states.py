"""The life of an item: the table, the database that refuses every other move, and the ledger."""

from typing import Any
from uuid import UUID

import pytest
from django.db import DatabaseError, connection, transaction

from complaints import moves, work
from complaints.models import Item
from complaints.states import (
    NEXT,
    SETTLED,
    WITHDRAWN_AT_ONCE,
    WITHDRAWN_BY_RESTORING,
    Cause,
    MoveRefused,
    Status,
    may_move,
)
from core import clock
from core.ids import new_id
from core.models import AuditEvent, Outbox
from core.tenancy import SYSTEM, acting_as
from tests.stories import World, file, items_of, manager_decides, run_work
from tests.walks import way_to

S = Status


@pytest.fixture
def item(world: World) -> Item:
    return items_of(file(world, "a1"))[0]


def set_status(item_id: UUID, status: Status) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE complaints_item SET status = %s, cause = 'no_answer', due_at = now() WHERE id = %s",
            [status, item_id],
        )


def is_let_through(item_id: UUID, status: Status) -> bool:
    try:
        with transaction.atomic():
            set_status(item_id, status)
            transaction.set_rollback(True)
    except DatabaseError as error:
        if "complaints_item cannot move" not in str(error):
            raise
        return False
    return True


def test_every_status_has_its_row() -> None:
    assert set(NEXT) == set(Status)
    assert set().union(*NEXT.values()) <= set(Status)


def test_every_status_can_be_reached() -> None:
    for status in Status:
        assert way_to(NEXT, start=S.RECEIVED, end=status)[-1] == status


@pytest.mark.parametrize("start", Status)
def test_the_database_lets_an_item_go_exactly_where_the_table_says(item: Item, start: Status) -> None:
    with acting_as(SYSTEM):
        for step in way_to(NEXT, start=S.RECEIVED, end=start):
            set_status(item.id, step)

        let_through = {end for end in Status if end != start and is_let_through(item.id, end)}

    assert let_through == NEXT[start] == {end for end in Status if may_move(start, end)}


@pytest.mark.parametrize("status", sorted(set(Status) - {S.RECEIVED}))
def test_no_item_is_born_elsewhere_than_received(item: Item, status: Status) -> None:
    item.id, item.listing_ref, item.status = new_id(), "b1", status
    item.cause, item.due_at = "no_answer", clock.now()

    with pytest.raises(DatabaseError, match="starts as received"), acting_as(SYSTEM):
        item.save(force_insert=True)


def test_an_item_can_be_withdrawn_until_it_is_decided_or_off_sale() -> None:
    assert {status for status in Status if may_move(status, S.WITHDRAWN)} == WITHDRAWN_AT_ONCE
    assert {status for status in Status if may_move(status, S.RESTORED)} == WITHDRAWN_BY_RESTORING


def test_what_is_settled_goes_on_by_redress_only() -> None:
    allowed = {S.IN_REVIEW, S.ASSESSING, S.CONTESTED, S.RESTORED}

    assert set().union(*(NEXT[status] for status in SETTLED)) <= allowed
    assert NEXT[S.WITHDRAWN] == NEXT[S.CLOSED] == frozenset()


# --- one function a status -------------------------------------------------------------------------------

# move: where it ends, what work it puts out
MOVES: dict[str, tuple[Status, str | None]] = {
    "start_assessing": (S.ASSESSING, work.ASSESS),
    "mark_assessed": (S.ASSESSED, work.ASSESSED),
    "ask": (S.NEEDS_INFORMATION, work.TELL_BRAND),
    "route_to_review": (S.IN_REVIEW, None),
    "hold": (S.HELD, None),
    "uphold": (S.UPHELD, work.UPHELD),
    "refuse": (S.REFUSED, work.TELL_BRAND),
    "mark_removed": (S.REMOVED, work.TELL_BRAND),
    "mark_contested": (S.CONTESTED, None),
    "mark_restored": (S.RESTORED, None),
    "withdraw": (S.WITHDRAWN, work.WITHDRAWN),
    "close": (S.CLOSED, work.TELL_BRAND),
}


def make(move: str, item: Item, *, world: World) -> None:
    rita = world.actor("rita")
    target = moves.Target(
        item_id=item.id, tenant_id=item.tenant_id, due_at=clock.now(), cause=Cause.NO_ANSWER
    )
    ruling = moves.Ruling(
        item_id=item.id,
        tenant_id=item.tenant_id,
        marketplace_id=item.marketplace_id,
        right_kind="trademark",
        ground="evidence_convinces",
        explanation="Looked at.",
    )
    options: dict[str, Any] = {"uphold": {"automated": False}}.get(move, {})
    one: Any = ruling if move in {"uphold", "refuse"} else target
    with acting_as(SYSTEM):
        getattr(moves, move)([one], by=rita, now=clock.now(), **options)


def events(item: Item) -> list[str]:
    with acting_as(SYSTEM):
        rows = AuditEvent.objects.filter(subject_id=item.id).order_by("id")
        return [event.event for event in rows]


def test_every_status_but_the_first_has_its_function() -> None:
    assert {end for end, _ in MOVES.values()} == set(Status) - {S.RECEIVED}


@pytest.mark.parametrize("move", MOVES)
def test_a_move_writes_its_status_its_event_and_its_work(world: World, item: Item, move: str) -> None:
    end, kind = MOVES[move]
    with acting_as(SYSTEM):
        for step in way_to(NEXT, start=S.RECEIVED, end=end)[:-1]:
            set_status(item.id, step)
        before = set(Outbox.objects.values_list("id", flat=True))

    make(move, item, world=world)

    with acting_as(SYSTEM):
        assert Item.objects.get(id=item.id).status == end
        fresh = Outbox.objects.filter(subject_id=item.id).exclude(id__in=before)
        assert [row.kind for row in fresh] == ([kind] if kind else [])
    assert events(item) == ["item.received", f"item.{end}"]


@pytest.mark.parametrize("move", sorted(set(MOVES) - {"start_assessing", "mark_assessed", "withdraw"}))
def test_a_move_from_where_it_does_not_start_writes_nothing(world: World, item: Item, move: str) -> None:
    with pytest.raises(MoveRefused):
        make(move, item, world=world)

    assert events(item) == ["item.received"]


def test_all_of_a_set_moves_or_none(world: World) -> None:
    one, other = items_of(file(world, "b1", "b2"))
    with acting_as(SYSTEM):
        set_status(other.id, S.ASSESSING)
    targets = [moves.Target(item_id=i.id, tenant_id=i.tenant_id) for i in (one, other)]

    with pytest.raises(MoveRefused, match="1 of 2"), acting_as(SYSTEM):
        moves.start_assessing(targets, by=SYSTEM, now=clock.now())

    with acting_as(SYSTEM):
        assert Item.objects.get(id=one.id).status == S.RECEIVED


def test_every_step_of_a_story_is_in_the_ledger(world: World) -> None:
    complaint = file(world, "a1", "a2", "a3")
    run_work()
    first, second, _ = items_of(complaint)
    manager_decides(world, first, "uphold")
    manager_decides(world, second, "ask")

    reviewed = ["received", "assessed", "in_review"]
    steps = {
        "a1": [*reviewed, "held", "upheld", "removed"],
        "a2": [*reviewed, "needs_information"],
        "a3": reviewed,
    }
    for item in items_of(complaint):
        assert events(item) == [f"item.{step}" for step in steps[item.listing_ref]]
        assert item.status == steps[item.listing_ref][-1]
