"""A seller says "I am authorised": it goes to the brand first, and holds programs up until somebody has answered."""

from datetime import timedelta
from io import BytesIO
from uuid import UUID

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction

from accounts.roles import Role
from brands.models import AllowedSeller
from complaints.models import Decision, Item
from complaints.work import ASSESSED, FREEZE
from core import clock, files, outbox
from core.models import AuditEvent
from core.tenancy import SYSTEM, Actor, acting_as
from portal.work import HANDLERS
from takedown.models import Ground, LicenceClaim, LicenceProof, SellerLetter
from takedown.redress.licences import answering
from takedown.redress.licences.claiming import ClaimRefused, NewClaim, claim
from takedown.redress.licences.moves import AnswerRefused
from takedown.redress.licences.states import NEXT, ClaimStatus
from takedown.redress.notices import link_actor
from takedown.removal.restore import RestoreRefused
from takedown.work import CLAIM_DUE
from tests.fakes import a_picture
from tests.past import trust
from tests.stories import World, file, items_of, let_pass, pending_work, run_work
from tests.takedown.delivery import fresh, removal_of, take_back, ten_seconds_pass, upheld_by_rita

SELLER = Actor(role=Role.SELLER, label="seller by link", link_hash="x")


@pytest.fixture
def removed(world: World) -> Item:
    item = upheld_by_rita(world)
    ten_seconds_pass()
    return fresh(item)


def ground_of(item: Item) -> Ground:
    with acting_as(SYSTEM):
        return Ground.objects.filter(item_id=item.id).latest("since")


def say(item: Item, *, giver: str = "Northern Goods", paper: str = "grey") -> LicenceClaim:
    body = files.keep_body(
        BytesIO(a_picture(paper)), name="licence.jpg", tenant_id=item.tenant_id, most_bytes=10**6
    )
    new = NewClaim(ground_id=ground_of(item).id, giver=giver, words="Since 2019.", bodies=[body])
    with acting_as(SYSTEM):
        made = claim(new, by=SELLER, now=clock.now())
    run_work()
    return made


def now_of(claim: LicenceClaim) -> LicenceClaim:
    with acting_as(SYSTEM):
        return LicenceClaim.objects.get(id=claim.id)


def confirmed(world: World, made: LicenceClaim, by: str = "alice") -> None:
    actor = world.actor(by, "lumora")
    with acting_as(actor):
        answering.confirm(made.id, by=actor, now=clock.now())
    run_work()


def denied(world: World, made: LicenceClaim, reason: str = "We do not know them.") -> None:
    alice = world.actor("alice", "lumora")
    with acting_as(alice):
        answering.deny(made.id, reason=reason, by=alice, now=clock.now())
    run_work()


def a_week_passes() -> None:
    let_pass(timedelta(days=7, minutes=1))
    run_work()


def why(item: Item) -> list[str]:
    with acting_as(SYSTEM):
        return list(AuditEvent.objects.filter(subject_id=item.id, event="item.in_review").latest("id").data["because"])  # fmt: skip


# --- said ------------------------------------------------------------------------------------------------


def test_the_brands_owners_are_told_with_what_was_said(world: World, removed: Item) -> None:
    made = say(removed)

    [letter] = [one for one in mail.outbox if f"/licence-claims/{made.id}/" in one.body]
    assert letter.to == ["alice@example.test"]
    assert "Northern Goods" in letter.body
    with acting_as(SYSTEM):
        assert LicenceProof.objects.get(claim=made).file.tenant_id == removed.tenant_id


def test_a_brand_has_one_claim_of_a_seller_to_answer_at_a_time(world: World, removed: Item) -> None:
    say(removed)

    with pytest.raises(ClaimRefused, match="asked_already"):
        say(removed, giver="Southern Goods")


def test_nothing_is_claimed_where_the_complaint_has_ended(world: World, removed: Item) -> None:
    take_back(world, removed)
    run_work()

    with pytest.raises(ClaimRefused, match="ended"):
        say(removed)


def test_the_holder_of_a_link_alone_claims_nothing(world: World, removed: Item) -> None:
    holder = link_actor("0" * 48)
    new = NewClaim(ground_id=ground_of(removed).id, giver="x", words="", bodies=[])
    with pytest.raises(PermissionDenied), acting_as(SYSTEM):
        claim(new, by=holder, now=clock.now())


