"""Finds the words of other scripts that sound like a mark whose writing there nobody has registered."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import islice, product
from threading import Lock
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from recognition.folding import plain_of
from recognition.hashing import HashSet, hash_of, hashes_of, powers
from recognition.marks import Mark
from recognition.reading import Among
from recognition.sounds import heard_as, is_within, spellings_of, undoubled
from recognition.stream import Codes, Flags, Places
from recognition.surfaces import BY_SOUND, Surface
from recognition.vocabulary import FREQUENT, frequency_in_a_run, is_frequent, is_usual
from recognition.words import is_common

_MARKS = "\u0300-\u036f\u064b-\u065f\u0591-\u05c7\u200b-\u200f\u00ad"
_WORD = re.compile(
    f"(?P<vowels>[\u0370-\u03ff\u0400-\u052f][\u0370-\u03ff\u0400-\u052f{_MARKS}]+)"
    f"|(?P<bare>[\u0590-\u06ff][\u0590-\u06ff{_MARKS}]+)"
    "|(?P<kana>[\u30a1-\u30fa][\u30a1-\u30ff]+)|(?P<hangul>[\uac00-\ud7a3]{2,})"
)
_ANY = re.compile("[\u0370-\u052f\u0590-\u06ff\u30a1-\u30fa\uac00-\ud7a3]")
_ANY_BARE = re.compile("[\u0590-\u06ff]")
_MOST_WORDS = 3
_LONGEST_TITLE = 400
_BETWEEN = tuple(map(ord, " -・&＆·"))
_SIDE_TYPE = [
    ("whole", np.uint64),
    ("rest", np.uint64),
    ("first", np.uint32),
    ("last", np.uint32),
    ("length", np.int64),
    ("rest_length", np.int64),
]
_MOST_IN_A_TEXT = 300
# A word, with one and with two behind it, and what is left without a particle.
_MOST_WITHOUT_PARTS = 4
_SCRIPTS = ("", "vowels", "bare", "kana", "hangul")
_ODD = 5
_SHORTEST_NAME = 4
_LONG_NAME, _FURTHEST = 8, 2
_FEWEST_CONSONANTS = 3
_MOST_LEFT_OUT = 2
_MOST_REMEMBERED = 50_000
_PARTICLES = "은는이가을를의에도와과로"


class Heard(NamedTuple):
    surface: Surface
    start: int
    end: int
    is_exact: bool
    """Nearly letter by letter."""
    among: Among = Among.ANY
    """What is a word of its own language, too, says the mark only among the mark's own goods."""


class _Word(NamedTuple):
    text: str
    start: int
    end: int
    script: str


