"""Words of English and French that shops of all languages have borrowed: written in another script they say themselves, and no
mark that sounds alike: "캔디" is candy, not Kinder; "クルーネック" a neckline, not Clinique."""

from functools import cache, lru_cache

from recognition.listed import lines_of
from recognition.sounds import Spelling, heard_as, spellings_of_all
from recognition.voices import voice_of

_SHORTEST = 4


@cache
def _borrowed() -> dict[str, tuple[tuple[str, Spelling], ...]]:
    """By their shapes."""
    found: dict[str, list[tuple[str, Spelling]]] = {}
    words = {word for line in lines_of("loanwords.txt") for word in line.split()}
    for word, spellings in spellings_of_all(sorted(words)).items():
        for spelling in spellings:
            if len(spelling.shape) >= _SHORTEST:
                found.setdefault(spelling.shape, []).append((word, spelling))
    return {shape: tuple(each) for shape, each in found.items()}


@lru_cache(maxsize=20_000)
def _loans_in(word: str) -> frozenset[str]:
    found = set()
    for said in heard_as(word):
        voice = voice_of(word, said.consonants)
        found |= {
            loan for loan, spelling in _borrowed().get(said.shape, ()) if voice.may_be(spelling.consonants)
        }
    return frozenset(found)


def is_borrowed(word: str, name: str) -> bool:
    """Whether a word of another script, in which a name is heard, is one of these rather than the name."""
    loans = _loans_in(word)
    return bool(loans) and name not in loans
