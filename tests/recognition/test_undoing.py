"""Names in other scripts that are parted, spaced, or mixed with other letters, whether their writing there is registered or not."""

import pytest

from recognition import Kind, Mark, MarkIndex
from recognition.oddities import odd_ones
from recognition.syllables import in_syllables
from recognition.undoing import titles_undone

INDEX = MarkIndex.build(
    [
        Mark(key="Kanvora", text="Kanvora"),
        Mark(key="Talivex", text="Talivex", variants=("塔利威", "تاليفكس")),
        Mark(key="Sonelka", text="Sonelka", variants=("소넬카",)),
        Mark(key="Nakari", text="Nakari"),
        Mark(key="Kalina", text="Kalina", variants=("卡力娜",)),
    ]
)

HIDDEN = [
    ("a star in Hebrew", "תיק קנבו*רה שחור", "Kanvora"),
    ("a point in Arabic", "حقيبة كانفو.را سوداء", "Kanvora"),
    ("points and tatweel in Arabic", "حقيبة كـ.ـانفـ.ـورا سوداء", "Kanvora"),
    ("spaces in Cyrillic", "сумка К а н в о р а чёрная", "Kanvora"),
    ("spaces in Arabic", "حقيبة ك ا ن ف و ر ا سوداء", "Kanvora"),
    ("tatweel over spaces in Arabic", "حقيبة كانـ ـفـ ـورا سوداء", "Kanvora"),
    ("the same digit between Han", "塔1利1威 手提包", "Talivex"),
    ("the same digit beside what looks like kana", "卡1力1娜 手提包", "Kalina"),
    ("spaces in Thai", "กระเป๋า นา กา รี สีดำ", "Nakari"),
    ("spaces in Devanagari", "बैग ना का री काला", "Nakari"),
    ("a point in Devanagari", "बैग ना.कारी काला", "Nakari"),
    ("points in Greek", "τσάντα Κ.α.ν.β.ό.ρ.α μαύρη", "Kanvora"),
    ("hyphens in Greek", "τσάντα Καν-βό-ρα μαύρη", "Kanvora"),
    ("0 in Cyrillic", "сумка Канв0ра чёрная", "Kanvora"),
    ("@ in Greek", "τσάντα Κ@νβορα μαύρη", "Kanvora"),
    ("0 in Hebrew", "תיק קנב0רה שחור", "Kanvora"),
    ("@ in Arabic", "حقيبة ك@نفورا سوداء", "Kanvora"),
    ("a Latin letter by its shape", "сумка Кaнвора чёрная", "Kanvora"),
    ("Latin letters by their sound", "сумка Канvoра чёрная", "Kanvora"),
    ("a star for a letter", "сумка К*нвора чёрная", "Kanvora"),
    ("Latin letters in hangul", "칸보ra 가방", "Kanvora"),
    ("hangul in pieces", "소ㄴㅔㄹ카 가방", "Sonelka"),
    ("hangul in pieces by its sound", "ㅋㅏㄴ보라 가방", "Kanvora"),
    ("a point in hangul", "소.넬카 가방", "Sonelka"),
    ("Han for kana", "ナ力リ バッグ 黒", "Nakari"),
    ("a star in Han", "塔利*威 手提包", "Talivex"),
    ("a star in a registered Arabic name", "حقيبة تالي*فكس سوداء", "Talivex"),
]  # fmt: skip


@pytest.mark.parametrize(("title", "mark"), [row[1:] for row in HIDDEN], ids=[row[0] for row in HIDDEN])
def test_a_name_of_another_script_is_found_though_its_letters_are_parted_or_mixed(title, mark):
    assert [(match.mark, match.kind) for match in INDEX.find(title)] == [(mark, Kind.DISGUISED)]


def test_the_place_found_is_where_the_hidden_name_stands_in_the_title():
    (match,) = INDEX.find("сумка К а н в о р а чёрная")

    assert "сумка К а н в о р а чёрная"[match.start : match.end] == "К а н в о р а"


def test_half_width_kana_hide_nothing():
    assert [match.kind for match in INDEX.find("ﾅｶﾘ バッグ")] == [Kind.USE]


@pytest.mark.parametrize(
    "title",
    [
        "мини-юбка х/б 5в1 с USB-кабелем М18",
        "т.е. 10 шт. в уп., г. Тверь",
        "д/дома и дачи ч/б",
        "чехол на А 5 и на С 7",
        "מזוודה 20 ק\"ג ו-2 יח' צ'יפס",
        "سعر 20 د.إ فقط ج.م",
        "가방 3개 ㅋㅋ 1+1 A형",
        "充电器 3.0 快充.正品",
        "二千円 ケース 一式",
        "के लिए कवर 2 पीस",
    ],
)
def test_shortened_words_measures_and_numbers_hide_no_name(title):
    assert INDEX.find(title) == ()


def test_a_hyphen_between_two_usual_words_parts_words():
    assert list(titles_undone("платье-рубашка")) == []


@pytest.mark.parametrize(
    "title", ["сумка чёрная кожаная", "USB кабель 20 см", "여성 가방 3개", "के लिए कवर", "キノコ 一式"]
)
def test_a_plain_title_is_not_looked_at_again(title):
    assert odd_ones(["lamp", title]) == []


def test_odd_titles_are_told_by_their_numbers():
    assert odd_ones(["lamp", "", "сумка", "Канв0ра", "נ.כ.ר.י", "ㄴㅏ카리"]) == [3, 4, 5]


@pytest.mark.parametrize(
    ("written", "with_tails", "whole"),
    [
        ("샤ㄴㅔㄹ", True, "샤넬"),
        ("구ㅉㅣ", True, "구찌"),
        ("코ㅅㅌ", False, "코스트"),
        ("나카ㄹㅣ", True, "나카리"),
    ],
)
def test_hangul_in_pieces_is_put_together(written, with_tails, whole):
    assert in_syllables(written, with_tails=with_tails) == whole