class Sounds:
    """The marks of a segment by their shapes, and the longer ones by their skeletons."""

    def __init__(self, marks: Iterable[Mark]) -> None:
        self._by_shape: dict[str, list[Surface]] = {}
        self._by_skeleton: dict[str, list[tuple[Surface, str]]] = {}
        self._remembered: dict[str, tuple[_Name, ...]] = {}
        self._of_several_by_skeleton: dict[tuple[int, str], list[tuple[Surface, str]]] = {}
        of_several: dict[int, set[str]] = {count: set() for count in range(2, _MOST_WORDS + 1)}
        for mark in marks:
            surface = Surface(mark, mark.text, mark.text, generated=BY_SOUND)
            if len(surface.base) >= _SHORTEST_NAME and surface.base.isalpha() and not is_common(surface.base):
                for skeleton, shape in sorted(spellings_of(mark.text)):
                    self._by_shape.setdefault(shape, []).append(surface)
                    if _tells_without_a(shape):
                        self._by_shape.setdefault(_unvowelled(shape), []).append(surface)
                    if _consonants(shape) >= _FEWEST_CONSONANTS:
                        self._by_skeleton.setdefault(skeleton, []).append((surface, shape))
                        if (count := len(surface.words)) in of_several:
                            of_several[count].update((skeleton, _unvowelled(shape)[1:]))
                            named = self._of_several_by_skeleton.setdefault((count, skeleton), [])
                            named.append((surface, shape))
        self._of_so_many = {
            count: HashSet(hashes_of(sorted(keys))) for count, keys in of_several.items() if keys
        }
        self._known = _Known(_sides_of if self._of_so_many else _no_sides)

    def heard_in_all(self, texts: Sequence[str]) -> Iterator[tuple[int, Heard]]:
        """What is heard in each of many texts, with the number of the text."""
        if not self._by_shape:
            return
        if all(map(str.isascii, texts)):
            return
        short = [text if len(text) <= _LONGEST_TITLE else "" for text in texts]
        tokens = _tokens_of("\0".join([*short, ""]))
        if tokens:
            begins = np.cumsum([0, *(len(text) + 1 for text in short)])
            yield from self._heard_in_tokens(tokens, begins, texts)
        for at, text in enumerate(texts):
            if len(text) > _LONGEST_TITLE:
                yield from ((at, heard) for heard in self.heard_in(text))

    def _heard_in_tokens(
        self, tokens: "_Tokens", begins: Places, texts: Sequence[str]
    ) -> Iterator[tuple[int, Heard]]:
        in_text = np.searchsorted(begins, tokens.start, "right") - 1
        bound = np.bincount(in_text, weights=tokens.most_candidates, minlength=len(texts))
        # The few that hold too much are looked through one by one, to the same end.
        crowded = set(np.flatnonzero(bound > _MOST_IN_A_TEXT).tolist())
        for at in sorted(crowded):
            yield from ((at, heard) for heard in self.heard_in(texts[at]))
        names, sides = self._known.of(tokens, self._names_in)
        for named, text, start in zip(names, in_text.tolist(), tokens.start.tolist(), strict=True):
            if named and text not in crowded:
                begin = start - int(begins[text])
                for surface, is_exact, among, first, last in named:
                    yield text, Heard(surface, begin + first, begin + last, is_exact, among)
        for first, count in _windows(tokens, sides, self._of_so_many):
            text = int(in_text[first])
            if text in crowded:
                continue
            begin = int(begins[text])
            start, end = int(tokens.start[first]) - begin, int(tokens.end[first + count - 1]) - begin
            for surface in self._of_several(tokens.text[first : first + count]):
                yield text, Heard(surface, start, end, is_exact=True)

    def _names_in(self, word: _Word) -> tuple["_Named", ...]:
        """What the word itself sounds like, and what it does without what hangs on to it."""
        found = {
            (surface.mark.key, part.start, part.end, is_exact, among): _Named(
                surface, is_exact, among, part.start, part.end
            )
            for part in (word, *_parts(word))
            for surface, is_exact, among in self._names(part.text)
        }
        return tuple(found.values())

    def heard_in(self, text: str) -> Iterator[Heard]:
        if not self._by_shape or not _ANY.search(text):
            return
        for words in islice(_candidates(text), _MOST_IN_A_TEXT):
            texts = [word.text for word in words]
            start, end = words[0].start, words[-1].end
            if len(words) == 1:
                yield from (
                    Heard(surface, start, end, is_exact, among)
                    for surface, is_exact, among in self._of_one(texts[0])
                )
            else:
                yield from (Heard(surface, start, end, is_exact=True) for surface in self._of_several(texts))

    def _of_one(self, word: str) -> tuple["_Name", ...]:
        known = self._remembered.get(word)
        if known is None:
            known = tuple(self._names(word))
            if len(self._remembered) < _MOST_REMEMBERED:
                self._remembered[word] = known
        return known

    def _of_several(self, words: Sequence[str]) -> list[Surface]:
        """Names of as many words only, each once however many ways there are to say it."""
        is_bare = _ANY_BARE.match(words[0]) is not None
        found: dict[int, Surface] = {}
        for spellings in product(*map(heard_as, words)):
            shape = undoubled("".join(spelling.shape for spelling in spellings))
            skeleton = undoubled("".join(spelling.skeleton for spelling in spellings))
            for surface, theirs in self._of_several_by_skeleton.get((len(words), skeleton), ()):
                if (
                    shape == theirs
                    or _is_nearly(shape, theirs)
                    or (is_bare and _leaves_out_vowels(shape, theirs))
                ):
                    found[id(surface)] = surface
            for surface in self._by_shape.get(_unvowelled(shape), ()) if is_bare else ():
                if len(surface.words) == len(words):
                    found[id(surface)] = surface
        return list(found.values())

    def _names(self, word: str) -> Iterator["_Name"]:
        language = _in_its_language(word)
        for skeleton, shape in heard_as(word):
            near = self._by_skeleton.get(skeleton, ())
            yield from self._said_alike(shape, language)
            if _ANY_BARE.match(word):
                yield from self._said_alike_without_a(shape, language)
                yield from _said_with_vowels_left_out(shape, near, language)
            if not language.is_a_word:
                yield from _said_nearly_alike(shape, near)

    def _said_alike(self, shape: str, language: "_InItsLanguage") -> Iterator["_Name"]:
        if len(shape) < _SHORTEST_NAME or (len(shape) == _SHORTEST_NAME and language.is_plain):
            return
        is_short_word = language.is_a_word and len(shape) == _SHORTEST_NAME
        among = Among.ITS_OWN if is_short_word else language.among
        yield from ((surface, True, among) for surface in self._by_shape.get(shape, ()))

    def _said_alike_without_a(self, shape: str, language: "_InItsLanguage") -> Iterator["_Name"]:
        is_short = len(shape) < _SHORTEST_NAME
        if not _tells_without_a(shape) or (is_short and language.is_plain):
            return
        among = Among.ITS_OWN if is_short else language.among
        yield from ((surface, True, among) for surface in self._by_shape.get(_unvowelled(shape), ()))


