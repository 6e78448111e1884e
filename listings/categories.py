"""To which Nice classes a marketplace's categories belong: said by programme admins, looked up for whole sets."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from accounts.roles import Action, require
from core import audit
from core.models import AuditEvent
from core.tenancy import Actor
from listings.models import CategoryClasses, Listing, Marketplace

SET = "category.classes_set"
MOST_ROWS, MOST_HISTORY = 1000, 50
# Of the listings that came last: to look through all of a large marketplace's would take minutes.
LOOKED_THROUGH = 5000

type Category = tuple[UUID, str]
"""A marketplace's id, and a category as it stands in its listings."""


def classes_of(categories: Iterable[Category]) -> dict[Category, tuple[int, ...]]:
    """One query for a set. What nobody has said anything about is not in it."""
    wanted = {(site, category) for site, category in categories if category}
    if not wanted:
        return {}
    rows = CategoryClasses.objects.filter(
        marketplace_id__in={site for site, _ in wanted}, category__in={category for _, category in wanted}
    )
    found = rows.values_list("marketplace_id", "category", "nice_classes")
    return {
        (site, category): tuple(classes) for site, category, classes in found if (site, category) in wanted
    }


def set_classes(
    marketplace_id: UUID, category: str, classes: Sequence[int], *, by: Actor, now: datetime
) -> bool:
    """Say it, say it otherwise, or with no classes take it back. False when nothing is new.

    It counts from the next assessment on; what was assessed before stays as it was. Raises Marketplace.DoesNotExist.
    """
    require(by, Action.EDIT_CATEGORIES)
    # Locked: two who say it at once come one after the other, and each is in the history.
    Marketplace.objects.select_for_update().get(id=marketplace_id)
    rows = CategoryClasses.objects.filter(marketplace_id=marketplace_id, category=category)
    known = rows.first()
    before, after = known.nice_classes if known else [], sorted(set(classes))
    if before == after:
        return False
    if not after:
        rows.delete()
    else:
        CategoryClasses.objects.update_or_create(
            marketplace_id=marketplace_id,
            category=category,
            defaults={"nice_classes": after, "set_at": now, "set_by_label": by.label[:120]},
        )
    audit.record(
        audit.Event(
            name=SET,
            subject_kind="marketplace",
            subject_id=marketplace_id,
            tenant_id=None,
            data={"category": category, "before": before, "after": after},
        ),
        by=by,
        now=now,
    )
    return True


@dataclass(frozen=True, slots=True, kw_only=True)
class OfMarketplace:
    """What the page shows of one marketplace. `unsaid`: categories of its latest listings that nobody has placed."""

    marketplace: Marketplace
    rows: list[CategoryClasses]
    unsaid: list[str]
    history: list[AuditEvent]


def categories_of(marketplace: Marketplace, *, by: Actor) -> OfMarketplace:
    require(by, Action.SEE_CATEGORIES)
    rows = list(CategoryClasses.objects.filter(marketplace=marketplace).order_by("category")[:MOST_ROWS])
    latest = Listing.objects.filter(marketplace=marketplace).order_by("-id")[:LOOKED_THROUGH]
    seen = set(latest.values_list("category", flat=True)) - {row.category for row in rows} - {""}
    history = AuditEvent.objects.filter(subject_id=marketplace.id, event=SET).order_by("-at", "-id")
    return OfMarketplace(
        marketplace=marketplace, rows=rows, unsaid=sorted(seen), history=list(history[:MOST_HISTORY])
    )
