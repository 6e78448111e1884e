"""How other scripts write what English says, and what goods tell that a name is a name."""

import pytest

from recognition import Mark, MarkIndex

INDEX = MarkIndex.build(
    [
        Mark(key="Rilot", text="Rilot", nice_classes=frozenset({16})),
        Mark(key="Tavons", text="Tavons", nice_classes=frozenset({25})),
        Mark(key="Dapreem", text="Supreek", nice_classes=frozenset({25})),
        Mark(key="Hamalora", text="Himalira", nice_classes=frozenset({3})),
        Mark(key="Lamoste", text="Lamoste", nice_classes=frozenset({25})),
        Mark(key="Chamel", text="Chamel", nice_classes=frozenset({25})),
        Mark(key="Murbo", text="Murbo", nice_classes=frozenset({7})),
        Mark(key="iMove", text="iMove", nice_classes=frozenset({9})),
        Mark(key="Ariel", text="Ariel", nice_classes=frozenset({3})),
        Mark(key="Canon", text="Canon", nice_classes=frozenset({9})),
        Mark(key="Honor", text="Honor", nice_classes=frozenset({9})),
    ]
)


@pytest.mark.parametrize(
    ("title", "nice_class", "mark"),
    [
        ("रायलट पेन नीला", 16, "Rilot"),
        ("ライロット ペン", 16, "Rilot"),
        ("تافونز اسود مقاس 39", 25, "Tavons"),
        ("スープリーク 黒 M", 25, "Dapreem"),
        ("เสื้อ ลาโมส ไซส์ XL", 25, "Lamoste"),
        ("เสื้อชาเเมล", 25, "Chamel"),
        ("ہمالیرہ فیس واش", 3, "Hamalora"),
        ("मरबो ड्रिल", 7, "Murbo"),
        ("чехол i move 13", 9, "iMove"),
        ("i-move 13 case", 9, "iMove"),
        ("Ariel Pods All in 1 40 lavages", None, "Ariel"),
        ("Ariel Color 60 WL", None, "Ariel"),
        ("LP-E17 battery charger for Canon EOS M3", None, "Canon"),
        ("Чехол-книжка на Хонор 90 чёрный", 9, "Honor"),
    ],
)
def test_the_name_is_found(title, nice_class, mark):
    assert [match.mark_key for match in INDEX.find(title, nice_class=nice_class)] == [mark]


@pytest.mark.parametrize(
    "title",
    ["Ariel 40 pages paperback", "Canon LP vinyl record", "hi move it", "книга Хонор и слава", "طاووز اسود"],
)
def test_a_neighbour_is_not(title):
    assert INDEX.find(title) == ()
