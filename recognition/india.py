"""Words in the scripts of India in Latin letters: Devanagari, Bengali, Gurmukhi, Gujarati, Oriya, Tamil, Telugu, Kannada, Malayalam.

Unicode has their letters in one order, each script in a block of 128, so one table reads them all. A consonant without a vowel sign
is followed by a short a, which is mostly not said at the end of a word and often not inside it.
"""

import re

_FIRST, _LAST, _BLOCK = 0x0900, 0x0D7F, 0x80
_TELUGU, _MALAYALAM = 6, 8
"""The numbers of their blocks."""
_UNSAID, _NASAL = "~", "%"
"""What stands for a short a, and for a sound in the nose, until what follows tells how they are said."""


def _in_order(first: int, latin: str) -> dict[int, str]:
    return dict(enumerate(latin.split(), start=first))


# From the letter a, from the letter ka, and from the sign for a long a.
_VOWELS = _in_order(0x05, "a a i i u u ri li a e e ai o o o au")
_CONSONANTS = _in_order(0x15, "k k g g n ch ch j j n t t d d n t t d d n n p f b b m y r r l l l v sh sh s h")
_SIGNS = {**_in_order(0x3E, "a i i u u ri ri a e e ai o o o au"), 0x4D: "", 0x57: "au"}
_NASALS = frozenset((0x01, 0x02, 0x70))
_NUKTA = 0x3C
# Consonants without any vowel, which one script has letters for.
_BARE_IN_MALAYALAM = _in_order(0x7A, "n n r l l k")
# From Telugu on the nose is an m where the next letter does not make it an n.
_IS_M = re.compile(f"{_NASAL}(?![kgtdcj])")
# Nobody says the short a between a vowel with its consonant and a consonant with its vowel.
_SKIPPED = re.compile(f"(?<=[aeiou{_UNSAID}][^aeiou{_UNSAID}]){_UNSAID}(?=[^aeiou{_UNSAID}][aeiou{_UNSAID}])")
# The a of "bag", the o of "Paul", the a of "Adam" as they are written for want of better ones.
_ENGLISH_VOWELS = re.compile("ai|(?<=[^aeiou])ya|^aya|^eya|^e|(?P<o>au)")

_GLIDE = re.compile("(?<=.)(?:\u09af\u09bc|\u09df)(?=[\u09be-\u09cc])")
_SOFT = re.compile("(?<=[bcdfghjklmnprstvz])y(?=u)")


def is_of_india(word: str) -> bool:
    return bool(word) and _FIRST <= ord(word[0]) <= _LAST


def ways_to_say_in_india(word: str) -> frozenset[str]:
    """With the glide that Bengali writes between two vowels, and without it."""
    without = _GLIDE.sub("", word)
    return _ways(word) | _ways(without) if without != word else _ways(word)


def _ways(word: str) -> frozenset[str]:
    """Without the short a and with it, which may say any short vowel; and with the vowels that stand for English ones as those."""
    latin = _latin(word).rstrip(_UNSAID)
    english = _ENGLISH_VOWELS.sub(lambda vowel: vowel.lastgroup or "a", latin)
    skipped = {_SKIPPED.sub("", each) for each in (latin, english)}
    said = {each.replace(_UNSAID, vowel) for each in skipped for vowel in ("", "a", "e", "o")}
    said |= {each.replace(_UNSAID, vowel).replace("ai", "e") for each in skipped for vowel in ("", "a")}
    said |= {each.replace(_UNSAID, vowel) for each in (latin, english) for vowel in ("", "o")}
    return frozenset(said | {_SOFT.sub("", each) for each in said})


def _latin(word: str) -> str:
    found, block = "", 0
    for char in word:
        block, at = divmod(ord(char) - _FIRST, _BLOCK)
        if at == _NUKTA or not is_of_india(char):
            continue
        if at in _SIGNS:
            found = found.removesuffix(_UNSAID) + _SIGNS[at]
        elif at in _CONSONANTS:
            found += _CONSONANTS[at] + _UNSAID
        elif at in _NASALS:
            found = found + _NASAL
        else:
            bare = _BARE_IN_MALAYALAM.get(at, "") if block == _MALAYALAM else ""
            found += bare or _VOWELS.get(at, "")
    if _TELUGU <= block <= _MALAYALAM:
        found = _IS_M.sub("m", found)
    return found.replace(_NASAL, "n")
