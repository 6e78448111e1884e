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


SPOKEN = MarkIndex.build(
    [
        Mark(key=text, text=text, variants=variants, nice_classes=frozenset({9}))
        for text, variants in (
            ("Samsung", ("삼성",)),
            ("Fanta", ()),
            ("iPhone", ()),
            ("Nikon", ("ニコン",)),
            ("Prada", ()),
            ("Puma", ()),
            ("The Grey Lane", ()),
            ("Tabulon", ()),
        )
    ]
)


def heard_in(title: str, nice_class: int | None = None) -> list[str]:
    return [match.mark for match in SPOKEN.find(title, nice_class=nice_class)]


@pytest.mark.parametrize("title", ["삼선 트레이닝복", "잠정 가격"])
def test_a_word_beside_a_registered_writing_is_not_the_name_because_it_sounds_nearly_so(title: str) -> None:
    assert heard_in(title) == []


@pytest.mark.parametrize(
    ("title", "mark"), [("ايفون 15 برو", "iPhone"), ("حذاء بوما أبيض", "Puma"), ("حقيبة برادا", "Prada")]
)
def test_an_alef_is_said_where_it_is_written(title: str, mark: str) -> None:
    assert heard_in(title) == [mark]


@pytest.mark.parametrize("title", ["براد شاي نحاس", "יבואן רשמי", "פינת אוכל", "דלת פנדה"])
def test_what_arabic_and_hebrew_tell_apart_is_no_name_with_another_letter(title: str) -> None:
    assert heard_in(title) == []


@pytest.mark.parametrize(
    "title",
    ["куртка Грей Лейн", "куртка Зе Грей Лейн", "グレイレイン ジャケット", "ザグレイレイン ジャケット"],
)
def test_the_article_of_a_name_is_said_or_left_out(title: str) -> None:
    assert heard_in(title) == ["The Grey Lane"]


GLUED = MarkIndex.build(
    [
        Mark(key=text, text=text, nice_classes=frozenset({25}))
        for text in ("Canon", "Chanel", "Wrangler", "Lumora")
    ]
)


@pytest.mark.parametrize("title", ["Cannondale bike", "Chanelle dress", "Wranglleroo jeans"])
def test_a_doubled_letter_in_a_word_that_goes_on_is_no_disguise(title: str) -> None:
    assert GLUED.find(title) == ()


def test_a_doubled_letter_in_a_word_that_ends_there_is_one() -> None:
    assert [match.mark for match in GLUED.find("Channel jacket, Wrranglerr jeans")] == ["Wrangler"]
    assert [match.mark for match in GLUED.find("Lummora jacket")] == ["Lumora"]


WORDS_AND_SHORT_NAMES = MarkIndex.build(
    [
        Mark(key=text, text=text, variants=variants, nice_classes=frozenset(classes))
        for text, variants, classes in (
            ("Supreme", (), {25}),
            ("Diesel", (), {25}),
            ("Shell", (), {4}),
            ("Puma", (), {25}),
            ("Nike", ("Найк",), {25}),
            ("BMW", (), {12}),
            ("LG", (), {9}),
        )
    ]
)


def named_in(title: str, nice_class: int | None = None) -> list[str]:
    return [match.mark for match in WORDS_AND_SHORT_NAMES.find(title, nice_class=nice_class)]


@pytest.mark.parametrize(
    ("title", "nice_class", "mark"),
    [
        ("Supreme2025 shirt", 25, "Supreme"),
        ("Shell888 5L", 4, "Shell"),
        ("newdieselhoodie", 25, "Diesel"),
        ("Pumatshirt", None, "Puma"),
        ("dieseljeans slim", None, "Diesel"),
    ],
)
def test_a_word_is_the_mark_glued_to_goods_a_year_or_a_lucky_number(
    title: str, nice_class: int | None, mark: str
) -> None:
    assert named_in(title, nice_class) == [mark]


@pytest.mark.parametrize(
    "title", ["Dieselpunk jacket", "Shellac nails", "Supreme250 shirt", "eggshell jacket"]
)
def test_a_word_in_a_longer_one_is_no_mark_even_in_its_class(title: str) -> None:
    assert named_in(title, 25) == []


@pytest.mark.parametrize("title", ["Nikeos cipő", "куртка от Найка", "Nikes new"])
def test_a_short_name_is_declined_where_the_whole_is_no_word(title: str) -> None:
    assert named_in(title) == ["Nike"]


@pytest.mark.parametrize("title", ["Niken jacket", "Pumas wild"])
def test_a_short_name_is_not_found_in_a_usual_word(title: str) -> None:
    assert named_in(title) == []


def test_three_capitals_apart_are_the_mark_among_its_goods_only() -> None:
    assert named_in("Zderzak B M W oryginał", 12) == ["BMW"]
    assert named_in("Zderzak B M W oryginał") == ["BMW"]
    assert named_in("Poster B M W", 16) == []
    assert named_in("b m w zderzak", 12) == []


def test_letters_that_are_a_size_are_one_among_goods_of_others() -> None:
    assert named_in("Wool gloves men LG grey") == []
    assert named_in("Smartphone LG grey") == ["LG"]
