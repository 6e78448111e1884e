"""Figures against the truth, and how long things took: pure, from rows made by hand."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from simulation.report.figures import Known, coverage_at, figures_of
from simulation.report.gather import ItemRow, Kept
from simulation.report.turns import percentile_hours, queue_waits, share_within, turns
from simulation.report.words import goals_of, in_words
from simulation.truth import Evidence, Nature, Truth

BEGINS = datetime(2030, 1, 7, tzinfo=UTC)
ENDS = BEGINS + timedelta(weeks=2)
CAREFUL, ABUSIVE = UUID(int=1), UUID(int=2)


def at(hours: float) -> datetime:
    return BEGINS + timedelta(hours=hours)


def an_item(number: int, *, alone: bool = True, score: float = 0.9, **changes) -> ItemRow:
    """Filed by the careful brand; removed within a minute without a person, unless not `alone`."""
    events = [("item.received", at(1)), ("item.upheld", at(1)), ("item.removed", at(1))]
    values = {
        "id": UUID(int=100 + number),
        "tenant_id": CAREFUL,
        "site": "bazaar",
        "ref": f"L{number}",
        "filed_at": at(1),
        "status": "removed" if alone else "in_review",
        "cause": "",
        "upheld_alone_at": at(1) if alone else None,
        "people_said": None,
        "score": score,
        "trusted": True,
        "events": events if alone else [("item.received", at(1)), ("item.in_review", at(1))],
    }
    return ItemRow(**(values | changes))


def known(**natures: Nature) -> Known:
    truth = Truth(natures={("bazaar", ref): nature for ref, nature in natures.items()})
    return Known(truth=truth, habits={CAREFUL: "careful", ABUSIVE: "abusive"}, begins=BEGINS, ends=ENDS)


def kept(*items: ItemRow) -> Kept:
    return Kept(
        items=items,
        audits=[],
        counters=[(CAREFUL, "granted"), (ABUSIVE, "accepted")],
        appeals=[],
        grants=[],
        brakes={},
    )


FAKE, RESOLD = Nature.COUNTERFEIT, Nature.RESOLD


def test_wrong_is_what_is_no_counterfeit_and_was_removed_without_a_person():
    items = [an_item(1), an_item(2), an_item(3, alone=False)]

    figures = figures_of(kept(*items), known(L1=FAKE, L2=RESOLD, L3=RESOLD))

    assert (figures["removed_automatically"], figures["wrongly"], figures["wrong_share"]) == (2, 1, 0.5)
    assert figures["wrong_by_nature"] == {"resold": 1}


def test_coverage_is_of_counterfeits_that_were_on_sale():
    items = [
        an_item(1),
        an_item(2, alone=False),
        an_item(3, alone=False, cause="listing_gone", status="closed"),
    ]
    untrusted = an_item(4, alone=False, trusted=False)

    figures = figures_of(kept(*items, untrusted), known(L1=FAKE, L2=FAKE, L3=FAKE, L4=FAKE))

    assert figures["coverage_of_trusted"] == 0.5
    assert figures["coverage_of_all"] == pytest.approx(1 / 3, abs=1e-5)


def test_what_a_person_upheld_after_it_was_sent_back_was_not_removed_alone():
    sent_back = an_item(
        1,
        events=[
            ("item.upheld", at(1)),
            ("item.in_review", at(1)),
            ("item.upheld", at(5)),
            ("item.removed", at(5)),
        ],
    )

    assert not sent_back.removed_alone


def test_coverage_at_a_precision_leaves_out_what_a_higher_threshold_would():
    items = [an_item(1, score=0.9), an_item(2, score=0.9), an_item(3, score=0.8), an_item(4, score=0.8)]
    truth = known(L1=FAKE, L2=FAKE, L3=FAKE, L4=RESOLD)

    assert coverage_at(0.995, items, truth) == pytest.approx(2 / 3, abs=1e-5)
    assert coverage_at(0.75, items, truth) == 1.0


def test_base_rates_know_nothing_of_the_truth():
    refused = an_item(2, alone=False, status="refused")

    rates = figures_of(kept(an_item(1), refused), known(L1=RESOLD, L2=FAKE))["base_rates"]

    assert (rates["taken_down"], rates["invalid"]) == (0.5, 0.5)


def test_granted_appeals_are_held_against_the_truth():
    appeals = [("bazaar", "L1", "granted"), ("bazaar", "L2", "granted"), ("bazaar", "L1", "open")]

    found = figures_of(replace(kept(an_item(1)), appeals=appeals), known(L1=FAKE, L2=RESOLD))["appeals"]

    assert found == {"made": 3, "granted": 2, "granted_rightly": 0.5}


def test_half_of_the_successful_counter_notices_were_against_an_abusive_brand():
    counters = figures_of(kept(an_item(1)), known(L1=FAKE))["counter_notices"]

    assert (counters["successful"], counters["of_them_against_abusive_brands"]) == (2, 0.5)


def test_waiting_for_the_brand_is_not_waiting_for_the_portal():
    events = [
        ("item.received", at(0)),
        ("item.needs_information", at(2)),
        ("item.assessing", at(72)),
        ("item.assessed", at(72)),
        ("item.in_review", at(72)),
        ("item.held", at(75)),
        ("item.upheld", at(76)),
    ]

    assert list(turns(events, until=ENDS)) == [(timedelta(hours=2), True), (timedelta(hours=4), True)]
    assert list(queue_waits(events, until=ENDS)) == [(timedelta(hours=3), True)]


def test_what_waits_still_counts_only_once_it_is_late():
    day = timedelta(hours=24)
    waits = [(timedelta(hours=1), True), (timedelta(hours=5), False), (timedelta(hours=30), False)]

    assert share_within(waits, day) == 0.5
    assert percentile_hours(waits, 0.5) == 5.0


def test_goals_are_not_reached_by_a_run_that_saw_nothing():
    figures = figures_of(kept(an_item(1, alone=False)), known(L1=FAKE))

    reached = {what: is_reached for what, _, _, is_reached in goals_of(figures)}
    assert not reached["automatic removals of what is no counterfeit"]
    assert "NOT REACHED" in in_words(figures)


@pytest.mark.parametrize(
    ("nature", "evidence", "row"),
    [
        (FAKE, Evidence.STRONG, "counterfeit, strong"),
        (FAKE, Evidence.WEAK, "counterfeit, weak"),
        (RESOLD, Evidence.FORGED, "forged"),
        (RESOLD, Evidence.WEAK, "resold"),
        (Nature.COMPATIBLE, Evidence.FORGED, "compatible"),
    ],
)
def test_a_managers_eye_sees_nature_and_evidence(nature, evidence, row):
    truth = Truth(natures={("bazaar", "L1"): nature}, evidence={UUID(int=9): evidence})

    assert truth.looks_like("bazaar", "L1", UUID(int=9)) == row
