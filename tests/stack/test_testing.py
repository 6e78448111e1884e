import subprocess

import pytest

from portal.stack import chromium, testing
from portal.stack.config import ROOT
from portal.stack.console import StackError
from portal.stack.testing import Extent


def names(extent: Extent) -> list[str]:
    return [step.name for step in testing.steps(extent)]


def expressions(extent: Extent) -> list[str]:
    return [step.command[-1] for step in testing.steps(extent) if "pytest" in step.command]


@pytest.mark.parametrize(
    ("asked", "extent"),
    [
        ({"thorough": False, "full": False}, Extent.EVERY_CHANGE),
        ({"thorough": True, "full": False}, Extent.THOROUGH),
        ({"thorough": False, "full": True}, Extent.FULL),
    ],
)
def test_the_longer_tests_are_asked_for(asked, extent):
    assert Extent.of(**asked) is extent


def test_each_extent_does_what_the_one_before_it_does_and_more():
    assert names(Extent.THOROUGH) == [*names(Extent.EVERY_CHANGE), "thorough tests"]
    assert names(Extent.FULL) == [*names(Extent.THOROUGH), "slow tests"]


def test_every_test_belongs_to_exactly_one_step():
    assert expressions(Extent.FULL) == ["not thorough and not full", "thorough and not full", "full"]


def test_the_first_step_of_tests_may_not_be_empty():
    steps = [step for step in testing.steps(Extent.FULL) if "pytest" in step.command]

    assert [step.may_be_empty for step in steps] == [False, True, True]


def test_the_database_of_the_tests_can_be_made_ahead_of_them():
    done = subprocess.run(testing.TEMPLATE, cwd=ROOT, capture_output=True, text=True)

    assert (done.returncode, done.stderr) == (0, "")


def test_what_follows_two_dashes_is_for_pytest():
    assert testing.split(["--full", "--", "tests/core", "-k", "outbox"]) == (
        ["--full"],
        ["tests/core", "-k", "outbox"],
    )
    assert testing.split(["--full"]) == (["--full"], None)


def test_a_missing_browser_is_said_in_one_line(tmp_path, monkeypatch):
    monkeypatch.setattr(chromium, "find", lambda: None)
    monkeypatch.setattr(chromium, "_install", lambda log: None)

    with pytest.raises(StackError, match="no Chromium: install it"):
        chromium.find_or_install(tmp_path / "log")
