"""What an accessory fits is the goods of the maker whose model it names; what likens and denies, in more languages."""

import pytest

from recognition import Kind, Mark, MarkIndex

INDEX = MarkIndex.build(
    [
        Mark(key=name, text=name, nice_classes=frozenset(classes))
        for name, classes in (
            ("Samsung", {9}),
            ("Toyota", {12}),
            ("Spigen", {9}),
            ("Dior", {3}),
            ("Crocs", {25}),
        )
    ]
)


def kind_of(title: str) -> Kind:
    return INDEX.find(title)[0].kind


@pytest.mark.parametrize(
    "title",
    [
        "Samsung A54 case clear",
        "เคสใส Samsung S24 กันกระแทก",
        "सैमसंग A14 कवर",
        "Коврики в салон Toyota Camry 70",
        "Samsung Galaxy A54 フィルム",
        "كفر Samsung A15 شفاف",
    ],
)
def test_an_accessory_fits_the_model_that_it_names(title: str) -> None:
    assert kind_of(title) is Kind.COMPATIBLE


@pytest.mark.parametrize(
    "title",
    [
        "Spigen rugged case black",
        "Samsung A54 original case",
        "Samsung A54 128 GB",
        "Samsung S24 ケース 純正",
    ],
)
def test_without_a_model_or_as_the_makers_own_it_is_a_use(title: str) -> None:
    assert kind_of(title) is Kind.USE


@pytest.mark.parametrize(
    "title", ["בושם בהשראת Dior", "عطر مستوحى من Dior", "Perfume contratipo Dior Sauvage"]
)
def test_what_is_inspired_by_a_brand_is_likened_to_it(title: str) -> None:
    assert kind_of(title) is Kind.COMPARATIVE


@pytest.mark.parametrize("title", ["Sabots de jardin (pas des Crocs)", "حذاء ليست Crocs"])
def test_what_is_not_of_the_brand_is_denied(title: str) -> None:
    assert kind_of(title) is Kind.DENIED
