"""The right's mark in the words of listings: titles, descriptions where the title is silent, and brand fields."""

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import Any
from uuid import UUID

from brands.models import Right
from complaints.assessment.facts import MarkUse
from complaints.models import Item
from listings.categories import Category
from listings.models import Snapshot
from recognition import Mark, MarkIndex, Match

_USED = frozenset({"use", "disguised"})
_MOST_USES = 5
# What is told of a place in a description: so many letters on either side of the mark.
_AROUND = 30

type _Asked = tuple[Item, Snapshot]


@lru_cache(maxsize=512)
def _index(title: str, variants: tuple[str, ...], classes: frozenset[int]) -> MarkIndex:
    return MarkIndex.build([Mark(key=title, text=title, variants=variants, nice_classes=classes)])


def index_of(right: Right) -> MarkIndex:
    """The right's own mark, ready for matching; kept between sets because building it costs more than using it."""
    return _index(right.title, tuple(right.variants), frozenset(right.nice_classes))


def read(right: Right, texts: Sequence[tuple[str, int | None]]) -> list[tuple[MarkUse, ...]]:
    """Where each text, with its class, names the right's mark; surest first."""
    return [_uses(found) for found in index_of(right).find_many(texts)]


def names_the_mark(right: Right, brand_field: str) -> bool:
    return any(use.kind in _USED for use in read(right, [(brand_field, None)])[0])


class Words:
    """What was recognised in the words of a set of items. All texts of one right are read at once."""

    def __init__(self, items: Sequence[Item], categories: Mapping[Category, tuple[int, ...]]) -> None:
        self._categories = categories
        asked = [
            (item, item.snapshot)
            for item in items
            if item.complaint.right.kind == Right.Kind.TRADEMARK and item.snapshot is not None
        ]
        self._titles = {id: _uses(found) for id, found in self._read(asked, lambda s: s.title).items()}
        silent = [
            (i, s) for i, s in asked if s.description and not any(u.kind in _USED for u in self._titles[i.id])
        ]
        texts = {item.id: snapshot.description for item, snapshot in silent}
        self._descriptions = {
            id: _uses(found, within=texts[id])
            for id, found in self._read(silent, lambda s: s.description).items()
        }
        named = [(item, snapshot) for item, snapshot in asked if snapshot.brand_field]
        self._fields = {
            id: any(match.kind in _USED for match in found)
            for id, found in self._read(named, lambda s: s.brand_field).items()
        }

    def of(self, item: Item) -> dict[str, Any]:
        snapshot = item.snapshot
        return {
            "mark_uses": self._titles.get(item.id, ()),
            "description_uses": self._descriptions.get(item.id, ()),
            "brand_field": snapshot.brand_field if snapshot else "",
            "brand_field_is_the_mark": self._fields.get(item.id, False),
        }

    def _read(
        self, asked: Sequence[_Asked], text_of: Callable[[Snapshot], str]
    ) -> dict[UUID, Sequence[Match]]:
        by_right: dict[UUID, list[_Asked]] = {}
        for item, snapshot in asked:
            by_right.setdefault(item.complaint.right_id, []).append((item, snapshot))
        read: dict[UUID, Sequence[Match]] = {}
        for group in by_right.values():
            right = group[0][0].complaint.right
            texts = [(text_of(snapshot), self._class_of(item, snapshot, right)) for item, snapshot in group]
            found = index_of(right).find_many(texts)
            read |= {item.id: matches for (item, _), matches in zip(group, found, strict=True)}
        return read

    def _class_of(self, item: Item, snapshot: Snapshot, right: Right) -> int | None:
        """Of a mark that is an ordinary word, a use counts only in one of its classes. The category says it better
        than a feed; of several classes of a category the right's own is taken."""
        of_category = self._categories.get((item.marketplace_id, snapshot.category), ())
        if not of_category:
            return snapshot.nice_class
        return next((one for one in of_category if one in right.nice_classes), of_category[0])


def _uses(matches: Sequence[Match], *, within: str = "") -> tuple[MarkUse, ...]:
    """The surest first. `within`: the text, of which the place is told instead of why it is the mark."""
    best_first = sorted(matches, key=lambda match: -match.score)[:_MOST_USES]
    return tuple(
        MarkUse(kind=m.kind, score=round(m.score, 4), why=_place(m, within) if within else m.why)
        for m in best_first
    )


def _place(match: Match, text: str) -> str:
    start, end = max(0, match.start - _AROUND), min(len(text), match.end + _AROUND)
    cut = " ".join(text[start:end].split())
    return f"{'…' if start else ''}{cut}{'…' if end < len(text) else ''}"
