"""Words of other scripts with a sign, a digit or a strange letter in one letter's place, with whatever may be meant by it put in:
"ナ〇キ", "나2키", "น!เวีย", "टा!टन", "Ад#дас".

Most names have no registered writing in such a script that could be compared letter by letter (masked.py). So each sound that the
script can write there is tried; a digit is read as its language reads it. What is put together so has to be a name exactly.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import product
from typing import NamedTuple

from recognition.edits import Edit
from recognition.masked import MASKS
from recognition.reading import Trick
from recognition.undone import Undone
from recognition.vocabulary import frequency_in_a_run

_SIGNS = re.escape(f"{MASKS}!@#$%^?€¥£+")
# A circle and a cross, for who has no others on the keyboard.
_SIGNS_BY_LETTERS = "xXoO"
_LATIN = "A-Za-z"
_MOST_HOLES, _LONGEST_TEXT, _LONGEST_SIDE = 3, 400, 10
_FEWEST_LETTERS, _LONGEST_WITH_HAN = 3, 8
_HAN = "\u3400-\u9fff"
_BETWEEN = "\n"
_LONGEST_LINE = 380


class _Script(NamedTuple):
    letters: str
    """As a class of a pattern."""
    hidden: re.Pattern[str]
    """A word with one letter of it hidden, whatever it is hidden by."""
    sounds: Sequence[str]
    """What it can write, each sound once: letters that sound alike are one to who hears them."""
    digits: Sequence[Sequence[str]]
    """How each of 0 to 9 may be read."""
    fewest: int
    """Of letters, beside the one that is hidden."""


def _script(
    letters: str,
    sounds: Sequence[str],
    digits: Sequence[Sequence[str]],
    fewest: int = _FEWEST_LETTERS,
    also: str = "",
) -> _Script:
    """`also`: what else stands for one of its letters, and is no part of a word of it."""
    holes, side = f"[{_SIGNS}]+\ufe0f?|[{_LATIN}0-9{also}]", f"[{letters}]{{1,{_LONGEST_SIDE}}}"
    return _Script(
        letters, re.compile(f"(?P<left>{side})(?P<hole>{holes})(?=(?P<right>{side}))"), sounds, digits, fewest
    )


def _read(numbers: str) -> Sequence[Sequence[str]]:
    return [each.strip("-").split("|") for each in numbers.split()]


_NO_DIGITS = _read("- " * 10)
_O, _I, _E, _A, _S = (0x13, 0x4B), (0x07, 0x3F), (0x0F, 0x47), (0x05, 0x3E), (0x38,)
_LOOKS_LIKE = (_O, _I, (), _E, _A, _S, (), (), (), ())
"""In the scripts of India: the letters that say what Latin ones do which the digits look like."""


def _kana() -> Sequence[str]:
    rows = "アイウオ カキクコ ガギグゴ サシスソ ザジズゾ タチツト ダディドデ ナニヌノ ハヒフホ バビブボ パピプポ マミムモ ヤユヨ ラリルロ ワンーッ ァィェォャュョ エケセテネヘメレ"
    return [kana for row in rows.split() for kana in row]


def _hangul() -> Sequence[str]:
    """Syllables of every consonant with every vowel that others hear as another one, open and with the usual ends."""
    leads, vowels, tails = (
        (0, 2, 3, 5, 6, 7, 9, 11, 12, 14, 15, 16, 17, 18),
        (0, 5, 8, 13, 18, 20),
        (0, 4, 8, 21),
    )
    return [
        chr(0xAC00 + lead * 588 + vowel * 28 + tail) for lead, vowel, tail in product(leads, vowels, tails)
    ]


def _of_india(block: int) -> Sequence[str]:
    """Consonants alone and with a vowel, vowels, and signs of vowels."""
    consonants = [chr(block + at) for at in (0x15, 0x17, 0x1A, 0x1C, 0x1F, 0x21, 0x28, 0x2A, 0x2B, 0x2C, 0x2E, 0x2F, 0x30, 0x32, 0x35, 0x36, 0x38, 0x39)]  # fmt: skip
    vowels = [chr(block + at) for at in (0x05, 0x06, 0x07, 0x09, 0x0F, 0x13)]
    signs = [chr(block + at) for at in (0x3E, 0x3F, 0x41, 0x47, 0x4B, 0x4D)]
    return [*consonants, *vowels, *signs, *map("".join, product(consonants, signs))]


_THAI_SOUNDS = "กคงจชซดตทนบปพฟมยรลวสหอะาิีุูเแโไ"
_SCRIPTS = (
    _script(
        "\u0400-\u052f",
        "абвгдежзийклмнопрстуфхцчшыьэюя",
        _read("о|ноль один|раз|и два три|з|э четыре|ч пять|с шесть|б семь|т восемь|в девять|д"),
    ),
    _script("\u0370-\u03ff", "αβγδεζηθικλμνξοπρστυφχψω", _NO_DIGITS),
    _script("\u05d0-\u05ea", "אבגדהוזחטיכלמנסעפצקרשת", _read("ו|ס|או י|ו - ע|א א|ע - - ז|ט ב -"), 2),
    _script("\u0620-\u064a\u066e-\u06d3", "ابتجحدرزسشفقكلمنهويخعغط", _read("و|ه ا|ي ء ع|ا ا خ - ح|ط - ق"), 2),
    _script("\u0531-\u0587", [chr(code) for code in range(0x561, 0x587)], _NO_DIGITS),
    _script("\u10d0-\u10fa", [chr(code) for code in range(0x10D0, 0x10F1)], _NO_DIGITS),
    _script("\u0e01-\u0e2e\u0e30-\u0e3a\u0e40-\u0e4e", _THAI_SOUNDS, _read("โ|อ|ศูนย์ ิ|ี|า|วัน|หนึ่ง สอง|ทู เ|สาม า|ั|สี่|ซี ส|ห้า|ฮา หก เจ็ด แปด|เอ เก้า|กา")),
    _script(
        "\uac00-\ud7a3",
        _hangul(),
        _read("공|영|오 일|원|이 이|투 삼|쓰리|스|에 사|포|아 오|파이브|스 육|유 칠|치 팔|파 구|그"),
        2,
    ),
    _script(
        "\u30a1-\u30fa\u30fc",
        _kana(),
        _read("オ|ゼロ|レイ|マル イチ|イ|ワン ニ|ツー|フ サン|ミ|ス|エ シ|ヨ|ヨン|フォー|ア ゴ|コ|ファイブ|ス ロク|ム|ロ ナナ|シチ|ナ ハチ|ヤ|ハ|バ ク|グ|キュー"),
        2,
        also=_HAN,
    ),
    *(
        _script(f"{chr(block)}-{chr(block + 0x63)}{chr(block + 0x70)}-{chr(block + 0x7F)}", _of_india(block), [[chr(block + at) for at in each] for each in _LOOKS_LIKE])
        for block in range(0x900, 0xD80, 0x80)
    ),
)  # fmt: skip
_EVERY = "".join(script.letters for script in _SCRIPTS)
_ANY = re.compile(
    f"(?<=[{_EVERY}])(?:[{_SIGNS}{_LATIN}0-9])\ufe0f?(?=[{_EVERY}])|(?<=[ァ-ヺー])[{_HAN}](?=[ァ-ヺー])"
)


def titles_filled(text: str) -> Iterator[Undone]:
    """Lists of words, one for each thing that may be meant: they are read as titles of their own."""
    if text.isascii() or len(text) > _LONGEST_TEXT or not _ANY.search(text):
        return
    holes = 0
    for script in _SCRIPTS:
        for found in script.hidden.finditer(text) if holes < _MOST_HOLES else ():
            if _may_hide_a_letter(found, script):
                holes += 1
                yield from _listed(found, script)


def _may_hide_a_letter(found: re.Match[str], script: _Script) -> bool:
    left, hole, right = found["left"], found["hole"], found["right"]
    if len(left) + len(right) < script.fewest:
        return False
    return not re.match(f"[{_HAN}]", hole) or (
        len(left) + len(right) < _LONGEST_WITH_HAN and not any(map(frequency_in_a_run, (left, right)))
    )


def _listed(found: re.Match[str], script: _Script) -> Iterator[Undone]:
    left, right = found["left"], found["right"]
    words = [left + each + right for each in _meant_by(found["hole"], script)]
    trick = Trick.DIGITS if found["hole"].isdecimal() else Trick.HIDDEN
    for line in _in_lines(words):
        yield _as_a_title(line, found, trick)


def _meant_by(hole: str, script: _Script) -> Sequence[str]:
    """What may stand there; a digit or a letter may also be in between: "스탠1리"."""
    if hole.isdecimal():
        return [*filter(None, script.digits[int(hole)]), ""]
    if hole.isascii() and hole.isalpha():
        return [*script.sounds, ""] if hole in _SIGNS_BY_LETTERS else [""]
    return script.sounds


def _in_lines(words: Sequence[str]) -> Iterator[Sequence[str]]:
    line: list[str] = []
    length = 0
    for word in words:
        if line and length + len(word) >= _LONGEST_LINE:
            yield line
            line, length = [], 0
        line.append(word)
        length += len(word) + 1
    if line:
        yield line


def _as_a_title(words: Sequence[str], found: re.Match[str], trick: Trick) -> Undone:
    start, left, end = found.start(), len(found["left"]), found.end("right")
    hole, behind = found.start("hole"), found.end("hole")
    begins: list[int] = []
    ends: list[int] = []
    for word in words:
        filled = len(word) - left - len(found["right"])
        begins += [*range(start, hole), *[hole] * filled, *range(behind, end), end]
        ends += [*range(start + 1, hole + 1), *[behind] * filled, *range(behind + 1, end + 1), end]
    return Undone(_BETWEEN.join(words), begins, ends, [Edit(hole, behind, "", trick)], is_tried=True)
