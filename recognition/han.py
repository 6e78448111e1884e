"""Chinese characters: the simplified form of each, and how it is said."""

import gzip
from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files

import msgpack
from anyascii import anyascii


def _simplified() -> Mapping[int, str]:
    """By the code of a traditional character, as `wordfreq` counts Chinese by."""
    packed = (files("wordfreq") / "data" / "_chinese_mapping.msgpack.gz").read_bytes()
    read: dict[int, str] = msgpack.loads(gzip.decompress(packed), raw=False, strict_map_key=False)
    return {code: char for code, char in read.items() if code <= 0xFFFF and len(char) == 1}


SIMPLIFIED = _simplified()
_MERGED = (("zh", "z"), ("ch", "c"), ("sh", "s"), ("ng", "n"))


@lru_cache(maxsize=20_000)
def said(char: str) -> str:
    """In pinyin without its tone, in small letters; nothing for what is no Chinese character."""
    return anyascii(char).lower() if is_han(char) else ""


@lru_cache(maxsize=20_000)
def said_loosely(char: str) -> str:
    """As those say it who tell z from zh, or n from ng, no better than half of China does."""
    sound = said(char)
    for one, other in _MERGED:
        sound = sound.replace(one, other)
    return sound


def is_han(text: str) -> bool:
    return all("\u3400" <= char <= "\u9fff" for char in text)


def simplified(text: str) -> str:
    return text.translate(SIMPLIFIED)
