"""Whatever the bytes are, there is an answer or the one typed error, within a time and with a limit to the memory."""

import io
import struct
import subprocess
import sys
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


def _many_scans_of_one_channel() -> bytes:
    """Not in steps, and yet each scan is decoded: the first one has not all of the picture."""
    plain = body(shot(1))
    at = plain.rindex(b"\xff\xda")
    scan = struct.pack(">HHBBBBBB", 0xFFDA, 8, 1, 1, 0, 0, 63, 0) + plain[at + 14 : -2]
    return plain[:at] + scan * 500 + b"\xff\xd9"


@pytest.mark.parametrize(
    "bomb",
    [
        _png(60_000, 60_000),
        _png(1, 40_000_000),
        _png(40_000_000, 1),
        _with_text(),
        _many_scans(),
        _many_scans_of_one_channel(),
        b"\xff\xd8\xff" * (MOST_BYTES // 3 + 1),
        b"",
        b"GIF89a",
        b"%PDF-1.7",
    ],
    ids=[
        "wide and high",
        "high",
        "wide",
        "text",
        "scans",
        "scans of a channel",
        "long",
        "nothing",
        "a head",
        "another thing",
    ],
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


def _of_colours_with_a_clear_one() -> bytes:
    few = shot(1).resize((96, 96)).quantize(16)
    few.info["transparency"] = 0
    return body(few, "PNG")


def _moving(format: str) -> bytes:
    frames = [shot(1).resize((96, 96)), *(Image.new("RGB", (96, 96), (n, 0, 0)) for n in range(40))]
    return body(frames[0], format, save_all=True, append_images=frames[1:], duration=40)


@pytest.mark.parametrize("format", ["GIF", "WEBP", "PNG"])
def test_of_a_moving_picture_the_first_frame_is_looked_at(format: str) -> None:
    still = np.asarray(shot(1).resize((96, 96)).convert("L"), int)

    assert np.abs(read(_moving(format)).grey - still).mean() < 12


ODD = {
    "a palette with a clear colour": _of_colours_with_a_clear_one(),
    "grey with transparency": body(shot(1).resize((96, 96)).convert("LA"), "PNG"),
    "one bit": body(shot(1).resize((96, 96)).convert("1"), "PNG"),
    "for print": body(shot(1).resize((96, 96)).convert("CMYK")),
    "in steps": body(shot(1).resize((96, 96)), progressive=True),
    "moving": _moving("GIF"),
    "moving, too": _moving("WEBP"),
}


@pytest.mark.parametrize("kind", ODD)
def test_odd_kinds_are_read_as_they_are_and_read_or_refused_when_cut_short(kind: str) -> None:
    assert outcome(ODD[kind]) == "read"
    for end in range(1, len(ODD[kind]), max(1, len(ODD[kind]) // 25)):
        assert outcome(ODD[kind][:end]) in {"read", "refused"}


@given(
    some.sampled_from(sorted(ODD)), some.lists(some.tuples(some.integers(0, 10**6), some.integers(0, 255)))
)
@settings(max_examples=100, deadline=None)
def test_odd_kinds_with_wrong_bytes_are_read_or_refused(kind: str, changes) -> None:
    data = bytearray(ODD[kind])
    for at, value in changes:
        data[at % len(data)] = value

    assert outcome(bytes(data)) in {"read", "refused"}


@pytest.mark.parametrize("size", [(1, 1), (1, 900), (15, 400), (640, 16)])
def test_a_speck_or_a_sliver_is_refused_and_one_just_large_enough_is_read(size: tuple[int, int]) -> None:
    assert outcome(body(Image.new("RGB", size), "PNG")) == ("read" if min(size) >= 16 else "refused")


@pytest.mark.parametrize("orientation", range(1, 9))
def test_whichever_way_a_camera_was_held_the_picture_is_found(orientation: int) -> None:
    exif = Image.Exif()
    exif[0x0112] = orientation

    [match] = PictureBank([reference(2)]).match(body(shot(2, backdrop=2), exif=exif))

    assert match.key == "thing-2"


def _most_memory(data: bytes) -> int:
    """Peak bytes of a process that looks at nothing but this, above those of one that looks at a small picture."""
    peaks = [
        int(subprocess.run([sys.executable, "-c", _LOOK], input=one, capture_output=True, check=True).stdout)
        for one in (SOUND["PNG"], data)
    ]
    return (peaks[1] - peaks[0]) * 1024


_LOOK = """
import resource, sys
from recognition.pictures.decoding import Unreadable, read
try:
    read(sys.stdin.buffer.read())
except Unreadable:
    pass
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""


def test_a_large_picture_takes_so_many_bytes_a_pixel_and_no_more() -> None:
    side = 4000
    large = body(Image.new("RGBA", (side, side), (9, 9, 9, 9)), "PNG", compress_level=1)

    # As decoded, upright, and as shown on white: four bytes each, and as much again for the decoder.
    assert _most_memory(large) < 4 * 4 * side * side


@pytest.mark.parametrize("plain", [Image.new("L", (300, 300), 255), Image.new("RGB", (40, 600))])
def test_a_picture_without_anything_in_it_matches_nothing(plain: Image.Image) -> None:
    bank = PictureBank([reference(1), prepare(body(plain, "PNG"), key="plain")])

    assert bank.match(body(plain, "PNG")) == ()