type _Name = tuple[Surface, bool, Among]
"""With whether it is exact, and among which goods it counts."""


class _InItsLanguage(NamedTuple):
    """What a word means to those who know no marks."""

    is_a_word: bool
    is_plain: bool
    """Said every day."""

    @property
    def among(self) -> Among:
        return Among.NOT_OTHERS if self.is_plain else Among.ANY


def _in_its_language(word: str) -> _InItsLanguage:
    plain, in_a_run = plain_of(word), frequency_in_a_run(word)
    is_a_word = in_a_run > 0 or is_usual(plain)
    return _InItsLanguage(is_a_word, in_a_run >= FREQUENT or (is_a_word and is_frequent(plain)))


def _said_with_vowels_left_out(
    shape: str, near: Sequence[tuple[Surface, str]], language: _InItsLanguage
) -> Iterator[_Name]:
    if _consonants(shape) <= _FEWEST_CONSONANTS or language.is_plain:
        return
    among = Among.ITS_OWN if language.is_a_word else Among.ANY
    yield from ((surface, True, among) for surface, theirs in near if _leaves_out_vowels(shape, theirs))


def _said_nearly_alike(shape: str, near: Sequence[tuple[Surface, str]]) -> Iterator[_Name]:
    yield from ((surface, False, Among.ANY) for surface, theirs in near if _is_nearly(shape, theirs))


def _unvowelled(shape: str) -> str:
    """As Hebrew and Arabic write it, where a is none or one of several letters."""
    return "~" + undoubled(shape.replace("A", ""))


def _tells_without_a(shape: str) -> bool:
    return _consonants(shape) >= _FEWEST_CONSONANTS or len(shape.replace("A", "")) > _SHORTEST_NAME


def _leaves_out_vowels(ours: str, theirs: str) -> bool:
    """Whether it is theirs without a few vowels, which Hebrew and Arabic need not write."""
    ours, theirs = _unvowelled(ours), _unvowelled(theirs)
    rest = iter(theirs)
    return len(theirs) - len(ours) <= _MOST_LEFT_OUT and all(letter in rest for letter in ours)


def _consonants(shape: str) -> int:
    return sum(letter not in "AIO" for letter in shape)


def _is_nearly(ours: str, theirs: str) -> bool:
    """The longer a name, the further from it its sound may be."""
    allowed = 0 if len(theirs) <= _SHORTEST_NAME else 1 if len(theirs) < _LONG_NAME else _FURTHEST
    return ours != theirs and _consonants(ours) == _consonants(theirs) and is_within(ours, theirs, allowed)


