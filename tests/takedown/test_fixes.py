"""A seller has corrected the words or the picture: the listing is read anew, and a person compares."""

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction

from accounts.roles import Role
from complaints.models import Decision, Item
from core import clock
from core.tenancy import SYSTEM, Actor, acting_as
from listings.connectors.base import RateLimited, RemoteState, Unavailable
from takedown.models import FixRequest, Ground, SellerLetter
from takedown.redress.fixes import deciding
from takedown.redress.fixes.asking import MOST_A_DAY, ask
from takedown.redress.fixes.moves import FixRefused
from takedown.redress.fixes.selectors import compared_lines, fix_of
from takedown.redress.fixes.states import NEXT, FixStatus
from takedown.removal.overview import Compared
from tests.stories import World, file, filer_of, items_of, manager_decides, run_work
from tests.takedown.delivery import fresh, removal_of, take_back, time_passes

SELLER = Actor(role=Role.SELLER, label="seller by link", link_hash="x")


@pytest.fixture
def removed(world: World) -> Item:
    """For the brand's name in its title."""
    complaint = file(world, "a1", reason="mark_in_title")
    run_work()
    manager_decides(world, items_of(complaint)[0])
    return items_of(complaint)[0]


def corrected(world: World) -> None:
    world.site.change("a1", title="Handbag, brown")


def asked(item: Item) -> FixRequest:
    with acting_as(SYSTEM):
        ground = Ground.objects.filter(item_id=item.id).latest("since")
        made = ask(ground.id, by=SELLER, now=clock.now())
    run_work()
    return now_of(made)


def now_of(fix: FixRequest) -> FixRequest:
    with acting_as(SYSTEM):
        return FixRequest.objects.select_related("snapshot").get(id=fix.id)


def put_back(world: World, fix: FixRequest, by: str = "rita") -> None:
    actor = world.actor(by)
    with acting_as(actor):
        deciding.restore_corrected(fix.id, by=actor, now=clock.now())
    run_work()


def still_wrong(world: World, fix: FixRequest, answer: str = "The name is in the text, too.") -> None:
    rita = world.actor("rita")
    with acting_as(rita):
        deciding.say_what_is_still_wrong(fix.id, answer=answer, by=rita, now=clock.now())
    run_work()


# --- asked and read --------------------------------------------------------------------------------------


def test_what_has_changed_waits_for_a_person_with_both_sides(world: World, removed: Item) -> None:
    corrected(world)

    fix = asked(removed)

    assert fix.status == "waiting"
    rita = world.actor("rita")
    with acting_as(rita):
        lines = {line.name: line for line in compared_lines(fix_of(fix.id, rita))}
    assert lines["Title"] == Compared(
        name="Title", before="Lumora handbag a1", now="Handbag, brown", differs=True
    )
    assert not lines["Price"].differs
    assert fix.snapshot
    assert fix.snapshot.picture_id


def test_what_has_not_changed_is_answered_at_once(world: World, removed: Item) -> None:
    assert asked(removed).status == "unchanged"


def test_after_that_one_may_ask_again(world: World, removed: Item) -> None:
    asked(removed)
    corrected(world)

    assert asked(removed).status == "waiting"


def test_asking_twice_at_once_is_asking_once(world: World, removed: Item) -> None:
    corrected(world)
    asked(removed)

    with pytest.raises(FixRefused, match="asked_already"):
        asked(removed)


def test_nobody_asks_more_than_so_often_a_day(world: World, removed: Item) -> None:
    for _ in range(MOST_A_DAY):
        asked(removed)

    with pytest.raises(FixRefused, match="too_often"):
        asked(removed)


def test_fakes_are_not_corrected_by_other_words(world: World) -> None:
    complaint = file(world, "a1")
    run_work()
    manager_decides(world, items_of(complaint)[0])

    with pytest.raises(FixRefused, match="not_fixable"):
        asked(items_of(complaint)[0])


def test_nothing_is_asked_where_the_complaint_has_ended(world: World, removed: Item) -> None:
    take_back(world, removed)
    run_work()

    with pytest.raises(FixRefused, match="ended"):
        asked(removed)


def test_a_site_that_is_busy_is_read_later(world: World, removed: Item) -> None:
    corrected(world)
    world.site.fail("get", RateLimited("slow down", retry_after=30))
    fix = asked(removed)
    assert fix.status == "reading"

    time_passes()

    assert now_of(fix).status == "waiting"


def test_a_site_that_never_answers_leaves_it_to_a_person(world: World, removed: Item) -> None:
    corrected(world)
    world.site.fail("get", *[Unavailable("No answer.")] * 6)
    fix = asked(removed)
    for _ in range(6):
        time_passes()

    assert (now_of(fix).status, now_of(fix).snapshot) == ("waiting", None)


