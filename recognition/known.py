"""How famous marks are written where their register does not say so: 奔驰 is Mercedes-Benz, 大疆 DJI, "LV" Louis Vuitton.

No sound tells these, so they are facts, kept in data/known_writings.tsv and data/shop_writings.tsv (data/README.md). A mark of
that name gets them, among the goods for which it is known; what a register has counts for more.
"""

from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from functools import cache
from typing import NamedTuple

from recognition.folding import plain_of
from recognition.listed import lines_of
from recognition.marks import Mark

_FILES = ("known_writings.tsv", "shop_writings.tsv")
BETWEEN_NAMES, BETWEEN_WRITINGS = "|", ";"
"""In the lines of the files."""
_SAYS_A_WORD = "?"
_NO_NAMES: frozenset[str] = frozenset()
_LATIN_ENDS = "\u0250"
_NEARLY_CALLED_SO = 0.7
_LONG_ENOUGH_TO_BEGIN_ONE = 4
_NO_SIGNS = {code: "" for code in range(0x80) if not chr(code).isalnum()} | {ord("&"): "and"}


class Known(NamedTuple):
    shown: str
    says_a_word: bool = False
    """Whether it is an ordinary word as well: 苹果."""
    among: frozenset[int] = frozenset()
    """Of such a word, among the goods of which Nice classes it is the mark's; empty: among all of the mark's."""


class _Entry(NamedTuple):
    names: tuple[str, ...]
    writings: tuple[Known, ...]
    nice_classes: frozenset[int]
    """Of the goods that the name is known for; empty if nobody else is called so."""

    def is_of(self, mark: Mark) -> bool:
        goods = mark.nice_classes
        return not self.nice_classes or not goods or not goods.isdisjoint(self.nice_classes)


def known_writings(mark: Mark) -> tuple[Known, ...]:
    """In the order of the files, each once."""
    by_name, by_writing = _entries()
    keys = [key_of(registered) for registered in (mark.text, *mark.variants)]
    named = [entry for key in keys for entry in by_name.get(key, ())]
    written = by_writing.get(keys[0], ())
    # A hundred thousand marks are asked for, and hardly any is famous.
    return tuple(dict.fromkeys(_known_of(mark, named, written))) if named or written else ()


def is_surely_known_as(written: str, mark: Mark) -> bool:
    """Whether the world writes the mark so, and the writing is no word besides."""
    key = key_of(written)
    return any(not known.says_a_word and key_of(known.shown) == key for known in known_writings(mark))


def is_a_famous_name(name: str) -> bool:
    """Whether the world writes it in its own ways."""
    return key_of(name) in _entries()[0]


def is_known_for_another(written: str, mark: Mark) -> bool:
    """Whether the world writes another mark so: Σέικο is Seiko, and no Chicco. "Seyko" is called nearly so itself."""
    entries = _entries()[1].get(key_of(written), ())
    ours = key_of(mark.text)
    theirs = (key_of(name) for entry in entries for name in entry.names)
    return bool(entries) and all(
        SequenceMatcher(None, ours, name).ratio() < _NEARLY_CALLED_SO for name in theirs
    )


def is_a_famous_word(plain: str) -> bool:
    """Whether a famous mark is called just so, in one word: "playmobil"."""
    return plain in _famous_words()


def is_famous(written: str) -> bool:
    """Whether a famous mark is called or written so, be it a word as well: "galaxy", 苹果."""
    return key_of(written) in _names_by_any_writing()


def is_written_for_another(written: str, mark: str) -> bool:
    """Whether a famous mark is written so that is none of this mark's: "Galaxy" is Samsung's."""
    ours, theirs = key_of(mark), _names_by_any_writing().get(key_of(written), _NO_NAMES)
    return bool(theirs) and not any(_is_of_one_name(ours, each) for each in theirs)


def _is_of_one_name(ours: str, theirs: str) -> bool:
    """ "Mercedes" and "Mercedes-Benz"; not "On" and "Onkyo"."""
    shorter, longer = sorted((ours, theirs), key=len)
    return ours == theirs or (len(shorter) >= _LONG_ENOUGH_TO_BEGIN_ONE and longer.startswith(shorter))


@cache
def _names_by_any_writing() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for entry in _read():
        keys = set(map(key_of, entry.names))
        for written in (*entry.names, *(known.shown for known in entry.writings)):
            found.setdefault(key_of(written), set()).update(keys)
    return {key: frozenset(names) for key, names in found.items() if key}


@cache
def _famous_words() -> frozenset[str]:
    by_name, _ = _entries()
    names = (name for entries in by_name.values() for entry in entries for name in entry.names)
    return frozenset(key_of(name) for name in names if name.isalnum())


def _known_of(mark: Mark, named: Iterable[_Entry], written: Iterable[_Entry]) -> Iterator[Known]:
    for entry in named:
        if entry.is_of(mark):
            yield from entry.writings
    # Who has registered 奔驰 alone is called Mercedes-Benz elsewhere.
    for entry in written:
        if entry.is_of(mark):
            yield from (Known(name) for name in entry.names[:1])
            yield from entry.writings


def key_of(name: str) -> str:
    """The same for "L'Oréal" and "LOREAL", "D & G" and "D&G"."""
    if name.isascii():
        return name.lower().translate(_NO_SIGNS)
    return "".join(filter(str.isalnum, plain_of(name.replace("&", " and "))))


type _Entries = dict[str, tuple[_Entry, ...]]


@cache
def _entries() -> tuple[_Entries, _Entries]:
    """By their names, and by those writings in other scripts that are no words and name one mark only."""
    by_name: _Entries = {}
    by_writing: _Entries = {}
    for entry in _read():
        for key in dict.fromkeys(map(key_of, entry.names)):
            by_name[key] = (*by_name.get(key, ()), entry)
        for written in entry.writings:
            if not written.says_a_word and written.shown > _LATIN_ENDS:
                key = key_of(written.shown)
                by_writing[key] = (*by_writing.get(key, ()), entry)
    return by_name, {key: named for key, named in by_writing.items() if len(set(named)) == 1}


@cache
def _read() -> tuple[_Entry, ...]:
    return tuple(_entry(line) for name in _FILES for line in lines_of(name))


def _entry(line: str) -> _Entry:
    names, written, classes = (*line.split("\t"), "")[:3]
    nice_classes = frozenset(map(int, filter(None, classes.split(BETWEEN_WRITINGS))))
    writings = (_known(each, nice_classes) for each in written.split(BETWEEN_WRITINGS))
    return _Entry(tuple(names.split(BETWEEN_NAMES)), tuple(writings), nice_classes)


def _known(written: str, nice_classes: frozenset[int]) -> Known:
    if written.startswith(_SAYS_A_WORD):
        return Known(written.removeprefix(_SAYS_A_WORD), says_a_word=True, among=nice_classes)
    return Known(written)
