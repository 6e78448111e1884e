"""Assessments made again from what is stored with them, and what other rules would have changed."""

from dataclasses import replace
from datetime import datetime, timedelta
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from complaints.assessment import rules as current
from complaints.assessment.complaint_rules import declaration_is_not_signed
from complaints.assessment.evidence_rules import evidence_is_missing
from complaints.assessment.facts import Facts
from complaints.assessment.findings import Effect
from complaints.assessment.replay import replay
from complaints.assessment.right_rules import right_is_valid_today
from complaints.assessment.rule import Group, Rule, rule, yes
from complaints.assessment.rules import RULES, findings_of, rules_of
from complaints.models import Assessment
from core import clock
from core.tenancy import SYSTEM, acting_as
from takedown.programme.versions.rules_diff import difference
from tests.past import trust
from tests.stories import World, file, run_work


def everything() -> tuple[datetime, datetime]:
    with acting_as(SYSTEM):
        now = clock.now()
    return now - timedelta(days=9), now + timedelta(seconds=1)


@pytest.fixture
def decided(world: World) -> World:
    """One upheld, one asked about, one before a person."""
    trust(world, "lumora")
    file(world, "a1")
    file(world, "a2", with_evidence=False)
    file(world, "k1", by="charlie", brand="kestrel")
    run_work()
    return world


def weighing(changed: Rule, weight: float) -> tuple[Rule, ...]:
    """The rules with another weight for one of them."""
    other = replace(changed, strength=replace(changed.strength, weight=weight))
    return tuple(other if one is changed else one for one in RULES)


def without(*gone: Rule) -> tuple[Rule, ...]:
    return tuple(one for one in RULES if one not in gone)


@rule(Group.LISTING, Effect.DOUBTS, -0.1, "It is a bag.")
def it_is_a_bag(facts):
    return yes() if facts.listing_category == "bags" else None


def test_every_assessment_gives_its_findings_again(decided: World) -> None:
    done = replay(*everything())

    assert done.checked >= 3
    assert (done.deviations, done.reworded, dict(done.unknown)) == ([], 0, {})


def test_a_rule_that_was_changed_under_the_same_version_is_found_out(decided: World) -> None:
    done = replay(*everything(), rules_for=lambda version: weighing(right_is_valid_today, 0.2))

    assert len(done.deviations) == done.checked
    assert done.deviations[0].gone == done.deviations[0].new == ("right_is_valid_today",)


def test_other_words_for_the_same_findings_are_counted_and_no_deviation(decided: World) -> None:
    mended = replace(right_is_valid_today, sentence="It is in force.")
    reworded = tuple(mended if one is right_is_valid_today else one for one in RULES)

    done = replay(*everything(), rules_for=lambda version: reworded)

    assert (done.deviations, done.reworded) == ([], done.checked)


def kept(one: Assessment, **changes: Any) -> Assessment:
    """Another assessment of the same item, as it might have been written: none is ever changed."""
    values = {
        name: getattr(one, name) for name in ("facts", "findings", "score", "rules_version", "marks_version")
    }
    return Assessment.objects.create(
        tenant_id=one.tenant_id, item_id=one.item_id, made_at=clock.now(), **(values | changes)
    )


def test_an_older_version_is_replayed_under_its_own_rules(decided: World) -> None:
    before = replay(*everything()).checked
    with acting_as(SYSTEM):
        for one in list(Assessment.objects.all()):
            facts = {name: value for name, value in one.facts.items() if name in KNOWN_TO_FOUR}
            findings = findings_of(Facts.from_json(facts), rules_of("4") or ())
            kept(one, facts=facts, findings=[f.to_json() for f in findings], rules_version="4")

    done = replay(*everything())

    assert done.checked == 2 * before
    assert (done.deviations, dict(done.unknown)) == ([], {})


def test_what_this_code_cannot_make_again_is_said_and_not_claimed(decided: World) -> None:
    with acting_as(SYSTEM):
        [one] = Assessment.objects.order_by("id")[:1]
        kept(one, rules_version="1")
        kept(one, facts={})

    done = replay(*everything())

    assert dict(done.unknown) == {"1": 1, "5": 1}


def test_each_version_has_the_rules_that_it_had() -> None:
    counts = [len(rules_of(str(version)) or ()) for version in range(2, int(current.VERSION) + 1)]

    assert counts == [20, 21, 26, len(RULES)]
    assert rules_of("1") is rules_of("6") is rules_of("soon") is None


def test_todays_rules_change_nothing_of_what_they_have_made(decided: World) -> None:
    found = difference(*everything())

    assert found.checked >= 3
    assert (found.changed, found.unreadable, found.scored_otherwise) == ([], 0, 0)
    assert not found.gone
    assert not found.new


def test_a_changed_rule_shows_as_a_difference_of_outcomes(decided: World) -> None:
    found = difference(*everything(), rules=(*RULES, it_is_a_bag))

    assert found.outcomes[("uphold", "review")] == 1
    assert found.new == {"it_is_a_bag": found.checked}
    [upheld] = [one for one in found.changed if one.then == "uphold"]
    assert (upheld.now, upheld.gone, upheld.new) == ("review", (), ("it_is_a_bag",))


def test_a_rule_that_is_gone_shows_what_it_held_back(decided: World) -> None:
    found = difference(*everything(), rules=without(evidence_is_missing, declaration_is_not_signed))

    [asked] = [one for one in found.changed if one.then == "ask"]
    assert asked.gone == ("evidence_is_missing",)
    assert found.gone["evidence_is_missing"] == 1


def test_a_weight_shows_where_it_moves_a_score_across_the_threshold(decided: World) -> None:
    found = difference(*everything(), rules=weighing(right_is_valid_today, -0.4))

    assert found.outcomes == {("uphold", "review"): 1}
    assert not found.gone
    assert not found.new


def test_the_command_says_so(decided: World) -> None:
    out = StringIO()

    call_command("replay_assessments", stdout=out)
    call_command("replay_assessments", "--outcomes", "--days", "3", stdout=out)

    replayed, compared = out.getvalue().splitlines()
    assert "assessments give the findings stored with them, 0 in other words." in replayed
    assert "0 would come out otherwise" in compared


def test_the_command_fails_and_names_what_comes_out_otherwise(decided: World) -> None:
    with acting_as(SYSTEM):
        [one] = Assessment.objects.order_by("id")[:1]
        kept(one, findings=one.findings[1:])
    err = StringIO()

    with pytest.raises(CommandError, match=r"^1 of \d+ assessments come out otherwise"):
        call_command("replay_assessments", stdout=StringIO(), stderr=err)

    assert f"{one.item_id} at" in err.getvalue()
    assert f"with {one.findings[0]['code']}" in err.getvalue()


KNOWN_TO_FOUR = {
    *("today", "reason", "right_kind", "right_title", "right_verified", "right_registered_on"),
    *("right_expires_on", "right_territories", "right_classes", "brand_verified", "marketplace_territories"),
    *("listing_found", "listing_unread", "listing_live", "listing_class", "listing_category"),
    *("changed_since_snapshot", "mark_uses", "evidence_kinds", "duplicate_of", "declared", "statement_words"),
    *("asked_by_marketplace", "pictures_compared", "picture_uses", "picture_marks", "picture_is_allowed"),
}
