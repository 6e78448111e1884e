"""When a picture says that it was taken: read once when the file comes in, without decoding it; nothing else is kept."""

import random
from datetime import UTC, datetime, timedelta
from io import BytesIO

import pytest

from core import files
from core.ids import earliest_id, new_id
from core.pictures import captured_at, preview
from core.tenancy import SYSTEM, acting_as
from tests.fakes import a_picture, a_picture_taken
from tests.stories import World

TAKEN = datetime(2026, 3, 1, 12, 30, 15, tzinfo=UTC)


@pytest.mark.parametrize("kind", ["JPEG", "WEBP", "PNG"])
def test_the_time_is_read_from_every_kind_of_picture(kind: str) -> None:
    assert captured_at(a_picture_taken(TAKEN, kind=kind)) == TAKEN


@pytest.mark.parametrize(("offset", "hours"), [("", 0.0), ("+05:30", -5.5), ("-08:00", 8.0), ("soon", 0.0)])
def test_a_clock_that_says_how_far_it_is_from_utc_is_believed(offset: str, hours: float) -> None:
    assert captured_at(a_picture_taken(TAKEN, offset=offset)) == TAKEN + timedelta(hours=hours)


@pytest.mark.parametrize(
    "body",
    [a_picture(), b"", b"%PDF-1.7", b"\xff\xd8\xff", a_picture_taken(None).getvalue(), a_picture()[:200]],
)
def test_what_says_nothing_has_no_time(body: bytes) -> None:
    assert captured_at(BytesIO(body)) is None


def test_no_broken_picture_makes_the_reader_fail() -> None:
    whole, chance = a_picture_taken(TAKEN).getvalue(), random.Random(20260301)
    for _ in range(400):
        broken = bytearray(whole)
        for _ in range(chance.randint(1, 12)):
            broken[chance.randrange(min(len(broken), 400))] = chance.randrange(256)
        found = captured_at(BytesIO(broken[: chance.randint(20, len(broken))]))
        assert found is None or found.tzinfo is not None


def test_the_time_is_kept_beside_the_file_where_it_is_asked_for(world: World) -> None:
    tenant = world.brands["lumora"].tenant_id
    bodies = [
        files.keep_body(
            a_picture_taken(TAKEN), name="a.jpg", tenant_id=tenant, most_bytes=10**6, looked_into=dated
        )
        for dated in (False, True)
    ]

    with acting_as(SYSTEM):
        row = files.record_file(bodies[1], by=SYSTEM)
        row.refresh_from_db()

    assert [body.captured_at for body in bodies] == [None, TAKEN]
    assert row.captured_at == TAKEN


def test_what_a_page_shows_says_nothing_of_the_time() -> None:
    shown = preview(a_picture_taken(TAKEN))

    assert captured_at(BytesIO(shown)) is None
    assert b"2026:03:01" not in shown


def test_ids_made_from_a_moment_on_are_not_smaller_than_its_earliest() -> None:
    now = datetime.now(UTC)

    assert earliest_id(now - timedelta(seconds=1)) < new_id() < earliest_id(now + timedelta(seconds=30))
    assert earliest_id(now).version == 7
