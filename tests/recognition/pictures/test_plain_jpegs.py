"""Plain JPEGs take a shorter way to the same pixels; all others take the long one."""

import struct

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from PIL import Image

from recognition.pictures import decoding
from recognition.pictures.decoding import Picture, Unreadable, read
from recognition.pictures.jpeg import plain_size
from tests.recognition.pictures.making import body, shot


def by_pillow(data: bytes, longest_side: int) -> Picture:
    """The long way, whatever the bytes are."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(decoding.jpeg, "plain_size", lambda _: None)
        return read(data, longest_side=longest_side)


def are_the_same(one: Picture, other: Picture) -> bool:
    return (one.width, one.height) == (other.width, other.height) and np.array_equal(one.grey, other.grey)


WRITTEN = {
    "as most are": {},
    "coarse": {"quality": 20},
    "colours at every pixel": {"subsampling": 0},
    "colours at half the pixels": {"subsampling": 1},
    "red, green and blue": {"keep_rgb": True},
    "with restarts": {"restart_marker_rows": 2},
    "with a profile and a comment": {"icc_profile": b"a profile" * 30, "comment": b"of a shop"},
    "tables of its own": {"optimize": True},
}


@pytest.mark.parametrize("size", [(400, 400), (401, 403), (97, 300), (640, 41), (1203, 807)])
@pytest.mark.parametrize("kind", WRITTEN)
def test_the_short_way_leads_to_the_same_pixels(kind: str, size: tuple[int, int]) -> None:
    data = body(shot(1).resize(size), **WRITTEN[kind])

    assert plain_size(data) == size
    for side in (640, 300, 150, 50):
        if min(size) * min(1, side / max(size)) >= decoding.SHORTEST_SIDE:
            assert are_the_same(read(data, longest_side=side), by_pillow(data, side))


def test_a_grey_one_is_plain() -> None:
    data = body(shot(1).convert("L"))

    assert plain_size(data) == shot(1).size
    assert are_the_same(read(data), by_pillow(data, decoding.LONGEST_SIDE))


def _turned() -> Image.Exif:
    exif = Image.Exif()
    exif[0x0112] = 6
    return exif


def _of_one_channel_a_scan(data: bytes) -> bytes:
    at = data.rindex(b"\xff\xda")
    return data[:at] + struct.pack(">HHBBBBBB", 0xFFDA, 8, 1, 1, 0, 0, 63, 0) + data[at + 14 :]


@pytest.mark.parametrize(
    "data",
    [
        body(shot(1), progressive=True),
        body(shot(1), exif=_turned()),
        body(shot(1).convert("CMYK")),
        body(shot(1), "PNG"),
        _of_one_channel_a_scan(body(shot(1))),
        body(shot(1))[:300],
        body(shot(1)).replace(b"\xff\xdb", b"\xff\xff\xdb"),
        body(shot(1)).replace(b"\xff\xdb\x00\x43", b"\xff\xdb\x00\x00"),
        b"\xff\xd8\xff",
    ],
    ids=[
        "in steps",
        "on its side",
        "for print",
        "no JPEG",
        "a channel a scan",
        "cut short",
        "padded",
        "no length",
        "a head",
    ],
)
def test_whatever_is_not_plain_takes_the_long_way(data: bytes) -> None:
    assert plain_size(data) is None


def test_a_plain_one_whose_end_is_missing_is_refused() -> None:
    data = body(shot(1))

    for end in (len(data) - 2, len(data) // 2, 700):
        with pytest.raises(Unreadable):
            read(data[:end])


SMALL = [body(shot(1).resize((96, 80)), **options) for options in WRITTEN.values()]


@given(
    some.sampled_from(SMALL),
    some.lists(some.tuples(some.integers(0, 10**6), some.integers(0, 255)), max_size=5),
    some.booleans(),
    some.sampled_from([96, 40, 20]),
)
@settings(max_examples=300, deadline=None)
def test_with_wrong_bytes_it_is_the_same_picture_or_pillow_has_none(data, changes, in_head, side) -> None:
    changed = bytearray(data)
    for at, value in changes:
        changed[at % (700 if in_head else len(data))] = value
    try:
        picture = read(bytes(changed), longest_side=side)
        long = by_pillow(bytes(changed), side)
    except Unreadable:
        return

    assert are_the_same(picture, long)


def test_a_frame_of_too_many_pixels_is_refused_before_it_is_decoded(monkeypatch: pytest.MonkeyPatch) -> None:
    data = body(shot(1))
    large = data.replace(struct.pack(">HH", *shot(1).size), struct.pack(">HH", 60_000, 60_000), 1)
    monkeypatch.setattr(decoding.jpeg, "decoded", lambda *_: pytest.fail("decoded"))

    assert plain_size(large) == (60_000, 60_000)
    with pytest.raises(Unreadable, match="million pixels"):
        read(large)
