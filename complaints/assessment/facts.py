"""What the rules may look at: gathered once, stored with the assessment, replayed years later."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Self


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkUse:
    """One place where the right's mark was recognised in the listing's title."""

    kind: str
    score: float
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PictureUse:
    """One picture of the brand that is in the listing's: `kind` "copy" or "logo"."""

    kind: str
    score: float
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """Plain values only: no models, no clock. `today` is the day of the assessment."""

    today: date
    reason: str
    right_kind: str
    right_title: str
    right_verified: bool
    right_registered_on: date | None
    right_expires_on: date | None
    right_territories: tuple[str, ...]
    right_classes: tuple[int, ...]
    brand_verified: bool
    marketplace_territories: tuple[str, ...]
    listing_found: bool
    listing_unread: bool
    listing_live: bool
    listing_class: int | None
    listing_category: str
    changed_since_snapshot: bool
    mark_uses: tuple[MarkUse, ...]
    evidence_kinds: tuple[str, ...]
    duplicate_of: str | None
    declared: bool
    statement_words: int
    asked_by_marketplace: bool = False
    """The marketplace asked the brand about this listing; nobody filed it of their own accord."""
    pictures_compared: int = 0
    """With how many pictures of the brand the listing's was compared; 0: with none, or not yet."""
    picture_uses: tuple[PictureUse, ...] = ()
    picture_marks: tuple[MarkUse, ...] = ()
    """The right's mark among the words in the picture, where a reader is installed."""
    picture_is_allowed: bool = False
    """The listing shows a picture that the brand lets authorised sellers use."""

    def to_json(self) -> dict[str, Any]:
        # Not dataclasses.asdict: it copies deeply, at a third of an assessment's cost.
        data: dict[str, Any] = {name: getattr(self, name) for name in self.__slots__}
        for name in ("today", "right_registered_on", "right_expires_on"):
            data[name] = data[name].isoformat() if data[name] else None
        data["mark_uses"] = [{"kind": use.kind, "score": use.score, "why": use.why} for use in self.mark_uses]
        for name in ("picture_uses", "picture_marks"):
            data[name] = [{"kind": use.kind, "score": use.score, "why": use.why} for use in data[name]]
        return data

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Self:
        values = dict(data)
        for name in ("today", "right_registered_on", "right_expires_on"):
            values[name] = date.fromisoformat(values[name]) if values[name] else None
        for name in ("right_territories", "right_classes", "marketplace_territories", "evidence_kinds"):
            values[name] = tuple(values[name])
        values["mark_uses"] = tuple(MarkUse(**use) for use in values["mark_uses"])
        # Older facts know nothing of pictures.
        values["picture_uses"] = tuple(PictureUse(**use) for use in values.get("picture_uses", ()))
        values["picture_marks"] = tuple(MarkUse(**use) for use in values.get("picture_marks", ()))
        return cls(**values)
