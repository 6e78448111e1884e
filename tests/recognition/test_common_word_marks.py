"""Marks that are words of the language: theirs only among their own goods."""

import pytest

from recognition import Kind, Mark, MarkIndex

COMMON = ["Apple", "Gap", "Shell", "Dove", "Coach", "Mars", "Supreme"]


@pytest.fixture(scope="module")
def common():
    return MarkIndex.build([Mark(key=word, text=word, nice_classes=frozenset({25})) for word in COMMON])


@pytest.mark.parametrize("word", COMMON)
def test_a_common_word_counts_in_a_class_of_the_mark(common, word):
    matches = common.find(f"{word} jacket navy", nice_class=25)

    assert [match.mark for match in matches] == [word]
    assert "ordinary" in matches[0].why


@pytest.mark.parametrize("word", COMMON)
@pytest.mark.parametrize(("goods", "nice_class"), [("jacket navy", 9), ("poster navy", None), ("navy", None)])
def test_a_common_word_does_not_count_elsewhere(common, word, goods, nice_class):
    assert common.find(f"{word} {goods}", nice_class=nice_class) == ()


@pytest.mark.parametrize("word", COMMON)
def test_goods_of_the_mark_speak_for_the_class_where_none_is_given(common, word):
    assert [match.mark for match in common.find(f"{word} jacket navy")] == [word]


@pytest.mark.parametrize(
    "title", ["$UPREME hoodie", "Supr3me hoodie", "Арple hoodie", "S U P R E M E hoodie"]
)
def test_a_disguised_common_word_needs_the_class_too(common, title):
    assert [match.kind for match in common.find(title, nice_class=25)] == [Kind.DISGUISED]
    assert common.find(title, nice_class=9) == ()


@pytest.mark.parametrize(
    "title",
    [
        "apple cider shirt",
        "door gap seal",
        "sea shell print",
        "turtle dove print",
        "football coach jacket",
        "planet mars",
    ],
)
def test_its_neighbours_make_a_common_word_ordinary_even_in_its_class(common, title):
    assert common.find(title, nice_class=25) == ()


def test_a_common_word_without_classes_is_never_found():
    assert MarkIndex.build([Mark(key="a", text="Apple")]).find("Apple", nice_class=9) == ()


def test_a_common_variant_in_han_needs_the_class():
    index = MarkIndex.build([Mark(key="a", text="Apple", variants=("苹果",), nice_classes=frozenset({9}))])

    assert index.find("新鲜苹果", nice_class=31) == ()
    assert len(index.find("苹果手机", nice_class=9)) == 1
