"""Names as titles of many languages decline, glue and say them, and what only looks like one."""

import pytest

from recognition import MarkIndex
from recognition.marks import Mark

INDEX = MarkIndex.build(
    [
        Mark(key=text, text=text, nice_classes=frozenset(classes))
        for text, classes in (
            ("Samsung", {9}),
            ("Bosch", {7}),
            ("Moncler", {25}),
            ("Dyson", {7}),
            ("iPhone", {9}),
            ("HP", {9}),
            ("LG", {9}),
            ("Barbie", {28}),
        )
    ]
)


def marks_in(title: str) -> list[str]:
    return [match.mark for match in INDEX.find(title)]


@pytest.mark.parametrize("title", ["Samsungin puhelin 128 Gt", "Telefon od Samsunga nowy"])
def test_a_declined_name_stays_one_even_where_the_form_is_a_usual_word(title: str) -> None:
    assert marks_in(title) == ["Samsung"]


def test_a_name_of_five_letters_is_found_between_two_words() -> None:
    assert marks_in("newboschdrill cordless") == ["Bosch"]


def test_a_letter_that_the_next_word_begins_with_is_the_names_own() -> None:
    assert marks_in("Bluza OriginalMoncler męska") == ["Moncler"]


@pytest.mark.parametrize("title", ["다이슨 에어랩", "ダイソン コードレス", "Дайсон фен"])
def test_a_y_between_consonants_may_be_said_as_in_english(title: str) -> None:
    assert marks_in(title) == ["Dyson"]


@pytest.mark.parametrize("title", ["айфон 15", "아이폰 15 프로"])
def test_the_letter_before_a_capital_is_said_by_itself(title: str) -> None:
    assert marks_in(title) == ["iPhone"]


@pytest.mark.parametrize("title", ["Diesel engine 6 hp water cooled", "T-shirt unisex SM MD LG XL"])
def test_units_behind_numbers_and_sizes_among_sizes_are_no_marks(title: str) -> None:
    assert marks_in(title) == []


@pytest.mark.parametrize(
    ("title", "mark"), [("HP printer A4", "HP"), ("New 2024 HP laptop", "HP"), ("Smart TV LG 55", "LG")]
)
def test_the_same_letters_elsewhere_are_the_mark(title: str, mark: str) -> None:
    assert marks_in(title) == [mark]


def test_the_beginning_of_a_usual_katakana_word_is_no_name() -> None:
    assert marks_in("バーベキュー コンロ 折りたたみ") == []