# --- what it holds up ------------------------------------------------------------------------------------


def another_complaint(world: World, ref: str = "a2", seller: str = "s1") -> Item:
    world.site.offer(ref, title="Lumora handbag", seller=seller)
    complaint = file(world, ref)
    run_work()
    return items_of(complaint)[0]


def test_while_it_is_open_no_program_removes_more_of_that_seller_for_that_brand(
    world: World, removed: Item
) -> None:
    trust(world)
    say(removed)

    item = another_complaint(world)

    assert item.status == "in_review"
    assert why(item) == ["licence_claim_is_open"]


def test_another_seller_is_not_spared(world: World, removed: Item) -> None:
    trust(world)
    say(removed)

    assert another_complaint(world, seller="s9").status == "removed"


def test_another_brand_is_not_held_up(world: World, removed: Item) -> None:
    trust(world, "kestrel")
    say(removed)
    world.site.offer("k1", title="Kestrel Audio speaker", seller="s1")
    complaint = file(world, "k1", by="charlie", brand="kestrel")
    run_work()

    assert items_of(complaint)[0].status == "removed"


def test_it_is_looked_at_again_at_the_moment_of_removal(world: World, removed: Item) -> None:
    trust(world)
    world.site.offer("a2", title="Lumora handbag", seller="s1")
    complaint = file(world, "a2")
    for kind in (FREEZE, ASSESSED):
        outbox.do(HANDLERS[kind], kind=kind, ids=[row.id for row in pending_work([kind])])
    assert items_of(complaint)[0].status == "upheld"
    say(removed)

    item = items_of(complaint)[0]
    assert (item.status, removal_of(item).status) == ("in_review", "cancelled")
    assert why(item) == ["licence_claim_is_open"]


@pytest.mark.parametrize("answer", ["confirmed", "denied"])
def test_once_it_is_answered_the_claim_holds_nothing_up(world: World, removed: Item, answer: str) -> None:
    trust(world)
    made = say(removed)
    if answer == "denied":
        denied(world, made)
        assert another_complaint(world).status == "removed"
    else:
        confirmed(world, made)
        assert why(another_complaint(world)) == ["seller_is_on_the_allow_list"]


def test_a_denied_claim_said_again_goes_to_the_brand_and_holds_nothing_up(
    world: World, removed: Item
) -> None:
    trust(world)
    denied(world, say(removed))

    assert not say(removed).pauses
    assert another_complaint(world).status == "removed"


def test_a_new_paper_holds_up_again(world: World, removed: Item) -> None:
    denied(world, say(removed))

    assert say(removed, paper="white").pauses


# --- the brand answers -----------------------------------------------------------------------------------


def test_yes_puts_the_seller_on_the_list_and_the_listing_back(world: World, removed: Item) -> None:
    made = say(removed)

    confirmed(world, made)

    assert now_of(made).status == "confirmed"
    assert (fresh(removed).status, fresh(removed).cause) == ("restored", "withdrawn")
    assert removal_of(removed).status == "restored"
    with acting_as(SYSTEM):
        allowed = AllowedSeller.objects.get(tenant_id=removed.tenant_id)
        assert (allowed.seller_ref, allowed.added_by) == ("s1", world.alice.id)
        letter = SellerLetter.objects.latest("written_at")
    assert (letter.kind, letter.facts["cause"]) == ("back", "licensed")
    assert "Lumora says that you may sell these goods." in mail.outbox[-1].body


def test_no_is_told_to_the_seller_in_the_brands_words_and_the_listing_stays_off(
    world: World, removed: Item
) -> None:
    made = say(removed)

    denied(world, made, "Northern Goods is not ours.")

    assert now_of(made).status == "denied"
    assert fresh(removed).status == "removed"
    last = mail.outbox[-1]
    assert last.to == ["s1@sellers.example"]
    assert "Northern Goods is not ours." in last.body


def test_no_takes_a_reason(world: World, removed: Item) -> None:
    made = say(removed)

    with pytest.raises(AnswerRefused):
        denied(world, made, "  ")
    assert now_of(made).status == "open"


def test_it_is_answered_once(world: World, removed: Item) -> None:
    made = say(removed)
    denied(world, made)

    with pytest.raises(AnswerRefused, match="already"):
        confirmed(world, made)


