import pytest
from PIL import Image, ImageDraw

from recognition.pictures import PictureBank, Reference, prepare
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


def test_another_logo_is_not_the_same_for_being_as_flat() -> None:
    bank = PictureBank(_prepared([body(a_logo("KALMIRO"), "PNG")]))

    assert bank.match(body(edited("recompress", a_flat_square()))) == ()


def _prepared(bodies: list[bytes]) -> list[Reference]:
    return [prepare(one, key=str(n)) for n, one in enumerate(bodies)]


def a_flat_square() -> Image.Image:
    image = Image.new("RGB", (420, 300), "white")
    ImageDraw.Draw(image).rectangle((120, 60, 300, 240), fill="black")
    return image
