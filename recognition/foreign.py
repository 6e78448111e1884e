"""The words of titles in other scripts than Latin: where they stand, and which may be one name together."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from recognition.folding import plain_of
from recognition.letter_tables import Codes, Flags, Places
from recognition.vocabulary import frequency_in_a_run, is_usual

MOST_WORDS = 3
_UNSEEN = "\u200b-\u200f\u2060-\u2064\ufeff\u00ad"
_MARKS = f"\u0300-\u036f\u064b-\u065f\u0591-\u05c7{_UNSEEN}"
# Greek, Cyrillic, Armenian, Georgian; and the nine scripts of India without their digits and full stops.
_ALPHABETS = "\u0370-\u03ff\u0400-\u052f\u0531-\u0587\u10a0-\u10ff"
_OF_INDIA = "".join(
    f"{chr(block)}-{chr(block + 0x63)}{chr(block + 0x70)}-{chr(block + 0x7F)}"
    for block in range(0x0900, 0x0D80, 0x80)
)
_THAI = "\u0e01-\u0e2e\u0e30-\u0e3a\u0e40-\u0e45\u0e47-\u0e4e"
_WORD = re.compile(
    f"(?P<vowels>[{_ALPHABETS}][{_ALPHABETS}{_MARKS}]+)"
    f"|(?P<bare>[\u0590-\u06ff][\u0590-\u06ff{_MARKS}]+)"
    f"|(?P<kana>[\u30a1-\u30fa][\u30a1-\u30ff{_UNSEEN}]+)|(?P<hangul>[\uac00-\ud7a3][\uac00-\ud7a3{_UNSEEN}]*)"
    f"|(?P<india>[{_OF_INDIA}][{_OF_INDIA}{_UNSEEN}]+)|(?P<thai>[{_THAI}][{_THAI}{_UNSEEN}]+)"
    "|(?<![\u3041-\u30ff\u4e00-\u9fff])(?P<hiragana>[\u3041-\u3096][\u3041-\u3096\u30fc]{2,})"
)
ANY = re.compile(f"[{_ALPHABETS}\u0590-\u06ff\u3041-\u3096\u30a1-\u30fa\uac00-\ud7a3{_OF_INDIA}{_THAI}]")
_STROKE = re.compile("(?<=[\u05d2\u05d6\u05e5\u05e6\u05ea])['’`´](?=[\u05d0-\u05ea -]|$)")
_HALF_WIDTH = re.compile("([\uff66-\uff9d])([\uff9e\uff9f]?)")


def as_heard(text: str) -> str:
    """With the same number of characters: the apostrophe that makes a letter of Hebrew a foreign one as a part of the word, and
    kana of half a width as whole ones. What is over of a voiced one is a length, which nobody listens to."""
    return _HALF_WIDTH.sub(_whole, _STROKE.sub("\u05f3", text))


def _whole(half: re.Match[str]) -> str:
    return unicodedata.normalize("NFKC", half.group()).ljust(len(half.group()), "ー")[: len(half.group())]


ANY_BARE = re.compile("[\u0590-\u06ff]")
"""Scripts that need not write their vowels."""

_BETWEEN = tuple(map(ord, " -・&＆·"))
# A word, with one and with two behind it, and what is left without a particle.
_MOST_WITHOUT_PARTS = 4
SCRIPTS = ("", "vowels", "bare", "kana", "hangul", "india", "thai", "hiragana")
_ODD = len(SCRIPTS)
_HIRAGANA = SCRIPTS.index("hiragana")
_PARTICLES, _JAPANESE_PARTICLES = "은는이가을를의에도와과로", "のがをはにでとも"
# What Russian and Ukrainian, Armenian, Georgian and Bengali hang on to a name; the longest first.
_ENDINGS = (
    (
        "\u0400",
        "\u052f",
        "ның дың тың нің дің тің ами ями ах ям ам ом ем ой ей ою ею ов ів ға ге қа ке да де та те а у е ы и і ю я",
    ),
    ("\u0531", "\u0587", "յի ների ները ներ ից ով ում ին ի ը ն"),
    ("\u10a0", "\u10ff", "ისთვის ისგან ების ები ის ით ად მა ში ზე ს ი"),
    ("\u0980", "\u09ff", "গুলো ের এর টি তে কে র"),
)
_SHORTEST_DECLINED = 3
# What stands in its nominative in place of an ending: "Ладу", "Нивею", "ნაიკის".
_NOMINATIVES = (
    ("\u0400", "а", frozenset(("ы", "у", "е", "ой", "ою"))),
    ("\u0400", "я", frozenset(("и", "ю", "е", "ей", "ею"))),
    ("\u10a0", "ი", frozenset(("ის", "ით", "ისთვის", "ისგან"))),
)
# "The", "and", "by", "for", "of" in Arabic and Hebrew are parts of the word.
_PREFIXES = (
    ("\u0600", "\u06ff", "وال بال كال فال لل ال و ب ل ف ك"),
    ("\u0590", "\u05ff", "וה ול וב של מה שה ה ו ב ל מ ש כ"),
)
_FOR = frozenset("לل")
_SHORTEST_BEHIND_A_PREFIX, _SHORTEST_IN_A_WORD = 4, 6


class Word(NamedTuple):
    text: str
    start: int
    end: int
    script: str


type Parts = Callable[[Word], Iterable[Word]]
"""What else may be a name of what one word holds."""


class Tokens(NamedTuple):
    """The words of other scripts in joined texts."""

    text: list[str]
    script: list[int]
    """Their places in `SCRIPTS`."""
    start: Places
    end: Places
    goes_on: Flags
    """Whether the next one may be the next word of one name."""
    most_readings: Places

    def words(self, first: int, count: int, begin: int) -> list[Word]:
        """So many from the first on, with their places in the text that begins there."""
        return [
            Word(
                self.text[at],
                int(self.start[at]) - begin,
                int(self.end[at]) - begin,
                SCRIPTS[self.script[at]],
            )
            for at in range(first, first + count)
        ]


def words_in(joined: str) -> Tokens | None:
    codes = np.frombuffer(joined.encode("utf-32-le", "surrogatepass"), np.uint32)
    kinds = _kinds()[codes]
    is_in = kinds > 0
    if not is_in.any():
        return None
    # Stretches of the letters of such words, most of them a word of one script each.
    edges = np.flatnonzero(np.diff(is_in, prepend=False, append=False))
    starts, ends = edges[::2], edges[1::2]
    kind = kinds[starts]
    changed = np.concatenate([[0], np.cumsum(kinds[1:] != kinds[:-1])])
    # What follows on Chinese characters in hiragana is their ending.
    is_one = (changed[ends - 1] == changed[starts]) & (kind < _ODD) & (kind != _HIRAGANA)
    is_long = (ends - starts > 1) | (kind == SCRIPTS.index("hangul"))
    found = [
        (start, joined[start:end], script)
        for start, end, script in zip(
            *(column[is_one & is_long].tolist() for column in (starts, ends, kind)), strict=True
        )
    ]
    for start, end in zip(starts[~is_one].tolist(), ends[~is_one].tolist(), strict=True):
        found += [
            (each.start(), each.group(), SCRIPTS.index(each.lastgroup or ""))
            for each in _WORD.finditer(joined, start, end)
        ]
    return _listed(sorted(found), codes) if found else None


def _listed(found: Sequence[tuple[int, str, int]], codes: Codes) -> Tokens:
    starts, texts, scripts = map(list, zip(*found, strict=True))
    start, script = np.array(starts, np.int64), np.array(scripts, np.int64)
    lengths = np.array(list(map(len, texts)), np.int64)
    end = start + lengths
    goes_on = np.zeros(len(texts), bool)
    goes_on[:-1] = (
        (start[1:] - end[:-1] == 1) & np.isin(codes[end[:-1]], _BETWEEN) & (script[1:] == script[:-1])
    )
    in_runs = (script == SCRIPTS.index("kana")) | (script == SCRIPTS.index("thai"))
    most = _MOST_WITHOUT_PARTS + 2 * lengths * in_runs
    return Tokens(texts, scripts, start, end, goes_on, most)


@cache
def _kinds() -> NDArray[np.uint8]:
    """By code point, the script of the words that it begins; another number if it only goes on in one."""
    kinds = np.zeros(0x110000, np.uint8)
    for first, last, number in (
        (0x0370, 0x052F, 1),
        (0x0531, 0x0587, 1),
        (0x10A0, 0x10FF, 1),
        (0x0590, 0x06FF, 2),
        (0x30A1, 0x30FA, 3),
        (0x3041, 0x3096, 7),
        (0x30FB, 0x30FF, _ODD),
        (0xAC00, 0xD7A3, 4),
        (0x0300, 0x036F, _ODD),
        (0x200B, 0x200F, _ODD),
        (0x2060, 0x2064, _ODD),
        (0xFEFF, 0xFEFF, _ODD),
        (0x00AD, 0x00AD, _ODD),
    ):
        kinds[first : last + 1] = number
    for letters, script in ((_OF_INDIA, "india"), (_THAI, "thai")):
        for begin, end in zip(letters[::3], letters[2::3], strict=True):
            kinds[ord(begin) : ord(end) + 1] = SCRIPTS.index(script)
    return kinds


def candidates(text: str, parts: "Parts") -> Iterator[Sequence[Word]]:
    words = [
        Word(found.group(), found.start(), found.end(), str(found.lastgroup))
        for found in _WORD.finditer(text)
    ]
    for at, word in enumerate(words):
        yield (word,)
        yield from ((part,) for part in parts(word))
        for last in range(at + 1, min(at + MOST_WORDS, len(words))):
            between = text[words[last - 1].end : words[last].start]
            if between not in map(chr, _BETWEEN) or words[last].script != word.script:
                break
            yield words[at : last + 1]


def parts_of(word: Word) -> Iterator[Word]:
    """Without what a language hangs on to a name."""
    text, start = word.text, word.start
    if word.script == "hangul" and text[-1] in _PARTICLES and len(text) > 2:
        yield Word(text[:-1], start, word.end - 1, word.script)
    if word.script in ("vowels", "india") and (ending := _ending_of(text)):
        yield from _declined(word, ending)
    if word.script == "bare":
        for prefix in _prefixes_of(text):
            yield Word(text[len(prefix) :], start + len(prefix), word.end, word.script)
    if word.script == "kana" and frequency_in_a_run(text) == 0:
        yield from _beside_a_word(word)
    if word.script == "hiragana" and text[-1] in _JAPANESE_PARTICLES and len(text) > _SHORTEST_DECLINED:
        yield Word(text[:-1], start, word.end - 1, word.script)


def _declined(word: Word, ending: str) -> Iterator[Word]:
    stem = word.text.removesuffix(ending)
    if not is_usual(plain_of(word.text)):
        yield Word(stem, word.start, word.end - len(ending), word.script)
    elif not word.text[0].isupper():
        # "Ладу" is a name where "ладу" is harmony.
        return
    for first, nominative, endings in _NOMINATIVES:
        if ending in endings and ord(stem[0]) >> 8 == ord(first) >> 8:
            yield Word(stem + nominative, word.start, word.end, word.script)


def _beside_a_word(word: Word) -> Iterator[Word]:
    text, start = word.text, word.start
    for cut in range(3, len(text) - 2):
        if frequency_in_a_run(text[cut:]) > 0:
            yield Word(text[:cut], start, start + cut, word.script)
        if frequency_in_a_run(text[:cut]) > 0:
            yield Word(text[cut:], start + cut, word.end, word.script)


def _ending_of(text: str) -> str:
    """What may be hung on to the word."""
    lowered = text.casefold()
    for first, last, endings in _ENDINGS:
        if first <= text[0] <= last:
            longest = len(text) - _SHORTEST_DECLINED
            hung_on = (each for each in endings.split() if len(each) <= longest and lowered.endswith(each))
            return next(hung_on, "")
    return ""


def _prefixes_of(text: str) -> Iterator[str]:
    for first, last, prefixes in _PREFIXES:
        if first <= text[0] <= last:
            is_a_word = is_usual(plain_of(text))
            longest = len(text) - (_SHORTEST_IN_A_WORD if is_a_word else _SHORTEST_BEHIND_A_PREFIX)
            for each in prefixes.split():
                # "For Kia": of three letters no more than "for" is taken away.
                most = longest + (each in _FOR and not is_a_word)
                if len(each) <= most and text.startswith(each):
                    yield each


def script_of(word: str) -> str:
    """As Unicode names it: HANGUL, CYRILLIC, KATAKANA."""
    return unicodedata.name(word[:1] or " ", "").partition(" ")[0]
