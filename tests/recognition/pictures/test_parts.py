"""What the candidates' stage rests on: positions of a hash, mirrored features, which pictures are drawings."""

from dataclasses import replace

import cv2
import numpy as np
import pytest
from PIL import Image, ImageOps

from recognition.pictures.decoding import read
from recognition.pictures.features import features_of, in_negative, mirrored
from recognition.pictures.hashing import POSITIONS, distances, pdq, positions
from recognition.pictures.prepared import is_drawing
from recognition.pictures.searching import FeatureIndex
from tests.recognition.pictures.making import a_logo, body, shot


def _grey(image: Image.Image) -> np.ndarray:
    return np.asarray(image.convert("L"))


@pytest.mark.parametrize("at", range(8))
def test_the_hash_of_a_position_is_that_of_the_picture_in_it(at: int) -> None:
    image = shot(2, backdrop=2)
    is_mirrored, turns = POSITIONS[at]
    placed = (ImageOps.mirror(image) if is_mirrored else image).rotate(90 * turns)

    [apart] = distances(positions(_grey(image))[at][None], pdq(_grey(placed)))

    assert apart <= 4


def _by_boxes(grey: np.ndarray) -> np.ndarray:
    """As the paper says it, step by step: 64 × 64 averages, their cosine transform, its median."""
    height, width = grey.shape
    rows = np.repeat(grey.astype(float), 64, axis=0).reshape(64, height, width).mean(axis=1)
    boxes = np.repeat(rows, 64, axis=1).reshape(64, 64, width).mean(axis=2)
    low = cv2.dct(boxes)[1:17, 1:17]
    return np.packbits((low > np.median(low)).ravel(), bitorder="little").view(np.uint64)


@pytest.mark.parametrize("size", [(64, 64), (150, 150), (128, 60), (150, 113), (33, 20)])
def test_the_hash_is_that_of_the_averages_of_64_by_64_boxes(size: tuple[int, int]) -> None:
    grey = _grey(shot(3, backdrop=3).resize(size))

    [apart] = distances(pdq(grey)[None], _by_boxes(grey))

    # Two, where single precision rounds the two in the middle past each other.
    assert apart <= 2


def test_hashes_of_other_pictures_are_far_apart() -> None:
    bank = np.array([pdq(_grey(shot(n, backdrop=n))) for n in range(1, 6)])

    assert min(distances(bank[1:], bank[0])) > 60


def test_a_picture_scaled_down_hashes_alike() -> None:
    image = shot(2, backdrop=2)

    [apart] = distances(pdq(_grey(image))[None], pdq(_grey(image.resize((130, 130)))))

    assert apart <= 12


@pytest.mark.parametrize(
    ("moved", "seen"),
    [
        (lambda f, w: mirrored(f, w), lambda g: g[:, ::-1].copy()),
        (lambda f, w: in_negative(f), lambda g: 255 - g),
    ],
    ids=["mirrored", "in negative"],
)
def test_features_of_the_changed_picture_need_no_second_look(moved, seen) -> None:
    grey = _grey(shot(2, backdrop=2))
    expected = features_of(seen(grey), most=300)
    worked_out = moved(features_of(grey, most=300), grey.shape[1])

    apart = np.linalg.norm(expected.places[:, None] - worked_out.places[None], axis=2)
    likeness = expected.descriptors.astype(int) @ worked_out.descriptors.astype(int).T / 512**2
    turned = (expected.angles[:, None] - worked_out.angles[None] + 180) % 360 - 180
    the_same = (apart < 1.5) & (likeness > 0.95) & (np.abs(turned) < 5)

    assert the_same.any(axis=1).mean() > 0.85


def test_a_logo_is_a_drawing_and_a_photo_is_none() -> None:
    assert is_drawing(read(body(a_logo(), "PNG")))
    assert not any(is_drawing(read(body(shot(n, backdrop=n)))) for n in range(1, 6))
    assert not is_drawing(read(body(shot(4, studio=True))))


def test_features_vote_for_a_reference_when_all_are_turned_alike() -> None:
    features = [features_of(_grey(shot(n, backdrop=n)), most=300) for n in range(1, 6)]
    index, seen = FeatureIndex(features), features[2]
    turned = replace(seen, angles=(seen.angles + 77) % 360)
    by_chance = replace(seen, angles=np.random.default_rng(3).uniform(0, 360, len(seen)).astype(np.float32))

    assert index.votes(seen).argmax() == index.votes(turned).argmax() == 2
    assert index.votes(turned)[2] > 0.9 * len(seen)
    assert index.votes(by_chance)[2] < 0.5 * len(seen)