def test_another_brand_finds_no_such_claim(world: World, removed: Item) -> None:
    made = say(removed)
    charlie = world.actor("charlie", "kestrel")

    with pytest.raises(LicenceClaim.DoesNotExist), acting_as(charlie):
        answering.confirm(made.id, by=charlie, now=clock.now())


def test_only_an_owner_answers(world: World, removed: Item) -> None:
    made = say(removed)

    with pytest.raises(PermissionDenied):
        confirmed(world, made, by="oscar")


# --- the brand is silent ---------------------------------------------------------------------------------


def test_after_a_week_of_silence_a_person_looks(world: World, removed: Item) -> None:
    made = say(removed)

    a_week_passes()

    assert now_of(made).status == "with_a_person"


def test_until_then_no_person_of_the_marketplace_decides(world: World, removed: Item) -> None:
    made, rupert = say(removed), world.actor("rupert")

    with pytest.raises(AnswerRefused, match="still has time"), acting_as(rupert):
        answering.accept_for_a_silent_brand(made.id, explanation="It holds.", by=rupert, now=clock.now())


def test_an_answer_in_time_leaves_nothing_to_come_due(world: World, removed: Item) -> None:
    denied(world, say(removed))

    assert pending_work([CLAIM_DUE]) == []


def test_papers_that_hold_reverse_the_decision_and_leave_the_brands_list_alone(
    world: World, removed: Item
) -> None:
    made, rupert = say(removed), world.actor("rupert")
    a_week_passes()

    with acting_as(rupert):
        answering.accept_for_a_silent_brand(made.id, explanation="It holds.", by=rupert, now=clock.now())
    run_work()

    assert (now_of(made).status, now_of(made).by_marketplace) == ("confirmed", True)
    assert (fresh(removed).status, fresh(removed).cause) == ("restored", "appeal")
    with acting_as(SYSTEM):
        assert not AllowedSeller.objects.exists()
        assert Decision.objects.get(outcome="restored").decided_by == world.rupert.id


def test_who_upheld_it_does_not_decide_about_the_papers(world: World, removed: Item) -> None:
    made, rita = say(removed), world.actor("rita")
    a_week_passes()

    with pytest.raises(RestoreRefused), acting_as(rita), transaction.atomic():
        answering.accept_for_a_silent_brand(made.id, explanation="It holds.", by=rita, now=clock.now())
    assert now_of(made).status == "with_a_person"


def test_papers_that_do_not_hold_are_denied_with_the_reason(world: World, removed: Item) -> None:
    made, rupert = say(removed), world.actor("rupert")
    a_week_passes()

    with acting_as(rupert):
        answering.deny_for_a_silent_brand(made.id, explanation="A blank page.", by=rupert, now=clock.now())
    run_work()

    assert now_of(made).status == "denied"
    assert "A blank page." in mail.outbox[-1].body
    assert fresh(removed).status == "removed"


def test_a_brand_may_still_answer_late(world: World, removed: Item) -> None:
    made = say(removed)
    a_week_passes()

    confirmed(world, made)

    assert now_of(made).status == "confirmed"


def test_when_the_complaint_ends_otherwise_nothing_is_left_to_answer(world: World, removed: Item) -> None:
    made = say(removed)
    take_back(world, removed)
    run_work()

    assert now_of(made).status == "over"


# --- the machine -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("start", ClaimStatus)
def test_the_database_lets_a_claim_go_exactly_where_the_table_says(
    world: World, removed: Item, start: ClaimStatus
) -> None:
    made = say(removed)
    if start is not ClaimStatus.OPEN:
        _set(made.id, start)

    let_through = {end for end in ClaimStatus if end != start and _is_let_through(made.id, end)}

    assert let_through == NEXT[start]


def _set(id: UUID, status: ClaimStatus) -> None:
    answered = status in {ClaimStatus.CONFIRMED, ClaimStatus.DENIED}
    with acting_as(SYSTEM):
        LicenceClaim.objects.filter(id=id).update(
            status=status,
            answer="So." if answered else "",
            answered_at=clock.now() if answered else None,
            answered_by=id if answered else None,
        )


def _is_let_through(id: UUID, status: ClaimStatus) -> bool:
    try:
        with transaction.atomic():
            _set(id, status)
            transaction.set_rollback(True)
    except DatabaseError as error:
        if "cannot move" not in str(error):
            raise
        return False
    return True
