"""The pages can be read from right to left: nothing in the style says left or right, and what people typed finds its own
direction."""

import re
from pathlib import Path

import pytest

from tests.translations.catalogue import ROOT

SHEETS = sorted((ROOT / "static/css").rglob("*.css"))
# A name of a side anywhere in a property, or as the value of one that takes sides.
PHYSICAL = re.compile(
    r"(?:^|[\s;{])(?:"
    r"(?:margin|padding|border|scroll-margin|scroll-padding)-(?:left|right|top|bottom)[\w-]*"
    r"|border-(?:top|bottom)-(?:left|right)-radius"
    r"|left|right|(?:min-|max-)?(?:width|height)"
    r")\s*:"
    r"|(?:text-align|float|clear)\s*:\s*(?:left|right)\b"
)
# Media queries know widths only, and what is turned is turned both ways.
ALLOWED = re.compile(r"@(?:media|container)[^{]*\{")
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
def test_a_sheet_says_start_and_end_and_never_left_and_right(sheet: Path) -> None:
    style = ALLOWED.sub("{", COMMENT.sub("", sheet.read_text(encoding="utf-8")))

    assert PHYSICAL.findall(style) == []


@pytest.mark.parametrize(
    "style",
    ["a { margin-left: 1px }", "a { left: 0 }", "a { text-align: right }", "a { border-top-left-radius: 1px }",
     "a { max-width: 3em }", "a { float:left }"],
)  # fmt: skip
def test_the_rule_finds_what_it_looks_for(style: str) -> None:
    assert PHYSICAL.search(style)


def test_templates_have_no_style_of_their_own() -> None:
    pages = [*(ROOT / "templates").rglob("*.html")]

    assert [page.name for page in pages if re.search(r"\sstyle=|<style|align=\"", page.read_text())] == []
