"""A stretch of text taken letter by letter: what each is, what it looks like, and where the stretch falls apart."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import NamedTuple

from recognition.folding import alien_shape, clusters_of, plain_of, visual_of_cluster
from recognition.lookalikes import APOSTROPHES, LEET, SYMBOLS

_PAIRS = {"rn": "m", "vv": "w", "cl": "d"}
_SMALL_KANA = str.maketrans("ぁぃぅぇぉっゃゅょゎ", "あいうえおつやゆよわ")


class Letter(NamedTuple):
    sign: str
    """Its class of shapes."""
    plain: str
    """As it is meant: small, without accents."""
    shown: str


@dataclass(frozen=True)
class Spelt:
    """`gaps[n]` stands between `pieces[n]` and the next."""

    pieces: Sequence[Sequence[Letter]]
    gaps: Sequence[str]

    @cached_property
    def bases(self) -> tuple[str, ...]:
        return tuple("".join([letter.plain for letter in piece]) for piece in self.pieces)

    @cached_property
    def base(self) -> str:
        return "".join(self.bases)

    @cached_property
    def folded(self) -> Sequence[Letter]:
        """Pairs that look like one letter, and doubled letters, as one."""
        return _undoubled(_unpaired(self.letters))

    @cached_property
    def undoubled(self) -> Sequence[Letter]:
        """Doubled letters as one, and pairs left alone: "Nivvea" has no w in it."""
        return _undoubled(self.letters)

    @cached_property
    def letters(self) -> Sequence[Letter]:
        return [letter for piece in self.pieces for letter in piece]


def spelt(text: str, *, symbols: bool = False) -> Spelt:
    """`symbols`: whether $, @, ! … are letters here."""
    has_latin = any("a" <= char <= "z" for char in text.casefold())
    pieces: list[list[Letter]] = [[]]
    gaps: list[str] = []
    gap = ""
    for cluster in clusters_of(text):
        visual, letters = _known(cluster, symbols, has_latin)
        if visual == " ":
            # Without what sits on it unseen.
            gap += cluster[:1]
        elif visual:
            if gap and pieces[-1]:
                gaps.append(gap)
                pieces.append([])
            gap = ""
            pieces[-1] += letters
    return Spelt(pieces, gaps)


@lru_cache(maxsize=20_000)
def _known(cluster: str, symbols: bool, beside_latin: bool) -> tuple[str, tuple[Letter, ...]]:
    visual = _shape(cluster, symbols=symbols, beside_latin=beside_latin)
    return visual, tuple(_letters_of(cluster, visual)) if visual.strip() else ()


def _shape(cluster: str, *, symbols: bool, beside_latin: bool) -> str:
    """The cluster's shapes; a space if it is none of a word, "" if nobody sees it."""
    if cluster in APOSTROPHES:
        return ""
    if cluster[0] in SYMBOLS:
        # Whatever sits on it, seen or unseen.
        return cluster[0] if symbols else " "
    visual = (alien_shape(cluster) if beside_latin else "") or visual_of_cluster(cluster)
    if not visual:
        return ""
    kept = "".join(char for char in visual if char.isalnum() or char == "ー" or ord(char) >= 0x900)
    return kept if any(map(_is_of_a_word, kept)) else " "


def _is_of_a_word(char: str) -> bool:
    return char.isalnum() or char == "ー" or "\u0900" <= char <= "\u109f" or "\u1780" <= char <= "\u17ff"


def _letters_of(cluster: str, visual: str) -> list[Letter]:
    signs = visual.translate(LEET)
    plain = "".join(char for char in plain_of(cluster) if _is_of_a_word(char) or char in SYMBOLS)
    # "⍺" is no letter to anybody but the eye.
    plain = plain or cluster[:1]
    parts = list(plain) if len(plain) == len(signs) else [plain] + [""] * (len(signs) - 1)
    return [Letter(sign, part, cluster[:1]) for sign, part in zip(signs, parts, strict=True)]


def _merged(first: Letter, second: Letter, sign: str) -> Letter:
    return Letter(sign, first.plain + second.plain, first.shown + second.shown)


def _unpaired(letters: Sequence[Letter]) -> list[Letter]:
    kept: list[Letter] = []
    for letter in letters:
        sign = _PAIRS.get(kept[-1].sign + letter.sign) if kept else None
        if sign:
            kept.append(_merged(kept.pop(), letter, sign))
        else:
            kept.append(letter)
    return kept


def _undoubled(letters: Sequence[Letter]) -> list[Letter]:
    kept: list[Letter] = []
    for letter in letters:
        if kept and kept[-1].sign == letter.sign:
            kept.append(_merged(kept.pop(), letter, letter.sign))
        else:
            kept.append(letter)
    return kept


def loose_kana(text: str) -> str:
    """Katakana as hiragana, small as large: キヤノン and キャノン are one name."""
    hiragana = "".join(chr(ord(char) - 0x60) if "\u30a1" <= char <= "\u30f6" else char for char in text)
    return hiragana.translate(_SMALL_KANA)
