"""One-letter slips, found by symmetric deletes: two words one edit apart share a word with a letter taken out.

Works on the visual key and not on the sign: "pixel" has nearly the sign of "Pirelli", and nothing else of it.
"""

from recognition.surfaces import Surface

SHORTEST = 6
# The deletes of a word grow with the square of its length.
LONGEST = 40
_EDGES = range(3, 7)


def _without_one_letter(word: str) -> list[str]:
    """The first letter stays: people, and people in disguise, get it right."""
    return [word[:at] + word[at + 1 :] for at in range(1, len(word))]


def is_one_edit_away(word: str, mark: str) -> bool:
    """One letter added, lost or changed, or two neighbours swapped; never the first."""
    if word[:1] != mark[:1] or abs(len(word) - len(mark)) > 1 or word == mark:
        return False
    shorter, longer = sorted((word, mark), key=len)
    at = next((i for i, (a, b) in enumerate(zip(shorter, longer, strict=False)) if a != b), len(shorter))
    rest, longer_rest = shorter[at:], longer[at:]
    if len(shorter) < len(longer):
        return rest == longer_rest[1:]
    return rest[1:] == longer_rest[1:] or rest[1::-1] + rest[2:] == longer_rest


def may_be_misspelt(surface: Surface) -> bool:
    return len(surface.base) >= SHORTEST and len(surface.raw) <= LONGEST and surface.raw.isalpha()


class _Deletes:
    """The marks of one number of words, as written and with a letter taken out."""

    def __init__(self) -> None:
        self._surfaces: dict[str, list[Surface]] = {}
        self._heads: set[str] = set()
        self._tails: set[str] = set()

    def add(self, surface: Surface) -> None:
        raw = surface.raw
        self._heads.update(raw[:edge] for edge in _EDGES)
        self._tails.update(raw[-edge:] for edge in _EDGES)
        for key in {raw, *_without_one_letter(raw)}:
            self._surfaces.setdefault(key, []).append(surface)

    def near(self, word: str) -> list[Surface]:
        # One edit cannot touch both ends of a word: most windows end here, without a look-up for each letter.
        edge = min((len(word) - 2) // 2, _EDGES[-1])
        if edge in _EDGES and word[:edge] not in self._heads and word[-edge:] not in self._tails:
            return []
        found = {}
        for key in (word, *_without_one_letter(word)):
            for surface in self._surfaces.get(key, ()):
                if is_one_edit_away(word, surface.raw):
                    found[id(surface)] = surface
        return list(found.values())


class Misspellings:
    def __init__(self) -> None:
        self._by_words: dict[int, _Deletes] = {}
        self._initials: set[str] = set()

    @property
    def most_words(self) -> int:
        return max(self._by_words, default=1)

    def add(self, surface: Surface) -> None:
        if not may_be_misspelt(surface):
            return
        self._initials.add(surface.raw[0])
        # A mark of several words is also misspelt as one.
        for words in {1, len(surface.words)}:
            self._by_words.setdefault(words, _Deletes()).add(surface)

    def near(self, word: str, words: int) -> list[Surface]:
        fits = SHORTEST - 1 <= len(word) <= LONGEST + 1
        # A model number is no misspelling.
        if word[0] not in self._initials or not fits or not word.isalpha():
            return []
        deletes = self._by_words.get(words)
        return deletes.near(word) if deletes else []
