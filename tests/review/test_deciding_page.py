"""The workbench: one case side by side, a decision with its sentence, ten seconds to take it back."""

from datetime import timedelta

import pytest

from complaints.models import Decision, Item, PendingDecision, Question
from complaints.review import queue as claims
from complaints.review.decide import TIME_TO_UNDO
from core import clock
from core.tenancy import SYSTEM, acting_as
from tests import stories

pytestmark = pytest.mark.django_db

SENTENCES = {
    "uphold": ("mark_misused", "The listing uses your mark for goods that are not yours."),
    "refuse": ("fair_use", "The listing only says what the article fits."),
    "ask": ("test_buy_wanted", "Please add a test buy."),
}


@pytest.fixture
def items(world):
    complaint = stories.file(world, "a1", "a2", by="charlie", brand="kestrel")
    stories.run_work()
    with acting_as(world.actor("rita")):
        ids = [item.id for item in claims.queue(world.actor("rita"))]
    return sorted(stories.items_of(complaint), key=lambda item: ids.index(item.id))


@pytest.fixture
def item(items):
    return items[0]


def words(answer):
    return answer.content.decode()


def hold(browser, item):
    return browser.post(f"/queue/items/{item.id}/claim/", follow=True)


def decide(browser, item, outcome="uphold", **changes):
    ground, explanation = SENTENCES[outcome]
    sent = {"outcome": outcome, "ground": ground, "explanation": explanation} | changes
    return browser.post(f"/queue/items/{item.id}/decision/", sent)


def fresh(item):
    with acting_as(SYSTEM):
        return Item.objects.get(id=item.id)


def pending_of(item):
    with acting_as(SYSTEM):
        return PendingDecision.objects.filter(item=item).first()


def let_it_take_effect():
    stories.let_pass(TIME_TO_UNDO + timedelta(seconds=1))
    stories.run_work()


# --- looking ---------------------------------------------------------------------------------------------


def test_the_case_stands_side_by_side_with_the_right(world, client_for, item):
    page = words(client_for(world.rita).get(f"/queue/items/{item.id}/"))

    assert "<mark>Kestrel Audio</mark> handbag" in page
    for said in (
        "The title says",
        "19.90 EUR",
        "Seller s1",
        "EUIPO",
        "14, 18",
        "proof.jpg",
        "These are fakes.",
    ):
        assert said in page


def test_other_items_about_the_seller_are_counted_by_what_became_of_them(world, client_for, items):
    page = " ".join(words(client_for(world.rita).get(f"/queue/items/{items[0].id}/")).split())

    assert "Other items about this seller: 1 " in page
    assert "In review 1" in page


def test_managers_see_findings_score_and_contributions(world, client_for, item):
    page = words(client_for(world.rita).get(f"/queue/items/{item.id}/"))

    assert "The right is in force." in page
    assert "How the score is made" in page
    assert "+0.10" in page


def test_guards_are_told_only_to_those_who_do_not_decide(world, client_for, item):
    """What is audited blind has passed them all: a reviewer who read one would know which items are not."""
    path = f"/queue/items/{item.id}/"

    assert "Brand is not trusted" in words(client_for(world.ada).get(path))
    assert "Brand is not trusted" not in words(client_for(world.rita).get(path))


def test_an_item_that_nobody_holds_has_to_be_taken_first(world, client_for, item):
    page = words(client_for(world.rita).get(f"/queue/items/{item.id}/"))

    assert "Take it" in page
    assert "What the brand will read" not in page


def test_all_grounds_stand_ready_with_their_sentences(world, client_for, item):
    page = words(hold(client_for(world.rita), item))

    assert page.count("What the brand will read") == 10
    assert "The evidence does not show that the article is a fake." in page
    for key in ("1", "2", "3"):
        assert f'data-key="{key}"' in page


