"""How counterfeiters write a brand's name so that a plain search does not find it."""

import random
import unicodedata
from collections.abc import Callable

from .brands import Brand

_LOOKALIKES = str.maketrans("aeopcxyiAEOPCXBHKMT", "аеорсхуіАЕОРСХВНКМТ")
_LEET = str.maketrans("aeiostAEIOST", "4310574310$7")


def _homoglyphs(name: str, rng: random.Random) -> str:
    # Never all letters at once: a mixed word is what is seen in the wild.
    keep = rng.randrange(len(name))
    return "".join(c if i == keep else c.translate(_LOOKALIKES) for i, c in enumerate(name))


def _leet(name: str, rng: random.Random) -> str:
    places = [i for i, c in enumerate(name) if c.translate(_LEET) != c]
    chosen = set(rng.sample(places, k=min(len(places), rng.choice((1, 2)))))
    return "".join(c.translate(_LEET) if i in chosen else c for i, c in enumerate(name))


def _spaced(name: str, rng: random.Random) -> str:
    return rng.choice((" ", ".", "-")).join(name.replace(" ", "").upper())


def _zero_width(name: str, rng: random.Random) -> str:
    place = rng.randrange(1, len(name))
    return name[:place] + rng.choice(("\u200b", "\u2060", "\u00ad")) + name[place:]


def _fullwidth(name: str, _rng: random.Random) -> str:
    return "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in name)


def _bold_letters(name: str, _rng: random.Random) -> str:
    return "".join(_bold(c) for c in name)


def _bold(letter: str) -> str:
    if "a" <= letter <= "z":
        return chr(0x1D41A + ord(letter) - ord("a"))
    if "A" <= letter <= "Z":
        return chr(0x1D400 + ord(letter) - ord("A"))
    return letter


def _accents(name: str, rng: random.Random) -> str:
    places = [i for i, c in enumerate(name) if c.lower() in "aeiou"]
    place = rng.choice(places)
    accented = unicodedata.normalize("NFC", name[place] + rng.choice("\u0301\u0308\u0302"))
    return name[:place] + accented + name[place + 1 :]


def _misspelt(name: str, rng: random.Random) -> str:
    place = rng.randrange(2, len(name) - 1)
    if rng.random() < 0.5:
        return name[:place] + name[place] + name[place:]
    return name[:place] + name[place + 1] + name[place] + name[place + 2 :]


TRICKS: dict[str, Callable[[str, random.Random], str]] = {
    "homoglyph": _homoglyphs,
    "leet": _leet,
    "spaced": _spaced,
    "zero_width": _zero_width,
    "fullwidth": _fullwidth,
    "bold_letters": _bold_letters,
    "accent": _accents,
    "misspelt": _misspelt,
}


def disguise(brand: Brand, language: str, rng: random.Random) -> tuple[str, str]:
    """A disguised spelling and the name of the trick; sometimes plain, sometimes no name at all."""
    roll = rng.random()
    if roll < 0.18:
        return brand.name, "plain"
    if roll < 0.26:
        return "", "name_left_out"
    if roll < 0.48 and brand.variants:
        return _in_another_script(brand, language, rng), "other_script"
    trick = rng.choice(tuple(TRICKS))
    return TRICKS[trick](brand.name, rng), trick


def _in_another_script(brand: Brand, language: str, rng: random.Random) -> str:
    return brand.variants.get(language) or rng.choice(tuple(brand.variants.values()))