class _Named(NamedTuple):
    surface: Surface
    is_exact: bool
    among: Among
    start: int
    end: int
    """Of the word."""


class _Tokens(NamedTuple):
    """The words of other scripts in joined texts."""

    text: list[str]
    script: list[int]
    """Their places in `_SCRIPTS`."""
    start: Places
    end: Places
    goes_on: Flags
    """Whether the next one may be the next word of one name."""
    most_candidates: Places


def _tokens_of(joined: str) -> _Tokens | None:
    codes = np.frombuffer(joined.encode("utf-32-le", "surrogatepass"), np.uint32)
    kinds = _kinds()[codes]
    is_in = kinds > 0
    if not is_in.any():
        return None
    # Stretches of the letters of such words, most of them a word of one script each.
    edges = np.flatnonzero(np.diff(is_in, prepend=False, append=False))
    starts, ends = edges[::2], edges[1::2]
    kind = kinds[starts]
    changed = np.concatenate([[0], np.cumsum(kinds[1:] != kinds[:-1])])
    is_one = (changed[ends - 1] == changed[starts]) & (kind < _ODD)
    found = [
        (start, joined[start:end], script)
        for start, end, script in zip(
            *(column[is_one & (ends - starts > 1)].tolist() for column in (starts, ends, kind)), strict=True
        )
    ]
    for start, end in zip(starts[~is_one].tolist(), ends[~is_one].tolist(), strict=True):
        found += [
            (each.start(), each.group(), _SCRIPTS.index(each.lastgroup or ""))
            for each in _WORD.finditer(joined, start, end)
        ]
    return _tokens(sorted(found), codes) if found else None


def _tokens(found: Sequence[tuple[int, str, int]], codes: Codes) -> _Tokens:
    starts, texts, scripts = map(list, zip(*found, strict=True))
    start, script = np.array(starts, np.int64), np.array(scripts, np.int64)
    lengths = np.array(list(map(len, texts)), np.int64)
    end = start + lengths
    goes_on = np.zeros(len(texts), bool)
    goes_on[:-1] = (
        (start[1:] - end[:-1] == 1) & np.isin(codes[end[:-1]], _BETWEEN) & (script[1:] == script[:-1])
    )
    most = _MOST_WITHOUT_PARTS + 2 * lengths * (script == _SCRIPTS.index("kana"))
    return _Tokens(texts, scripts, start, end, goes_on, most)


@cache
def _kinds() -> NDArray[np.uint8]:
    """By code point, the script of the words that it begins; another number if it only goes on in one."""
    kinds = np.zeros(0x110000, np.uint8)
    for first, last, number in (
        (0x0370, 0x052F, 1),
        (0x0590, 0x06FF, 2),
        (0x30A1, 0x30FA, 3),
        (0x30FB, 0x30FF, _ODD),
        (0xAC00, 0xD7A3, 4),
        (0x0300, 0x036F, _ODD),
        (0x200B, 0x200F, _ODD),
        (0x00AD, 0x00AD, _ODD),
    ):
        kinds[first : last + 1] = number
    return kinds


type _Side = tuple[int, int, int, int, int, int]
type _Sides = NDArray[np.void]


class _Known:
    """The words heard before: what each sounds like by itself, and by which it is known what it sounds like with others."""

    def __init__(self, sides_of: Callable[[str], Sequence[_Side]]) -> None:
        self._sides_of = sides_of
        self._lock = Lock()
        self._numbers: dict[str, int] = {}
        self._names: list[tuple[_Named, ...]] = []
        self._sides: _Sides = np.zeros((1 << 8, 2), _SIDE_TYPE)

    def of(
        self, tokens: _Tokens, names_in: Callable[[_Word], tuple[_Named, ...]]
    ) -> tuple[list[tuple[_Named, ...]], _Sides]:
        with self._lock:
            if len(self._numbers) > _MOST_REMEMBERED:
                self._numbers, self._names = {}, []
            known, names = self._numbers, self._names
            for text, script in zip(tokens.text, tokens.script, strict=True):
                if text not in known:
                    self._learn(text, names_in(_Word(text, 0, len(text), _SCRIPTS[script])))
            numbers = [known[text] for text in tokens.text]
            return [names[number] for number in numbers], self._sides[numbers]

    def _learn(self, word: str, names: tuple[_Named, ...]) -> None:
        number = len(self._numbers)
        if number == len(self._sides):
            self._sides = np.concatenate([self._sides, np.zeros_like(self._sides)])
        self._sides[number] = self._sides_of(word)
        self._numbers[word] = number
        self._names.append(names)


