"""Rows of famous names, of which only some are looked for."""

import pytest

from recognition import Kind, Mark, MarkIndex

INDEX = MarkIndex.build(
    [
        Mark(key=text, text=text, nice_classes=frozenset(classes))
        for text, classes in (("Chanel", (3, 18)), ("Bosch", (7, 8)), ("Bandai", (28,)), ("Samsung", (9,)))
    ]
)


def _kinds_in(title, nice_class=None):
    return {match.mark: match.kind for match in INDEX.find(title, nice_class=nice_class)}


@pytest.mark.parametrize(
    ("title", "mark"),
    [
        ("vintage bag gucci prada chanel burberry fendi", "Chanel"),
        ("Lot parfums: Chanel, Dior, Lancôme", "Chanel"),
        ("Parfum ✔️ Gucci ✔️ Chanel ✔️ Prada", "Chanel"),
        ("Leerkoffer Bosch Makita Metabo", "Bosch"),
        ("Koffer Makita Hilti Bosch", "Bosch"),
    ],
)
def test_a_mark_between_two_famous_names_that_nobody_looks_for_is_listed(title, mark):
    assert _kinds_in(title) == {mark: Kind.LISTED}


@pytest.mark.parametrize(
    ("title", "mark"),
    [
        ("Samsung Galaxy Xiaomi", "Samsung"),
        ("Bosch Makita Akkus", "Bosch"),
        ("BANDAI ガンプラ MG 1/100", "Bandai"),
    ],
)
def test_a_name_beside_one_other_or_beside_its_own_lines_is_no_row(title, mark):
    assert _kinds_in(title) == {mark: Kind.USE}
