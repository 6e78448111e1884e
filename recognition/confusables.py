"""Characters that Unicode says look alike (UTS #39): the whole of its table, read from `data/confusables.txt`."""

import unicodedata
from functools import cache

from recognition.listed import lines_of


@cache
def prototypes() -> dict[str, str]:
    """Character → what it looks like, as Unicode's skeleton has it: "а" (Cyrillic) → "a", "ꝏ" → "oo"."""
    pairs = (line.split(";") for line in lines_of("confusables.txt"))
    return {chr(int(source, 16)): _text(target) for source, target in pairs}


def _text(codes: str) -> str:
    return "".join(chr(int(code, 16)) for code in codes.split())


def looks_latin(char: str) -> str:
    """The letters and digits of ASCII that the character looks like, or nothing: "е" (Cyrillic) → "e"."""
    seen = prototypes().get(char, "")
    bare = "".join(each for each in unicodedata.normalize("NFKD", seen) if not unicodedata.combining(each))
    return bare.casefold() if bare.isascii() and bare.isalnum() else ""
