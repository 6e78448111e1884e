"""How usual a word is in the languages of shops: from `wordfreq`, kept as numbers so that it fits any process."""

import unicodedata
from collections.abc import Mapping
from functools import cache, lru_cache
from typing import NamedTuple

import numpy as np
import wordfreq

from recognition.folding import plain_letter
from recognition.han import simplified
from recognition.hashing import Hashes, HashSet, Running, hash_of

# Words of at least three in a billion, that is Zipf 3.0, are in every one of these lists.
_LANGUAGES = [
    "en",
    "de",
    "fr",
    "es",
    "it",
    "pt",
    "nl",
    "pl",
    "tr",
    "ru",
    "uk",
    "cs",
    "ro",
    "sv",
    "da",
    "nb",
    "fi",
    "hu",
    "id",
    "ms",
    "vi",
    "el",
    "ar",
    "fa",
    "he",
    "ko",
    "hi",
    "bn",
    "ur",
    "ta",
    "fil",
    "sh",
    "sk",
    "bg",
    "ca",
    "lt",
    "lv",
    "sl",
    "mk",
    "is",
]
_WITHOUT_SPACES = ("zh", "ja")
FREQUENT = 3.8
# How many words of a title have to be English, and what part of those that are usual anywhere.
_FEWEST_ENGLISH, _MOSTLY = 2, 0.6
_LONGEST = 24
_WORDS_REMEMBERED = 20_000


def _buckets(language: str) -> list[list[str]]:
    """Words by their Zipf frequency, from 9.00 down in steps of a hundredth."""
    return [
        list(words) for words in wordfreq.get_frequency_list(language, "small") if isinstance(words, list)
    ]


class _PlainLetters(dict[int, str]):
    def __missing__(self, code: int) -> str:
        self[code] = plain_letter(chr(code)) if code != ord("\n") else "\n"
        return self[code]


_PLAIN_LETTERS = _PlainLetters()


def _hashes_of(words: list[str]) -> Hashes:
    """Of each word in its plain writing; folded letter by letter, because there are hundreds of thousands."""
    plain = ("\n".join(words) + "\n").translate(_PLAIN_LETTERS)
    codes = np.frombuffer(plain.encode("utf-32-le", "surrogatepass"), np.uint32)
    ends = np.flatnonzero(codes == ord("\n"))
    starts = np.concatenate([np.zeros(1, np.int64), ends[:-1] + 1])
    return Running(codes).of(starts, ends)


class _Counted(NamedTuple):
    """Words of all languages by their hashes, which are sorted; one word is there once for each language that has it."""

    hashes: Hashes
    language: "np.typing.NDArray[np.uint8]"
    hundredths: "np.typing.NDArray[np.uint16]"
    """Of its Zipf frequency."""


@cache
def _counted() -> _Counted:
    hashes, languages, hundredths = [], [], []
    for number, language in enumerate(_LANGUAGES):
        buckets = _buckets(language)
        hashes.append(_hashes_of([word for bucket in buckets for word in bucket]))
        languages.append(np.full(len(hashes[-1]), number, np.uint8))
        steps = (900 - np.arange(len(buckets))).astype(np.uint16)
        hundredths.append(np.repeat(steps, list(map(len, buckets))))
    every = np.concatenate(hashes)
    order = np.argsort(every, kind="stable")
    return _Counted(every[order], np.concatenate(languages)[order], np.concatenate(hundredths)[order])


@cache
def _usual() -> HashSet:
    return HashSet(_counted().hashes)


@cache
def _frequent() -> HashSet:
    counted = _counted()
    return HashSet(counted.hashes[counted.hundredths > FREQUENT * 100])


@cache
def _english() -> HashSet:
    counted = _counted()
    return HashSet(counted.hashes[counted.language == _LANGUAGES.index("en")])


@cache
def _runs() -> dict[str, float]:
    """Words of Chinese and Japanese that are more than one character."""
    found: dict[str, float] = {}
    for language in _WITHOUT_SPACES:
        for step, bucket in enumerate(_buckets(language)):
            for word in bucket:
                if len(word) > 1 and not word.isascii():
                    found.setdefault(unicodedata.normalize("NFKC", word), 9 - step / 100)
    return found


def load() -> None:
    """Reads every list now: more than a second, which the first text would wait for otherwise."""
    _usual()
    _frequent()
    _english()
    _runs()


def usual(hashes: Hashes) -> "np.typing.NDArray[np.bool_]":
    """Which of the plain words, given by hash, are usual in some language."""
    return _usual().has(hashes)


def usual_in_titles(hashes: Hashes, title_of: "np.typing.NDArray[np.int64]") -> "np.typing.NDArray[np.bool_]":
    """Which of the plain words, given by hash and by the number of their title, are usual where they stand: among English
    words a word of another language is as strange as any ("guci" is an Indonesian jar)."""
    somewhere, in_english = usual(hashes), _english().has(hashes)
    titles = int(title_of[-1]) + 1 if title_of.size else 0
    known, english = (np.bincount(title_of[these], minlength=titles) for these in (somewhere, in_english))
    is_english = (english >= _FEWEST_ENGLISH) & (english >= known * _MOSTLY)
    found: np.typing.NDArray[np.bool_] = np.where(is_english[title_of], in_english, somewhere)
    return found


@cache
def _is_usual(plain: str) -> bool:
    return bool(_usual().has(np.array([hash_of(plain)], np.uint64))[0])


def is_usual(plain: str) -> bool:
    """Whether the word, in plain writing, is usual in some language of shops."""
    return len(plain) <= _LONGEST and _is_usual(plain)


@cache
def _is_frequent(plain: str) -> bool:
    return bool(_frequent().has(np.array([hash_of(plain)], np.uint64))[0])


def is_frequent(plain: str) -> bool:
    """Whether it is usual to the degree that hardly any name is: six in a million words of some language."""
    return len(plain) <= _LONGEST and _is_frequent(plain)


@lru_cache(maxsize=_WORDS_REMEMBERED)
def frequencies(plain: str) -> Mapping[str, float]:
    """The Zipf frequency of the word in each language that has it: 5 for a word in every hundred thousand, no less than 3."""
    counted, asked = _counted(), np.uint64(hash_of(plain[: _LONGEST + 1]))
    begin, end = (int(np.searchsorted(counted.hashes, asked, side)) for side in ("left", "right"))
    found: dict[str, float] = {}
    for number, hundredths in zip(
        counted.language[begin:end].tolist(), counted.hundredths[begin:end].tolist(), strict=True
    ):
        # Writings that are one in plain letters: the most usual of them is meant.
        found[_LANGUAGES[number]] = max(hundredths / 100, found.get(_LANGUAGES[number], 0.0))
    return found


def english(plain: str) -> float:
    """The Zipf frequency of the word in English, 0 for less than 3."""
    return frequencies(plain).get("en", 0.0)


def frequency_in_a_run(word: str) -> float:
    """The Zipf frequency of a Chinese or Japanese word; 0 for less than 3."""
    found = _runs().get(word, 0.0)
    if found or len(word) > _LONGEST or not "\u3400" <= word[:1] <= "\u9fff":
        return found
    return _runs().get(simplified(word), 0.0)
