"""Chinese names written with other characters that say the same, or one of them in pinyin: 劳力仕, 耐kè, 香奈er, 平guo."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import product
from typing import NamedTuple

from recognition.folding import plain_of
from recognition.han import is_han, said, said_loosely, simplified
from recognition.judge import Candidate
from recognition.reading import Among, Trick, reading_with
from recognition.surfaces import Surface
from recognition.vocabulary import frequency_in_a_run

_LATIN = "A-Za-zÀ-ɏ"
_HAN = "\u3400-\u9fff"
_MIXED = re.compile(
    f"[{_HAN}]+[{_LATIN}]{{1,12}}(?![{_LATIN}])[{_HAN}]*|(?<![{_LATIN}])[{_LATIN}]{{1,12}}[{_HAN}]+"
)
_RUN = re.compile(f"[{_HAN}]{{2,}}")
# Who writes Japanese says other sounds.
_ANY_KANA = re.compile("[\u3041-\u30fa]")
_ANY_HAN = re.compile(f"[{_HAN}]")
_LETTERS = re.compile(f"[{_LATIN}]+")
# One digit that is no part of a number, beside characters.
_NUMBERED = re.compile(f"(?<![0-9{_LATIN}.])(?:(?<=[{_HAN}])[0-9](?![0-9{_LATIN}.])|[0-9](?=[{_HAN}]{{2}}))")
# How each is said, z as zh.
_SAID_OF = dict(
    zip(
        "0123456789",
        map(str.split, ("lin", "yi yao", "er", "san", "si", "wu", "liu", "qi", "ba", "jiu")),
        strict=True,
    )
)
# Parts of characters, which nobody writes by themselves, with the other part: 汰氵责.
_IN_PARTS = re.compile(f"[氵亻扌忄讠钅饣纟犭礻衤艹疒宀辶囗攵彳][{_HAN}]|[{_HAN}][刂攵阝彡隹]")
# Put into a name they are none of it: 李x宁.
_PUT_IN = frozenset("xo")
_TWO, _THREE, _LONGEST, _MOST_KEPT = 2, 3, 6, 5
_SIZES = frozenset("smlx")
_LONGEST_TEXT = 400
_LONGEST_WORD = 4


class _Name(NamedTuple):
    written: str
    """In simplified characters."""
    number: int
    """Of its writing."""


class Homophones:
    """The Chinese writings of marks by how they are said, and by what is left of them without one character."""

    def __init__(self, shown: Sequence[str], surface_of: Callable[[int], Surface]) -> None:
        self._surface_of = surface_of
        self._by_sound: dict[tuple[str, ...], list[_Name]] = {}
        self._by_letters: dict[str, list[_Name]] = {}
        self._by_rest: dict[tuple[str, int], list[_Name]] = {}
        for number, writing in enumerate(shown):
            if is_han(writing) and _TWO <= len(writing) <= _LONGEST:
                self._add(_Name(simplified(writing), number))
        self._lengths = sorted({len(sounds) for sounds in self._by_sound})

    def _add(self, name: _Name) -> None:
        sound = said if len(name.written) == _TWO else said_loosely
        self._by_sound.setdefault(tuple(map(sound, name.written)), []).append(name)
        self._by_letters.setdefault("".join(map(said, name.written)), []).append(name)
        for at in range(len(name.written)):
            self._by_rest.setdefault((name.written[:at] + name.written[at + 1 :], at), []).append(name)

    def hidden_in(self, text: str) -> Iterator[Candidate]:
        if not self._lengths or len(text) > _LONGEST_TEXT or not _ANY_HAN.search(text):
            return
        for run in _RUN.finditer(text) if not _ANY_KANA.search(text) else ():
            yield from self._in_a_run(simplified(run.group()), run.start())
        for mixed in _MIXED.finditer(text):
            yield from self._in_pinyin(mixed.group(), mixed.start())
        for digit in _NUMBERED.finditer(text):
            yield from self._instead_of_a_character(text, *digit.span(), _SAID_OF[digit.group()])
        for parts in _IN_PARTS.finditer(text):
            yield from self._instead_of_a_character(text, *parts.span(), ())

    def _in_a_run(self, run: str, begin: int) -> Iterator[Candidate]:
        sounds, loose = list(map(said, run)), list(map(said_loosely, run))
        for length in self._lengths:
            heard = sounds if length == _TWO else loose
            for start in range(len(run) - length + 1):
                end = start + length
                names = self._by_sound.get(tuple(heard[start:end]), ())
                changed = self._with_one_changed(run[start:end])
                # What the world calls it for short, 精工表, holds a word for the goods: another one is nothing of the name.
                registered = (each for each in changed if not self._surface_of(each.number).is_known)
                for written, number in (*names, *registered):
                    among = _how_it_may_be(run, start, end, written, same_sound=(written, number) in names)
                    if among is not None:
                        yield self._candidate(number, begin + start, begin + end, among)

    def _with_one_changed(self, written: str) -> Iterator[_Name]:
        if len(written) >= _THREE:
            for at in range(len(written)):
                yield from self._by_rest.get((written[:at] + written[at + 1 :], at), ())

    def _in_pinyin(self, mixed: str, begin: int) -> Iterator[Candidate]:
        letters = _LETTERS.search(mixed)
        if letters is None:
            return
        left, right, pinyin = mixed[: letters.start()], mixed[letters.end() :], plain_of(letters.group())
        for before, behind in product(
            range(min(len(left), _MOST_KEPT) + 1), range(min(len(right), _MOST_KEPT) + 1)
        ):
            first, last = left[len(left) - before :], right[:behind]
            start, end = begin + letters.start() - before, begin + letters.end() + behind
            for name in self._named_by(first, pinyin, last) if first or last else ():
                is_kept = (
                    simplified(first + last)
                    == name.written[:before] + name.written[len(name.written) - behind :]
                )
                is_sure = is_kept and (len(pinyin) > 1 or before + behind >= _TWO)
                yield self._candidate(name.number, start, end, Among.NOT_OTHERS if is_sure else Among.ITS_OWN)

    def _instead_of_a_character(
        self, text: str, start: int, end: int, sounds: Sequence[str]
    ) -> Iterator[Candidate]:
        """劳力4, 3只松鼠: what stands for one of a name's characters, with two others of it and more if it only says it so."""
        left = simplified(text[max(0, start - _MOST_KEPT) : start])
        right = simplified(text[end : end + _MOST_KEPT])
        for before, behind in product(range(len(left) + 1), range(len(right) + 1)):
            if before + behind < (_TWO if sounds else 1):
                continue
            for name in self._by_rest.get((left[len(left) - before :] + right[:behind], before), ()):
                if not sounds or said_loosely(name.written[before]) in sounds:
                    yield self._candidate(name.number, start - before, end + behind, Among.NOT_OTHERS)

    def _named_by(self, first: str, pinyin: str, last: str) -> Iterator[_Name]:
        """Where the letters say what is left of the name, or are what one more character begins with: 阿d达斯."""
        if len(pinyin) > 1:
            names = self._by_letters.get("".join((*map(said, first), pinyin, *map(said, last))), ())
            yield from (name for name in names if len(name.written) > len(first + last))
        elif len(first + last) > 1 or pinyin not in _SIZES:
            if first and last and pinyin in _PUT_IN:
                whole = simplified(first + last)
                names = self._by_letters.get("".join(map(said, whole)), ())
                yield from (name for name in names if name.written == whole)
            for name in self._by_rest.get((simplified(first + last), len(first)), ()):
                if said(name.written[len(first)])[0] == pinyin:
                    yield name

    def _candidate(self, number: int, start: int, end: int, among: Among) -> Candidate:
        surface = self._surface_of(number)
        return Candidate(surface, replace(reading_with([Trick.BY_EAR], surface), among=among), start, end)


def _how_it_may_be(run: str, start: int, end: int, name: str, *, same_sound: bool) -> Among | None:
    """Among which goods other characters may be the name; None if they are the name's own or a word's."""
    written = run[start:end]
    changed = [at for at, (ours, theirs) in enumerate(zip(written, name, strict=True)) if ours != theirs]
    if not changed or len(changed) == len(name) or frequency_in_a_run(written) > 0:
        return None
    # Of a name of two characters the one that is kept may be another word's as well: 非乐 before 高.
    asked = range(len(name)) if len(name) == _TWO else changed
    if any(_is_of_another_word(run, start + at, start, end) for at in asked):
        return None
    return Among.NOT_OTHERS if same_sound and len(name) - len(changed) >= _TWO else Among.ITS_OWN


def _is_of_another_word(run: str, at: int, start: int, end: int) -> bool:
    """Whether the strange character makes a word with what stands beside the name."""
    for first in range(max(0, at - _LONGEST_WORD + 1), at + 1):
        for last in range(at + 1, min(len(run), first + _LONGEST_WORD) + 1):
            goes_out = first < start or last > end
            if goes_out and last - first > 1 and frequency_in_a_run(run[first:last]) > 0:
                return True
    return False
