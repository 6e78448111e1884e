"""The reader is an extra; developers have it, so that these run."""

import pytest
from PIL import Image, ImageDraw, ImageFont

from recognition import Mark, MarkIndex
from recognition.pictures.written import Line, Reader, marks_in, reader
from tests.recognition.pictures.making import body, shot

INDEX = MarkIndex.build([Mark(key="1", text="Lumora")])


def written(text: str) -> bytes:
    picture = shot(2, backdrop=2).copy()
    ImageDraw.Draw(picture).rectangle((30, 30, 370, 100), fill="white")
    ImageDraw.Draw(picture).text((40, 34), text, fill="black", font=ImageFont.load_default(52))
    return body(picture)


@pytest.fixture(scope="module")
def installed() -> Reader:
    found = reader()
    assert found is not None
    return found


def test_a_mark_that_is_written_in_a_picture_is_found_where_it_stands(installed: Reader) -> None:
    [found] = marks_in(written("LUMORA bag"), INDEX, installed)

    assert (found.match.mark, str(found.match.kind)) == ("Lumora", "use")
    assert all(0 < x < 1 and 0.05 < y < 0.3 for x, y in found.line.corners)


def test_a_picture_without_words_has_none(installed: Reader) -> None:
    assert marks_in(body(Image.new("RGB", (200, 200), "white")), INDEX, installed) == ()


def test_what_the_reader_is_not_sure_of_is_not_believed() -> None:
    class Doubtful:
        name = "doubtful 1"

        def lines(self, grey: object) -> tuple[Line, ...]:
            corners = ((0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0))
            return (Line(text="Lumora", confidence=0.4, corners=corners),)

    assert marks_in(body(shot(2, backdrop=2)), INDEX, Doubtful()) == ()
