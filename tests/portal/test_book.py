"""The book: what it names exists, and what is drawn is what the code says."""

import re
from pathlib import Path

import pytest

from portal.diagrams.pages import pages
from portal.diagrams.rooms import drawn as draw_rooms
from portal.diagrams.rooms import forbidden_in, layers_in
from portal.diagrams.states import MACHINES
from portal.diagrams.states import drawn as draw_states

ROOT = Path(__file__).parent.parent.parent
PAGES = sorted(path for path in [ROOT / "README.md", *(ROOT / "docs").rglob("*.md")])
WHERE = (ROOT / "docs/where.md").read_text()


@pytest.mark.parametrize("page", pages(), ids=lambda page: page.name)
def test_a_drawn_page_is_what_the_code_says_now(page: Path) -> None:
    assert page.read_text() == pages()[page], "run script/diagrams"


def test_every_state_machine_of_the_code_is_drawn() -> None:
    drawn = {machine.source for machine in MACHINES}
    found = {
        str(path.relative_to(ROOT))
        for room in ("complaints", "takedown", "detection")
        for path in (ROOT / room).rglob("states.py")
    }

    assert found == drawn


def test_every_move_of_a_table_is_an_arrow() -> None:
    drawing = draw_states({"open": frozenset({"shut"}), "shut": frozenset()})

    assert drawing.splitlines() == [
        "stateDiagram-v2",
        "  [*] --> open",
        "  open --> shut",
        "  shut --> [*]",
    ]


def test_rooms_that_may_not_import_each_other_have_no_arrow() -> None:
    contracts = (ROOT / ".importlinter").read_text()
    drawing = draw_rooms(layers_in(contracts), forbidden_in(contracts))

    assert "complaints --> recognition" in drawing
    assert "recognition --> accounts" not in drawing
    assert "listings --> brands" not in drawing


def test_every_room_has_a_word_about_it() -> None:
    assert [layer.rooms for layer in layers_in((ROOT / ".importlinter").read_text()) if not layer.about] == []


def test_every_path_in_the_table_of_where_exists() -> None:
    missing = []
    for row in re.findall(r"^\| (.+) \| (.+) \|$", WHERE, re.MULTILINE)[1:]:
        folder = ROOT
        for name in re.findall(r"`([\w./-]+)`", row[1]):
            # A second name stands beside the first, in the same folder.
            place = ROOT / name if "/" in name or (ROOT / name).exists() else folder / name
            folder = place.parent
            if not place.exists() and not name.startswith("script/"):
                missing.append(name)
    assert missing == []


def test_the_readmes_table_is_a_part_of_it() -> None:
    readme = (ROOT / "README.md").read_text().partition("## Where do I change")[2]
    rows = [line for line in readme.splitlines() if line.startswith("| ")]

    assert [row for row in rows if row not in WHERE] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_lead_somewhere(page: Path) -> None:
    links = re.findall(r"\]\((?!https?:)([^)#\s]+)(?:#[\w-]+)?\)", page.read_text())

    assert [link for link in links if not (page.parent / link).exists()] == []


def test_the_glossary_is_in_the_order_of_the_alphabet() -> None:
    words = re.findall(r"^\| \*\*([^*,]+)", (ROOT / "docs/glossary.md").read_text(), re.MULTILINE)

    assert words == sorted(words, key=str.lower)


def test_the_readme_can_be_read_at_a_sitting() -> None:
    assert len((ROOT / "README.md").read_text().splitlines()) <= 150
