"""What programs have written down in English, in the reader's language.

A program's sentence is kept as it was said: in the ledger, with a decision, in a library's answer. To be read in another
language it is found again among the phrases that programs use, sentence by sentence. What no phrase fits, such as a
person's own words, stays as it is.
"""

import re
from collections.abc import Iterable, Mapping
from functools import cached_property

from django.utils.functional import Promise
from django.utils.translation import get_language, gettext, override

_PLACE = re.compile(r"%\((\w+)\)[sd]|\{(\w+)\}|%(%)")
SOURCE = "en"

type Patterns = list[tuple[re.Pattern[str], str]]


class Phrasebook:
    """`phrases` are message ids with named places, {so} or %(so)s. What stands in a place is looked up in turn, among
    `parts`, too: those are no sentences of their own, and would be found in anybody's."""

    def __init__(self, phrases: Iterable[str | Promise], parts: Iterable[str | Promise] = ()) -> None:
        self._phrases, self._parts = tuple(phrases), tuple(parts)

    @cached_property
    def _sentences(self) -> Patterns:
        return _patterns_of(self._phrases)

    @cached_property
    def _inner(self) -> Patterns:
        return _patterns_of((*self._phrases, *self._parts))

    def told(self, text: str) -> str:
        """In the language that is active."""
        if not text or (get_language() or SOURCE).startswith(SOURCE):
            return text
        return self._told(text, self._sentences)

    def _told(self, text: str, patterns: Patterns) -> str:
        for pattern, phrase in patterns:
            if found := pattern.match(text):
                places = {name: self._told(said, self._inner) for name, said in found.groupdict().items()}
                rest = text[found.end() :].lstrip(" ")
                return _joined(_filled(gettext(phrase), places), self._told(rest, patterns) if rest else "")
        return text


def _patterns_of(phrases: Iterable[str | Promise]) -> Patterns:
    with override(SOURCE):
        said = [str(phrase) for phrase in phrases]
    # Whatever says most of itself is tried first: "{a}: {b}" fits nearly everything.
    return [(_pattern_of(p), p) for p in sorted(said, key=lambda p: -len(_PLACE.sub("", p)))]


def _pattern_of(phrase: str) -> re.Pattern[str]:
    parts, at, seen = [], 0, set[str]()
    for place in _PLACE.finditer(phrase):
        name = place[1] or place[2]
        parts.append(re.escape(phrase[at : place.start()]))
        if place[3]:
            parts.append("%")
        else:
            parts.append(f"(?P={name})" if name in seen else f"(?P<{name}>.+?)")
            seen.add(name)
        at = place.end()
    parts.append(re.escape(phrase[at:]))
    # A phrase ends where the text does, or where its next sentence begins.
    return re.compile(
        "".join(parts) + r"(?=$| )" if phrase.endswith((".", "?", "!")) else "".join(parts) + "$", re.DOTALL
    )


def _filled(phrase: str, places: Mapping[str, str]) -> str:
    return _PLACE.sub(lambda place: "%" if place[3] else places[place[1] or place[2]], phrase)


def _joined(first: str, rest: str) -> str:
    """Chinese puts no space between sentences."""
    between = "" if not rest or (get_language() or "").startswith("zh") else " "
    return f"{first}{between}{rest}"
