"""Names of other scripts with a sign, a digit or a strange letter in one letter's place, though nobody has registered them there."""

import time

import pytest

from recognition import Kind, Mark, MarkIndex

INDEX = MarkIndex.build(
    [
        Mark(key="Kanvora", text="Kanvora", nice_classes=frozenset({18})),
        Mark(key="Nakari", text="Nakari"),
        Mark(key="Sonigo", text="Sonigo"),
        Mark(key="Ruker", text="Ruker"),
        Mark(key="Talliman", text="Talliman"),
        Mark(key="Soiland", text="Soiland"),
        Mark(key="Talivex", text="Talivex", variants=("塔利士", "三利威德")),
        Mark(key="Almanari", text="Almanari", variants=("المناري",)),
        Mark(key="Ласовита", text="Ласовита", nice_classes=frozenset({30})),
    ]
)

HIDDEN = [
    ("a circle in katakana", "ナ〇リ バッグ 黒", "Nakari"),
    ("a cross in hangul", "나x리 가방", "Nakari"),
    ("a heart in hangul", "나♥리 가방", "Nakari"),
    ("a star in Thai", "กระเป๋านาก*รี สีดำ", "Nakari"),
    ("an exclamation mark for a letter in Thai", "กระเป๋า น!การี สีดำ", "Nakari"),
    ("@ for a vowel in Thai", "กระเป๋า น@การี สีดำ", "Nakari"),
    ("a sign for a syllable in Devanagari", "बैग ना#री काला", "Nakari"),
    ("a sign for a letter in Cyrillic", "сумка На#ари чёрная", "Nakari"),
    ("a sign for a letter in Greek", "τσάντα Κανβ%ρα μαύρη", "Kanvora"),
    ("a Chinese character in katakana", "ナ花リ バッグ 黒", "Nakari"),
    ("a digit said in Japanese", "ソ2ゴ バッグ 黒", "Sonigo"),
    ("a digit between syllables of Korean", "나카1리 가방", "Nakari"),
    ("a Latin letter between syllables of Korean", "나c카리 가방", "Nakari"),
    ("a digit said in Korean", "소2란드 가방", "Soiland"),
    ("a digit said in Chinese", "塔利4 手提包", "Talivex"),
    ("a digit that says a name's first character", "3利威德手提包", "Talivex"),
    ("a character in its parts", "塔氵例士 手提包", "Talivex"),
    ("a cross put between characters", "塔利x士 手提包", "Talivex"),
    ("a dash for the length of a vowel", "ナカ―リ バッグ 黒", "Nakari"),
    ("a Chinese character that looks like the kana", "儿ーカー バッグ 黒", "Ruker"),
    ("ソ for ン", "タリマソ バッグ 黒", "Talliman"),
    ("ン for ソ", "ンニゴ バッグ 黒", "Sonigo"),
    ("a digit that looks like the vowel in Thai", "กระเป๋า นาการ1 น4การี สีดำ", "Nakari"),
    ("a digit that looks like the vowel in Devanagari", "बैग न4कारी काला", "Nakari"),
    ("vowels of Thai apart", "กระเป๋า น า ก า รี สีดำ", "Nakari"),
]  # fmt: skip


@pytest.mark.parametrize(("title", "mark"), [row[1:] for row in HIDDEN], ids=[row[0] for row in HIDDEN])
def test_a_name_is_found_with_something_else_in_a_letters_place(title, mark):
    assert [(match.mark, match.kind) for match in INDEX.find(title)] == [(mark, Kind.DISGUISED)]


def test_the_place_found_is_where_the_hidden_name_stands_in_the_title():
    (match,) = INDEX.find("กระเป๋าน@การี สีดำ")

    assert "กระเป๋าน@การี สีดำ"[match.start : match.end] == "น@การี"


@pytest.mark.parametrize(
    "title",
    [
        "나5리 가방",
        "ナ5リ バッグ",
        "塔利8 手提包",
        "利4 手提包",
        "氵例 手提包",
        "塔利T士 手提包",
        "ナイキ製リュック バッグ",
        "特価!ナンカリ バッグ",
        "소파2인용 소가죽",
        "размер 42*44 цена*количество",
        "ประหยัด!กระเป๋า ราคา@ถูก",
        "ナ・リ ー カ―ド",
        "パソコン タリマソー マンゴ",
    ],
)
def test_a_digit_or_sign_that_says_something_else_hides_no_name(title):
    assert INDEX.find(title) == ()


def test_among_goods_of_another_class_a_name_that_is_only_tried_is_none():
    assert INDEX.find("καπέλο Κανβ%ρα", nice_class=18)
    assert not INDEX.find("καπέλο Κανβ%ρα", nice_class=7)


@pytest.mark.parametrize("title", ["جبنة الـمـنـاري 500 جم", "حليب والـمـنـاري 1 لتر"])
def test_drawn_out_letters_hide_nothing(title):
    assert [(match.mark, match.kind) for match in INDEX.find(title)] == [("Almanari", Kind.USE)]


@pytest.mark.parametrize(
    "title", ["Շոկոլադ Լասովիտա 90գ", "שוקולד לסוביטה", "ショコラ ラソビタ", "초콜릿 라소비타"]
)
def test_a_name_registered_in_one_script_is_heard_in_others(title):
    assert [match.mark for match in INDEX.find(title, nice_class=30)] == ["Ласовита"]


def test_a_name_registered_in_a_script_is_not_heard_there_where_it_is_written_otherwise():
    assert INDEX.find("шоколад Лазовида", nice_class=30) == ()


def test_a_title_of_nothing_but_hidden_letters_takes_no_longer():
    INDEX.find("나*리")
    started = time.process_time()
    for title in ("나*" * 5_000, "나*리 " * 100, "ナ〇" * 200, "ना#री " * 80):
        INDEX.find(title)

    assert time.process_time() - started < 1.2


IN_CAPITALS = MarkIndex.build([Mark(key="vostara", text="Востара"), Mark(key="kama", text="Кама")])


@pytest.mark.parametrize("title", ["B0CTAPA часы", "BOCTAPA часы", "BOCT4PA часы"])
def test_a_longer_cyrillic_name_is_found_in_latin_capitals_and_digits(title):
    assert [match.kind for match in IN_CAPITALS.find(title)] == [Kind.DISGUISED]


def test_a_short_one_may_be_the_number_of_a_model():
    assert IN_CAPITALS.find("двигатель K4M4") == ()


@pytest.mark.parametrize("title", ["ruker97sneakers", "newruker2024running45shoes", "rukerairmax97sneakers"])
def test_words_and_numbers_by_turns_may_be_glued_to_a_name(title):
    assert [match.mark for match in INDEX.find(title)] == ["Ruker"]


def test_letters_that_are_no_words_may_not():
    assert INDEX.find("rukerqxv97shoes sruker2024bqz") == ()


def test_a_plus_in_a_letters_place_is_filled():
    (match,) = MarkIndex.build([Mark(key="Rolex", text="Rolex", nice_classes=frozenset({14}))]).find(
        "रोल+क्स घड़ी"
    )

    assert match.mark == "Rolex"
