"""Words of scripts other than Latin that somebody has registered, and what else they name there."""

import pytest

from recognition import Mark, MarkIndex

INDEX = MarkIndex.build(
    [
        Mark(key=name, text=name, variants=variants, nice_classes=frozenset(classes))
        for name, variants, classes in (
            ("Kirin", ("キリン", "麒麟"), {32}),
            ("Brother", ("兄弟", "ブラザー", "브라더"), {7, 9}),
            ("Parker", ("パーカー", "派克", "Паркер"), {16}),
            ("Anker", ("アンカー",), {9}),
            ("Columbia", ("哥伦比亚", "コロンビア"), {25}),
            ("Butterfly", ("蝴蝶", "バタフライ"), {28}),
            ("Castrol", ("嘉实多",), {4}),
            ("Lego", ("乐高", "レゴ"), {28}),
            ("Lion", ("ライオン", "狮王"), {3}),
            ("Hyundai", ("현대", "现代"), {12}),
            ("Puma", ("пума",), {25, 28}),
            ("Coach", ("コーチ",), {18, 25}),
        )
    ]
)


def marks_in(title: str, nice_class: int | None = None) -> list[str]:
    return [match.mark for match in INDEX.find(title, nice_class=nice_class)]


@pytest.mark.parametrize(
    ("title", "nice_class"),
    [
        ("麒麟 置物 真鍮 風水", 6),
        ("好兄弟 情侣T恤 定制印字", 25),
        ("メンズ パーカー 裏起毛 厚手", 25),
        ("哥伦比亚 咖啡豆 250g", 30),
        ("ライオン ぬいぐるみ 大", 28),
        ("현대 미술 작품집", 16),
    ],
)
def test_among_goods_of_another_class_a_word_is_a_word(title: str, nice_class: int) -> None:
    assert marks_in(title, nice_class) == []


@pytest.mark.parametrize(
    ("title", "nice_class", "mark"),
    [
        ("麒麟 啤酒 一番榨 500ml", 32, "Kirin"),
        ("兄弟 打印机 墨盒", 9, "Brother"),
        ("パーカー ボールペン IM 黒", 16, "Parker"),
        ("コロンビア マウンテン ジャケット", 25, "Columbia"),
        ("현대 싼타페 도어 커버", 12, "Hyundai"),
    ],
)
def test_among_its_own_goods_it_is_the_mark(title: str, nice_class: int, mark: str) -> None:
    assert marks_in(title, nice_class) == [mark]


def test_a_famous_firms_name_counts_on_whatever_is_worn() -> None:
    assert marks_in("レゴ レザーバッグ", 18) == ["Lego"]


@pytest.mark.parametrize("title", ["兄弟别哭 摇滚 黑胶", "キリン草 苗 ポット", "麒麟踏雲 瓷器"])
def test_where_no_goods_are_named_a_part_of_a_longer_word_is_no_name(title: str) -> None:
    assert marks_in(title) == []


def test_in_front_of_a_title_that_names_no_goods_it_is_the_mark() -> None:
    assert marks_in("アンカー PowerCore 10000") == ["Anker"]


@pytest.mark.parametrize(
    ("title", "nice_class"),
    [
        ("アンカーボルト M10 ステンレス", 9),
        ("コーチジャケット メンズ 黒", 25),
        ("バタフライナイフ型 コーム", 28),
    ],
)
def test_a_longer_word_that_everybody_knows_holds_no_name_whatever_the_goods(
    title: str, nice_class: int
) -> None:
    assert marks_in(title, nice_class) == []


def test_a_name_is_none_whose_last_character_belongs_to_the_next_word() -> None:
    assert marks_in("嘉实多肉 植物 拼盘 带盆") == []
    assert marks_in("嘉实多 机油 5W-30", 4) == ["Castrol"]


@pytest.mark.parametrize("title", ["พวงกุญแจผีเสื้อ butterfly อะคริลิค", "Καρφίτσα πεταλούδα butterfly"])
def test_an_english_word_in_small_letters_among_another_script_is_a_translation(title: str) -> None:
    assert marks_in(title) == []


def test_a_beast_is_meant_where_the_title_speaks_of_beasts_even_among_the_marks_goods() -> None:
    assert marks_in("Плюшевая пума животные", 28) == []
    assert marks_in("Кроссовки пума белые", 25) == ["Puma"]


def test_what_stands_beside_what_it_fits_is_the_mark_among_any_goods() -> None:
    assert marks_in("适用兄弟 硒鼓", 16) == ["Brother"]
