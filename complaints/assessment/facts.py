"""What the rules may look at: gathered once, stored with the assessment, replayed years later."""

from collections.abc import Mapping
from dataclasses import MISSING, dataclass, fields
from datetime import date
from functools import cache
from typing import Any, Self


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkUse:
    """One place where the right's mark was recognised in the listing's words."""

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

    # Known since version 5 of the rules. What stands here was not looked at before.
    right_owner: str = ""
    right_dispute: str = ""
    """The proceedings in which the right is disputed, as staff have put them down."""
    right_days_here: int | None = None
    """Whole days since the right was added to the portal."""
    right_items_in_a_day: int = 0
    """How many listings were filed under the right in the last 24 hours; counted for new rights only."""
    brand_name: str = ""
    same_mark_owners: int = 0
    """How many other brands have the same mark, checked, for classes and places that overlap."""
    category_classes: tuple[int, ...] = ()
    """To which Nice classes the marketplace's category belongs, as its admins say; empty: they have not said."""
    decided_before: str = ""
    """What was decided last about this listing for the same brand, in another complaint: "upheld", "refused"."""
    decided_before_on: date | None = None
    description_uses: tuple[MarkUse, ...] = ()
    """Looked for only where the title does not use the mark."""
    brand_field: str = ""
    brand_field_is_the_mark: bool = False
    listing_price: str = ""
    listing_currency: str = ""
    genuine_price_from: str = ""
    """The lowest price at which the genuine article is sold new, as the brand says; empty: it has not said."""
    genuine_price_currency: str = ""
    listing_condition: str = ""
    """ "new", "used", "refurbished"; empty where the marketplace does not say."""
    listing_quantity: int | None = None
    listing_first_seen_on: date | None = None
    listing_picture_is_unreadable: bool = False
    original_taken_on: date | None = None
    """The day on which the latest of the originals says that it was taken."""
    evidence_unreadable: int = 0
    evidence_reused: int = 0
    """In how many other complaints of the brand the same test buy is evidence."""
    test_buy_says: tuple[str, ...] = ()
    """The parts of the test buy's report that are filled in."""
    filed_by_agency: bool = False
    mandate_holds: bool = True
    statement_copies: int = 0
    """In how many other complaints of the brand the same words stand, over 90 days."""

    def to_json(self) -> dict[str, Any]:
        """Without what is not known: most facts of most items are the defaults, and every item is stored."""
        # Not dataclasses.asdict: it copies deeply, at a third of an assessment's cost.
        always, defaults = _fields()
        data: dict[str, Any] = {name: getattr(self, name) for name in always}
        data |= {name: v for name, default in defaults.items() if (v := getattr(self, name)) != default}
        for name in _DATES & data.keys():
            data[name] = data[name].isoformat() if data[name] else None
        for name in _USES.keys() & data.keys():
            data[name] = [{"kind": use.kind, "score": use.score, "why": use.why} for use in data[name]]
        return data

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Self:
        """Also of facts that are older than some fields: what was not known then takes its default."""
        values = dict(data)
        for name in _DATES & values.keys():
            values[name] = date.fromisoformat(values[name]) if values[name] else None
        for name in _LISTS & values.keys():
            values[name] = tuple(values[name])
        for name, kind in _USES.items():
            if name in values:
                values[name] = tuple(kind(**use) for use in values[name])
        return cls(**values)


_DATES = frozenset(
    {
        "today",
        "right_registered_on",
        "right_expires_on",
        "decided_before_on",
        "listing_first_seen_on",
        "original_taken_on",
    }
)
_LISTS = frozenset(
    {
        "right_territories",
        "right_classes",
        "marketplace_territories",
        "evidence_kinds",
        "category_classes",
        "test_buy_says",
    }
)
_USES: Mapping[str, type[MarkUse] | type[PictureUse]] = {
    "mark_uses": MarkUse,
    "description_uses": MarkUse,
    "picture_marks": MarkUse,
    "picture_uses": PictureUse,
}


@cache
def _fields() -> tuple[tuple[str, ...], dict[str, Any]]:
    """What is always stored, and the rest with what it is when nothing is known."""
    all_of_them = fields(Facts)
    always = tuple(f.name for f in all_of_them if f.default is MISSING)
    return always, {f.name: f.default for f in all_of_them if f.default is not MISSING}