def _windows(tokens: _Tokens, sides: _Sides, of_so_many: Mapping[int, HashSet]) -> Iterator[tuple[int, int]]:
    """Where two and three words in a row may be heard as a name of as many, and how many they are."""
    first = np.flatnonzero(tokens.goes_on)
    if not first.size or not of_so_many:
        return
    made = [sides[first, side] for side in range(2)]
    for count in range(2, _MOST_WORDS + 1):
        added = [sides[first + count - 1, side] for side in range(2)]
        made = [_joined(one, other) for one in made for other in added]
        heard = np.zeros(len(first), bool)
        for each in made if count in of_so_many else ():
            heard |= of_so_many[count].has(each["whole"]) & (each["length"] > 0)
        yield from ((at, count) for at in first[heard].tolist())
        goes_on = tokens.goes_on[first + count - 1]
        first, made = first[goes_on], [each[goes_on] for each in made]


def _no_sides(_word: str) -> Sequence[_Side]:
    return [(0,) * 6] * 2


def _sides_of(word: str) -> Sequence[_Side]:
    """Of a word's skeletons, or of its skeleton and its shape without a, as numbers: the whole, what is left without its first
    letter, first and last letter, and the lengths of both. Two words' skeletons in a row are one with nothing doubled."""
    spelt = heard_as(word)
    sides = [_side(skeleton) for skeleton, _ in spelt]
    if _ANY_BARE.match(word):
        sides += [_side(_unvowelled(shape)[1:]) for _, shape in spelt]
    return (sides * 2)[:2] if sides else _no_sides(word)


def _side(written: str) -> _Side:
    return (
        hash_of(written),
        hash_of(written[1:]),
        ord(written[0]),
        ord(written[-1]),
        len(written),
        len(written) - 1,
    )


def _joined(one: _Sides, other: _Sides) -> _Sides:
    made = np.empty_like(one)
    doubled = one["last"] == other["first"]
    made["whole"] = one["whole"] + np.where(doubled, other["rest"], other["whole"]) * powers()[one["length"]]
    made["length"] = one["length"] + np.where(doubled, other["rest_length"], other["length"])
    made["length"] *= (one["length"] > 0) & (other["length"] > 0)
    made["last"] = other["last"]
    return made


def _candidates(text: str) -> Iterator[Sequence[_Word]]:
    words = [
        _Word(found.group(), found.start(), found.end(), str(found.lastgroup))
        for found in _WORD.finditer(text)
    ]
    for at, word in enumerate(words):
        yield (word,)
        yield from ((part,) for part in _parts(word))
        for last in range(at + 1, min(at + _MOST_WORDS, len(words))):
            between = text[words[last - 1].end : words[last].start]
            if between not in map(chr, _BETWEEN) or words[last].script != word.script:
                break
            yield words[at : last + 1]


def _parts(word: _Word) -> Iterator[_Word]:
    """Without what a language hangs on to a name."""
    text, start = word.text, word.start
    if word.script == "hangul" and text[-1] in _PARTICLES and len(text) > 2:
        yield _Word(text[:-1], start, word.end - 1, word.script)
    if word.script == "kana" and frequency_in_a_run(text) == 0:
        for cut in range(3, len(text) - 2):
            if frequency_in_a_run(text[cut:]) > 0:
                yield _Word(text[:cut], start, start + cut, word.script)
            if frequency_in_a_run(text[:cut]) > 0:
                yield _Word(text[cut:], start + cut, word.end, word.script)
