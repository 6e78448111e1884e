import pytest
from PIL import ImageOps

from recognition.pictures import Kind, PictureBank, prepare
from tests.recognition.pictures.making import a_logo, body, shot


@pytest.fixture(scope="module")
def bank() -> PictureBank:
    return PictureBank([prepare(body(a_logo(), "PNG"), key="logo", kind=Kind.LOGO)])


@pytest.mark.parametrize("is_negative", [False, True], ids=["as drawn", "in negative"])
def test_a_logo_in_a_corner_of_a_photo_is_found(bank: PictureBank, is_negative: bool) -> None:
    photo, logo = shot(2, backdrop=2).copy(), a_logo()
    photo.paste((ImageOps.invert(logo) if is_negative else logo).resize((170, 121)).rotate(6), (200, 30))

    [match] = bank.match(body(photo))

    assert (match.key, match.kind) == ("logo", Kind.LOGO)
    assert "The logo is in the picture" in match.why


def test_a_photo_without_the_logo_shows_none(bank: PictureBank) -> None:
    assert bank.match(body(shot(2, backdrop=2))) == ()


def test_half_a_logo_is_none(bank: PictureBank) -> None:
    photo = shot(2, backdrop=2).copy()
    photo.paste(a_logo().crop((0, 0, 190, 300)), (100, 50))

    assert bank.match(body(photo)) == ()


def test_a_drawing_that_fills_the_picture_is_a_copied_file() -> None:
    bank = PictureBank([prepare(body(a_logo(), "PNG"), key="card")])

    [match] = bank.match(body(a_logo()))

    assert match.kind is Kind.COPY
