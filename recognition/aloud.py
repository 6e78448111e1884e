"""Names in Latin letters read aloud: "Guczi", "Lui Witon", "Şanel", "Nayk" and "Sciaomi" say what Gucci, Louis Vuitton, Chanel, Nike
and Xiaomi do, to who only hears them and writes as his own language does.

A mark is said in the ways of `spoken.py`, a word as Polish, Turkish, Spanish, French, Italian, German and English read it. Both are brought
down to one way to write sounds, which has to be the same, each vowel too.
"""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from recognition.folding import plain_of
from recognition.spoken import AS_ENGLISH, ways_to_speak
from recognition.voices import undoubled

_FEWEST_LETTERS, _FEWEST_SOUNDS = 4, 3

type _Rules = Sequence[tuple[re.Pattern[str], str]]


def _rules(*pairs: tuple[str, str]) -> _Rules:
    return tuple((re.compile(pattern), said) for pattern, said in pairs)


# Sounds are written X (sh), C (ch), J (the s of "pleasure" and the j of "John"), and otherwise as English writes them.
_POLISH = _rules(("sz|ś", "X"), ("cz|ć", "C"), ("ż|ź", "J"), ("ó", "u"), ("j", "i"), ("ch", "h"), ("c", "ts"))
_TURKISH = _rules(("ş", "X"), ("ç", "C"), ("c|j", "J"), ("ğ", ""), ("ı", "i"))
_SPANISH = _rules(
    ("ch", "C"), ("x|sh", "X"), ("ñ", "ni"), ("ll", "i"), ("j", "h"), ("qu(?=[eiéí])", "k"), ("gu(?=[eiéí])", "g"), ("c(?=[eiéí])", "s")
)  # fmt: skip
_FRENCH = _rules(
    ("ch", "X"), ("eau|au", "o"), ("ou", "u"), ("oi", "ua"), ("qu", "k"), ("gn", "ni"), ("j|g(?=[eiéè])", "J"), ("ç|c(?=[eiéè])", "s"),
    ("(?<=[^aeiou])e$", ""),
)  # fmt: skip
_ITALIAN = _rules(
    ("sci(?=[aou])|sc(?=[ei])", "X"), ("ci(?=[aou])|c(?=[ei])", "C"), ("gi(?=[aou])|g(?=[ei])", "J"), ("ch", "k"), ("gh", "g"), ("gn", "ni")
)  # fmt: skip
_GERMAN = _rules(("tsch", "C"), ("sch", "X"), ("ei", "ai"), ("ie", "i"), ("j", "i"), ("w", "v"))
_ENGLISH = _rules(("sh", "X"), ("ch", "C"), ("j|zh", "J"), ("ee|ea", "i"), ("oo", "u"))
_LANGUAGES = (_POLISH, _TURKISH, _SPANISH, _FRENCH, _ITALIAN, _GERMAN, _ENGLISH)
# As `spoken.py` writes what it says.
_AS_SPOKEN = _rules(("tsh|tch|ch", "C"), ("sh", "X"), ("dzh|dj|zh|j", "J"), ("ee|ea", "i"), ("oo|ou", "u"))
# What all of them write for the same.
_ALIKE = _rules(
    ("ph", "f"),
    ("th", "t"),
    ("ck|q", "k"),
    ("x", "ks"),
    ("c", "k"),
    ("y", "i"),
    ("w", "v"),
    ("z", "s"),
    ("gh", "g"),
    (r"(.)\1+", r"\1"),
)


def says_the_name(written: str, name: str) -> bool:
    """Whether a word, or what is written as one, reads aloud as the name in some language; a letter doubled or a last e is no other
    way to write it: "Chanelle" is a person's."""
    if len(written) < _FEWEST_LETTERS or _bare(written) == _bare(name):
        return False
    return not _read_aloud(written.casefold()).isdisjoint(_said(name))


def _bare(written: str) -> str:
    return undoubled(plain_of(written)).rstrip("e")


def words_of(shown: str) -> tuple[str, ...]:
    """Of a name that is written in Latin letters alone, and enough of them; of another, none."""
    words = tuple(re.findall("[a-z]+", plain_of(shown)))
    is_all = len("".join(words)) == len("".join(filter(str.isalnum, plain_of(shown))))
    return words if is_all and len("".join(words)) >= _FEWEST_LETTERS else ()


def sounds_of_all(ways: str) -> str:
    """Of ways to say names, a line each: what is heard."""
    return _by((*_AS_SPOKEN, *_ALIKE), ways)


def distinct(said: Iterable[str]) -> list[str]:
    """The ways of `spoken.py`, without the mark of those that only some scripts write."""
    return sorted({way.replace(AS_ENGLISH, "") for way in said})


@lru_cache(maxsize=20_000)
def _said(name: str) -> frozenset[str]:
    words = words_of(name)
    if not words:
        return frozenset()
    (ways,) = ways_to_speak([words])
    return frozenset(filter(_is_enough, (sounds_of_all(way) for way in distinct(ways))))


@lru_cache(maxsize=20_000)
def _read_aloud(written: str) -> frozenset[str]:
    return frozenset(filter(_is_enough, (_sounds(written, language) for language in _LANGUAGES)))


def _sounds(written: str, language: _Rules) -> str:
    # X, C and J are sounds by now.
    return _by(_ALIKE, "".join(each if each in "XCJ" else plain_of(each) for each in _by(language, written)))


def _by(rules: _Rules, text: str) -> str:
    for pattern, said in rules:
        text = pattern.sub(said, text)
    return text


def _is_enough(sounds: str) -> bool:
    return len(sounds) >= _FEWEST_SOUNDS
