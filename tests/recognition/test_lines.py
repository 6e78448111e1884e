"""What leaves no doubt whose a name is: what only one maker sells beside it, firms in a row, and what is said of famous names alone."""

import pytest

from recognition import Mark, MarkIndex
from recognition.folding import base_of
from recognition.goods import is_a_word_for_goods
from recognition.listed import lines_of

INDEX = MarkIndex.build(
    [
        Mark(key=name, text=name, variants=variants, nice_classes=frozenset(classes))
        for name, variants, classes in (
            ("Omega", (), (14,)),
            ("Lee", (), (25,)),
            ("Lion", ("ライオン",), (3, 21)),
            ("Jordan", (), (25,)),
            ("Apple", ("苹果",), (9,)),
            ("Beats", (), (9,)),
            ("Ford", (), (12,)),
            ("BMW", (), (12,)),
            ("Toyota", (), (12,)),
            ("Pokémon", ("ポケモン",), (28,)),
            ("Shiseido", ("資生堂",), (3,)),
            ("Canon", (), (9,)),
            ("Seat", (), (12,)),
            ("Diesel", (), (14, 25)),
            ("Orange", (), (9, 38)),
            ("Swatch", (), (14,)),
            ("Guess", (), (14, 25)),
            ("Philips", (), (9,)),
            ("UGG", (), (25,)),
            ("Fila", ("斐乐",), (25, 28)),
            ("Hermès", (), (25,)),
            ("Dyson", (), (7, 11)),
        )
    ]
)


def _found(title: str, nice_class: int | None = None) -> list[str]:
    return [match.mark for match in INDEX.find(title, nice_class=nice_class)]


@pytest.mark.parametrize(
    ("title", "mark"),
    [
        ("Omega Seamaster 300 Professional 41mm automatic box & papers", "Omega"),
        ("omega オメガ スピードマスター 自動巻き", "Omega"),
        ("mens Lee 101-J riders straight", "Lee"),
        ("ライオン クリニカ 130g×6", "Lion"),
        ("jordan 1 retro high og chicago", "Jordan"),
        ("苹果 macbook 贴纸", "Apple"),
        ("wireless beats solo3 matte black", "Beats"),
        ("สายนาฬิกา สำหรับ Apple Watch 45mm", "Apple"),
        ("רצועה לשעון Apple סיליקון", "Apple"),
    ],
)
def test_a_word_beside_a_line_of_its_maker_is_the_mark_though_nothing_else_tells(
    title: str, mark: str
) -> None:
    assert mark in _found(title)


@pytest.mark.parametrize(
    "title",
    [
        "alpha omega pendant christian symbol",
        "lee child thriller paperback",
        "ライオン ぬいぐるみ 動物",
        "michael b jordan poster",
        "120 beats per minute metronome",
    ],
)
def test_without_one_it_is_the_word(title: str) -> None:
    assert _found(title) == []


@pytest.mark.parametrize(
    ("title", "nice_class"),
    [
        ("omega seamasters club", None),
        ("color swatch gent's necktie fabric", 24),
        ("guess who bella amore book", 16),
        ("alpha omega constellation zodiac pendant", 14),
    ],
)
def test_a_line_is_a_word_of_its_own_and_everyday_words_are_none(title: str, nice_class: int | None) -> None:
    assert _found(title, nice_class) == []


def test_among_others_goods_a_line_has_to_touch_the_name() -> None:
    assert _found("omega seamaster poster", 16) == ["Omega"]
    assert _found("omega 3 fish oil, seamaster brand", 5) == []


def test_no_line_that_counts_anywhere_is_a_word_for_goods() -> None:
    rows = [row.split("\t")[2].split(";") for row in lines_of("lines.tsv")]

    assert len(rows) > 800
    assert [
        line for row in rows for line in row if "_" not in line and is_a_word_for_goods(base_of(line))
    ] == []


def test_the_lines_of_a_mark_are_no_other_marks_of_the_name() -> None:
    of_others = MarkIndex.build([Mark(key="Omega", text="Omega", nice_classes=frozenset({29}))])

    assert of_others.find("omega watch strap seamaster", nice_class=14) == ()


@pytest.mark.parametrize(
    "title", ["OBD2 scanner para BMW Ford Toyota Honda", "diagnostic cable Honda Toyota Ford BMW"]
)
def test_among_other_firms_in_a_row_a_name_is_a_firms_whatever_the_goods(title: str) -> None:
    assert sorted(_found(title, 9)) == ["BMW", "Ford", "Toyota"]


@pytest.mark.parametrize(
    "title",
    ["Toyota Honda seat covers", "Honda Toyota diesel injector", "huawei xiaomi orange case"],
)
def test_a_word_beside_firms_is_a_word(title: str) -> None:
    assert not {"Seat", "Diesel", "Orange"}.intersection(_found(title))


def test_two_firms_make_no_row() -> None:
    assert _found("harrison ford honda poster", 16) == []


@pytest.mark.parametrize(
    ("title", "mark"),
    [("ポケモンカード 151 BOX", "Pokémon"), ("資生堂紅妍肌活露50ml", "Shiseido")],
)
def test_what_the_world_says_of_a_mark_alone_is_no_word_where_it_goes_on(title: str, mark: str) -> None:
    assert _found(title) == [mark]


def test_a_battery_in_any_language_is_no_work_that_is_played() -> None:
    assert _found("Canon LP-E6 accu", 9) == ["Canon"]


def test_a_name_that_is_nothing_else_in_chinese_stands_among_any_goods() -> None:
    assert _found("飞利浦电动剃须刀S5000 水洗", 8) == ["Philips"]


def test_a_firm_in_another_script_is_one_whatever_the_goods_are() -> None:
    assert _found("فلتر زيت لسيارة تويوتا كورولا") == ["Toyota"]


def test_a_letter_three_times_in_a_row_is_in_no_word_and_hides_even_a_short_name() -> None:
    assert _found("UGGG bailey bow boots", 25) == ["UGG"]
    assert _found("ug boots sheepskin", 25) == []


def test_a_kana_that_no_name_ends_in_stands_for_the_one_it_looks_like() -> None:
    assert _found("エルメヌ バーキン30", 25) == ["Hermès"]


def test_a_character_of_another_famous_name_hides_none() -> None:
    assert _found("国产积木 非乐高 城市消防局", 28) == []


def test_a_name_stands_behind_what_says_that_it_is_fitted() -> None:
    """适|配戴|森 might be read, too."""
    assert _found("适配戴森吸尘器滤芯") == ["Dyson"]
