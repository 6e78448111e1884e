"""How usual a word is in the languages of shops: from `wordfreq`, kept as numbers so that it fits any process."""

import unicodedata
from functools import cache

import numpy as np
import wordfreq

from recognition.folding import plain_letter
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
_LONGEST = 24


def _buckets(language: str) -> list[list[str]]:
    """Words by their Zipf frequency, from 9.00 down in steps of a hundredth."""
    return [
        list(words) for words in wordfreq.get_frequency_list(language, "small") if isinstance(words, list)
    ]


def _words(language: str, *, most: int | None = None) -> list[str]:
    return [word for bucket in _buckets(language)[:most] for word in bucket]


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


@cache
def _usual() -> HashSet:
    return HashSet(np.concatenate([_hashes_of(_words(language)) for language in _LANGUAGES]))


@cache
def _frequent() -> HashSet:
    most = round((9 - FREQUENT) * 100)
    return HashSet(np.concatenate([_hashes_of(_words(language, most=most)) for language in _LANGUAGES]))


@cache
def _english() -> tuple[Hashes, "np.typing.NDArray[np.float32]"]:
    words: dict[str, float] = {}
    for step, bucket in enumerate(_buckets("en")):
        for word in bucket:
            words.setdefault(word, 9 - step / 100)
    hashes = _hashes_of(list(words))
    order = np.argsort(hashes, kind="stable")
    return hashes[order], np.array(list(words.values()), np.float32)[order]


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


def english(plain: str) -> float:
    """The Zipf frequency of the word in English: 5 for a word in every hundred thousand, 0 for less than 3."""
    hashes, frequencies = _english()
    asked = np.uint64(hash_of(plain[: _LONGEST + 1]))
    at = int(np.searchsorted(hashes, asked))
    return float(frequencies[at]) if at < len(hashes) and hashes[at] == asked else 0.0


def frequency_in_a_run(word: str) -> float:
    """The Zipf frequency of a Chinese or Japanese word; 0 for less than 3."""
    return _runs().get(word, 0.0)
