"""A preview's result and a shadow's differences as their pages show them."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from brands.models import Brand
from complaints.blind import kept_from
from complaints.models import Item
from complaints.reasons import REASONS
from complaints.review.selectors import title_of
from core.tenancy import Actor
from takedown.models import PolicyDifference, PolicyPreview, PolicyShadow
from takedown.programme.policy import Numbers
from takedown.programme.selectors import TIERS
from takedown.programme.standing import Tier
from takedown.programme.versions.histogram import TONES, Histogram, histogram
from takedown.programme.versions.later import Later, later_of
from takedown.programme.versions.numbers import words_for_guard

OUTCOMES: Mapping[str, Promise] = {
    "uphold": gettext_lazy("removed without a person"),
    "hold": gettext_lazy("held by a cap"),
    "review": gettext_lazy("sent to a person"),
    "ask": gettext_lazy("asked for something"),
    "close": gettext_lazy("closed"),
}
LATER: Mapping[str, Promise] = {
    Later.RIGHT: gettext_lazy("right"),
    Later.WRONG: gettext_lazy("wrong"),
    Later.OPEN: gettext_lazy("nobody has looked"),
}
MOST_SHOWN = 50
MOST_COUNTED = 5000


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    item_id: UUID
    title: str
    brand: str
    later: str
    tone: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """From one outcome to another: how many, and what people said of them."""

    live: str
    draft: str
    differs: bool
    total: int
    right: int
    wrong: int
    open: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PreviewPage:
    preview: PolicyPreview
    result: Mapping[str, Any]
    moves: list[Move]
    reasons: list[Mapping[str, Any]]
    tiers: list[Mapping[str, Any]]
    gained_total: int
    lost_total: int
    gained: list[Example]
    lost: list[Example]
    histogram: Histogram


def preview_page(preview: PolicyPreview, actor: Actor) -> PreviewPage:
    """Of a preview that has ended."""
    result: Mapping[str, Any] = preview.result or {}
    numbers = Numbers.from_json(preview.numbers)
    examples = result["examples"]
    named = _examples([*examples["gained"], *examples["lost"]], actor)
    return PreviewPage(
        preview=preview,
        result=result,
        moves=_moves(result["moves"]),
        reasons=[row | {"label": str(REASONS[row["name"]].label)} for row in result["reasons"]],
        tiers=[row | {"label": str(TIERS[Tier(row["name"])])} for row in result["tiers"]],
        gained_total=sum(result["gained"].values()),
        lost_total=sum(result["lost"].values()),
        gained=[named[id] for id, _said in examples["gained"] if id in named],
        lost=[named[id] for id, _said in examples["lost"] if id in named],
        histogram=histogram(result["histogram"], threshold=numbers.score_threshold),
    )


def _moves(rows: Sequence[Sequence[Any]]) -> list[Move]:
    """What would change first, the most of it first."""
    counted: dict[tuple[str, str], Counter[str]] = {}
    for live, draft, said, count in rows:
        counted.setdefault((live, draft), Counter())[said] += count
    moves = [
        Move(
            live=str(OUTCOMES[live]),
            draft=str(OUTCOMES[draft]),
            differs=live != draft,
            total=said.total(),
            right=said[Later.RIGHT],
            wrong=said[Later.WRONG],
            open=said[Later.OPEN],
        )
        for (live, draft), said in counted.items()
    ]
    return sorted(moves, key=lambda move: (not move.differs, -move.total, move.live, move.draft))


def _examples(found: Sequence[tuple[str, str]], actor: Actor) -> dict[str, Example]:
    """Those that this actor may see, by id. None that is audited, to whoever is to judge it."""
    said = dict(found)
    seen = Item.objects.visible_to(actor).exclude(kept_from(actor))
    items = list(seen.filter(id__in=list(said)).select_related("snapshot"))
    brands = _brands({item.tenant_id for item in items}, actor)
    return {
        str(item.id): Example(
            item_id=item.id,
            title=title_of(item),
            brand=brands.get(item.tenant_id, ""),
            later=str(LATER[said[str(item.id)]]),
            tone=TONES[Later(said[str(item.id)])],
        )
        for item in items
    }


def _brands(tenants: set[UUID], actor: Actor) -> dict[UUID, str]:
    rows = Brand.objects.visible_to(actor).filter(tenant_id__in=tenants)
    return dict(rows.values_list("tenant_id", "name"))


# --- a shadow --------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class DifferenceRow:
    example: Example
    at: datetime
    live: str
    shadowed: str
    because: list[str]


def counts_of(shadow: PolicyShadow, *, now: datetime) -> list[Move]:
    """Its latest differences with what people said of those items until now."""
    rows = list(
        shadow.differences.order_by("-at", "-id").values_list("tenant_id", "item_id", "live", "shadowed")[
            :MOST_COUNTED
        ]
    )
    later = later_of({(tenant, item) for tenant, item, _live, _shadowed in rows}, until=now)
    counted = Counter((live, shadowed, str(later[item])) for _tenant, item, live, shadowed in rows)
    return _moves([[*move, count] for move, count in counted.items()])


def latest_differences(shadow: PolicyShadow, actor: Actor, *, now: datetime) -> list[DifferenceRow]:
    rows = list(
        PolicyDifference.objects.visible_to(actor).filter(shadow=shadow).order_by("-at", "-id")[:MOST_SHOWN]
    )
    later = later_of({(row.tenant_id, row.item_id) for row in rows}, until=now)
    named = _examples([(str(item), str(said)) for item, said in later.items()], actor)
    return [
        DifferenceRow(
            example=named[str(row.item_id)],
            at=row.at,
            live=str(OUTCOMES[row.live]),
            shadowed=str(OUTCOMES[row.shadowed]),
            because=[words_for_guard(code) for code in row.shadowed_because],
        )
        for row in rows
        if str(row.item_id) in named
    ]
