"""Whether two names are of the same firm, as far as their letters can tell."""

import re
import unicodedata

# What firms are called besides their names, in the spellings that registers use.
_OF_ANY_FIRM = frozenset(
    [
        "ab",
        "ag",
        "and",
        "as",
        "asa",
        "bhd",
        "brand",
        "brands",
        "bv",
        "co",
        "company",
        "corp",
        "corporation",
        "de",
        "der",
        "des",
        "gmbh",
        "group",
        "groupe",
        "holding",
        "holdings",
        "inc",
        "incorporated",
        "international",
        "intl",
        "ip",
        "kg",
        "kk",
        "la",
        "le",
        "limited",
        "llc",
        "llp",
        "ltd",
        "ltda",
        "nv",
        "of",
        "oy",
        "oyj",
        "plc",
        "pte",
        "pty",
        "pvt",
        "sa",
        "sarl",
        "sas",
        "se",
        "sdn",
        "spa",
        "srl",
        "sro",
        "sp",
        "the",
        "trademark",
        "trademarks",
        "und",
        "zoo",
    ]
)
_LATIN = re.compile("[a-z]")


def are_of_one_firm(one: str, other: str) -> bool:
    """True where a word of the name is shared, or where the scripts differ, so that nobody can tell.

    >>> are_of_one_firm("Lumora Holding S.A.", "LUMORA")
    True
    >>> are_of_one_firm("Lumora Holding S.A.", "Kestrel Audio")
    False
    """
    a, b = _folded(one), _folded(other)
    if bool(_LATIN.search(a)) != bool(_LATIN.search(b)):
        return True
    if _words(a) & _words(b):
        return True
    # "Kestrel Audio" and "kestrelaudio".
    left, right = ("".join(re.findall(r"\w+", text)) for text in (a, b))
    return left in right or right in left


def _folded(name: str) -> str:
    decomposed = unicodedata.normalize("NFKD", name).casefold()
    # "S.A." and "SA" are one.
    return "".join(c for c in decomposed if not unicodedata.combining(c)).replace(".", "")


def _words(name: str) -> frozenset[str]:
    return frozenset(word for word in re.findall(r"\w+", name) if len(word) > 1) - _OF_ANY_FIRM
