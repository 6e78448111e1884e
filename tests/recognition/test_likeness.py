"""Fingerprints of pictures and titles: the same for what a person would call the same."""

from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as some
from PIL import Image, ImageDraw, ImageEnhance

from recognition.likeness import LIKE_WITHIN, bands_of, distance, likeness_of, title_key


def a_bag(*, shift: int = 0, mirrored: bool = False) -> Image.Image:
    picture = Image.new("RGB", (320, 240), "white")
    draw = ImageDraw.Draw(picture)
    for x in range(320):
        draw.line([(x, 0), (x, 240)], fill=(200 - x // 3, 190 - x // 4, 220 - x // 2))
    draw.ellipse((60 + shift, 80, 200 + shift, 220), fill="maroon", outline="black", width=6)
    draw.arc((90 + shift, 20, 170 + shift, 140), 180, 360, fill="black", width=9)
    draw.rectangle((230, 30, 290, 90), fill="gold")
    return picture.transpose(Image.Transpose.FLIP_LEFT_RIGHT) if mirrored else picture


def encoded(picture: Image.Image, kind: str = "JPEG", **options: int) -> bytes:
    body = BytesIO()
    picture.save(body, kind, **options)
    return body.getvalue()


THE_BAG = likeness_of(encoded(a_bag(), quality=95))


@pytest.mark.parametrize(
    "body",
    [
        encoded(a_bag(), quality=40),
        encoded(a_bag(), "PNG"),
        encoded(a_bag(), "WEBP"),
        encoded(a_bag().resize((160, 120))),
        encoded(ImageEnhance.Brightness(a_bag()).enhance(0.9)),
    ],
    ids=["worse quality", "PNG", "WebP", "half the size", "darker"],
)
def test_the_same_picture_saved_anew_is_like_itself(body: bytes) -> None:
    likeness = likeness_of(body)

    assert THE_BAG is not None
    assert likeness is not None
    assert distance(THE_BAG, likeness) <= LIKE_WITHIN


@pytest.mark.parametrize("other", [a_bag(shift=70), a_bag(mirrored=True)], ids=["moved", "mirrored"])
def test_another_picture_is_not(other: Image.Image) -> None:
    likeness = likeness_of(encoded(other))

    assert THE_BAG is not None
    assert likeness is not None
    assert distance(THE_BAG, likeness) > LIKE_WITHIN


@pytest.mark.parametrize(
    "body", [b"", b"no picture", b"\xff\xd8\xff", encoded(Image.new("RGB", (64, 64), "teal"))]
)
def test_what_is_no_picture_or_has_no_shape_is_like_nothing(body: bytes) -> None:
    assert likeness_of(body) is None


@given(some.integers(0, 2**64 - 1), some.sets(some.integers(0, 63), max_size=LIKE_WITHIN))
def test_pictures_that_are_alike_share_a_band(likeness: int, differing: set[int]) -> None:
    other = likeness
    for sign in differing:
        other ^= 1 << sign

    assert distance(likeness, other) == len(differing)
    assert any(a == b for a, b in zip(bands_of(likeness), bands_of(other), strict=True))


@pytest.mark.parametrize("title", ["LUMORA handbag, red!", "Lumora  Handbag red", "Ｌｕｍｏｒａ handbag réd"])
def test_a_title_written_otherwise_is_the_same_title(title: str) -> None:
    assert title_key(title) == title_key("Lumora handbag red")


@pytest.mark.parametrize("title", ["Lumora handbag blue", "Lumora red handbag", "Lumora handbag red 2"])
def test_other_words_are_another_title(title: str) -> None:
    assert title_key(title) != title_key("Lumora handbag red")


@pytest.mark.parametrize("title", ["", "Handbag", "Lumora handbag", "--- !"])
def test_few_words_say_too_little(title: str) -> None:
    assert title_key(title) == ""


@given(some.text(max_size=300))
def test_any_text_has_a_key_or_none(title: str) -> None:
    assert len(title_key(title)) in {0, 64}
