"""Marks that are words: in other scripts, too, and where a title speaks of another sense of the word."""

import pytest

from recognition import Mark, MarkIndex

INDEX = MarkIndex.build(
    [
        Mark(key=name, text=name, variants=variants, nice_classes=frozenset(classes))
        for name, variants, classes in (
            ("Apple", ("애플", "アップル", "Эппл", "苹果"), {9, 14}),
            ("BMW", ("宝马",), {12}),
            ("Canon", (), {9}),
            ("Coach", ("蔻驰",), {18, 25}),
            ("Diesel", (), {25}),
            ("Orange", (), {9}),
            ("Puma", ("Пума", "Πούμα", "彪马"), {18, 25, 28}),
            ("The North Face", (), {25}),
            ("Under Armour", (), {25}),
        )
    ]
)


def marks_in(title: str, nice_class: int | None = None) -> list[str]:
    return [match.mark for match in INDEX.find(title, nice_class=nice_class)]


@pytest.mark.parametrize(
    ("title", "nice_class"),
    [
        ("アップルパイ 冷凍 6個", None),
        ("アップルジュース 1L", 32),
        ("애플망고 2kg", 31),
        ("애플민트 티백", None),
        ("애플파이", 30),
        ("Эппл пай", None),
    ],
)
def test_a_word_is_as_much_one_in_another_script(title: str, nice_class: int | None) -> None:
    assert marks_in(title, nice_class) == []


@pytest.mark.parametrize(
    ("title", "nice_class"),
    [("アップル 製品", 9), ("애플 스마트폰", None), ("애플워치 스트랩", None), ("애플 정품", 9)],
)
def test_there_too_it_is_the_mark_among_its_goods(title: str, nice_class: int | None) -> None:
    assert marks_in(title, nice_class) == ["Apple"]


def test_a_variant_that_says_another_name_is_no_word_because_the_mark_is_one() -> None:
    assert marks_in("蔻驰 新款") == ["Coach"]


def test_what_goes_on_in_han_makes_another_word() -> None:
    assert marks_in("宝马香车摆件") == []
    assert marks_in("宝马轮毂") == ["BMW"]


def test_a_word_that_is_heard_counts_only_among_its_goods() -> None:
    assert marks_in("ディーゼル デニム", 25) == ["Diesel"]
    assert marks_in("ディーゼル エンジン") == []
    assert marks_in("オレンジ スマホ", 9) == []


@pytest.mark.parametrize(
    ("title", "nice_class"),
    [
        ("Puma de peluche 25 cm", 28),
        ("Puma figurka zwierzę", None),
        ("El puma y la luna", 16),
        ("Мягкая игрушка пума хищник", 28),
        ("Λούτρινο πούμα", 28),
        ("彪马年生肖摆件", None),
        ("Pachelbel Canon for piano", None),
        ("Canon confettis", 28),
        ("The north face of the Eiger", 16),
        ("Medieval under armour gambeson", 25),
    ],
)
def test_what_the_title_speaks_of_tells_that_something_else_is_meant(
    title: str, nice_class: int | None
) -> None:
    assert marks_in(title, nice_class) == []


@pytest.mark.parametrize(
    ("title", "mark"),
    [
        ("Puma shoes black", "Puma"),
        ("Puma wild rider sneaker", "Puma"),
        ("кроссовки Пума", "Puma"),
        ("Canon camera", "Canon"),
        ("The North Face jacket", "The North Face"),
        ("Under Armor shirt", "Under Armour"),
    ],
)
def test_elsewhere_the_same_words_are_the_mark(title: str, mark: str) -> None:
    assert marks_in(title) == [mark]
