"""How far away a moment is, in the words of the reader's own calendar."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

import pytest
from playwright.sync_api import Browser, expect

from tests.e2e.pages.screens import Screen, answering

pytestmark = pytest.mark.browser

NOW = datetime.fromisoformat("2026-11-30T15:00:00+08:00")
_PAGE = """<!doctype html><html lang="{}"><title>Times</title><body>
<time datetime="{}" data-format="relative">somewhen</time><script type="module" src="/static/js/time.js"></script>"""

Told = Callable[..., None]


@pytest.fixture
def told(browser: Browser) -> Iterator[Told]:
    context = browser.new_context(timezone_id="Asia/Shanghai")
    page = context.new_page()
    page.clock.set_fixed_time(NOW)

    def tell(moment: datetime, words: str, *, language: str = "en") -> None:
        body = _PAGE.format(language, moment.isoformat()).encode()
        screen = Screen(name="", path="", status=200, headers={"Content-Type": "text/html"}, body=body)
        with answering([screen]) as answers:
            page.goto(f"{answers.origin}/screen/0/")
            expect(page.locator("time")).to_have_text(words)

    yield tell
    context.close()


@pytest.mark.parametrize(
    ("away", "words"),
    [
        # A moment after they were set: nobody has lost an hour or a day yet.
        (timedelta(days=14, seconds=-20), "in 14 days"),
        (timedelta(hours=8, seconds=-20), "in 8 hours"),
        (timedelta(minutes=30, seconds=-20), "in 30 minutes"),
        (timedelta(minutes=60, seconds=-20), "in 1 hour"),
        (timedelta(hours=7, minutes=20), "in 7 hours"),
        (timedelta(seconds=20), "this minute"),
        (timedelta(minutes=-5, seconds=20), "5 minutes ago"),
        (timedelta(hours=-20), "20 hours ago"),
        (timedelta(hours=-30), "yesterday"),
    ],
)
def test_what_is_left_is_rounded(told: Told, away: timedelta, words: str) -> None:
    told(NOW + away, words)


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        ("2026-12-01T23:59:00+08:00", "tomorrow"),
        ("2026-12-02T00:01:00+08:00", "in 2 days"),
        ("2026-12-02T14:00:00+08:00", "in 2 days"),
        ("2026-11-28T23:59:00+08:00", "2 days ago"),
    ],
)
def test_tomorrow_is_tomorrows_date_where_the_reader_is(told: Told, moment: str, words: str) -> None:
    told(datetime.fromisoformat(moment), words)


def test_a_chinese_page_counts_the_same_days(told: Told) -> None:
    told(datetime.fromisoformat("2026-12-02T14:00:00+08:00"), "后天", language="zh-hans")
