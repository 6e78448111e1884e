"""Names with letters starred out: "N**E", "L*uis V*itton", "Гу**и", "G×cci", "*ucci". Whoever writes so hides a name, and hides it badly."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import islice
from string import ascii_lowercase

from recognition.folding import plain_of
from recognition.judge import Candidate
from recognition.reading import Among, Trick, reading_with
from recognition.surfaces import Surface, is_unspaced
from recognition.vocabulary import frequency_in_a_run
from recognition.words import is_ordinary, is_ordinary_english

_STARS = "*＊✱•●○◯〇"
# Between letters; numbers are multiplied and goods are rated by them.
_SIGNS = "×✕✖✗✘❌♥❤♡💗💕🖤🤍🤎💙💚💛💜🧡❣★☆✪✭✮⭐🌟✨🔥💎👑◆◇■□▪♦♣♠"
_AS_PICTURE = "\ufe0f"
MASKS = _STARS + _SIGNS
# What Japanese hides a character by, and what its words are written with.
_CIRCLES, _RUN = "*＊●○◯〇", "\u3041-\u3096\u30a1-\u30fa\u30fb\u30fc\u3400-\u9fff"
_IN_A_RUN = re.compile(f"[{_RUN}{_CIRCLES}]{{3,}}")
_HIDDEN_IN_A_RUN = re.compile(f"[{_CIRCLES}]{{1,2}}")
_MOST_BESIDE, _MOST_IN_A_RUN, _MOST_RUNS = 7, 5, 50
_KATAKANA, _INSIDE = re.compile("[ァ-ヺー]+"), re.compile("[ァ-ヺー]{2}")
_ANY_MASK = re.compile(f"[{MASKS}]")
_HIDDEN = re.compile(
    rf"(?<=\w)[{_STARS}]+(?=\w)|(?<=[^\W\d])[{_SIGNS}]{{1,2}}{_AS_PICTURE}?(?=[^\W\d])"
    # At one edge of a word: stars at both make it stand out.
    rf"|(?<![\w{MASKS}])(?:[*＊][^\W\d_]{{3,}}|[^\W\d_]{{3,}}[*＊])(?![\w{MASKS}])"
    # Where words have no edges.
    rf"|[{_RUN}]{{2}}[{_CIRCLES}]"
)
_WORD = re.compile(rf"[\w&'’{MASKS}{_AS_PICTURE}-]+")
_ANY = "*"
_SIGN = re.compile(f"[{_SIGNS}]")
_FOLD = str.maketrans(dict.fromkeys(MASKS, _ANY))
_MOST_WORDS = 4
_SHORTEST, _SHORTEST_IN_SYLLABLES, _ENOUGH_IN_SYLLABLES = 4, 3, 4


def hides_letters(text: str) -> bool:
    return _ANY_MASK.search(text) is not None and _HIDDEN.search(text) is not None


class Masked:
    """The writings of marks by their length, their words and their first letter."""

    def __init__(self, shown: Sequence[str], surface_of: Callable[[int], Surface]) -> None:
        self._shown, self._surface_of = shown, surface_of
        self._by_outline: dict[tuple[int, int, str], list[tuple[str, int]]] = {}

    def hidden_in(self, text: str) -> Iterator[Candidate]:
        words = list(_WORD.finditer(text))
        for first, word in enumerate(words):
            for last in range(first, min(first + _MOST_WORDS, len(words))):
                written = text[word.start() : words[last].end()]
                if hides_letters(written):
                    yield from self._named(written, last - first + 1, word.start())
        runs = (run for run in _IN_A_RUN.finditer(text) if _HIDDEN_IN_A_RUN.search(run.group()))
        for run in islice(runs, _MOST_RUNS):
            for start, end in _stretches_of(run.group()):
                yield from self._named(run.group()[start:end], 1, run.start() + start)

    def _named(self, written: str, words: int, start: int) -> Iterator[Candidate]:
        shape = plain_of(written.translate(_FOLD))
        visible = sum(char.isalnum() for char in shape)
        if 2 * visible < sum(not char.isspace() for char in shape):
            return
        is_doubtful = _ANY in (shape[0], shape[-1]) or _SIGN.search(written) is not None
        for plain, number in self._alike(len(shape), words, shape):
            if not all(ours in (_ANY, their) for ours, their in zip(shape, plain, strict=True)):
                continue
            surface = self._surface_of(number)
            if not surface.generated and not (is_doubtful and _is_a_word_with_a_sign(shape, plain)):
                reading = reading_with([Trick.HIDDEN], surface)
                among = _among(shape, is_doubtful=is_doubtful)
                yield Candidate(surface, replace(reading, among=among), start, start + len(written))

    def _alike(self, length: int, words: int, shape: str) -> Sequence[tuple[str, int]]:
        if not self._by_outline:
            for number, shown in enumerate(self._shown):
                plain = plain_of(shown)
                shortest = _SHORTEST if plain.isascii() else _SHORTEST_IN_SYLLABLES
                if len(plain) >= shortest:
                    for edge in (plain[0], _ANY + plain[-1]):
                        outline = (len(plain), plain.count(" ") + 1, edge)
                        self._by_outline.setdefault(outline, []).append((plain, number))
        edge = _ANY + shape[-1] if shape[0] == _ANY else shape[0]
        return self._by_outline.get((length, words, edge), ())


def _among(shape: str, *, is_doubtful: bool) -> Among:
    """Of kana and Chinese characters few are a whole name."""
    if not is_doubtful:
        return Among.ANY
    is_enough = len(shape) >= _ENOUGH_IN_SYLLABLES and is_unspaced(shape)
    return Among.NOT_OTHERS if is_enough else Among.ITS_OWN


def _stretches_of(run: str) -> Iterator[tuple[int, int]]:
    """What may be a name with a character hidden: 人気のエルメ○バッグ."""
    for hidden in islice(_HIDDEN_IN_A_RUN.finditer(run), _MOST_IN_A_RUN):
        starts = range(max(0, hidden.start() - _MOST_BESIDE), hidden.start() + 1)
        ends = range(hidden.end(), min(len(run), hidden.end() + _MOST_BESIDE) + 1)
        ends_of_names = [end for end in ends if not _INSIDE.match(run, end - 1) or _is_a_word(run, end)]
        for start in starts:
            if not start or not _INSIDE.match(run, start - 1):
                yield from ((start, end) for end in ends_of_names if end - start >= _SHORTEST_IN_SYLLABLES)


def _is_a_word(run: str, start: int) -> bool:
    """Whether the katakana that goes on is one."""
    rest = _KATAKANA.match(run, start)
    return rest is not None and frequency_in_a_run(rest.group()) > 0


def _is_a_word_with_a_sign(shape: str, name: str) -> bool:
    """ "*new", "offer*" hide nothing, and "l♥ve" is no Live: it is another word with a letter in the sign's place."""
    bare = shape.strip(_ANY)
    fits = (shape.replace(_ANY, letter) for letter in ascii_lowercase)
    return (bare != shape and is_ordinary(bare)) or any(
        word != name and is_ordinary_english(word) for word in fits
    )