def test_earlier_decisions_about_the_listing_are_shown(world, client_for, items):
    stories.manager_decides(world, items[0], explanation="The stitching is wrong.")
    world.site.change("a1", state="live")
    again = stories.file(world, "a1", by="nina", brand="newleaf")
    stories.run_work()

    [item] = stories.items_of(again)
    assert "The stitching is wrong." in words(client_for(world.rita).get(f"/queue/items/{item.id}/"))


# --- deciding --------------------------------------------------------------------------------------------


def test_upholding_removes_the_listing_when_the_time_to_undo_is_over(world, client_for, item):
    browser = client_for(world.rita)
    hold(browser, item)

    decide(browser, item, "uphold")
    assert world.site.hides["a1"] == 0
    let_it_take_effect()

    assert fresh(item).status == "removed"
    assert world.site.hides[item.listing_ref] == 1


def test_a_refusal_carries_the_sentence_as_it_was_edited(world, client_for, item):
    browser = client_for(world.rita)
    hold(browser, item)

    decide(browser, item, "refuse", explanation="  The strap only fits your bag.  ")
    let_it_take_effect()

    assert fresh(item).status == "refused"
    with acting_as(SYSTEM):
        decision = Decision.objects.get(item=item)
    assert (decision.explanation, decision.ground) == ("The strap only fits your bag.", "fair_use")
    assert decision.decided_by == world.rita.id


def test_asking_puts_the_question_to_the_brand(world, client_for, item):
    browser = client_for(world.rita)
    hold(browser, item)

    decide(browser, item, "ask")
    let_it_take_effect()

    assert fresh(item).status == "needs_information"
    with acting_as(SYSTEM):
        assert Question.objects.get(item=item).text == "Please add a test buy."


def test_after_a_decision_comes_the_next_item_with_an_offer_to_undo(world, client_for, items):
    browser = client_for(world.rita)
    hold(browser, items[0])

    answer = decide(browser, items[0])
    page = words(browser.get(answer["Location"]))

    assert answer["Location"] == f"/queue/items/{items[1].id}/"
    assert f"/queue/decisions/{pending_of(items[0]).id}/undo/" in page
    assert "What the brand will read" in page


def test_after_the_last_decision_the_queue_is_clear(world, client_for, items):
    browser = client_for(world.rita)
    decide(browser, items[0])

    answer = decide(browser, items[1])

    assert answer["Location"] == "/queue/"
    assert "Queue clear" in words(browser.get("/queue/"))


@pytest.mark.parametrize("outcome", SENTENCES)
def test_undoing_gives_the_item_back_and_nothing_has_happened(world, client_for, item, outcome):
    browser = client_for(world.rita)
    hold(browser, item)
    decide(browser, item, outcome)

    answer = browser.post(f"/queue/decisions/{pending_of(item).id}/undo/")
    let_it_take_effect()

    assert answer["Location"] == f"/queue/items/{item.id}/"
    assert fresh(item).status == "in_review"
    assert pending_of(item) is None
    assert world.site.hides[item.listing_ref] == 0


def test_it_is_too_late_to_undo_after_ten_seconds(world, client_for, item):
    browser = client_for(world.rita)
    hold(browser, item)
    decide(browser, item)
    pending = pending_of(item)
    stories.let_pass(TIME_TO_UNDO)

    page = browser.post(f"/queue/decisions/{pending.id}/undo/", follow=True)

    assert "Too late to undo" in words(page)
    assert pending_of(item) is not None


def test_nobody_undoes_another_managers_decision(world, client_for, item):
    browser = client_for(world.rita)
    hold(browser, item)
    decide(browser, item)

    client_for(world.rupert).post(f"/queue/decisions/{pending_of(item).id}/undo/")

    assert pending_of(item) is not None


# --- what can go wrong -----------------------------------------------------------------------------------


