"""Marks in scripts in which nobody has registered a writing."""

import pytest

from recognition import Kind, Mark, MarkIndex

INDEX = MarkIndex.build(
    [
        Mark(key=name, text=name)
        for name in ("Adidas", "Balenciaga", "Versace", "Rolex", "Samsung", "Lumora", "Louis Vuitton")
    ]
    + [Mark(key="n", text="Nike", variants=("耐克",)), Mark(key="k", text="Кестрелия")]
)


@pytest.mark.parametrize(
    ("title", "mark"),
    [
        ("кроссовки адидас мужские", "Adidas"),
        ("アディダス スニーカー", "Adidas"),
        ("아디다스 운동화", "Adidas"),
        ("حذاء اديداس رجالي", "Adidas"),
        ("נעלי אדידס", "Adidas"),
        ("сумка Баленсиага", "Balenciaga"),
        ("τσάντα Βερσάτσε", "Versace"),
        ("часы Ролекс", "Rolex"),
        ("ρολόι Ρόλεξ", "Rolex"),
        ("телефон Самсунг", "Samsung"),
        ("лампа Люмора", "Lumora"),
        ("루모라 램프", "Lumora"),
        ("сумка Луи Виттон", "Louis Vuitton"),
        ("naike shoes", "Nike"),
        ("Kestreliya lamp", "Кестрелия"),
    ],
)
def test_a_mark_is_heard_in_another_script(title, mark):
    (match,) = INDEX.find(title)

    assert match.mark == mark
    assert match.kind is Kind.USE
    assert match.score < 0.8


@pytest.mark.parametrize(
    "title",
    [
        "кроссовки мужские новые",
        "адресник для собак",
        "смартфон с камерой",
        "ρολόι χειρός",
        "アイス スニーカー",
        "운동화 남성용",
        "حذاء رياضي",
        "נעלי ריצה",
    ],
)
def test_words_of_the_language_are_heard_as_no_mark(title):
    assert INDEX.find(title) == ()


def test_what_is_registered_there_counts_more_than_what_is_heard():
    index = MarkIndex.build([Mark(key="a", text="Adidas", variants=("адидас",))])

    assert index.find("кроссовки адидас")[0].score == 1


AS_ENGLISH_SAYS_IT = MarkIndex.build(
    [
        Mark(key=name, text=name, nice_classes=frozenset({25}))
        for name in (
            "The Grey Lane",
            "Wildpine",
            "Canobel",
            "Torino & Lutti",
            "Sandberg",
            "Phillicote",
            "Lego",
        )
    ]
)


@pytest.mark.parametrize(
    ("title", "mark"),
    [
        ("グレイレイン ジャケット", "The Grey Lane"),
        ("와일드파인 재킷", "Wildpine"),
        ("캐노벨 카메라", "Canobel"),
        ("トリノ&ルッティ 香水", "Torino & Lutti"),
        ("ساعة ساندبرغ جديدة", "Sandberg"),
        ("フィリコート バッグ", "Phillicote"),
    ],
)
def test_a_name_is_heard_as_its_own_language_says_it(title, mark):
    assert [match.mark for match in AS_ENGLISH_SAYS_IT.find(title)] == [mark]


def test_a_word_of_its_own_language_says_the_mark_only_among_the_marks_goods():
    assert AS_ENGLISH_SAYS_IT.find("футболка Лего", nice_class=5) == ()
    assert [match.mark for match in AS_ENGLISH_SAYS_IT.find("футболка Лего", nice_class=25)] == ["Lego"]
