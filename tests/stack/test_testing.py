import subprocess

import pytest

from portal.stack import chromium, testing
from portal.stack.config import ROOT
from portal.stack.console import StackError


def names(*, full: bool) -> list[str]:
    return [step.name for step in testing.steps(full=full)]


def test_the_slow_tests_are_asked_for():
    assert names(full=True) == [*names(full=False), "slow tests"]


def test_every_test_belongs_to_exactly_one_step():
    expressions = [step.command[-1] for step in testing.steps(full=True) if "pytest" in step.command]

    assert expressions == [
        "not stack and not browser and not full",
        "(stack or browser) and not full",
        "full",
    ]


def test_the_first_step_of_tests_may_not_be_empty():
    assert [step.may_be_empty for step in testing.steps(full=True) if "pytest" in step.command] == [
        False,
        True,
        True,
    ]


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
