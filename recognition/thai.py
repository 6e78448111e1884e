"""Thai in Latin letters, and the stretches of a run of Thai that may be a name: Thai has no spaces between words."""

import re
from collections.abc import Collection, Iterator, Sequence
from functools import lru_cache
from itertools import product

_CONSONANTS = "กขฃคฅฆงจฉชซฌญฎฏฐฑฒณดตถทธนบปผฝพฟภมยรฤลฦวศษสหฬอฮ"
_SAID = "k k k k k k ng j ch ch s ch y d t t t t n d t t t t n b p p f p f p m y r ri l li w s s s h l o h"
_LETTERS = dict(zip(_CONSONANTS, _SAID.split(), strict=True))
_VOWELS = {
    "ะ": "a", "ั": "a", "า": "a", "ำ": "am", "ิ": "i", "ี": "i", "ึ": "u", "ื": "u", "ุ": "u", "ู": "u", "เ": "e", "แ": "a", "โ": "o", "ใ": "ai", "ไ": "ai",
}  # fmt: skip
_LEADING = "เแโใไ"
# Typed for แ, which looks the same.
_TWICE = "เเ"
_SITTING = "ะัาำิีึืฺุู็่้๊๋์ํ๎"
_TONES = re.compile("[็ฺ่้๊๋ํ๎]")
_CONSONANT = f"[{_CONSONANTS}]"
_SILENCED = re.compile(f"{_CONSONANT}[ิุ]?์")
# Written before the consonant, or the two, that it is said behind: two where the second has no vowel of its own.
_TWO = "(?:[กขคจตถทดบปผพฟ][รลว]|ห[งญนมยรลว])"
_BARE = f"(?:{_CONSONANT}(?![{_SITTING}])|[{_LEADING}]|$)"
_LED = re.compile(f"(เ)({_TWO}(?=[ีืา]|{_BARE})|{_CONSONANT})|([{_LEADING}])({_TWO}(?={_BARE})|{_CONSONANT})")
# What the e says with other signs behind the consonant.
_WITH_E = (("eีย", "ia"), ("eือ", "ua"), ("eา", "ao"), ("eอ", "e"))
_CARRIER = re.compile("อ(?=[ะัาำิีึืุูอaeo])")
_FIRST_A = re.compile(f"^อ(?=(?!อ){_CONSONANT})")
_W = re.compile("w(?=[aeiou])")
_SYLLABLE = re.compile("[aeiou]+")
# A vowel of its own before a name's first consonant, and behind its last.
_OPENING = re.compile(f"[{_LEADING}]?[อหฮยว][{_SITTING}]*อ?$")
_REST = re.compile(f"[{_SITTING}]*(?:{_CONSONANT}[ิุ]?์)*")
_CLOSING = re.compile(f"[{_LEADING}]?[อหฮยว][{_SITTING}]*")
_BORROWED = re.compile("[์็]|[ีู]?[่้]า?$|[ฟซชล]$")
_LONGEST_OPENING = 6
_VOWEL_OR_TONE = "ะัาำิีึืุู็่้๊๋อ"
_BEGINS_A_SYLLABLE = re.compile(
    f"ส?[{_LEADING}]|{_CONSONANT}[รลว]?[{_VOWEL_OR_TONE}]|[สอ]{_CONSONANT}[{_LEADING}{_VOWEL_OR_TONE}]"
)
_LED_ALONE = re.compile(f"[{_LEADING}]{_CONSONANT}$")
_VOWEL_OF_ANOTHER = re.compile(f"{_CONSONANT}อ(?!อ){_CONSONANT}")
_WANTS_MORE = re.compile("[ั็][่้๊๋]?$")
_CLASSES = str.maketrans("bpftdlrkcsjmn", "BPPTDLRKSSSMN", "aeiouhyw")
_CLASS_OF = {
    **{char: "N" if said == "ng" else said.translate(_CLASSES)[:1] for char, said in _LETTERS.items()},
    "ำ": "M",
}
_W_AS_V = {**_CLASS_OF, "ว": "B"}


def is_thai(word: str) -> bool:
    return "\u0e01" <= word[:1] <= "\u0e4e"


def is_written_as_borrowed(word: str) -> bool:
    """Thai silences letters and shortens vowels of foreign words, gives their last long vowel a tone, and ends in no f, s or l itself."""
    return _BORROWED.search(word) is not None


