"""The life of a removal: the table, the database that refuses every other move, and the ledger."""

from uuid import UUID

import pytest
from django.db import DatabaseError, connection, transaction

from core import clock
from core.ids import new_id
from core.models import AuditEvent
from core.tenancy import SYSTEM, acting_as
from takedown.models import Removal, SellerLetter
from takedown.removal import moves
from takedown.states import ENDED, NEXT, ON_THE_WAY, TOLD, RemovalStatus, may_move
from tests.stories import World, file, items_of, manager_decides, run_work
from tests.walks import way_to

S = RemovalStatus


@pytest.fixture
def removal(world: World) -> Removal:
    """Carried out and verified, so that it has its notice."""
    complaint = file(world, "a1")
    run_work()
    manager_decides(world, items_of(complaint)[0], "uphold")
    with acting_as(SYSTEM):
        return Removal.objects.get()


def another(removal: Removal) -> Removal:
    """A fresh removal of the same listing, with that one's notice and letter at hand."""
    with acting_as(SYSTEM):
        now, notice = clock.now(), removal.notice
        letter = SellerLetter.objects.get(removal=removal)
        moves.move(removal, to=S.RESTORING, now=now)
        moves.move(removal, to=S.RESTORED, now=now, last_word=letter)
        return Removal.objects.create(
            listing_id=removal.listing_id,
            marketplace_id=removal.marketplace_id,
            seller_id=removal.seller_id,
            status_at=now,
            requested_at=now,
            notice=notice,
            last_word=letter,
        )


def set_status(id: UUID, status: RemovalStatus) -> None:
    with connection.cursor() as cursor:
        ended = "now()" if status in ENDED else "NULL"
        cursor.execute(
            f"UPDATE takedown_removal SET status = %s, ended_at = {ended} WHERE id = %s", [status, id]
        )


def is_let_through(id: UUID, status: RemovalStatus) -> bool:
    try:
        with transaction.atomic():
            set_status(id, status)
            transaction.set_rollback(True)
    except DatabaseError as error:
        if "takedown_removal cannot move" not in str(error):
            raise
        return False
    return True


def test_every_status_has_its_row() -> None:
    assert set(NEXT) == set(S)
    assert {status for status, nexts in NEXT.items() if not nexts} == ENDED


def test_every_status_can_be_reached() -> None:
    for status in S:
        assert way_to(NEXT, start=S.REQUESTED, end=status)[-1] == status


@pytest.mark.parametrize("start", S)
def test_the_database_lets_a_removal_go_exactly_where_the_table_says(
    removal: Removal, start: RemovalStatus
) -> None:
    fresh = another(removal)
    with acting_as(SYSTEM):
        for step in way_to(NEXT, start=S.REQUESTED, end=start):
            set_status(fresh.id, step)

        let_through = {end for end in S if end != start and is_let_through(fresh.id, end)}

    assert let_through == NEXT[start] == {end for end in S if may_move(start, end)}


@pytest.mark.parametrize("status", sorted(set(S) - {S.REQUESTED}))
def test_no_removal_is_born_elsewhere_than_requested(removal: Removal, status: RemovalStatus) -> None:
    removal.id, removal.status = new_id(), status
    removal.ended_at = clock.now() if status in ENDED else None

    with pytest.raises(DatabaseError, match="starts as requested"), acting_as(SYSTEM):
        removal.save(force_insert=True)


def test_whatever_may_still_act_can_be_called_back() -> None:
    assert {status for status in ON_THE_WAY if may_move(status, S.RESTORING)} == ON_THE_WAY - {S.REQUESTED}
    assert may_move(S.REQUESTED, S.CANCELLED)


def test_who_has_been_told_is_who_may_have_been_called() -> None:
    assert set(S) - TOLD == {S.REQUESTED, S.CANCELLED}


def test_a_move_that_the_table_does_not_know_is_refused_before_the_database_is_asked(
    removal: Removal,
) -> None:
    with pytest.raises(moves.MoveRefused, match="verified → pending"), acting_as(SYSTEM):
        moves.move(removal, to=S.PENDING, now=clock.now())


def test_every_step_of_a_removal_is_in_the_ledger(removal: Removal) -> None:
    with acting_as(SYSTEM):
        events = AuditEvent.objects.filter(subject_id=removal.id).order_by("id")
        assert [event.event for event in events] == ["removal.submitted", "removal.verified"]
