"""When a listing may, and must, be back: against a second derivation that shares nothing with the first but the law."""

import random
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from functools import cache
from itertools import count, islice
from zoneinfo import ZoneInfo

import holidays
import pytest

from takedown.redress.clocks.days import calendar_of, zone_of
from takedown.redress.clocks.deadline import Deadline, Event, ImpossibleStory, deadline_of
from takedown.redress.clocks.due import Facts, Outcome, what_is_due
from takedown.redress.clocks.laws import Law, all_laws, read_laws
from takedown.redress.clocks.states import Happening

H = Happening
CASES = 10_000
A_MINUTE = timedelta(minutes=1)
TWO_DAYS = 2 * 86_400

# Laws as somebody may add them: where the clocks skip midnight, and where they stand half an hour off.
MORE = """
code = "{code}"
name = "A law of the tests"
[[versions]]
version = 1
effective_from = "2020-01-01"
source = "made up"
confirmed_by_lawyer = false
starts_when = "counter_notice_received"
zone = "{zone}"
country = "{country}"
counts = "{counts}"
earliest = {earliest}
latest = {latest}
last_day_moves = {moves}
silence = "restores"
"""


def a_law(**changes: object) -> Law:
    values = {
        "code": "test",
        "zone": "Africa/Cairo",
        "country": "EG",
        "counts": "business_days",
        "earliest": 5,
        "latest": 9,
        "moves": "false",
    }
    [law] = read_laws(MORE.format(**(values | changes)))
    return law


def laws() -> list[Law]:
    ours = [version for versions in all_laws().values() for version in versions]
    return [
        *ours,
        a_law(),
        a_law(zone="Australia/Lord_Howe", country="AU", counts="months", earliest=1, latest=2, moves="true"),
    ]


# --- the second derivation: moments on a ruler, and the days that lie between them ------------------------


def weekday_of_month(year: int, month: int, weekday: int, nth: int) -> date:
    days = [
        d
        for n in range(31)
        if (d := date(year, month, 1) + timedelta(days=n)).month == month and d.weekday() == weekday
    ]
    return days[nth]


def federal_holidays(year: int) -> Iterator[date]:
    """5 U.S.C. 6103, with the Friday before a Saturday and the Monday after a Sunday."""
    for month, day, since in ((1, 1, 0), (6, 19, 2021), (7, 4, 0), (11, 11, 0), (12, 25, 0)):
        if year >= since:
            on = date(year, month, day)
            yield on + timedelta(days={5: -1, 6: 1}.get(on.weekday(), 0))
    yield weekday_of_month(year, 1, 0, 2)
    yield weekday_of_month(year, 2, 0, 2)
    yield weekday_of_month(year, 5, 0, -1)
    yield weekday_of_month(year, 9, 0, 0)
    yield weekday_of_month(year, 10, 0, 1)
    yield weekday_of_month(year, 11, 3, 3)


AMERICAN = {day for year in range(2018, 2040) for day in federal_holidays(year)}
OTHERS = {
    code: holidays.country_holidays(code, years=range(2018, 2040)) for code in ("CN", "IE", "DE", "EG", "AU")
}


def is_open(country: str, day: date) -> bool:
    if country == "US":
        return day.weekday() < 5 and day not in AMERICAN
    return OTHERS[country].is_working_day(day)


@cache
def first_moment_after(day: date, zone: ZoneInfo) -> int:
    """Found by halving: the first second, since 1970, at which the calendar on the wall there is past that day."""
    noon = int(datetime(day.year, day.month, day.day, 12, tzinfo=UTC).timestamp())
    before, after = noon - 86_400, noon + 3 * 86_400
    while after - before > 1:
        middle = (before + after) // 2
        if datetime.fromtimestamp(middle, zone).date() > day:
            after = middle
        else:
            before = middle
    return after