@lru_cache(maxsize=50_000)
def ways_to_say_in_thai(word: str) -> frozenset[str]:
    """With the letters that a sign silences, which loanwords keep from their own languages, and without them; w as v, too, and a
    last s with the t behind it that Thai does not say."""
    word = word.replace(_TWICE, "แ")
    said = {_latin(each) for each in (word, _SILENCED.sub("", word), word.replace("แ", "เ"))}
    said |= {each + "t" for each in said if word.endswith("ส")}
    # Of a last x no more than the k is said: โรเล็ก.
    said |= {each + "s" for each in said if each.endswith("k") and len(_SYLLABLE.findall(each)) > 1}
    return frozenset(said | {_W.sub("v", each) for each in said})


def _latin(word: str) -> str:
    led = _LED.sub(_with_the_vowel_behind, _TONES.sub("", word.replace(_TWICE, "แ")))
    for signs, vowels in _WITH_E:
        led = led.replace(signs, vowels)
    letters = _CARRIER.sub("", _FIRST_A.sub("a", led)).replace("ัว", "ua")
    return "".join(
        _VOWELS.get(char) or _LETTERS.get(char) or (char if char.isascii() else "") for char in letters
    )


def _with_the_vowel_behind(led: re.Match[str]) -> str:
    vowel, consonants = led[1] or led[3], led[2] or led[4]
    return consonants + _VOWELS[vowel]


def stretches(run: str, skeletons: Collection[str], beginnings: Collection[str]) -> Iterator[tuple[int, int]]:
    """From where to where something may be said that has one of the skeletons, with p and b, t and d, l and r told apart;
    `beginnings` are what skeletons begin with."""
    seen: set[tuple[int, int]] = set()
    for groups in _consonants_of(run):
        letters = "".join(letter for letter, _ in groups).replace("MP", "NP").replace("MB", "NB")
        for first in range(len(letters)):
            for last in range(first, len(letters)):
                if letters[first : last + 1] not in beginnings:
                    break
                if letters[first : last + 1] in skeletons:
                    for place in _places(run, groups[first][1], groups[last][1]):
                        if place not in seen:
                            seen.add(place)
                            yield place


def _consonants_of(run: str) -> Iterator[Sequence[tuple[str, list[int]]]]:
    """The consonants, equal ones in a row as one with all their places; as often as they may be read differently."""
    silenced = frozenset(at for found in _SILENCED.finditer(run) for at in range(*found.span()))
    tables = (_CLASS_OF, _W_AS_V) if "ว" in run else (_CLASS_OF,)
    for classes, skipped in product(tables, (silenced, frozenset[int]()) if silenced else (silenced,)):
        groups: list[tuple[str, list[int]]] = []
        for at, char in enumerate(run):
            letter = classes.get(char)
            if not letter or at in skipped:
                continue
            if groups and groups[-1][0] == letter:
                groups[-1][1].append(at)
            else:
                groups.append((letter, [at]))
        yield groups


def _places(run: str, firsts: Sequence[int], lasts: Sequence[int]) -> Iterator[tuple[int, int]]:
    for first, last in product(firsts, lasts):
        if first > last:
            continue
        start = first - (run[first - 1 : first] in tuple(_LEADING))
        start -= run[start - 1 : start + 1] == _TWICE
        rest = _REST.match(run, last + 1)
        end = rest.end() if rest else last + 1
        opening = _OPENING.search(run[max(0, start - _LONGEST_OPENING) : start])
        closing = _CLOSING.match(run, end)
        starts = [start, start - len(opening[0])] if opening else [start]
        # A name of one consonant has a vowel at either side: โอรีโอ.
        starts = starts[1:] if first == last else starts
        ends = (end, closing.end()) if closing else (end,)
        yield from (
            (begin, stop)
            for begin, stop in product(starts, ends)
            if _begins_a_syllable(run, begin) and _ends_a_syllable(run, stop)
        )


def _begins_a_syllable(run: str, begin: int) -> bool:
    """The letter that carries a first vowel is itself the vowel of a consonant before it: ของแท้ holds no องแท้."""
    if _BEGINS_A_SYLLABLE.match(run, begin) is None:
        return False
    return begin == 0 or _VOWEL_OF_ANOTHER.match(run, begin - 1) is None


def _ends_a_syllable(run: str, end: int) -> bool:
    """A vowel that wants a consonant behind it has none yet; and any other takes one that no vowel of its own follows."""
    if _WANTS_MORE.search(run, end - 2, end):
        return False
    is_open = (run[end - 1] in _SITTING and run[end - 1] not in "ะ์") or _LED_ALONE.search(
        run, end - 2, end
    ) is not None
    return not is_open or end == len(run) or _BEGINS_A_SYLLABLE.match(run, end) is not None
