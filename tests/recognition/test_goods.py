"""A listing without a class: the goods that it names speak for it, where a mark is a word of the language."""

import pytest

from recognition import Mark, MarkIndex
from recognition.context import around
from recognition.goods import classes_of_word, goods_beside

INDEX = MarkIndex.build(
    [
        Mark(key=name, text=name, variants=variants, nice_classes=frozenset(classes))
        for name, variants, classes in (
            ("Apple", ("苹果",), {9, 14}),
            ("Coach", (), {18, 25}),
            ("Diesel", (), {25}),
            ("Gap", (), {25}),
            ("Jaguar", (), {12}),
            ("Orange", (), {9, 38}),
            ("Samsung", ("三星",), {9}),
            ("Seiko", (), {14}),
            ("Shell", (), {4}),
            ("Supreme", (), {25}),
            ("Xiaomi", ("小米",), {9}),
        )
    ]
)


def marks_in(title: str, nice_class: int | None = None) -> list[str]:
    return [match.mark for match in INDEX.find(title, nice_class=nice_class)]


@pytest.mark.parametrize(
    ("title", "mark"),
    [
        ("Diesel jeans slim", "Diesel"),
        ("Supreme hoodie", "Supreme"),
        ("Torebka damska Coach skóra", "Coach"),
        ("Толстовка Gap мужская", "Gap"),
        ("Бампер Jaguar передний", "Jaguar"),
        ("Apple MacBook 13 256GB grey", "Apple"),
        ("Shell 5W-30 5L", "Shell"),
        ("全新三星手机未拆封", "Samsung"),
        ("小米手机", "Xiaomi"),
        ("Coach Handtaschen", "Coach"),
        ("Orange prepaid card", "Orange"),
    ],
)
def test_goods_of_the_mark_beside_a_word_make_it_the_mark(title: str, mark: str) -> None:
    assert marks_in(title) == [mark]


@pytest.mark.parametrize(
    "title",
    [
        "Apple juice 1L",
        "Orange dress summer",
        "orange silicone phone case",
        "Coach bus toy",
        "Best coach ever t-shirt",
        "My coach shirt",
        "Shell necklace",
        "Diesel engine oil filter",
        "Supreme quality shirt",
        "Jaguar print dress",
        "小米粥 500g",
        "三星级酒店",
    ],
)
def test_goods_of_others_and_other_senses_leave_it_a_word(title: str) -> None:
    assert marks_in(title) == []


def test_a_class_that_is_given_counts_more_than_what_the_title_says() -> None:
    assert marks_in("Diesel jeans", 7) == []


def test_a_name_that_is_heard_in_a_usual_word_counts_among_its_goods() -> None:
    index = MarkIndex.build([Mark(key="Seyko", text="Seyko", nice_classes=frozenset((14,)))])
    assert [match.mark for match in index.find("セイコー 腕時計")] == ["Seyko"]
    assert index.find("セイコー 製品") == ()


@pytest.mark.parametrize(
    ("word", "its"),
    [
        ("lederjacke", 25),
        ("watches", 14),
        ("сумки", 18),
        ("наушниками", 9),
        ("mochilas", 18),
        ("akkuschraubers", 7),
    ],
)
def test_words_for_goods_are_known_in_their_forms(word: str, its: int) -> None:
    assert its in classes_of_word(word)


@pytest.mark.parametrize("word", ["bottom", "handle", "cedar", "trick", "montreal", "carbon", "часть"])
def test_a_word_that_only_begins_like_goods_is_none(word: str) -> None:
    assert classes_of_word(word) == frozenset()


def test_goods_far_behind_a_mark_count_only_where_it_begins_the_title() -> None:
    title = "Big Gap in the old blue jeans"

    assert goods_beside(around(title, 4, 7)) == frozenset()
    assert 25 in goods_beside(around("Gap old loose blue jeans", 0, 3))


@pytest.mark.parametrize(
    ("word", "nice_class"),
    [
        ("vestido", 25),
        ("செருப்பு", 25),
        ("ჩექმები", 25),
        ("ساعات", 14),
        ("عدسة", 9),
        ("ყავა", 30),
        ("սուրճը", 30),
        ("sakset", 8),
        ("καθρέπτης", 12),
        ("타이어", 12),
        ("ボールペン替芯", 16),
        ("ผ้าอ้อม", 5),
        ("зажигалка", 34),
        ("gitarre", 15),
        ("hondenvoer", 31),
    ],
)
def test_goods_are_known_in_the_languages_of_shops(word: str, nice_class: int) -> None:
    index = MarkIndex.build([Mark(key="a", text="Gap", nice_classes=frozenset({nice_class}))])

    assert index.find(f"Gap {word}")