# --- put back --------------------------------------------------------------------------------------------


@pytest.fixture
def waiting(world: World, removed: Item) -> FixRequest:
    corrected(world)
    return asked(removed)


def test_put_back_it_stands_there_as_it_was_corrected(
    world: World, removed: Item, waiting: FixRequest
) -> None:
    put_back(world, waiting)

    assert now_of(waiting).status == "restored"
    assert (fresh(removed).status, fresh(removed).cause) == ("restored", "fixed")
    listing = world.site.listings["a1"]
    assert (listing.state, listing.title) == (RemoteState.LIVE, "Handbag, brown")


def test_nobody_was_wrong_so_no_decision_is_written(world: World, removed: Item, waiting: FixRequest) -> None:
    put_back(world, waiting)

    with acting_as(SYSTEM):
        assert not Decision.objects.filter(item_id=removed.id, outcome="restored").exists()


def test_the_seller_is_told_why_it_is_back(world: World, waiting: FixRequest) -> None:
    put_back(world, waiting)

    with acting_as(SYSTEM):
        assert SellerLetter.objects.latest("written_at").facts["cause"] == "fixed"
    assert "You corrected the listing" in mail.outbox[-1].body


def test_what_is_changed_once_more_after_the_look_does_not_go_on_sale(
    world: World, removed: Item, waiting: FixRequest
) -> None:
    world.site.change("a1", title="Lumora handbag after all")

    put_back(world, waiting)

    assert removal_of(removed).status == "conflict"
    assert world.site.listings["a1"].state is RemoteState.HIDDEN


def test_another_complaint_keeps_it_off_sale(world: World) -> None:
    world.site.offer("a1", title="Lumora Kestrel Audio")
    both = [file(world, "a1", by=filer_of(b), brand=b, reason="mark_in_title") for b in ("lumora", "kestrel")]
    run_work()
    for complaint in both:
        manager_decides(world, items_of(complaint)[0])
    removed = items_of(both[0])[0]
    corrected(world)
    before = removal_of(removed).fingerprint

    put_back(world, asked(removed))

    assert fresh(removed).status == "restored"
    assert (removal_of(removed).status, removal_of(removed).fingerprint) == ("verified", before)


def test_what_could_not_be_read_is_not_put_back(world: World, removed: Item) -> None:
    del world.site.listings["a1"]
    fix = asked(removed)

    with pytest.raises(FixRefused, match="could_not_be_read"):
        put_back(world, fix)


def test_it_is_decided_once(world: World, waiting: FixRequest) -> None:
    still_wrong(world, waiting)

    with pytest.raises(FixRefused, match="decided_already"):
        put_back(world, waiting)


@pytest.mark.parametrize("name", ["alice", "ada", "audrey"])
def test_only_account_managers_decide(world: World, waiting: FixRequest, name: str) -> None:
    with pytest.raises(PermissionDenied):
        put_back(world, waiting, by=name)


# --- still wrong -----------------------------------------------------------------------------------------


def test_what_is_still_wrong_is_told_to_the_seller_who_may_ask_again(
    world: World, removed: Item, waiting: FixRequest
) -> None:
    still_wrong(world, waiting)

    assert now_of(waiting).status == "still_wrong"
    assert "The name is in the text, too." in mail.outbox[-1].body
    assert fresh(removed).status == "removed"
    world.site.change("a1", description="Nothing but leather.")
    assert asked(removed).status == "waiting"


def test_one_has_to_say_what(world: World, waiting: FixRequest) -> None:
    with pytest.raises(FixRefused, match="say_what"):
        still_wrong(world, waiting, " ")


def test_when_the_complaint_ends_otherwise_nothing_is_left_to_look_at(
    world: World, removed: Item, waiting: FixRequest
) -> None:
    take_back(world, removed)
    run_work()

    assert now_of(waiting).status == "over"


# --- the machine -----------------------------------------------------------------------------------------


def _let_through(fix: FixRequest, end: FixStatus) -> bool:
    decided = end in {FixStatus.RESTORED, FixStatus.STILL_WRONG}
    values = {"decided_at": clock.now(), "decided_by": fix.id, "answer": "So."} if decided else {}
    try:
        with transaction.atomic():
            FixRequest.objects.filter(id=fix.id).update(status=end, **values)
            transaction.set_rollback(True)
    except DatabaseError as error:
        if "cannot move" not in str(error):
            raise
        return False
    return True


def test_the_database_lets_it_go_exactly_where_the_table_says(world: World, waiting: FixRequest) -> None:
    with acting_as(SYSTEM):
        ends = {end for end in FixStatus if end != FixStatus.WAITING and _let_through(waiting, end)}

    assert ends == NEXT[FixStatus.WAITING]
