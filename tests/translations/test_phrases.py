"""What programs write down is found again among the phrases, so that it can be read in another language."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.utils.translation import override

from accounts.webhooks.words import WRONG_ADDRESSES
from complaints.intake.raising import STATEMENTS
from complaints.phrases import PARTS, RAISED
from complaints.phrases import told as told_of_complaints
from core.phrasebook import Phrasebook
from recognition import Mark, MarkIndex
from recognition.reading import Trick
from takedown.phrases import told
from tests.translations.catalogue import ROOT

_PLACE = re.compile(r"\{\w*\}")


def _shape(phrase: str) -> str:
    return _PLACE.sub("{}", phrase)


def sentences_in(path: Path) -> Iterator[str]:
    """Every sentence that a module of rules can say, with empty places."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    inner = {
        id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in ast.walk(node)
    } - {id(node) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr)}
    documented = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if id(node) in inner or id(node) in documented:
            continue
        if isinstance(node, ast.JoinedStr):
            parts = (part.value if isinstance(part, ast.Constant) else "{}" for part in node.values)
            yield "".join(map(str, parts))
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and " " in node.value:
            yield node.value


def test_whatever_is_said_of_a_wrong_address_is_a_phrase() -> None:
    known = {_shape(phrase) for phrase in WRONG_ADDRESSES}

    said = sentences_in(ROOT / "accounts/webhooks/addresses.py")
    assert [one for one in said if one not in known | {", ", " / ", "?{}"}] == []


def test_whatever_the_portal_raises_is_a_phrase() -> None:
    assert {*STATEMENTS.values()} <= {*RAISED}
    assert {str(trick) for trick in Trick} <= {*PARTS}


TITLES = (
    "Lumora handbag",
    "LUM0RA handbag",
    "Lumоra handbag",
    "L u m o r a handbag",
    "Lumoras, two of them",
    "Case for Lumora",
    "Strap compatible with Lumora",
    "Bag, not Lumora",
    "Bag in the style of Lumora",
    "Filter for vacuum Lumora",
    "Lumora 12 同款 bag",
    "Case for Xyz 15 / Lumora",
    "Bag similar to Xyz & Lumora",
    "Not Xyz or Lumora",
    "Lumora A54 case",
    "Lumoraa bag",
    "Lúmora bag",
    "Lumora-Bag",
    "Lumorabag",
    "大疆 handbag",
    "大 疆 handbag",
    "dajiang handbag",
    "Zanthorel Quimbray handbag",
    "Zanthorel handbag",
)


def test_what_the_recognition_says_of_a_title_is_read_in_chinese() -> None:
    mark = Mark(key="1", text="Lumora", variants=("Lumora Paris",), nice_classes=frozenset({18}))
    famous = Mark(key="2", text="DJI", nice_classes=frozenset({18}))
    of_two_words = Mark(key="3", text="Quimbray Zanthorel", nice_classes=frozenset({18}))
    index = MarkIndex.build([mark, famous, of_two_words])
    said = {match.why for title in TITLES for match in index.find(title, nice_class=18)}

    assert len(said) >= 6
    with override("zh-hans"):
        left = {told(why) for why in said}
    assert [text for text in left if re.search(r"\b(?:the|says|reads|beside|that)\b", text)] == []


@pytest.mark.parametrize(
    ("said", "chinese"),
    [
        ("The right lapsed on 2026-01-03.", "该权利已于 2026-01-03 失效。"),
        (
            "The evidence that this reason needs is not there yet. Add one of these: The original file of the picture.",
            "尚缺少该理由所需的证据。请补充以下之一：图片的原始文件。",
        ),
        (
            "The same picture, mirrored, cut to 60% of it: 12 of 20 blocks with texture agree.",
            "同一图片，镜像，裁剪至 60%：20 个有纹理的区块中 12 个一致。",
        ),
        ("In the words on the listing's picture: The title says \"Lumora\".", "商品图片上的文字：标题写有“Lumora”。"),
        ("The listing was taken off sale for C-7F3K-22 and is on sale again.", "该商品曾因 C-7F3K-22 下架，现又在售。"),
        ("The last 3 audits were all overturned.", "最近连续 3 项盲审均被推翻。"),
        ("They sold bags and shoes / hats, mirrored", "They sold bags and shoes / hats, mirrored"),
        ("", ""),
    ],
)  # fmt: skip
def test_each_sentence_is_told_in_the_readers_language(said: str, chinese: str) -> None:
    with override("zh-hans"):
        assert told(said) == chinese
    with override("en"):
        assert told(said) == said


def test_a_persons_words_after_a_programs_stay_theirs() -> None:
    with override("zh-hans"):
        assert told_of_complaints("The right is in force. I looked twice.") == "该权利有效。I looked twice."


def test_what_stands_in_a_place_is_not_taken_for_a_pattern() -> None:
    book = Phrasebook(["“{mark}” was not found in the listing's title."])

    with override("zh-hans"):
        assert book.told("“{x} %(y)s \\1” was not found in the listing's title.").count("{x} %(y)s \\1") == 1
