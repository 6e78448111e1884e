import pytest

from bench.photos.edits import EDITS
from recognition.pictures import Kind, PictureBank
from tests.recognition.pictures.making import body, edited, reference, shot

THING = 2


@pytest.fixture(scope="module")
def bank() -> PictureBank:
    return PictureBank([reference(THING), reference(11), reference(12)])


@pytest.mark.parametrize("edit", EDITS)
def test_a_copy_is_known_again_after(edit: str, bank: PictureBank) -> None:
    [match] = bank.match(body(edited(edit, shot(THING, backdrop=THING))))

    assert (match.key, match.kind) == (f"thing-{THING}", Kind.COPY)
    assert match.inliers >= 8
    assert "blocks with texture agree" in match.why


def test_a_collage_shows_each_of_the_pictures_that_it_is_made_of(bank: PictureBank) -> None:
    two = shot(THING, backdrop=THING).copy()
    two.paste(shot(11, backdrop=11).resize((200, 200)), (0, 200))

    assert {match.key for match in bank.match(body(two))} == {f"thing-{THING}", "thing-11"}


def test_the_same_picture_gives_the_same_answer(bank: PictureBank) -> None:
    picture = body(edited("mirror, crop, text", shot(THING, backdrop=THING)))

    assert bank.match(picture) == bank.match(picture)


def test_an_index_over_many_references_finds_what_comparing_each_finds() -> None:
    many = PictureBank([reference(n) for n in range(30)])

    for edit in ("crop to half", "collage", "mirror"):
        [match] = many.match(body(edited(edit, shot(THING, backdrop=THING))))
        assert match.key == f"thing-{THING}"


def test_the_banks_version_tells_its_references_apart() -> None:
    one, other = PictureBank([reference(1)]), PictureBank([reference(1), reference(3)])

    assert one.version == PictureBank([reference(1)]).version
    assert one.version != other.version != PictureBank([reference(1), reference(3, allowed=True)]).version
