"""Rows of names that have nothing to do with each other, written to be found for any of them: those that are looked for, and other famous ones."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from recognition.english_words import is_an_english_word
from recognition.folding import plain_of
from recognition.known import is_written_for_another
from recognition.marks import Kind, Match
from recognition.names import FIRMS
from recognition.use_lists import lists_on

_FEWEST = 3
_WHY = "It stands in a row of marks that have nothing to do with each other."
_FEWEST_LETTERS = 3
_WORD = r"[^\W\d_]+"
_BEHIND, _BEFORE = (
    re.compile(rf"\W{{0,4}}({_WORD}(?: {_WORD})?)"),
    re.compile(rf"((?:{_WORD} )?{_WORD})\W{{0,4}}$"),
)
_LOOKED_AT = 40


def with_rows_told(matches: Sequence[Match], text: str) -> tuple[Match, ...]:
    """The matches, those in such a row as listed; what is said of one of a row (for, like, no) is said of no list."""
    found: list[Match] = []
    for run in _runs(matches, text):
        found += (
            [replace(m, kind=Kind.LISTED, why=f"{m.why} {_WHY}") for m in run]
            if _is_a_row(run, text)
            else run
        )
    return tuple(found)


def _runs(matches: Sequence[Match], text: str) -> Iterator[list[Match]]:
    run: list[Match] = []
    for match in matches:
        if run and not (run[-1].end <= match.start and lists_on(text[run[-1].end : match.start])):
            yield run
            run = []
        run.append(match)
    if run:
        yield run


def _is_a_row(run: Sequence[Match], text: str) -> bool:
    if any(match.kind is not Kind.USE for match in run):
        return False
    marks = {match.mark_key for match in run}
    if len(marks) >= _FEWEST:
        return True
    others = {plain_of(word) for word in (*_famous_behind(run, text), *_famous_before(run, text))}
    return len(marks) + len(others) >= _FEWEST


def _famous_behind(run: Sequence[Match], text: str) -> Iterator[str]:
    at = run[-1].end
    while (found := _BEHIND.match(text, at)) and (name := _famous(found[1], run, from_the_front=True)):
        if not lists_on(text[at : found.start(1)]):
            return
        yield name
        at = found.start(1) + len(name)


def _famous_before(run: Sequence[Match], text: str) -> Iterator[str]:
    at = run[0].start
    while (found := _BEFORE.search(text[max(0, at - _LOOKED_AT) : at])) and (
        name := _famous(found[1], run, from_the_front=False)
    ):
        gap = found.group()[len(found[1]) :]
        if not lists_on(gap):
            return
        yield name
        at -= len(gap) + len(name)


def _famous(words: str, run: Sequence[Match], *, from_the_front: bool) -> str:
    """The two words, or the one nearest to the row, if they are a famous name that is none of the row's; no word of every day."""
    one = words.split(" ")[0 if from_the_front else -1]
    return next((each for each in (words, one) if _is_another_firm(each, run)), "")


def _is_another_firm(name: str, run: Sequence[Match]) -> bool:
    is_a_word = plain_of(name) not in FIRMS and is_an_english_word(plain_of(name))
    if is_a_word or len(name) < _FEWEST_LETTERS:
        return False
    return all(is_written_for_another(name, match.mark) for match in run)
