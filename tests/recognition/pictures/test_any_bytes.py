"""Whatever the bytes are, there is an answer or the one typed error, within a time and with a limit to the memory."""

import io
import struct
import time
import zlib

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from PIL import Image, PngImagePlugin

from recognition.pictures import PictureBank, Unreadable, prepare
from recognition.pictures.decoding import LONGEST_SIDE, MOST_BYTES, read
from tests.recognition.pictures.making import body, reference, shot

SOUND = {name: body(shot(1).resize((96, 96)), name) for name in ("JPEG", "PNG", "WEBP", "GIF", "BMP")}


def outcome(data: bytes) -> str:
    start = time.process_time()
    try:
        picture = read(data)
    except Unreadable:
        return "refused"
    finally:
        assert time.process_time() - start < 2
    assert max(picture.grey.shape) <= LONGEST_SIDE
    return "read"


@given(some.binary(max_size=400))
@settings(max_examples=150, deadline=None)
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    assert outcome(data) in {"read", "refused"}


@given(
    some.sampled_from(sorted(SOUND)),
    some.lists(some.tuples(some.integers(0, 10**6), some.integers(0, 255)), max_size=6),
    some.integers(0, 10**6),
)
@settings(max_examples=200, deadline=None)
def test_pictures_with_wrong_bytes_or_their_end_missing_are_read_or_refused(format, changes, end) -> None:
    data = bytearray(SOUND[format])
    for at, value in changes:
        data[at % len(data)] = value

    assert outcome(bytes(data[: 1 + end % len(data)] if end % 3 == 0 else data)) in {"read", "refused"}


@pytest.mark.parametrize("format", SOUND)
def test_every_format_of_shops_is_read(format: str) -> None:
    assert outcome(SOUND[format]) == "read"


def _png(width: int, height: int) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    pixels = zlib.compress(b"\0" * 1000)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")


def _with_text() -> bytes:
    told = PngImagePlugin.PngInfo()
    told.add_text("comment", "x" * 60_000_000, zip=True)
    written = io.BytesIO()
    Image.new("L", (40, 40)).save(written, "PNG", pnginfo=told)
    return written.getvalue()


def _many_scans() -> bytes:
    plain = body(shot(1), progressive=True)
    at = plain.rindex(b"\xff\xda")
    return plain[:-2] + plain[at:-2] * 500 + b"\xff\xd9"


@pytest.mark.parametrize(
    "bomb",
    [
        _png(60_000, 60_000),
        _png(1, 40_000_000),
        _png(40_000_000, 1),
        _with_text(),
        _many_scans(),
        b"\xff\xd8\xff" * (MOST_BYTES // 3 + 1),
        b"",
        b"GIF89a",
        b"%PDF-1.7",
    ],
    ids=["wide and high", "high", "wide", "text", "scans", "long", "nothing", "a head", "another thing"],
)
def test_what_would_cost_too_much_is_refused_at_once(bomb: bytes) -> None:
    assert outcome(bomb) == "refused"


def test_what_is_transparent_is_seen_on_white() -> None:
    clear = Image.new("RGBA", (64, 64), (0, 0, 0, 0))

    assert read(body(clear, "PNG")).grey.min() == 255


def test_sixteen_bits_of_grey_are_scaled_and_not_cut_off() -> None:
    deep = Image.fromarray((np.linspace(0, 65535, 64 * 64).reshape(64, 64)).astype(np.uint16))

    grey = read(body(deep, "PNG")).grey

    assert (grey.min(), grey.max()) == (0, 255)
    assert grey.mean() == pytest.approx(127, abs=2)


def test_a_picture_on_its_side_is_looked_at_upright() -> None:
    lying = Image.new("RGB", (120, 60), "white")
    exif = Image.Exif()
    exif[0x0112] = 6

    picture = read(body(lying, exif=exif))

    assert (picture.width, picture.height) == (60, 120)
    assert picture.grey.shape == (120, 60)


def test_colours_for_print_are_read() -> None:
    assert outcome(body(shot(1).convert("CMYK"))) == "read"


@pytest.mark.parametrize("plain", [Image.new("L", (300, 300), 255), Image.new("RGB", (40, 600))])
def test_a_picture_without_anything_in_it_matches_nothing(plain: Image.Image) -> None:
    bank = PictureBank([reference(1), prepare(body(plain, "PNG"), key="plain")])

    assert bank.match(body(plain, "PNG")) == ()
