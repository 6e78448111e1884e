"""Cuts a visual key into words, and joins neighbouring words into windows."""

import re
from collections.abc import Iterator, Sequence, Set
from typing import NamedTuple

from recognition.folding import sign_of
from recognition.lookalikes import SYMBOLS

# Scripts written without spaces: a word has no edge there, so `unspaced.py` looks inside the run.
UNSPACED = (
    "\u0e00-\u0e3e\u0e40-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3040-\u30fa\u30fc-\u30ff\u31f0-\u31ff"
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
)
_HANGUL = "\u1100-\u11ff\u3130-\u318f\ua960-\ua97f\uac00-\ud7ff"
_LETTER = f"(?:[^\\W_{UNSPACED}{_HANGUL}]|[\u0900-\u0dff])"
_SYMBOL = "[" + re.escape(SYMBOLS) + "]"

ANY_UNSPACED = re.compile(f"[{UNSPACED}]")
ANY_SYMBOL = re.compile(_SYMBOL)
# A change of script ends a word ("Lumora香水"), except among alphabets, where a disguise mixes them.
_WORDS = re.compile(f"{_LETTER}+|[{_HANGUL}]+|([{UNSPACED}]+)")
# "|" and "!" are far more often punctuation than letters at the edge of a word.
_WORDS_WITH_SYMBOLS = re.compile(
    f"[$@€]{{0,3}}{_LETTER}(?:{_LETTER}|{_SYMBOL})*(?<![|!])|[{_HANGUL}]+|([{UNSPACED}]+)"
)

# Longer gaps, commas and semicolons separate things rather than letters.
_WIDEST_GAP = 3
_SEPARATES = re.compile(r"[,;、，。]")
# "S M L XL" and "a a a a …": a run of single letters is one word spaced out, but not an endless one.
_LONGEST_SPACED_RUN = 24


class Token(NamedTuple):
    raw: str
    sign: str
    start: int
    end: int
    opens: bool
    """Nothing joins it to the word before."""


class Window(NamedTuple):
    sign: str
    first: int
    last: int


def _opens(visual: str, end_before: int, start: int) -> bool:
    gap = visual[end_before:start]
    return gap != " " and (len(gap) > _WIDEST_GAP or _SEPARATES.search(gap) is not None)


def _cut(visual: str, words: re.Pattern[str]) -> list[Token]:
    tokens: list[Token] = []
    end_before = -1
    for found in words.finditer(visual):
        if found.lastindex:
            # A run without spaces is no token, and nothing joins over it.
            end_before = -1
            continue
        start, end = found.span()
        raw = found.group()
        opens = end_before < 0 or _opens(visual, end_before, start)
        tokens.append(Token(raw, sign_of(raw), start, end, opens))
        end_before = end
    return tokens


def readings_of(visual: str) -> list[list[Token]]:
    """The words with $, @, ! and | as punctuation and, where there are any, also with them as letters."""
    readings = [_cut(visual, _WORDS)]
    if ANY_SYMBOL.search(visual):
        readings.append(_cut(visual, _WORDS_WITH_SYMBOLS))
    return readings


def joined(sign: str, tokens: Sequence[Token], first: int, last: int) -> str:
    """The sign of the words written as one, given the sign of all but the last."""
    end, start = sign[-1], tokens[last].sign[0]
    # Only these edges change when two words touch: a letter doubled over the edge, and pairs that look like one.
    if end == start or end + start in ("rn", "vw"):
        return sign_of("".join([token.raw for token in tokens[first : last + 1]]))
    return sign + tokens[last].sign


class Limits(NamedTuple):
    """How far windows need to grow for the marks of an index."""

    heads: Set[str]
    """Every beginning, up to `HEAD` letters, of every sign that is looked for."""
    longest: int
    most_words: int
    misspelt_words: int
    """Up to so many words a window is wanted whatever it begins with."""


HEAD = 6


def heads_of(sign: str) -> list[str]:
    return [sign[:length] for length in range(min(HEAD, len(sign)) + 1)]


def windows_of(tokens: Sequence[Token], limits: Limits) -> Iterator[Window]:
    """The runs of neighbouring words that could have the sign of a mark, or nearly."""
    for first, token in enumerate(tokens):
        sign = token.sign
        if len(sign) > limits.longest:
            continue
        yield Window(sign, first, first)
        for last in range(first + 1, _end_of_growth(tokens, first, limits)):
            words = last - first
            # The last letter is left out: "rn" over the edge of two words turns it into another.
            if words >= limits.misspelt_words and sign[:-1][:HEAD] not in limits.heads:
                break
            sign = joined(sign, tokens, first, last)
            if len(sign) > limits.longest:
                break
            yield Window(sign, first, last)


def _end_of_growth(tokens: Sequence[Token], first: int, limits: Limits) -> int:
    """The first word that cannot belong to a window: after a separator, or one too many."""
    most = _LONGEST_SPACED_RUN if len(tokens[first].raw) == 1 else limits.most_words
    for last in range(first + 1, min(first + most, len(tokens))):
        spaced_out_no_more = last - first >= limits.most_words and len(tokens[last].raw) > 1
        if tokens[last].opens or spaced_out_no_more:
            return last
    return min(first + most, len(tokens))
