"""Titles in other scripts with what hides a name in them undone: "رول*كس", "נ.י.י.ק", "А й ф о н", "Дайс0н", "샤ㄴㅔㄹ", "カシ才"; and what
hides a Latin one: "Lumoгa" with a letter of another alphabet, "Lum©ra", upside down.

In such scripts most names have no registered writing that could be compared letter by letter. So the odd letters are first
made letters of the script around them, and what is left is read and heard as a title of its own. Only a name that holds
something undone counts.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from recognition.edits import Edit
from recognition.folding import plain_of
from recognition.lookalikes import HAN_LIKE_KANA
from recognition.odd_latin import in_latin_words, upside_down
from recognition.oddities import DASHES, IN_RUNS, SEPARATORS, STARS
from recognition.reading import Trick
from recognition.stand_ins import ALPHABETS, HANGUL, VOWEL_SIGNS, StandIns
from recognition.syllables import JAMO, in_syllables
from recognition.undone import Undone
from recognition.vocabulary import is_usual

_PARTING, _PARTING_RUNS = re.escape(SEPARATORS), re.escape(IN_RUNS)
_RUN = "\u3041-\u3096\u30a1-\u30fa\u30fc\u3400-\u9fff"
_MOST_LATIN = 3
_PREFIX = 2
_FEWEST_LETTERS = 4
_LONGEST_TEXT = 400
_MOST_EDITS = 100
_SIGNS = re.escape("013456@$€¥!|")


def titles_undone(text: str) -> Iterator[Undone]:
    """The title as it is seen, as it is heard, in Latin letters alone, and turned around, where it hides anything at all."""
    if text.isascii() or len(text) > _LONGEST_TEXT:
        return
    found: list[Sequence[Edit]] = []
    for each in (
        _by_script(text, by_sound=False),
        _by_script(text, by_sound=True),
        in_latin_words(text),
        upside_down(text),
    ):
        edits = _without_overlaps(each)
        if edits and len(edits) <= _MOST_EDITS and edits not in found:
            found.append(edits)
            yield edited(text, edits)


def _by_script(text: str, *, by_sound: bool) -> Iterator[Edit]:
    yield from _spaced(text)
    yield from _drawn_out(text)
    yield from _in_alphabets(text, by_sound=by_sound)
    yield from _in_hangul(text, by_sound=by_sound)
    yield from _in_runs(text)


def _without_overlaps(edits: Iterable[Edit]) -> Sequence[Edit]:
    kept: list[Edit] = []
    for edit in sorted(edits):
        if not kept or kept[-1].end <= edit.start:
            kept.append(edit)
    return kept


def edited(text: str, edits: Sequence[Edit]) -> Undone:
    """The edits are in the order of the text."""
    parts, begins, ends = [], [], []
    at = 0
    for edit in (*edits, Edit(len(text), len(text), "", Trick.SPACED)):
        parts += [text[at : edit.start], edit.becomes]
        begins += [*range(at, edit.start), *[edit.start] * len(edit.becomes)]
        ends += [*range(at + 1, edit.start + 1), *[edit.end] * len(edit.becomes)]
        at = edit.end
    return Undone("".join(parts), begins, ends, edits)


# A letter of the scripts of India with its vowels, one of Thai with those before, above and behind it; or a vowel by itself.
_ONE_SYLLABLE = f"(?:[ऀ-෿][{VOWEL_SIGNS}]*|[เ-ไ]?[ก-ฮ][ะ-ฺๅ-๎]*|[เ-ไ]|[ะ-ฺๅ])"


class _Stretch(NamedTuple):
    script: StandIns
    glued: re.Pattern[str]
    """Letters of the script with others and signs in between."""
    spaced: re.Pattern[str]
    """Its letters, each alone."""


def _stretch(script: StandIns) -> _Stretch:
    letters = script.letters
    signs = _SIGNS if script.heard else ""
    latin = "A-Za-z" if script.heard else ""
    glued = f"[{letters}{latin}{signs}\u200b-\u200f\u00ad{_PARTING}]+"
    alone = _ONE_SYLLABLE if not script.heard else f"[{letters}][\u0300-\u036f\u05b0-\u05bc\u064b-\u0652]?"
    return _Stretch(
        script,
        re.compile(glued),
        re.compile(rf"(?<![\w\u0900-\u0e4e]){alone}(?:[ .·*_-]{{1,3}}{alone}){{2,}}(?!\S)"),
    )


_STRETCHES = tuple(map(_stretch, ALPHABETS))


def _spaced(text: str) -> Iterator[Edit]:
    for stretch in _STRETCHES:
        for found in stretch.spaced.finditer(text):
            for gap in re.finditer("[^\\w\u0300-\u0e4e]+", found.group()):
                yield Edit(found.start() + gap.start(), found.start() + gap.end(), "", Trick.SPACED)


# Arabic letters are drawn out for looks, as a rule: nothing is hidden by it.
_TATWEEL = re.compile("(?<=[\u0620-\u06ff])\u0640+(?=[\u0620-\u06ff])")
# "نـ ـايـ ـك": drawn out over a space, they do.
_OVER_A_SPACE = re.compile(
    "(?<=[\u0620-\u063f\u0641-\u06ff])(?:\u0640+ \u0640*|\u0640* \u0640+)(?=[\u0620-\u063f\u0641-\u06ff])"
)


def _drawn_out(text: str) -> Iterator[Edit]:
    yield from (Edit(found.start(), found.end(), "", None) for found in _TATWEEL.finditer(text))
    yield from (Edit(*found.span(), "", Trick.SPACED) for found in _OVER_A_SPACE.finditer(text))


def _in_alphabets(text: str, *, by_sound: bool) -> Iterator[Edit]:
    for script, glued, _ in _STRETCHES:
        if re.search(f"[{script.letters}]", text):
            for found in glued.finditer(text):
                yield from _in_a_word(found.group(), found.start(), script, by_sound=by_sound)


def _in_a_word(word: str, start: int, script: StandIns, *, by_sound: bool) -> Iterator[Edit]:
    """The odd letters of one word, made letters of its script."""
    bare = word.strip(SEPARATORS)
    start += len(word) - len(word.lstrip(SEPARATORS))
    own = re.sub(f"[^{script.letters}]", "", bare)
    latin = re.findall("[A-Za-z]+", bare)
    if own == bare or not own or len(bare) < _FEWEST_LETTERS or max(map(len, latin), default=0) > _MOST_LATIN:
        return
    if _is_a_compound(bare):
        return
    for at, char in enumerate(bare):
        if char in SEPARATORS:
            trick = Trick.HIDDEN if char in STARS else Trick.SPACED
            yield Edit(start + at, start + at + 1, "", trick)
            continue
        key = char.lower()
        letter = script.heard.get(key) if by_sound else script.seen.get(key, script.heard.get(key))
        if letter is not None:
            yield Edit(start + at, start + at + 1, letter, _trick_of(char))


def _is_a_compound(word: str) -> bool:
    parts = word.split("-")
    return len(parts) > 1 and all(len(part) > _PREFIX and is_usual(plain_of(part)) for part in parts)


def _trick_of(char: str) -> Trick:
    return Trick.DIGITS if char.isdigit() else Trick.LETTERS if char.isalpha() else Trick.SYMBOLS


_HANGUL_WORD = re.compile(f"[{HANGUL.letters}a-z0@$€|{_PARTING}]+")
_PARTICLES = "은는이가을를의에도와과로"
_HANGUL_SPACED = re.compile(
    rf"(?<!\w)[{HANGUL.letters}](?: [{HANGUL.letters}]){{2,}}(?=[{_PARTICLES}]?(?!\w))"
)


def _in_hangul(text: str, *, by_sound: bool) -> Iterator[Edit]:
    for found in _HANGUL_SPACED.finditer(text):
        yield Edit(
            found.start(),
            found.end(),
            in_syllables(found.group().replace(" ", ""), with_tails=not by_sound),
            Trick.SPACED,
        )
    for found in _HANGUL_WORD.finditer(text):
        word = found.group().strip(SEPARATORS)
        start = found.start() + found.group().index(word)
        odd = [char for char in word if not "가" <= char <= "힣"]
        latin = sum(char.isascii() and char.isalpha() for char in word)
        is_in_pieces = len(word) >= _FEWEST_LETTERS and all(map(JAMO.match, word))
        if not odd or (len(odd) == len(word) and not is_in_pieces) or latin > _MOST_LATIN - 1:
            continue
        letters = [_hangul_for(word, at, by_sound=by_sound) for at in range(len(word))]
        trick = Trick.LETTERS if any(map(str.isalnum, odd)) else Trick.SPACED
        yield Edit(start, start + len(word), in_syllables("".join(letters), with_tails=not by_sound), trick)


def _hangul_for(word: str, at: int, *, by_sound: bool) -> str:
    char = word[at]
    if char in SEPARATORS:
        return ""
    beside_jamo = JAMO.search(word[max(0, at - 1) : at + 2]) is not None
    seen = HANGUL.seen.get(char) if beside_jamo else None
    return seen or HANGUL.heard.get(char, char)


_KANA = re.compile(f"[ァ-ヺー{''.join(HAN_LIKE_KANA)}]+")
_HALF_WIDTH = re.compile("[\uff66-\uff9f]+")
_PARTED = re.compile(f"(?<=[{_RUN}])[{_PARTING_RUNS}]{{1,2}}(?=[{_RUN}])")
# "劳1力1士": the same between all of them.
_PARTED_BY_ONE = re.compile("[\u3400-\u9fff]([0-9])[\u3400-\u9fff](?:\\1[\u3400-\u9fff])+")
_KANA_SPACED = re.compile("(?<![ァ-ヺー])[ァ-ヺ](?:[ \u3000][ァ-ヺー]){2,}(?![ァ-ヺー])")


# Typed for the length of a vowel, which they look like: "ルクル―ゼ".
_DASHES = re.compile(f"(?<=[ァ-ヺ])[{DASHES}](?=[ァ-ヺ])")
# "アイフォソ", "ンニー", "エルメヌ": no word begins with the one, and hardly a name ends in the others.
_SO_OR_N = re.compile("(?<=[ァ-ヺー]{3})[ソヌ](?![ァ-ヺー])|(?<![ァ-ヺー])ン(?=[ァ-ヺー]{2})")
_MEANT_BY = {"ン": "ソ", "ソ": "ン", "ヌ": "ス"}


def _in_runs(text: str) -> Iterator[Edit]:
    """Where words have no edges."""
    for found in _HALF_WIDTH.finditer(text):
        yield Edit(found.start(), found.end(), unicodedata.normalize("NFKC", found.group()), None)
    for found in _KANA_SPACED.finditer(text):
        yield from (
            Edit(found.start() + gap.start(), found.start() + gap.end(), "", Trick.SPACED)
            for gap in re.finditer("[ \u3000]", found.group())
        )
    for found in _PARTED.finditer(text):
        yield Edit(found.start(), found.end(), "", Trick.SPACED)
    for found in _PARTED_BY_ONE.finditer(text):
        at = range(found.start() + 1, found.end(), 2)
        yield from (Edit(place, place + 1, "", Trick.DIGITS) for place in at)
    yield from _like_kana(text)


def _like_kana(text: str) -> Iterator[Edit]:
    """What stands for a kana that it looks like."""
    for found in _DASHES.finditer(text):
        yield Edit(found.start(), found.end(), "ー", Trick.LETTERS)
    for found in _SO_OR_N.finditer(text):
        yield Edit(found.start(), found.end(), _MEANT_BY[found.group()], Trick.LETTERS)
    for found in _KANA.finditer(text):
        if not re.search("[ァ-ヺ]", found.group()):
            continue
        for odd in re.finditer(f"ノレ|[{''.join(HAN_LIKE_KANA)}]", found.group()):
            kana = "ル" if odd.group() == "ノレ" else _katakana(HAN_LIKE_KANA[odd.group()])
            yield Edit(found.start() + odd.start(), found.start() + odd.end(), kana, Trick.LETTERS)


def _katakana(hiragana: str) -> str:
    return hiragana if hiragana == "ー" else chr(ord(hiragana) + 0x60)
