"""Letters drawn of strokes."""

import pytest

from recognition import Kind, Mark, MarkIndex

INDEX = MarkIndex.build([Mark(key=text, text=text) for text in ("Gucci", "Nokia", "Adidas", "Nike")])


@pytest.mark.parametrize(
    ("title", "mark", "written"),
    [
        ("Ремень G|_|cci чёрный", "Gucci", "G|_|cci"),
        ("N()kia phone", "Nokia", "N()kia"),
        ("new /\\didas shoes", "Adidas", "/\\didas"),
        ("|\\|ike shoes", "Nike", "|\\|ike"),
        ("Ni|<e shoes", "Nike", "Ni|<e"),
    ],
)
def test_strokes_that_draw_a_letter_are_a_disguise(title, mark, written):
    (match,) = INDEX.find(title)

    assert (match.mark, match.kind, title[match.start : match.end]) == (mark, Kind.DISGUISED, written)


@pytest.mark.parametrize("title", ["Roll-up banner /\\/\\ 2 m", "cable () black | white", "a|_|b"])
def test_strokes_elsewhere_are_none(title):
    assert INDEX.find(title) == ()
