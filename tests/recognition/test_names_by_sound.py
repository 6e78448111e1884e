"""Names in other scripts that nobody has registered there: short ones, spelt ones, declined ones; and words that only resemble them."""

import pytest

from recognition import Kind, Mark, MarkIndex
from recognition.letter_names import letters_spelt
from recognition.voices import may_be_foreign

INDEX = MarkIndex.build(
    [
        Mark(key=name, text=name, nice_classes=frozenset(classes))
        for name, classes in (
            ("Bosch", {7}),
            ("Cartier", {14}),
            ("Casio", {14}),
            ("Denso", {12}),
            ("Dior", {3}),
            ("Gap", {25}),
            ("Gucci", {18}),
            ("HP", {2}),
            ("JBL", {9}),
            ("Kärcher", {7}),
            ("LG", {7}),
            ("Lada", {12}),
            ("Lipton", {30}),
            ("Mars", {30}),
            ("Michelin", {12}),
            ("Nike", {25}),
            ("Nivea", {3}),
            ("Oral-B", {21}),
            ("Peugeot", {12}),
            ("Porsche", {12}),
            ("Pyrex", {21}),
            ("Sharp", {7}),
            ("Siemens", {7}),
            ("Sony", {9}),
            ("Stihl", {7}),
            ("Swarovski", {14}),
            ("Tefal", {21}),
            ("iPhone", {9}),
        )
    ]
)


def marks_in(title: str, nice_class: int | None) -> list[str]:
    return [match.mark for match in INDEX.find(title, nice_class=nice_class)]


@pytest.mark.parametrize(
    ("title", "nice_class", "mark"),
    [
        ("Перфоратор Бош в кейсе", 7, "Bosch"),
        ("電動ドリル ボッシュ", 7, "Bosch"),
        ("보쉬 전동 드릴", 7, "Bosch"),
        ("ბოში დრელი", 7, "Bosch"),
        ("소니 이어폰", 9, "Sony"),
        ("ソニー イヤホン", 9, "Sony"),
        ("מחבת טפאל", 21, "Tefal"),
        ("שעון קסיו", 14, "Casio"),
        ("シャープ 洗濯機", 7, "Sharp"),
        ("ｼｬｰﾌﾟ 洗濯機", 7, "Sharp"),
        ("غسالة شارب", 7, "Sharp"),
    ],
)
def test_a_short_name_is_heard_among_its_own_goods_alone(title: str, nice_class: int, mark: str) -> None:
    assert marks_in(title, nice_class) == [mark]
    assert marks_in(title, 31) == []


@pytest.mark.parametrize(
    ("title", "nice_class", "mark"),
    [
        ("Серьги Картье", 14, "Cartier"),
        ("까르띠에 반지", 14, "Cartier"),
        ("Колодки Пежо", 12, "Peugeot"),
        ("ミシュラン タイヤ", 12, "Michelin"),
        ("ยางมิชลิน", 12, "Michelin"),
        ("Мойка Керхер", 7, "Kärcher"),
        ("שטיפת לחץ קרשר", 7, "Kärcher"),
        ("지멘스 세탁기", 7, "Siemens"),
        ("Сумка Гуччи", 18, "Gucci"),
        ("תיק גוצ'י", 18, "Gucci"),
        ("شنطة جوتشي", 18, "Gucci"),
        ("กระเป๋ากุชชี่", 18, "Gucci"),
        ("Κολιέ Σβαρόφσκι", 14, "Swarovski"),
        ("ชาลิปตัน", 30, "Lipton"),
        ("Патике Најк", 25, "Nike"),
    ],
)
def test_a_name_is_heard_as_the_language_says_it_that_it_comes_from(
    title: str, nice_class: int, mark: str
) -> None:
    assert marks_in(title, nice_class) == [mark]


