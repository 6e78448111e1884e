"""Marks in Han, kana, Thai and their like, where a title has no word edges to go by."""

from collections.abc import Iterator

from recognition.han import is_han
from recognition.letters import Spelt, loose_kana
from recognition.places import Place
from recognition.reading import Reading, Trick, reading_with, tricks_in
from recognition.surfaces import Surface, is_unspaced
from recognition.uses import phrases_that
from recognition.vocabulary import frequency_in_a_run
from recognition.words import GOES_ON

# Written inside a name as part of it: ルイ・ヴィトン.
_NAME_DOTS = frozenset("・·-=‐＝&＆ー")
_WIDEST_GAP = 3
_SHORTEST_CUT = 4
_SHORTEST_ALONE = 3
_LONGEST_WORD = 6
# Of a word that straddles the edge of a two-character name; of one that holds the name whole.
_STRADDLES, _HOLDS = 3.0, 3.0
_INSIDE_A_RUN = 0.95
# No word begins with these, so the name goes on.
_CONTINUES = frozenset("ァィゥェォッャュョヮンーぁぃぅぇぉっゃゅょゎ")
_UNSAID = "\u0e4c"
_SHORT_NAME = 2
_LONG_IN_ANY_KANA = 4
_SHORTEST_STRADDLING = 3
_SHORTEST_REST = 4


def how_a_run_reads(place: Place, ours: Spelt, theirs: Spelt, surface: Surface) -> Reading | None:
    tricks: list[Trick] = []
    if not _holds_together(ours, surface):
        if not _is_spaced_out(place, ours, surface):
            return None
        tricks.append(Trick.SPACED)
    elif not _is_parted_by_dots(ours, surface) and _is_inside_a_word(place, surface.base):
        return None
    if surface.is_known and _is_said_in_other_kana(ours.base, surface.base):
        return None
    if loose_kana(ours.base) != loose_kana(surface.base):
        stand_ins = tricks_in(ours, theirs, surface)
        if not stand_ins or len(surface.base) < _SHORTEST_ALONE:
            return None
        tricks += sorted(stand_ins)
    inside = any(map(is_unspaced, _neighbours(place)))
    return reading_with(tricks, surface, at_most=_INSIDE_A_RUN if inside else 1.0)


def _is_said_in_other_kana(ours: str, theirs: str) -> bool:
    """あたり is no アタリ: what is short, and not written as the world does, is another word."""
    return len(theirs) < _LONG_IN_ANY_KANA and any(
        _is_katakana(their) and not _is_katakana(our) for our, their in zip(ours, theirs, strict=False)
    )


def _neighbours(place: Place) -> tuple[str, str]:
    return place.text[place.start - 1 : place.start] if place.start else "", place.text[
        place.end : place.end + 1
    ]


def _holds_together(ours: Spelt, surface: Surface) -> bool:
    if ours.bases == surface.words:
        return True
    return all(set(gap) <= _NAME_DOTS and len(gap) == 1 for gap in ours.gaps)


def _is_parted_by_dots(ours: Spelt, surface: Surface) -> bool:
    """乐·高城市: who parts the characters of a name with a dot has no other word in mind."""
    return len(ours.bases) > len(surface.words) and all(map(is_han, ours.base))


def _is_spaced_out(place: Place, ours: Spelt, surface: Surface) -> bool:
    """Spaced evenly and apart from its neighbours, or a long name cut by a space: not 第三 星空 for 三星."""
    if max(map(len, ours.gaps)) > _WIDEST_GAP:
        return False
    is_even = all(len(base) == 1 for base in ours.bases)
    if len(surface.base) >= _SHORTEST_CUT and min(map(len, ours.bases)) > 1:
        return True
    if not is_even:
        return False
    before, after = _neighbours(place)
    if len(surface.base) >= _SHORTEST_ALONE or (not before.isalnum() and not after.isalnum()):
        return True
    return not any(frequency_in_a_run(pair) for pair in (before + ours.base[0], ours.base[-1] + after))


def _is_inside_a_word(place: Place, name: str) -> bool:
    """Whether the characters are part of another word: 三星 in 三星级, 美的 in 完美的, グッチ in グッチャ."""
    before, after = _neighbours(place)
    goes_before, goes_behind = GOES_ON.get(name, (frozenset(), frozenset()))
    if before in goes_before or after in goes_behind:
        return True
    if after in _CONTINUES or _goes_on_in_thai(place, after):
        return True
    if _is_katakana(place.written[-1:]) and _is_katakana(after) and not _is_a_word_of_its_own(place):
        return True
    if (
        _is_katakana(place.written[:1])
        and _is_katakana(before)
        and not _is_a_word_of_its_own(place, behind=False)
    ):
        return True
    if (_is_katakana(before) or _is_katakana(after)) and _is_cut_out_of_katakana(place, name):
        return True
    # 宝马 before 车模 is no 马车: of two words that overlap, the more usual one is meant.
    straddles = max(_STRADDLES, frequency_in_a_run(name))
    return len(name) <= _SHORT_NAME and any(
        frequency_in_a_run(word) >= (_HOLDS if holds else straddles) for word, holds in _words_across(place)
    )


def _goes_on_in_thai(place: Place, after: str) -> bool:
    """A letter that is written and not said belongs to the syllable before it, too: เกียร์ holds no เกีย."""
    is_sign = "\u0e30" <= after <= "\u0e3a" or "\u0e45" <= after <= "\u0e4e"
    return is_sign or place.text[place.end + 1 : place.end + 2] == _UNSAID


def _is_cut_out_of_katakana(place: Place, name: str) -> bool:
    """フランスタバコ is no スタバ, スケジュール no ジュール."""
    return len(name) < _LONG_IN_ANY_KANA and any(
        len(word) >= _SHORTEST_STRADDLING and all(map(_is_katakana, word)) and frequency_in_a_run(word) > 0
        for word, _ in _words_across(place)
    )


def _is_katakana(char: str) -> bool:
    return "\u30a1" <= char <= "\u30fa" or char == "ー"


def _is_a_word_of_its_own(place: Place, *, behind: bool = True) -> bool:
    """Whether the katakana that goes on is a word: スニーカー behind ナイキ."""
    text = (
        place.text[place.end : place.end + 12]
        if behind
        else place.text[max(0, place.start - 12) : place.start][::-1]
    )
    length = next((at for at, char in enumerate(text) if not _is_katakana(char)), len(text))
    rest = text[:length] if behind else text[:length][::-1]
    if len(rest) >= _SHORTEST_REST and len(place.written) >= _SHORTEST_REST:
        return True
    return frequency_in_a_run(rest) > 0 or any(
        frequency_in_a_run(rest[:cut]) > 0 and frequency_in_a_run(rest[cut:]) > 0
        for cut in range(2, len(rest) - 1)
    )


def _words_across(place: Place) -> Iterator[tuple[str, bool]]:
    """The stretches that go over an edge of the place, and whether each holds all of it. 适配 ends where a name begins: in 适配戴森
    nobody reads 配戴."""
    text, start, end = place.text, place.start, place.end
    is_behind_a_word = text[max(0, start - _LONGEST_WORD) : start].endswith(
        phrases_that("fits before in runs")
    )
    for first in range(start if is_behind_a_word else max(0, start - _LONGEST_WORD + 1), end):
        for last in range(max(first + 2, start + 1), min(len(text), first + _LONGEST_WORD) + 1):
            holds = first <= start and last >= end
            crosses = (first < start < last) or (first < end < last)
            if crosses and (first, last) != (start, end):
                yield text[first:last], holds
