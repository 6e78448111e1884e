"""Short names with what their languages hang on to them, beside the model that the goods fit."""

import pytest

from recognition import Kind, Mark, MarkIndex

INDEX = MarkIndex.build(
    [
        Mark(key="Vola", text="Vola", variants=("Вола",), nice_classes=frozenset({12})),
        Mark(key="Tia", text="Tia", nice_classes=frozenset({12})),
    ]
)


@pytest.mark.parametrize(
    ("title", "mark"),
    [
        ("Коврики на Волу Гренту седан", "Vola"),
        ("Фары для Волы Гренты 2015", "Vola"),
        ("רפידות קדמיות לטיה פיקנדו 2017", "Tia"),
        ("شريط لتيا سبورتاغو", "Tia"),
    ],
)
def test_what_the_goods_fit_is_the_name_before_its_model(title, mark):
    assert [(match.mark, match.kind) for match in INDEX.find(title)] == [(mark, Kind.COMPATIBLE)]


def test_among_its_own_goods_it_needs_no_model():
    assert [match.mark for match in INDEX.find("коврики на Волу 2015", nice_class=12)] == ["Vola"]


@pytest.mark.parametrize(
    "title", ["волы гренты игрушка", "Сказка про Волу и Тию", "סט לטיה גדול", "книга Волы Гренты"]
)
def test_without_a_model_behind_it_a_short_word_is_a_word(title):
    assert INDEX.find(title) == ()