def test_another_manager_cannot_decide_a_claimed_item_and_keeps_the_draft(world, client_for, item):
    hold(client_for(world.rita), item)

    answer = decide(client_for(world.rupert), item, "refuse", explanation="My own careful words.")

    assert answer.status_code == 409
    page = words(answer)
    assert "you no longer hold this item" in page
    assert "Rita Manager holds it now" in page
    assert "My own careful words." in page
    assert pending_of(item) is None


def test_a_lease_that_ran_out_can_be_taken_by_somebody_else(world, client_for, item):
    hold(client_for(world.rita), item)
    stories.let_pass(claims.LEASE)

    assert decide(client_for(world.rupert), item).status_code == 302


def test_a_second_tab_is_told_and_nothing_is_doubled(world, client_for, item):
    browser = client_for(world.rita)
    hold(browser, item)
    decide(browser, item, "uphold")

    answer = decide(browser, item, "refuse", explanation="Words from the other tab.")

    assert answer.status_code == 409
    assert "this item has been decided already" in words(answer)
    assert "Words from the other tab." in words(answer)
    with acting_as(SYSTEM):
        assert [p.outcome for p in PendingDecision.objects.filter(item=item)] == ["uphold"]


def test_a_decision_without_a_sentence_is_sent_back(world, client_for, item):
    browser = client_for(world.rita)
    hold(browser, item)

    answer = decide(browser, item, "refuse", explanation="   ")

    assert answer.status_code == 422
    assert "There is a problem" in words(answer)
    assert pending_of(item) is None


def test_a_ground_of_another_outcome_is_sent_back(world, client_for, item):
    browser = client_for(world.rita)
    hold(browser, item)

    answer = decide(browser, item, "uphold", ground="fair_use")

    assert answer.status_code == 422
    assert "Choose a reason that goes with the decision." in words(answer)


def test_a_released_item_is_free_for_the_next(world, client_for, item):
    browser = client_for(world.rita)
    hold(browser, item)

    browser.post(f"/queue/items/{item.id}/release/")

    assert fresh(item).claimed_by is None


def test_nobody_releases_what_another_holds(world, client_for, item):
    hold(client_for(world.rita), item)

    client_for(world.rupert).post(f"/queue/items/{item.id}/release/")

    assert fresh(item).claimed_by == world.rita.id


def test_an_item_that_was_decided_says_so(world, client_for, item):
    stories.manager_decides(world, item)

    page = words(client_for(world.rita).get(f"/queue/items/{item.id}/"))

    assert "no longer waits for a decision" in page
    assert "What the brand will read" not in page


# --- who may ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["ada", "audrey"])
def test_admins_and_auditors_look_but_do_not_decide(world, client_for, item, name):
    browser = client_for(world.people[name])

    assert "Account managers decide items." in words(browser.get(f"/queue/items/{item.id}/"))
    assert decide(browser, item).status_code == 403
    assert browser.post(f"/queue/items/{item.id}/claim/").status_code == 403


@pytest.mark.parametrize("name", ["charlie", "alice"])
def test_people_of_brands_neither_look_nor_decide(world, client_for, item, name):
    browser = client_for(world.people[name])

    answers = [browser.get(f"/queue/items/{item.id}/"), decide(browser, item)]

    assert {answer.status_code for answer in answers} == {403}
    assert not any("score" in words(answer).lower() for answer in answers)


def test_an_item_that_does_not_exist_is_a_404(world, client_for):
    path = "/queue/items/01a2002a-0000-7000-8000-000000000000/"

    assert client_for(world.rita).get(path).status_code == 404
    assert client_for(world.rita).post(f"{path}claim/").status_code == 404


def test_who_signs_in_again_comes_back_to_the_case(world, client_for, item):
    answer = client_for(world.rita).get(f"/queue/items/{item.id}/decision/")

    assert answer["Location"] == f"/queue/items/{item.id}/"


def test_the_lease_lasts_ten_minutes_from_the_claim(world, client_for, item):
    before = clock.now()

    hold(client_for(world.rita), item)

    assert timedelta(minutes=9) < fresh(item).claimed_until - before < timedelta(minutes=11)
