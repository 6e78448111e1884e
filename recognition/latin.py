"""Words of other scripts in Latin letters, as those who read them say them.

One word may be said in several ways: with the vowels that its script had to put in and without them, with a letter that is only
written and without it.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence

from anyascii import anyascii

from recognition.india import is_of_india, ways_to_say_in_india
from recognition.thai import is_thai, ways_to_say_in_thai

LONGEST, _LONGEST_WRITTEN = 30, 80
_FIRST_SYLLABLE, _ENDINGS, _LAST_S = 0xAC00, 28, 19
_GREEK = (
    ("ου", "u"),
    ("τσ", "tsh"),
    ("τζ", "dz"),
    ("χ", "h"),
)
_FIRST_PAIR = re.compile("(?:^|(?<=[βδζθκλπρστφχξψ]))(?:μπ|ντ|γκ)")
# An English w: "Γουόκερ", "Χουάγουεϊ".
_GREEK_W = re.compile("γ?ου(?=[αεηιοάέήίόωώυ])")
# What Greek writes b, d and g with says them at the beginning, and behind a vowel with or without the first letter.
_GREEK_PAIRS = (
    (("μπ", "b"), ("ντ", "d"), ("γκ", "g"), ("γγ", "g")),
    (("μπ", "mb"), ("ντ", "nd"), ("γκ", "ng"), ("γγ", "ng")),
    (("μπ", "mp"), ("ντ", "nt"), ("γκ", "nk")),
)
_CYRILLIC = (
    ("дж", "j"), ("дз", "dz"), ("х", "h"), ("ц", "ts"), ("ъ", ""), ("ье", "ie"), ("ьё", "io"), ("ьо", "io"), ("ью", "iu"), ("ья", "ia"), ("ь", ""), ("ый", "y"),
    ("ј", "y"), ("љ", "l"), ("њ", "n"), ("ћ", "ch"), ("ђ", "j"), ("џ", "j"), ("ѓ", "g"), ("ќ", "k"), ("қ", "k"), ("ғ", "g"), ("ә", "a"),
)  # fmt: skip
_SOFT_VOWELS = str.maketrans("яюэ", "ауа")
# Letters with a stroke behind are of foreign words; vav is v at the beginning or twice, else a vowel.
_STROKES = "['’׳]"
_HEBREW_STROKES = tuple(
    (re.compile(f"{letter}{_STROKES}"), said)
    for letter, said in (("ג", "j"), ("[צץ]", "tsh"), ("ז", "zh"), ("ת", "th"))
)
_ONE_VAV = re.compile("(?<=[^ו])ו(?=י)")
_LONG_WITH_ALEF = 5
_HEBREW = (("וו", "v"), ("ו", "u"), ("ש", "sh"))
# Said wherever it is written, but at the beginning it only carries another vowel.
_ALEF = re.compile("(?<=.)[اآأى]|^آ|^ا(?=[ويa])")
_FIRST_ALEF = re.compile("[اأإ](?![وي])")
# Vowels in points and strokes, and lengths, which hide letters more than they say.
_POINTS = re.compile("[\u0591-\u05c7\u0640\u064b-\u065f\u0670]")
_THRICE = re.compile(r"(.)\1{2,}")
_KANA_LONG = re.compile("[ー・]")
_SMALL_TSU = re.compile("[ッっ]")
# A small letter takes the place of the vowel before it: fu + small i is fi, shi + small yu is shu.
_SMALL_KANA = {"ァ": "a", "ィ": "i", "ゥ": "u", "ェ": "e", "ォ": "o", "ャ": "a", "ュ": "u", "ョ": "o"}
_SMALL_BEHIND = re.compile(f"(.)([{''.join(_SMALL_KANA)}])")
_LARGE_BEHIND = re.compile("(?<=[キギシジチヂニヒビピミリ])[ヤユヨ]|(?<=[フウヴ])[アイエオ]|(?<=[テデ])イ")
_TSU_BETWEEN = re.compile("(?<=[ァ-ヺ])ツ(?=[カキクケコサシスセソタチツテトパピプペポ])")
_SMALL_OF = str.maketrans("ヤユヨアイエオ", "ャュョァィェォ")
_LONG_U = re.compile("(?<=[ウクスツヌフムユルグズヅブプヴュ])ー")
_HIRAGANA = {code: code + 0x60 for code in range(0x3041, 0x3097)}
_LAST_U = re.compile("(?<=.{6}[bdfgkmprstvz])u$")
_UNSAID_IN_KANA = re.compile(
    "(?<=[bcdfghjklmnprstvz])u(?=[^aeiouy]|$)|(?<=[td])o(?=[^aeiouy]|$)|(?<=[cjs]h)i$|(?<=j)i$"
)
_UNSAID_BUT_BEFORE_N = re.compile("(?<=[bcdfghjklmnprstvz])u(?=[^aeiouyn])")
_FOR_T = (("chi", "ti"), ("tsu", "tu"), ("ji", "di"))
# As Koreans write English: ae says a, eo says u, o or the e of er, a stop is held by an s before it, and eu only parts two consonants.
_HELD = re.compile("s(?=[kptmn])")
_EU_INSIDE = re.compile("eu(?!$)")
# 휠라, 후지, 훼미리.
_F_IN_HANGUL = re.compile("^(?:hw(?=[ei])|hu(?=[a-z]))")
_SH_IN_HANGUL = re.compile("sw(?=[ei])")
_FEWEST_SYLLABLES_WITH_E = 3
_LAST_OF_A_SYLLABLE = re.compile("(?<=[aeiou])g$")
_LAST_G = re.compile("g(?![aeiouyw])(?<!ng)")
_UNSAID_IN_HANGUL = re.compile("(?<=[cs]h)i$|(?<=j)i$")
_SOFT = re.compile("(?<=[bcdfghjklmnprstvz])y(?=[aou])")


def latin_of(name: str) -> str:
    """A name of another script in Latin letters: 耐克 → "naike"."""
    return _letters_in(_latin(unicodedata.normalize("NFKC", name)))


def ways_to_say(word: str) -> frozenset[str]:
    """A word in another script than Latin: as it is written, and without the vowels that its script had to put in."""
    if len(word) > _LONGEST_WRITTEN:
        return frozenset()
    word = _THRICE.sub(r"\1\1", _POINTS.sub("", word)).translate(_HIRAGANA)
    if is_of_india(word):
        return frozenset(each[:LONGEST] for each in ways_to_say_in_india(word))
    if is_thai(word):
        return frozenset(each[:LONGEST] for each in ways_to_say_in_thai(word))
    latin = latin_of(word)[:LONGEST]
    return frozenset(each[:LONGEST] for each in (latin, *_other_ways(word, latin)))


def _other_ways(word: str, latin: str) -> Iterator[str]:
    first = word[:1]
    if "\uac00" <= first <= "\ud7a3":
        yield from _of_hangul(word, latin)
    elif "\u0400" <= first <= "\u04ff":
        yield _SOFT.sub("", latin)
        yield latin_of(word.casefold().translate(_SOFT_VOWELS))
        if latin.startswith("g"):
            yield latin[1:]
    elif "\u30a0" <= first <= "\u30ff":
        # A long u is said wherever it stands: スープリーム.
        for written in {word, with_small_kana(word)}:
            yield from _in_kana(latin_of(_LONG_U.sub("ウ", written)))
    elif "\u0590" <= first <= "\u06ff":
        yield from _with_other_vowels(word, latin)
    elif "\u0370" <= first <= "\u03ff":
        yield from _of_greek(word.casefold())


def _of_greek(lowered: str) -> Iterator[str]:
    yield from (_letters_in(_in_greek(lowered, pairs)) for pairs in _GREEK_PAIRS[1:])
    if (with_w := _GREEK_W.sub("w", lowered)) != lowered:
        yield _letters_in(_in_greek(with_w, _GREEK_PAIRS[0]))


def _of_hangul(word: str, latin: str) -> Iterator[str]:
    yield from _in_hangul(latin)
    if len(word) >= _FEWEST_SYLLABLES_WITH_E:
        # Koreans hear no difference between the two.
        yield from _in_hangul(latin.replace("ae", "e"))
    if (with_k := "".join(_LAST_OF_A_SYLLABLE.sub("k", latin_of(char)) for char in word)) != latin:
        yield from _in_hangul(with_k)
    if (ord(word[-1]) - _FIRST_SYLLABLE) % _ENDINGS == _LAST_S:
        # At the end it is said as a t.
        yield from _in_hangul(latin[:-1] + "t")


def _in_kana(latin: str) -> Iterator[str]:
    for said in (latin, *(latin.replace(old, new) for old, new in _FOR_T)):
        yield _UNSAID_IN_KANA.sub("", said)
    yield _UNSAID_BUT_BEFORE_N.sub("", latin)
    yield _LAST_U.sub("", latin)


def with_small_kana(word: str) -> str:
    """キヤノン, グツチ, フアウエイ: written with large letters, as old prints and those who hide a name do."""
    return _TSU_BETWEEN.sub("ッ", _LARGE_BEHIND.sub(_made_small, word))


def _made_small(large: re.Match[str]) -> str:
    return large.group().translate(_SMALL_OF)


def _in_hangul(latin: str) -> Iterator[str]:
    yield _EU_INSIDE.sub("u", latin.replace("ae", "a").replace("eo", "e"))
    if _F_IN_HANGUL.search(latin):
        yield from _in_hangul(_F_IN_HANGUL.sub("f", latin))
    latin = latin.replace("ae", "a").replace("eu", "")
    yield _LAST_G.sub("k", latin.replace("eo", "e"))
    latin = latin.replace("eo", "o")
    latin = _LAST_G.sub("k", _SH_IN_HANGUL.sub("sh", latin))
    yield from (
        latin,
        latin.replace("kk", "g"),
        re.sub("^g", "k", latin),
        _HELD.sub("", latin),
        _SOFT.sub("", latin),
        _UNSAID_IN_HANGUL.sub("", latin),
    )


def _with_other_vowels(word: str, latin: str) -> Iterator[str]:
    """A last h is an a or an e, a first one may have a vowel behind it that nobody writes."""
    ended = [latin]
    if word.endswith(("ה", "ه", "ە", "ہ")):
        ended = [latin_of(word[:-1]) + vowel for vowel in "ae"]
        yield from ended
    yield from _of_arabic(word) if word[:1] >= "\u0600" else _of_hebrew(word, latin)
    if word.startswith(("ה", "ه", "ہ")):
        yield from (vowel + each for vowel in "ae" for each in {latin, *ended})


def _of_arabic(word: str) -> Iterator[str]:
    """A last alef maksura is an i, w may be v, and a last z the s of English plurals: فانز."""
    word = word.removesuffix("ى") + "ي" if word.endswith("ى") else word
    said = latin_of(_ALEF.sub("a", word))
    yield from (
        said,
        said.replace("w", "v"),
        re.sub("^w", "v", said),
        said.replace("q", "g"),
        said.replace("j", "g"),
    )
    if word.endswith("ز"):
        yield said[:-1] + "s"
    if _FIRST_ALEF.match(word):
        yield from (vowel + said.removeprefix("a") for vowel in "ai")


def _of_hebrew(word: str, latin: str) -> Iterator[str]:
    said = latin_of(word[:1] + word[1:].replace("א", "a"))
    yield from (said, latin.replace("v", "w"))
    if "א" in word[1:] and len(word) >= _LONG_WITH_ALEF:
        yield latin_of(word[:1] + word[1:].replace("א", "e"))
    if _ONE_VAV.search(word):
        yield latin_of(_ONE_VAV.sub("ב", word))
    if word[0] == "א":
        yield from (vowel + each for vowel in "ae" for each in (said, latin))


def _letters_in(latin: str) -> str:
    return re.sub("[^a-z]", "", latin)


def _latin(word: str) -> str:
    if is_of_india(word):
        return min(ways_to_say_in_india(word))
    if is_thai(word):
        return max(ways_to_say_in_thai(word), key=len)
    lowered = word.casefold()
    if "\u0370" <= lowered[:1] <= "\u03ff" or "\u0370" <= lowered[-1:] <= "\u03ff":
        return _in_greek(lowered, _GREEK_PAIRS[0])
    if "\u0400" <= lowered[:1] <= "\u04ff" or "\u0400" <= lowered[-1:] <= "\u04ff":
        return _by_table(lowered, _CYRILLIC)
    if "\u0590" <= lowered[:1] <= "\u05ff":
        for stroke, said in _HEBREW_STROKES:
            lowered = stroke.sub(said, lowered)
        inner = lowered[1:]
        for old, new in _HEBREW:
            inner = inner.replace(old, new)
        inner = re.sub("ה$", "a", inner)
        lowered = lowered[:1].replace("ש", "sh").replace("ב", "b") + inner
    lowered = lowered.replace("خ", "hh").replace("نغ", "نگ")
    plain = _SMALL_TSU.sub("", _KANA_LONG.sub("", lowered))
    return anyascii(_SMALL_BEHIND.sub(_with_another_vowel, plain)).lower()


def _in_greek(lowered: str, pairs: Sequence[tuple[str, str]]) -> str:
    """At the beginning, and behind another consonant, these pairs are b, d and g alone."""
    lowered = _FIRST_PAIR.sub(lambda pair: "bdg"["μνγ".index(pair.group()[0])], lowered)
    return _by_table(lowered, (*pairs, *_GREEK))


def _by_table(lowered: str, pairs: Iterable[tuple[str, str]]) -> str:
    parts = unicodedata.normalize("NFD", lowered)
    bare = unicodedata.normalize("NFC", "".join(char for char in parts if char not in "\u0301\u0300"))
    for old, new in pairs:
        bare = bare.replace(old, new)
    return anyascii(bare).lower()


def _with_another_vowel(pair: re.Match[str]) -> str:
    before, small = pair.groups()
    said = "w" if before == "ウ" else anyascii(before).lower().rstrip("aeiou")
    return said + _SMALL_KANA[small]
