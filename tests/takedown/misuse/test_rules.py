"""The numbers of misuse are data: read whole or refused, one version after the other, and confirmed by nobody yet."""

from datetime import date

import pytest

from takedown.redress.misuse.policy import FILE, RulesRefused, all_rules, read_rules, rules_on

TEXT = FILE.read_text(encoding="utf-8")


def changed(before: str, after: str) -> str:
    assert before in TEXT
    return TEXT.replace(before, after)


def test_the_rules_in_force_say_that_no_lawyer_has_confirmed_them() -> None:
    assert [rules.confirmed_by_lawyer for rules in all_rules()] == [False]
    assert "article 23" in all_rules()[0].source


def test_a_day_has_the_version_that_was_in_force_on_it() -> None:
    text = TEXT + TEXT.split('article 23"\n', 1)[1].replace("version = 1", "version = 2").replace(
        "effective_from = 2026-01-01", "effective_from = 2026-06-01"
    ).replace("window_days = 180", "window_days = 90")

    older, newer = read_rules(text)

    assert (older.window_days, newer.window_days) == (180, 90)


def test_before_the_first_version_the_first_one_holds() -> None:
    assert rules_on(date(2001, 1, 1)) == all_rules()[0]


@pytest.mark.parametrize(
    "text",
    [
        changed("wrong_share = 0.50", "wrong_share = 1.50"),
        changed("wrong_count = 20", "wrong_count = 0"),
        changed("wrong_count = 20", ""),
        changed("wrong_count = 20", "wrong_count = 20\nwrong_colour = 3"),
        changed("suspension_days = [14, 30, 90]", "suspension_days = []"),
        changed("suspension_days = [14, 30, 90]", "suspension_days = [30, 14]"),
        changed("suspension_days = [14, 30, 90]", "suspension_days = [14, 400]"),
        changed("days_to_mend = 7", "days_to_mend = 200"),
        TEXT + TEXT.split('article 23"\n', 1)[1],
    ],
)
def test_rules_that_are_not_whole_are_refused(text: str) -> None:
    with pytest.raises(RulesRefused):
        read_rules(text)
