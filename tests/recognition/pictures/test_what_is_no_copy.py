from dataclasses import replace

import pytest
from PIL import Image, ImageDraw

from recognition.pictures import PictureBank, Reference, prepare
from recognition.pictures.judging import (
    Pair,
    is_a_copied_drawing,
    is_a_copy,
    is_a_copy_by_pixels,
    is_a_logo,
    score_of,
)
from tests.recognition.pictures.making import a_logo, body, edited, reference, shot

THINGS = (1, 2, 3, 5)


@pytest.fixture(scope="module")
def bank() -> PictureBank:
    return PictureBank([reference(n) for n in THINGS])


@pytest.mark.parametrize("thing", THINGS)
def test_another_photo_of_the_same_object_is_no_copy(thing: int, bank: PictureBank) -> None:
    assert bank.match(body(shot(thing, pose=1, backdrop=90 + thing))) == ()


@pytest.mark.parametrize("thing", THINGS)
def test_another_object_before_the_same_backdrop_is_no_copy(thing: int, bank: PictureBank) -> None:
    assert bank.match(body(shot(thing + 40, backdrop=thing))) == ()


def test_objects_before_plain_white_are_not_alike_for_it() -> None:
    white = [body(shot(n, studio=True)) for n in (4, 12, 20)]
    bank = PictureBank([reference(THINGS[0]), *_prepared(white[:2])])

    assert [match.key for match in bank.match(white[0])] == ["0"]
    assert bank.match(white[2]) == ()


@pytest.mark.parametrize(("one", "other"), [(23, 79), (31, 71)])
def test_things_of_one_shape_and_pose_in_other_colours_are_no_copies(one: int, other: int) -> None:
    bank = PictureBank(_prepared([body(shot(one, studio=True))]))

    assert bank.match(body(shot(other, studio=True))) == ()


def test_a_plain_thing_that_looks_like_a_drawing_is_not_any_other_of_its_shape() -> None:
    plain = prepare(body(shot(147, studio=True)), key="plain")
    assert plain.is_drawing

    assert PictureBank([plain]).match(body(shot(75, studio=True))) == ()


def test_part_of_a_plain_picture_is_as_plain_as_all_of_it() -> None:
    bank = PictureBank(_prepared([body(shot(127, studio=True))]))

    assert bank.match(body(edited("crop to a quarter", shot(55, studio=True)))) == ()


@pytest.mark.parametrize("edit", ["brightness", "grey", "recompress"])
@pytest.mark.parametrize("thing", [23, 31])
def test_a_thing_before_plain_white_is_found_in_other_tones(thing: int, edit: str) -> None:
    bank = PictureBank(_prepared([body(shot(thing, studio=True))]))

    assert [match.key for match in bank.match(body(edited(edit, shot(thing, studio=True))))] == ["0"]


def test_another_logo_is_not_the_same_for_being_as_flat() -> None:
    bank = PictureBank(_prepared([body(a_logo("KALMIRO"), "PNG")]))

    assert bank.match(body(edited("recompress", a_flat_square()))) == ()


def _prepared(bodies: list[bytes]) -> list[Reference]:
    return [prepare(one, key=str(n)) for n, one in enumerate(bodies)]


def a_flat_square() -> Image.Image:
    image = Image.new("RGB", (420, 300), "white")
    ImageDraw.Draw(image).rectangle((120, 60, 300, 240), fill="black")
    return image


FIRM = Pair(
    inliers=40,
    agreeing=60,
    share=0.9,
    weighed=0.9,
    firm=0.99,
    textured=0.9,
    uneven=0.02,
    seen=1.0,
    fills=1.0,
)


@pytest.mark.parametrize(
    ("pair", "is_one"),
    [
        (FIRM, True),
        # Half of it lies under a banner and stickers.
        (replace(FIRM, share=0.5, weighed=0.55), True),
        # The same model in the same pose: many blocks agree, none of them firmly.
        (replace(FIRM, share=0.7, weighed=0.74, firm=0.96), False),
        # Grain all over.
        (replace(FIRM, share=0.95, weighed=0.95, firm=0.96), True),
        # Compressed until little of it is left, and still there from corner to corner.
        (replace(FIRM, share=0.98, weighed=0.99, firm=0.93), True),
        (replace(FIRM, share=0.98, weighed=0.99, firm=0.93, agreeing=30), False),
        (replace(FIRM, share=0.93, weighed=0.99, firm=0.93), False),
        (replace(FIRM, share=0.4, weighed=0.9), False),
        (replace(FIRM, share=0.9, weighed=0.4), False),
        (replace(FIRM, agreeing=7), False),
        (replace(FIRM, seen=0.04), False),
        (replace(FIRM, fills=0.02), False),
    ],
)
def test_a_copy_agrees_firmly_and_in_enough_of_what_both_show(pair: Pair, is_one: bool) -> None:
    assert is_a_copy(pair) is is_one


def test_outlines_between_other_colours_are_no_copy_where_there_is_little_else() -> None:
    assert not is_a_copy(replace(FIRM, textured=0.3, uneven=0.12, firm=0.98))


def test_a_plain_picture_made_brighter_as_a_whole_is_a_copy() -> None:
    assert is_a_copy(replace(FIRM, textured=0.3, uneven=0.03, firm=0.98))


def test_a_picture_full_of_texture_is_a_copy_however_its_contrast_changed() -> None:
    assert is_a_copy(replace(FIRM, textured=0.9, uneven=0.12, firm=0.98))


def test_a_plain_picture_that_agrees_to_the_grain_is_a_copy_however_its_contrast_changed() -> None:
    assert is_a_copy(replace(FIRM, textured=0.3, uneven=0.12, firm=0.992))


def test_a_drawing_that_was_copied_keeps_its_shades_and_a_logo_on_goods_need_not() -> None:
    in_other_shades = replace(FIRM, textured=0.2, uneven=0.2, firm=0.98)

    assert is_a_logo(in_other_shades)
    assert not is_a_copied_drawing(in_other_shades)
    assert is_a_copied_drawing(replace(in_other_shades, uneven=0.02))


def test_the_pixels_alone_have_to_agree_nearly_everywhere() -> None:
    assert is_a_copy_by_pixels(replace(FIRM, inliers=0, share=0.92, weighed=0.92))
    assert not is_a_copy_by_pixels(replace(FIRM, inliers=0, share=0.85, weighed=0.92))


def test_more_that_agrees_is_a_higher_score() -> None:
    assert 0 < score_of(replace(FIRM, agreeing=8)) < score_of(FIRM) <= 1
    assert score_of(replace(FIRM, share=0.5)) < score_of(FIRM)