def derived_again(law: Law, events: Sequence[Event]) -> tuple[datetime, datetime] | None:
    story = [(str(e.happening), e.at.timestamp()) for e in events]
    if story[-1][0] == "paused":
        return None
    zone = ZoneInfo(law.zone)
    marks = [at for _, at in story[1:]]
    pauses = list(zip(marks[0::2], marks[1::2], strict=True))
    start = datetime.fromtimestamp(story[0][1], zone).date()

    def stood_still(day: date) -> bool:
        noon = datetime(day.year, day.month, day.day, 12, tzinfo=UTC).timestamp()
        near = [(since, until) for since, until in pauses if since - TWO_DAYS < noon < until + TWO_DAYS]
        if not near:
            return False
        begins, ends = first_moment_after(day - timedelta(days=1), zone), first_moment_after(day, zone)
        return any(since < ends and until > begins for since, until in near)

    def ends(number: int) -> datetime:
        if law.counts == "months":
            month = start.month - 1 + number
            year, month = start.year + month // 12, month % 12 + 1
            goal = next(d for back in range(4) if (d := day_or_none(year, month, start.day - back)))
            number = goal.toordinal() - start.toordinal()
        counted = (
            day
            for day in map(date.fromordinal, count(start.toordinal() + 1))
            if not stood_still(day) and (law.counts != "business_days" or is_open(law.country, day))
        )
        last = next(islice(counted, number - 1, None))
        if law.last_day_moves:
            following = map(date.fromordinal, count(last.toordinal()))
            last = next(day for day in following if is_open(law.country, day) and not stood_still(day))
        return datetime.fromtimestamp(first_moment_after(last, zone), UTC)

    return ends(law.earliest), ends(law.latest)


