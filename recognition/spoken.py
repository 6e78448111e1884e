"""How a name in Latin letters may be said: in English, French, German and Italian, from which most brands come.

Each way is in Latin letters again, as one would write down what he hears; sounds.py makes consonants and vowels of them.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import chain

type _Rules = Sequence[tuple[re.Pattern[str], str]]

_CONSONANT = "[bcdfghjklmnpqrstvwxz]"
_VOICED_END = "[bcdfgklmnprstvz]"


def _rules(*pairs: tuple[str, str]) -> _Rules:
    return tuple((re.compile(pattern, re.MULTILINE), said) for pattern, said in pairs)


# A vowel before one consonant and a silent e, and pairs of vowels.
_ENGLISH = _rules(
    (f"i(?={_VOICED_END}es?$)|ei(?=n)|igh", "AI"),
    (f"(?<=[bcdfghklmnprst])y(?={_VOICED_END}[aeiou])", "AI"),
    (f"a(?={_VOICED_END}es?$)|a[iy]", "ei"),
    ("stl", "sl"),
    ("isl(?=and|es?$)", "AIl"),
    ("gu(?=[eiy])", "g"),
    ("wa(?=tch|sp|sh)", "wo"),
    ("ea(?=[a-z])", "i"),
    ("oo", "u"),
    ("a[uw]", "o"),
    ("[ao]lk", "ok"),
    ("c(?=[eiy])", "s"),
)
# Pairs of vowels alone, the letters of French numbers apart.
_PAIRS = _rules(
    ("a[iy]", "ei"), ("ea(?=[a-z])", "i"), ("oo", "u"), ("a[uw]", "o"), ("c(?=[eiy])", "s"), ("e$", "")
)
_SOFT_C = _rules(("c(?=[eiy])", "s"), ("gu(?=[eiy])", "g"))
_SOFT = _rules(("c(?=[eiy])", "s"), ("g(?=[eiy])", "j"))
# The u of "sung", "under" and "turbo", which most scripts have no letter for but a; the i of "first" and the u of "burn".
_SHORT_U = _rules(("c(?=[eiy])", "s"), ("u(?=[bcdfgklmnprst](?:[^aeiouyh\n]|$))", "a"))
_BEFORE_R = _rules(("c(?=[eiy])", "s"), ("[iu](?=r(?:[^aeiouyr\n]|$))", "e"))
_AS_A = _rules(("c(?=[eiy])", "s"), ("(?<=[^aeiou\n])[eiu]r+(?![aeiouyr])", "a"))
_IN_FRENCH = (
    ("ch", "sh"),
    ("eaux?|aux?$|aul[tdx]$|au[dt]$|au", "o"),
    ("ou[tdsxz]?$|ou", "u"),
    ("oi[tdsxz]?$|oi", "ua"),
    ("gu(?=[eiy])", "G"),
    ("ge(?=[aou])|g(?=[eiy])", "j"),
    ("c(?=[eiy])", "s"),
    ("qu", "k"),
    ("gn", "ni"),
    ("ill", "iy"),
    (f"e[nm](?={_CONSONANT})", "an"),
    ("ines$", "in"),
    ("(?<=i)er$", "e"),
    ("(?<=[aeiou])(?:lt|ld|[tdsxz])$", ""),
    (f"(?<={_CONSONANT})es?$", ""),
)
_SILENT_E = (f"(?<={_CONSONANT})e(?=[lmn][aeiouy])", "")
_FRENCH = (
    _rules(("eu", "o"), *_IN_FRENCH),
    _rules(("eu", "e"), *_IN_FRENCH, _SILENT_E),
    _rules(("eu", "o"), *_IN_FRENCH, _SILENT_E, (f"[ai]?in(?={_CONSONANT}|$)", "an")),
    _rules(("eu", "o"), *_IN_FRENCH, ("(?<=sh)er$", "e"), ("(?<=[vqg])ui", "i")),
    # In the nose, for which Korean and Thai have a letter.
    _rules(
        ("eu", "o"),
        *_IN_FRENCH,
        _SILENT_E,
        ("(?<=[vqg])ui", "i"),
        ("(?<=[a-z]{4})[ai]?in$", "ang"),
        ("(?<=[a-z]{4}[ao])n$", "ng"),
    ),
)
_GERMAN = _rules(
    ("t?sch", "sh"),
    ("(?:^|(?<=[lnr]))s(?=[pt])", "sh"),
    ("(?<=[aouirl])ch", "h"),
    ("c(?=[eiy])", "s"),
    ("eu", "OI"),
    ("e[iy]|a[iy]", "AI"),
    ("ie", "i"),
    ("^v", "f"),
    ("w", "v"),
    ("j", "y"),
    ("t?z", "ts"),
    ("(?:^|(?<=[aeioulnrAIO]))s(?=[aeiou])", "z"),
)
_GERMAN_LAST_ER = (*_GERMAN, *_rules(("(?<!h)er$", "a")))
_ITALIAN = _rules(
    ("cch|ch", "k"),
    ("sc(?=[ei])", "sh"),
    ("cc?i(?=[aou])|cc?(?=[eiy])", "tsh"),
    ("gg?i(?=[aou])|gg?(?=[eiy])", "j"),
    ("gn", "ni"),
    ("zz", "ts"),
)
# Pinyin and Greek; z for an s between vowels.
_ALSO = (
    # The i of "pilot" and "titan".
    _rules(("c(?=[eiy])", "s"), ("^([bcdfghjklmnpqrstvwxz]+)i(?=[bcdfgklmnprstvz][aou])", r"\1AI")),
    _rules(("^xi(?=[aou])", "sh")),
    _rules(("^xi?(?=[aeiou])", "s")),
    _rules(("^x", "z")),
    _rules(("c(?=[eiy])", "s"), ("(?<=[aeiou])s(?=[aeioumnld])", "z"), ("e$", "")),
    _rules(("c(?=[eiy])", "s"), ("(?<=[a-z]{4})s$", "z")),
    _rules(("c(?=[eiy])", "s"), ("w", "v"), ("v(?=[sk])", "f")),
    _rules(
        ("c(?=[eiy])", "s"),
        (f"(?<=[bcdfghklmnprst])y(?={_VOICED_END}[aeiou])", "AI"),
        ("(?<=[^aeiou\n])[eo]n$", "an"),
    ),
    _rules(("^x(?=i)", "sh")),
    _rules(("c(?=[eiy])", "s"), ("zz?", "ts")),
    _rules(("^i(?=[bcdfgkpqrstvz])", "ai"), ("e$", "")),
    # The o of "lock" and "box" as Americans say it: 락, బాక్స్.
    _rules(("^([bcdfghjklmnpqrstvwxz]*)o(?=(?:ck|[bdgkptx])s?$)", r"\1a")),
    # "Huawei", "Swarovski", "Volkswagen": what the h and the w of one language are to others.
    _rules(("^hu(?=a)", "f")),
    _rules(("^hu(?=a)", "w")),
    _rules(("u(?=a)", "uw")),
    _rules(("v(?=[sk])", "f")),
    _rules(("^v", "f"), ("c(?=[eiy])", "s")),
    _rules(("^v", "f"), ("olk", "ok"), ("c(?=[eiy])", "s")),
)
_ALL = (
    _ENGLISH,
    _PAIRS,
    _SOFT_C,
    _SOFT,
    _SHORT_U,
    _BEFORE_R,
    _AS_A,
    *_FRENCH,
    _GERMAN,
    _GERMAN_LAST_ER,
    _ITALIAN,
    *_ALSO,
)
_UNSAID_R = re.compile("(?<=[aeiou])r+(?![aeiouyr])")
_LAST_E = re.compile("(?<=[^aeiou])e$")
# Letters that are words of a name, as English says them.
_LETTERS = dict(
    zip(
        "bcdfghjklmnpqrstvxz",
        (
            "bi",
            "si",
            "di",
            "ef",
            "ji",
            "eich",
            "jei",
            "kei",
            "el",
            "em",
            "en",
            "pi",
            "kyu",
            "ar",
            "es",
            "ti",
            "vi",
            "eks",
            "zi",
        ),
        strict=True,
    )
)
_ALSO_SAID = (("th", "s"), ("w", "v"))
AS_ENGLISH = "!"
"""Behind what is said without an r, or with a last z, as only scripts write it that go by what English says."""


def ways_to_speak(names: Sequence[Sequence[str]]) -> Iterator[frozenset[str]]:
    """Of each of many names, given by its words, the ways to say it as one word."""
    spelt = [[_LETTERS.get(word, word) if len(words) > 1 else word for word in words] for words in names]
    every = sorted({word for words in spelt for word in words})
    said = [dict(zip(every, _by(rules, every), strict=True)) for rules in _ALL]
    for words in spelt:
        ways = {"".join([by[word] for word in words]) for by in said}
        yield frozenset(("".join(words), *chain.from_iterable(map(_also_said, ways))))


def _by(rules: _Rules, words: Sequence[str]) -> list[str]:
    """All at once: the rules see each line by itself."""
    text = "".join([f"{word}\n" for word in words])
    for pattern, said in rules:
        text = pattern.sub(said, text)
    return text.lower().split("\n")[:-1]


def _also_said(said: str) -> Iterator[str]:
    for each in (said, _LAST_E.sub("", said)):
        for way in (each, *(each.replace(old, new) for old, new in _ALSO_SAID if old in each)):
            yield way
            if way.endswith("s"):
                yield way[:-1] + "z" + AS_ENGLISH
            if (without := _UNSAID_R.sub("", way)) != way:
                yield without + AS_ENGLISH
