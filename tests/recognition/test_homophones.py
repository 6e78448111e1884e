"""Chinese names with one character changed for another that is said the same."""

import time

import pytest

from recognition import Kind, Mark, MarkIndex

INDEX = MarkIndex.build(
    [
        Mark(key=text, text=text, variants=variants, nice_classes=frozenset(classes))
        for text, variants, classes in (
            ("Nike", ("耐克",), (25,)),
            ("Rolex", (), (14,)),
            ("Hermès", (), (25,)),
            ("Sony", (), (9,)),
            ("Apple", ("苹果",), (9,)),
            ("Lumora", ("卢莫拉",), (18,)),
            ("Bestine", ("贝丝婷",), (3,)),
            ("Seiko", (), (14,)),
        )
    ]
)


def found_in(title: str, nice_class: int | None = None) -> list[str]:
    return [match.mark for match in INDEX.find(title, nice_class=nice_class)]


@pytest.mark.parametrize(
    ("title", "nice_class", "mark"),
    [
        ("耐刻空军一号 男鞋", 25, "Nike"),
        ("劳力仕绿水鬼机械表男", 14, "Rolex"),
        ("爱马侍丝巾 真丝", 25, "Hermès"),
        ("锁尼 xm5 头戴 耳机", None, "Sony"),
        ("卢莫啦 手提包", 18, "Lumora"),
    ],
)
def test_a_name_is_known_by_what_is_said_the_same(title: str, nice_class: int | None, mark: str) -> None:
    assert found_in(title, nice_class) == [mark]


def test_it_is_a_disguise_and_it_is_told_how() -> None:
    (match,) = INDEX.find("劳力仕 手表", nice_class=14)
    assert match.kind is Kind.DISGUISED
    assert match.why == '"劳力仕" reads as "劳力士", a known writing of Rolex: other letters say the same.'


@pytest.mark.parametrize(
    ("title", "nice_class"),
    [
        # Among others' goods, and with nothing of the name left.
        ("耐刻 台面 大理石", 19),
        ("老利仕 手表", 14),
        # A word, parts of words, what is a word itself, another famous name.
        ("爱马试试 骑马服", 25),
        ("耐磨 刻字 男鞋", 25),
        ("蓓丝婷 面霜", 30),
    ],
)
def test_what_is_another_word_is_innocent(title: str, nice_class: int) -> None:
    assert found_in(title, nice_class) == []


def test_what_another_has_registered_is_no_homophone() -> None:
    index = MarkIndex.build(
        [
            Mark(key="Lumora", text="Lumora", variants=("卢莫拉",), nice_classes=frozenset((18,))),
            Mark(key="卢莫辣", text="卢莫辣", nice_classes=frozenset((18,))),
        ]
    )
    assert [match.mark for match in index.find("卢莫辣 手提包", nice_class=18)] == ["卢莫辣"]
    assert [match.mark for match in index.find("卢莫啦 手提包", nice_class=18)] == ["Lumora", "卢莫辣"]


def test_a_long_text_of_such_names_takes_bounded_time() -> None:
    INDEX.find("耐刻")
    begin = time.process_time()
    INDEX.find("耐刻劳力仕爱马侍" * 1_000, nice_class=25)
    assert time.process_time() - begin < 1


def test_another_word_for_the_goods_in_a_known_writing_says_nothing_of_the_name() -> None:
    assert found_in("精工表 机械", 14) == ["Seiko"]
    assert found_in("精工细 红木手串", 14) == []