@pytest.mark.parametrize(
    "written",
    [
        "ДжБЛ", "Джи Би Эль", "джибиэль", "ジェービーエル", "제이비엘", "جي بي ال", "جی بی ال", "ג'יי בי אל", "जेबीएल", "जे बी एल", "জেবিএল", "ஜேபிஎல்",
        "Τζέι Μπι Ελ", "ჯეი ბი ელი", "เจบีแอล",
    ],
)  # fmt: skip
def test_a_name_of_letters_is_spelt_in_any_script(written: str) -> None:
    assert marks_in(f"{written} 5", 9) == ["JBL"]


@pytest.mark.parametrize(
    ("title", "nice_class", "mark"),
    [
        ("엘지 세탁기", 7, "LG"),
        ("غسالة ال جي", 7, "LG"),
        ("हैंड वॉश एलजी", 7, "LG"),
        ("حبر اتش بي", 2, "HP"),
        ("หมึกเอชพี", 2, "HP"),
    ],
)
def test_two_letters_are_spelt_but_not_among_others_goods(title: str, nice_class: int, mark: str) -> None:
    assert marks_in(title, nice_class) == [mark]
    assert marks_in(title, 31) == []


def test_what_only_has_the_consonants_of_letters_spells_nothing() -> None:
    """A mountain."""
    assert marks_in("جبل", 9) == []


def test_letters_are_read_from_end_to_end_or_not_at_all() -> None:
    assert "jbl" in letters_spelt("Джибиэль")
    assert letters_spelt("джибиэльный") == frozenset()


@pytest.mark.parametrize(
    ("title", "nice_class", "mark"),
    [
        ("кроссовки Найков", 25, "Nike"),
        ("крем Нивею", 3, "Nivea"),
        ("дрель Боша", 7, "Bosch"),
        ("ნაიკის ბოტასი", 25, "Nike"),
        ("Այֆոնի պատյան", 9, "iPhone"),
        ("כיסוי לאייפון", 9, "iPhone"),
    ],
)
def test_a_name_is_heard_behind_a_prefix_and_before_an_ending(title: str, nice_class: int, mark: str) -> None:
    assert marks_in(title, nice_class) == [mark]


def test_a_name_behind_for_is_what_the_goods_fit() -> None:
    (match,) = INDEX.find("כיסוי לאייפון", nice_class=9)

    assert match.kind is Kind.COMPATIBLE


@pytest.mark.parametrize(
    ("title", "nice_class"),
    [
        ("Средство для посуды Фейри", 21),
        ("ביצי הפתעה מארז", 30),
        ("חולצה כחול נייבי", 3),
        ("Пушки игрушечные", 12),
        ("جراب سيليكون", 7),
        ("스포츠 가방", 18),
        ("ルーク", 14),
        ("หมวกแก๊ป", 25),
        ("লাল বশে", 7),
    ],
)
def test_what_a_script_tells_apart_is_not_the_name(title: str, nice_class: int) -> None:
    assert marks_in(title, nice_class) == []


@pytest.mark.parametrize("word", ["עוגה", "תיק", "سعيد", "धन", "ภาษา", "갇히", "площадь"])
def test_no_foreign_name_is_written_with_letters_of_native_words(word: str) -> None:
    assert not may_be_foreign(word)


@pytest.mark.parametrize("word", ["נייקי", "نايك", "नाइकी", "ไนกี้", "나이키", "Найк", "ナイキ"])
def test_a_foreign_name_is_written_with_the_letters_for_such(word: str) -> None:
    assert may_be_foreign(word)


def test_what_is_registered_of_one_mark_is_not_nearly_another() -> None:
    index = MarkIndex.build(
        [Mark(key="c", text="Clarks"), Mark(key="k", text="Crocs", variants=("クロックス", "크록스"))]
    )

    assert [match.mark for match in index.find("クロックス サンダル")] == ["Crocs"]
    assert [match.mark for match in index.find("크록스 샌들")] == ["Crocs"]


def test_what_lacks_the_last_vowel_is_not_nearly_the_name() -> None:
    """Dance."""
    assert marks_in("компакт-диск Дэнс", 12) == []
