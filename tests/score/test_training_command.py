"""`script/manage train_assessment`: what it says, what it keeps, and when it does not."""

import json
from datetime import timedelta
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from complaints.models import AssessmentModel
from core.tenancy import SYSTEM, acting_as
from tests.score.judged import a_judged_past
from tests.stories import World


def train(*options: str) -> str:
    said = StringIO()
    call_command("train_assessment", *options, stdout=said)
    return said.getvalue()


def kept() -> list[tuple[int, str]]:
    with acting_as(SYSTEM):
        return list(AssessmentModel.objects.order_by("version").values_list("version", "state"))


def test_it_learns_from_what_people_decided_and_keeps_a_candidate_once(world: World, tmp_path: Path) -> None:
    a_judged_past(world, 1_200, over=timedelta(days=90))
    report = tmp_path / "card.json"

    tried = train("--try", "--report", str(report))
    assert kept() == []
    first, again = train(), train()

    assert "1200 items decided by people" in tried
    assert "expected calibration error" in tried
    assert "May come into force: no: too_little_was_tested" in tried
    assert "Kept as candidate 1." in first
    assert "already kept as 1." in again
    assert kept() == [(1, "candidate")]
    with acting_as(SYSTEM):
        assert AssessmentModel.objects.get().content == report.read_text().strip()
    assert json.loads(report.read_text())["data"]["tested"] == 240


def test_from_too_little_it_learns_nothing_and_says_so(world: World) -> None:
    a_judged_past(world, 50)

    with pytest.raises(CommandError, match="People have decided 50 items; 1000 are the least"):
        train()

    assert kept() == []


def test_only_the_time_that_was_asked_for_counts(world: World) -> None:
    a_judged_past(world, 60, over=timedelta(days=60))

    with pytest.raises(CommandError, match="People have decided 0 items"):
        train("--until", "2020-01-01")
