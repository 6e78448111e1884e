"""What would close a gap, told before filing and after, in the reader's language."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.utils.translation import override

from brands.models import Right
from complaints.assessment.findings import Effect, Finding
from complaints.assessment.rules import findings_of
from complaints.assessment.spoken import remedy_of, sentence_of
from core.tenancy import SYSTEM, acting_as
from tests.complaints.facts import CLEAN
from tests.complaints.pages import a_form, get, text_of, with_file
from tests.complaints.test_filing_page import check
from tests.stories import a_right, file, items_of, run_work

LAPSED = replace(CLEAN, right_expires_on=CLEAN.today - timedelta(days=1))


@pytest.fixture
def oscar(world, client_for):
    return client_for(world.oscar)


def found(facts, code):
    return next(f for f in findings_of(facts) if f.code == code)


def test_a_finding_is_stored_in_english_whoever_is_reading():
    with override("zh-hans"):
        lapsed, missing = (
            found(LAPSED, "right_has_lapsed"),
            found(replace(CLEAN, evidence_kinds=()), "evidence_is_missing"),
        )

    assert lapsed.sentence == "The right lapsed on 2026-06-14."
    assert missing.remedy.startswith("Add one of these: Picture with the differences")


def test_a_finding_is_said_in_the_readers_language():
    lapsed = found(LAPSED, "right_has_lapsed")
    missing = found(replace(CLEAN, evidence_kinds=()), "evidence_is_missing")

    with override("zh-hans"):
        assert sentence_of(lapsed) == "该权利已于 2026-06-14 失效。"
        assert "Picture" not in remedy_of(missing)
    assert sentence_of(lapsed) == lapsed.sentence


def test_what_was_said_in_other_words_then_is_not_reworded():
    old = Finding(code="right_has_lapsed", effect=Effect.DOUBTS, weight=-0.5, sentence="Lapsed in March.")
    gone = Finding(code="no_such_rule", effect=Effect.INFORMS, weight=-0.1, sentence="So it was.")

    with override("zh-hans"):
        assert sentence_of(old) == "Lapsed in March."
        assert sentence_of(gone) == "So it was."


def test_a_percent_sign_in_a_title_is_no_place_to_fill():
    uses = (replace(CLEAN.mark_uses[0], why="The title says “Lumora 50 %(day)s off”."),)

    used = found(replace(CLEAN, mark_uses=uses), "mark_is_used_in_the_title")

    assert sentence_of(used).endswith("“Lumora 50 %(day)s off”.")


def test_a_complaint_names_each_gap_once_with_how_many_listings_it_is_about(world, oscar):
    complaint = file(world, "a1", "a2", "a3", with_evidence=False)
    run_work()

    page = get(oscar, f"/complaints/{complaint.number}/")

    assert "What would help" in page
    assert "The evidence that this reason needs is not there yet. (3 listings)" in page
    assert page.count("Add one of these:") == 1


def test_who_reviews_is_shown_no_gaps_on_a_list(world, client_for):
    complaint = file(world, "a1", with_evidence=False)
    run_work()

    assert "What would help" not in get(client_for(world.rita), f"/complaints/{complaint.number}/")


def test_a_brand_is_not_told_that_another_one_has_its_mark(world, oscar, client_for):
    with acting_as(SYSTEM):
        a_right(world.brands["kestrel"], "Lumora", verified_by=world.rita)
    complaint = file(world, "a1")
    run_work()
    [item] = items_of(complaint)

    assert "same mark" not in get(oscar, f"/items/{item.id}/")
    assert "Another brand here has the same mark" in get(client_for(world.rita), f"/queue/items/{item.id}/")


def test_managers_see_what_each_finding_weighs(world, client_for):
    complaint = file(world, "a1")
    run_work()
    [item] = items_of(complaint)

    assert "The right is in force. in the score: +0.10" in get(
        client_for(world.rita), f"/queue/items/{item.id}/"
    )


def test_checking_says_before_filing_what_would_be_found_of_a_listing_that_we_know(world, oscar):
    world.site.offer("seen", title="Strap compatible with Lumora", brand_field="Kestrel", condition="used")
    file(world, "seen", by="charlie", brand="kestrel")
    run_work()

    page = text_of(check(oscar, with_file(a_form(world, "seen"))))

    assert "The title only says what the goods fit, or are like." in page
    assert "The seller gives another brand: “Kestrel”." in page
    assert "It is offered as used or repaired" in page


def test_checking_warns_of_a_dispute_and_of_another_owner(world, oscar):
    with acting_as(SYSTEM):
        Right.objects.filter(id=world.rights["lumora"].id).update(
            dispute="EUIPO, C 12", owner_name="Solara Works", verified_at=None, verified_by=None
        )

    page = text_of(check(oscar, with_file(a_form(world, "a1"))))

    assert "The right is disputed: EUIPO, C 12." in page
    assert "In the register the right belongs to “Solara Works”; your account here is “Lumora”." in page


def test_checking_warns_of_evidence_for_something_else(world, oscar):
    page = text_of(check(oscar, with_file(a_form(world, "a1"), kind="original")))

    assert "What was added is evidence for something else: The original file of the picture." in page


def test_a_brand_is_told_that_a_right_came_to_be_disputed_after_it_filed(world, oscar):
    complaint = file(world, "a1", with_evidence=False)
    run_work()
    with acting_as(SYSTEM):
        Right.objects.filter(id=world.rights["lumora"].id).update(dispute="EUIPO, C 12")
    [item] = items_of(complaint)
    oscar.post(f"/items/{item.id}/answer/", {"answer": "Here.", "send": "1"})
    run_work()

    assert "Tell us when the dispute has ended, with the decision." in get(oscar, f"/items/{item.id}/")
