"""What a person sees of a page or a mail, and what of it was never marked for translation."""

import re
from collections.abc import Iterator, Sequence
from html.parser import HTMLParser

from tests.translations.pseudo import CLOSE, OPEN

VOID = frozenset(
    {"area", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
)
# Moments are written by Django's formats; the others hold what is written in no language.
UNSPOKEN = frozenset({"script", "style", "time", "code", "pre", "kbd", "samp", "textarea"})
SPOKEN_ATTRIBUTES = (
    "aria-label",
    "title",
    "placeholder",
    "alt",
    "data-label",
    "data-key-label",
    "data-copy-do",
    "data-copy-done",
)
BUTTONS = frozenset({"submit", "button", "reset"})
_INNERMOST = re.compile(f"{OPEN}[^{OPEN}{CLOSE}]*{CLOSE}", re.DOTALL)
# Codes of countries and the like are no words.
_WORD = re.compile(r"[A-Za-z][a-z][A-Za-z'’-]*|[a-z][A-Za-z]+")
NODE = "\x00"


class _Seen(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.texts: list[str] = []
        self.labels: list[str] = []
        self._quiet: list[bool] = [False]
        self._names: list[str] = [""]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        if not self._quiet[-1]:
            self.labels += [said[name] for name in SPOKEN_ATTRIBUTES if said.get(name)]
            if tag == "input" and said.get("type") in BUTTONS:
                self.labels.append(said.get("value", ""))
        if tag in VOID:
            return
        quiet = (
            tag in UNSPOKEN
            or "mono" in said.get("class", "").split()
            or said.get("translate") == "no"
            # A language's own name stands in that language.
            or (tag != "html" and "lang" in said)
        )
        self._names.append(tag)
        self._quiet.append(self._quiet[-1] or quiet)

    def handle_endtag(self, tag: str) -> None:
        if tag in self._names:
            while self._names.pop() != tag:
                self._quiet.pop()
            self._quiet.pop()

    def handle_data(self, data: str) -> None:
        if not self._quiet[-1] and data.strip():
            self.texts.append(" ".join(data.split()))


def unmarked_in(page: str, *, data: Sequence[str]) -> Iterator[str]:
    """Each text of the page that has words outside of the brackets and is no data."""
    reader = _Seen()
    reader.feed(page)
    yield from unmarked(NODE.join(reader.texts), data=data)
    for label in reader.labels:
        yield from unmarked(label, data=data)


def unmarked(text: str, *, data: Sequence[str]) -> Iterator[str]:
    while (left := _INNERMOST.sub("", text)) != text:
        text = left
    for node in text.split(NODE):
        node = node.strip()
        if _WORD.search(node) and not _is_data(node, data):
            yield node


def _is_data(node: str, data: Sequence[str]) -> bool:
    """It is put together from what somebody has entered, such as a name and a number. `data`: the longest first."""
    for entered in data:
        if len(entered) > 1 and entered in node:
            node = node.replace(entered, "\n")
    return not _WORD.search(node)
