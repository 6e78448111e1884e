"""An assessment can be made again from what is stored with it, years later."""

import json
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from complaints.assessment.facts import Facts, MarkUse
from complaints.assessment.rules import Effect, Finding, findings_of
from complaints.assessment.score import score_of
from complaints.models import Assessment
from core.tenancy import SYSTEM, acting_as
from listings.connectors.base import RemoteState
from tests.complaints.facts import CLEAN
from tests.stories import World, file, run_work

words = some.text(max_size=20)
codes = some.lists(words, max_size=3).map(tuple)
facts = some.builds(
    Facts,
    reason=some.sampled_from(["counterfeit_goods", "copied_image", "patent"]),
    right_territories=codes,
    right_classes=some.lists(some.integers(1, 45), max_size=4).map(tuple),
    marketplace_territories=codes,
    evidence_kinds=codes,
    mark_uses=some.lists(
        some.builds(MarkUse, kind=words, score=some.floats(0, 1), why=words), max_size=3
    ).map(tuple),
)


@given(facts)
def test_facts_come_back_from_json_as_they_were(facts: Facts) -> None:
    assert Facts.from_json(json.loads(json.dumps(facts.to_json()))) == facts


@given(facts)
def test_the_same_facts_give_the_same_findings_after_storage(facts: Facts) -> None:
    stored = Facts.from_json(json.loads(json.dumps(facts.to_json())))

    assert findings_of(stored) == findings_of(facts)


@given(facts)
def test_the_score_lies_between_nothing_and_one(facts: Facts) -> None:
    assert 0.0 <= score_of(findings_of(facts)) <= 1.0


@pytest.mark.parametrize("effect", Effect)
def test_a_finding_comes_back_from_json_as_it_was(effect: Effect) -> None:
    finding = Finding(code="a", effect=effect, weight=-0.25, sentence="So it is.", remedy="Do this.")

    assert Finding.from_json(json.loads(json.dumps(finding.to_json()))) == finding


def test_every_stored_assessment_gives_its_findings_and_score_again(world: World) -> None:
    world.site.offer("odd", title="Case compatible with Lumora", nice_class=9)
    world.site.offer("gone", state=RemoteState.GONE)
    world.site.offer("plain", title="A handbag")
    file(world, "a1", "odd", "gone", "plain")
    file(world, "a1", with_evidence=False)
    file(world, "k1", by="charlie", brand="kestrel", reason="mark_in_title", with_evidence=False)
    file(world, "n1", by="nina", brand="newleaf")
    run_work()

    with acting_as(SYSTEM):
        assessments = list(Assessment.objects.all())
    assert len(assessments) == 7
    for one in assessments:
        findings = findings_of(Facts.from_json(one.facts))
        assert [f.to_json() for f in findings] == one.findings
        assert score_of(findings) == one.score


def test_a_replay_sees_the_day_of_the_assessment_not_today() -> None:
    lapsed_since = replace(CLEAN, right_expires_on=CLEAN.today + timedelta(days=1))

    assert "right_is_valid_today" in {f.code for f in findings_of(Facts.from_json(lapsed_since.to_json()))}
