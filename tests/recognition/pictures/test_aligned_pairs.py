import json

import numpy as np
import pytest
from PIL import ImageOps

from recognition.pictures import Aligned, PictureBank
from recognition.pictures.evidence import area_of, common, overlap
from tests.recognition.pictures.making import SIDE, body, edited, reference, shot


@pytest.fixture(scope="module")
def bank() -> PictureBank:
    return PictureBank([reference(2)])


def _box(outline: tuple[tuple[float, float], ...]) -> list[float]:
    points = np.array(outline)
    return [*points.min(axis=0), *points.max(axis=0)]


def test_what_was_cut_out_is_outlined_in_the_reference(bank: PictureBank) -> None:
    cut = (SIDE * 0.2, SIDE * 0.1, SIDE * 0.9, SIDE * 0.8)

    [match] = bank.match(body(shot(2, backdrop=2).crop(tuple(map(int, cut)))))

    assert _box(match.aligned.there) == pytest.approx([0.2, 0.1, 0.9, 0.8], abs=0.02)
    assert _box(match.aligned.here) == pytest.approx([0, 0, 1, 1], abs=0.02)
    assert (match.aligned.reference, match.aligned.picture) == ((SIDE, SIDE), (280, 280))
    assert match.seen == pytest.approx(0.49, abs=0.03)


def test_where_it_lies_in_a_larger_picture_is_outlined_there(bank: PictureBank) -> None:
    page = shot(5, backdrop=5).resize((800, 800))
    page.paste(shot(2, backdrop=2), (300, 100))

    [match] = bank.match(body(page))

    assert _box(match.aligned.here) == pytest.approx([0.375, 0.125, 0.875, 0.625], abs=0.02)
    assert match.fills == pytest.approx(0.25, abs=0.02)


def test_a_mirrored_copy_is_called_one_and_its_blocks_lie_where_they_are_seen(bank: PictureBank) -> None:
    [match] = bank.match(body(ImageOps.mirror(shot(2, backdrop=2))))

    assert match.mirrored
    assert "mirrored" in match.why
    assert match.aligned.warp[0] == pytest.approx(-1, abs=0.02)
    assert all(0 <= x <= 1 and 0 <= y <= 1 for x, y in match.aligned.blocks)


def test_a_turned_copy_says_by_how_much(bank: PictureBank) -> None:
    [match] = bank.match(body(shot(2, backdrop=2).rotate(-30, expand=True, fillcolor="white")))

    assert match.turned == pytest.approx(30, abs=1)
    assert "turned by 30°" in match.why


def test_the_pair_is_the_same_after_being_stored(bank: PictureBank) -> None:
    [match] = bank.match(body(shot(2, backdrop=2)))

    assert Aligned.from_json(json.loads(json.dumps(match.aligned.to_json()))) == match.aligned


def test_outlines_that_hardly_differ_share_nearly_everything() -> None:
    whole = np.array([[0.0, 0.0], [1.0, 0.0], [1.0, 1.0], [0.0, 1.0]])

    for by in (0.0, 1e-9, 1e-6, 1e-4):
        nearly = whole + by * np.array([[1, -1], [-1, 1], [1, 1], [-1, -1]])
        assert area_of(common(nearly, whole)) == pytest.approx(1, abs=5e-4)
        assert overlap(tuple(map(tuple, nearly)), tuple(map(tuple, whole[::-1]))) == pytest.approx(
            1, abs=5e-4
        )


def test_outlines_share_what_lies_in_both_and_nothing_where_they_do_not_meet() -> None:
    whole = np.array([[0.0, 0.0], [1.0, 0.0], [1.0, 1.0], [0.0, 1.0]])

    assert area_of(common(whole + np.array([0.5, 0.25]), whole)) == pytest.approx(0.375)
    assert area_of(common(0.2 * whole + 0.3, whole)) == pytest.approx(0.04)
    assert area_of(common(whole + 2, whole)) == 0


@pytest.mark.parametrize("edit", ["banner", "text", "hue", "recompress"])
def test_a_copy_that_lies_exactly_over_its_original_is_found(edit: str) -> None:
    bank = PictureBank([reference(5), reference(10)])

    assert [match.key for match in bank.match(body(edited(edit, shot(5, backdrop=5))))] == ["thing-5"]