def day_or_none(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


# --- the comparison --------------------------------------------------------------------------------------


def a_moment(dice: random.Random) -> datetime:
    """One in three is within minutes of a change of the clocks, of a year, or of a midnight."""
    day = datetime(2024, 1, 1, tzinfo=UTC) + timedelta(seconds=dice.randrange(8 * 365 * 86_400))
    if dice.random() < 0.66:
        return day
    month, at = dice.choice([(3, 29), (10, 25), (3, 8), (11, 1), (12, 31), (4, 24), (10, 29), (2, 28)])
    edge = day.replace(
        month=month, day=at, hour=dice.choice([0, 1, 4, 5, 15, 16, 22, 23]), minute=0, second=0
    )
    return edge.replace(microsecond=0) + timedelta(seconds=dice.choice([-60, -1, 0, 1, 60]))


def a_story(dice: random.Random) -> list[Event]:
    at = a_moment(dice)
    story = [Event(happening=H.STARTED, at=at)]
    for _ in range(dice.choice([0, 0, 0, 1, 1, 2, 3])):
        at += timedelta(seconds=dice.randrange(1, 6 * 86_400))
        story.append(Event(happening=H.PAUSED, at=at))
        if dice.random() < 0.05:
            return story
        at += timedelta(seconds=dice.randrange(1, 20 * 86_400))
        story.append(Event(happening=H.RESUMED, at=at))
    return story


def first(law: Law, story: Sequence[Event]) -> Deadline | None:
    return deadline_of(law, story, calendar_of(law.country))


@pytest.mark.thorough
def test_ten_thousand_deadlines_are_those_of_a_second_derivation() -> None:
    dice = random.Random(20261125)
    every, wrong, paused = laws(), [], 0
    for number in range(CASES):
        law, story = every[number % len(every)], a_story(dice)
        found, again = first(law, story), derived_again(law, story)
        paused += found is None
        if (found and (found.earliest, found.latest)) != again:
            wrong.append((law.code, story, found, again))

    assert wrong == []
    assert 0 < paused < CASES / 10
    assert len(every) >= 6


def test_nothing_comes_back_a_minute_early_or_late() -> None:
    dice = random.Random(20261126)
    restoring = [law for law in laws() if law.silence_restores]
    for number in range(300):
        law = restoring[number % len(restoring)]
        story = [Event(happening=H.STARTED, at=a_moment(dice))]
        found, again = first(law, story), derived_again(law, story)
        assert found is not None
        assert again is not None
        facts = Facts(
            silence_restores=True,
            earliest=found.earliest,
            latest=found.latest,
            safety_families=(),
            ground_lives=True,
            another_ground_lives=False,
        )

        assert what_is_due(facts, now=again[0] - A_MINUTE).outcome is Outcome.WAIT
        assert what_is_due(facts, now=again[0]).outcome is Outcome.RESTORE
        assert again[1] >= again[0]


# --- by hand ---------------------------------------------------------------------------------------------


def started(at: str) -> list[Event]:
    return [Event(happening=H.STARTED, at=datetime.fromisoformat(at))]


def law_called(code: str) -> Law:
    return all_laws()[code][-1]


@pytest.mark.parametrize(
    ("code", "start", "earliest", "latest"),
    [
        # Thanksgiving and two weekends; a Wednesday evening in New York is a Thursday in UTC.
        ("us_dmca_512g", "2026-11-19T02:00+00:00", "2026-12-04T05:00+00:00", "2026-12-10T05:00+00:00"),
        # Over the change of the clocks: midnight in New York moves from 4 to 5 o'clock UTC.
        ("us_dmca_512g", "2026-10-23T12:00+00:00", "2026-11-07T05:00+00:00", "2026-11-14T05:00+00:00"),
        # The fifteenth day is the second of the spring festival; work begins on 24 February.
        ("cn_ecommerce_43", "2026-02-01T03:00+00:00", "2026-02-24T16:00+00:00", "2026-02-24T16:00+00:00"),
        # A Saturday that China works on, in exchange for a bridge, is a good last day.
        ("cn_ecommerce_43", "2026-01-30T03:00+00:00", "2026-02-14T16:00+00:00", "2026-02-24T16:00+00:00"),
        # 28 February has no 31st, and was a Sunday.
        ("eu_dsa_20", "2026-08-31T12:00+00:00", "2027-03-02T00:00+00:00", "2027-03-02T00:00+00:00"),
    ],
)
def test_deadlines_counted_by_hand(code: str, start: str, earliest: str, latest: str) -> None:
    found = first(law_called(code), started(start))

    assert found == Deadline(earliest=datetime.fromisoformat(earliest), latest=datetime.fromisoformat(latest))


def test_a_day_on_which_the_clock_stood_still_does_not_count() -> None:
    law = law_called("us_dmca_512g")
    story = started("2026-11-02T15:00+00:00")
    free = first(law, story)
    story += [
        Event(happening=H.PAUSED, at=datetime.fromisoformat("2026-11-03T15:00+00:00")),
        Event(happening=H.RESUMED, at=datetime.fromisoformat("2026-11-05T05:00+00:00")),
    ]

    held = first(law, story)

    assert free is not None
    assert held is not None
    # Tuesday and Wednesday; it went on at the midnight with which Thursday began.
    assert held.earliest - free.earliest == timedelta(days=2)


def test_a_clock_that_stands_still_or_has_ended_has_no_deadline() -> None:
    law, story = law_called("cn_ecommerce_43"), started("2026-03-02T00:00+00:00")

    for happening in (H.PAUSED, H.STOPPED, H.RESTORED, H.LAPSED):
        assert first(law, [*story, Event(happening=happening, at=story[0].at + A_MINUTE)]) is None


@pytest.mark.parametrize(
    "happenings",
    [[], [H.PAUSED], [H.STARTED, H.STARTED], [H.STARTED, H.RESUMED], [H.STARTED, H.PAUSED, H.PAUSED]],
)
def test_a_story_that_cannot_be_is_no_story(happenings: list[Happening]) -> None:
    at = datetime(2026, 3, 2, tzinfo=UTC)
    story = [Event(happening=h, at=at + n * A_MINUTE) for n, h in enumerate(happenings)]

    with pytest.raises(ImpossibleStory):
        first(law_called("cn_ecommerce_43"), story)


def test_events_out_of_their_order_are_no_story() -> None:
    story = [*started("2026-03-02T00:00+00:00"), *started("2026-03-01T00:00+00:00")]

    with pytest.raises(ImpossibleStory):
        first(law_called("cn_ecommerce_43"), story)


def test_zones_come_from_the_locked_package_whatever_the_machine_has() -> None:
    assert zone_of("America/Argentina/Ushuaia").key == "America/Argentina/Ushuaia"
    for name in ("", "Nowhere", "../../etc/passwd", "Europe"):
        with pytest.raises(LookupError):
            zone_of(name)
