"""Mass reinstatement: everything that was removed automatically in a scope and a time comes back by one order.

One person orders it, in two steps. A second one is not asked for: until somebody came, sellers would stay off
sale for a removal that nobody decided. What people have decided or confirmed is left out unless it is asked for.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext

from accounts.roles import Action, Role, require
from brands.models import Brand
from complaints.models import Audit, Decision, Item
from complaints.states import Status
from core import audit, clock, outbox
from core.outbox import Work
from core.tenancy import Actor
from takedown import work
from takedown.models import Ground, Reinstatement, Removal
from takedown.removal.overturning import OFF_SALE, Wrong, overturn_all
from takedown.states import RemovalStatus

A_SET = 100
EXAMPLES = 8
GROUND = "mass_reinstatement"


class ReinstatementRefused(Exception):
    """The order lacks something; the message says what."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Which:
    """Automatic removals decided from `since` to `until`, of whoever and wherever unless it is said."""

    since: datetime
    until: datetime
    brand_id: UUID | None = None
    marketplace_id: UUID | None = None
    filed_by: UUID | None = None
    with_confirmed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """What an order would do. `kept_off`: another complaint keeps these listings off sale all the same."""

    total: int
    off_sale: int
    on_their_way: int
    kept_off: int
    confirmed: int
    examples: list[Item]
    brands: list[tuple[str, int]]


def decisions_of(which: Which, actor: Actor) -> QuerySet[Decision]:
    """Those that still have their effect, and that no person has made their own."""
    same = {"tenant_id": OuterRef("tenant_id")}
    reversals = Decision.objects.filter(**same, overturns_id=OuterRef("pk"))
    by_people = Decision.objects.filter(
        **same, item_id=OuterRef("item_id"), outcome=Decision.Outcome.UPHELD, automated=False
    )
    rows = Decision.objects.visible_to(actor).filter(
        ~Exists(reversals),
        ~Exists(by_people),
        automated=True,
        outcome=Decision.Outcome.UPHELD,
        decided_at__gte=which.since,
        decided_at__lte=which.until,
        item__status__in=[*OFF_SALE, Status.UPHELD],
    )
    if which.brand_id:
        rows = rows.filter(tenant_id=which.brand_id)
    if which.marketplace_id:
        rows = rows.filter(marketplace_id=which.marketplace_id)
    if which.filed_by:
        rows = rows.filter(item__complaint__filed_by=which.filed_by)
    return rows


def _confirmed() -> Exists:
    return Exists(
        Audit.objects.filter(
            tenant_id=OuterRef("tenant_id"), decision_id=OuterRef("pk"), result=Audit.Result.CONFIRMED
        )
    )


def _chosen(which: Which, actor: Actor) -> QuerySet[Decision]:
    rows = decisions_of(which, actor)
    return rows if which.with_confirmed else rows.filter(~_confirmed())


def preview(which: Which, *, by: Actor) -> Preview:
    require(by, Action.REINSTATE)
    chosen = _chosen(which, by)
    counted = chosen.aggregate(
        total=Count("id"), on_their_way=Count("id", filter=Q(item__status=Status.UPHELD))
    )
    own = Ground.objects.filter(item_id__in=chosen.values("item_id"), ended_at=None)
    others = Ground.objects.filter(removal_id=OuterRef("removal_id"), ended_at=None).exclude(
        item_id__in=chosen.values("item_id")
    )
    brands = dict(
        chosen.order_by().values_list("tenant_id").annotate(n=Count("id")).values_list("tenant_id", "n")
    )
    names = dict(Brand.objects.filter(tenant_id__in=brands).values_list("tenant_id", "name"))
    return Preview(
        total=counted["total"],
        off_sale=counted["total"] - counted["on_their_way"],
        on_their_way=counted["on_their_way"],
        kept_off=own.filter(Exists(others)).count(),
        confirmed=decisions_of(which, by).filter(_confirmed()).count(),
        examples=list(
            Item.objects.visible_to(by)
            .filter(id__in=chosen.order_by("-decided_at", "-id").values("item_id")[:EXAMPLES])
            .select_related("complaint", "marketplace", "snapshot")
            .order_by("-status_at", "-id")
        ),
        brands=sorted(
            ((names.get(id, ""), n) for id, n in brands.items()), key=lambda pair: (-pair[1], pair[0])
        ),
    )


def order(which: Which, *, reason: str, form_key: UUID, by: Actor, now: datetime) -> Reinstatement:
    """The same form twice is one reinstatement. Raises ReinstatementRefused when there is nothing, or no reason."""
    require(by, Action.REINSTATE)
    if (known := Reinstatement.objects.filter(form_key=form_key).first()) is not None:
        return known
    if not reason.strip():
        raise ReinstatementRefused(gettext("Say why, in words that brands and sellers will read."))
    if not which.since < which.until <= now:
        raise ReinstatementRefused(gettext("The time must have a beginning and an end, and lie in the past."))
    total = _chosen(which, by).count()
    if not total:
        raise ReinstatementRefused(gettext("There is nothing to bring back."))
    made, is_new = Reinstatement.objects.get_or_create(
        form_key=form_key,
        defaults={
            "brand_id": which.brand_id,
            "marketplace_id": which.marketplace_id,
            "filed_by_id": which.filed_by,
            "since": which.since,
            "until": which.until,
            "with_confirmed": which.with_confirmed,
            "reason": reason.strip(),
            "ordered_by_id": by.person,
            "ordered_at": now,
            "total": total,
        },
    )
    if is_new:
        _record("ordered", made, by=by, now=now)
        outbox.add(outbox.Order(kind=work.REINSTATE, subject_id=made.id, tenant_id=None))
    return made


def reinstate(works: Sequence[Work]) -> None:
    """A set of each order, and the order once more until nothing is left. What is reversed is never found again."""
    now = clock.now()
    runs = Reinstatement.objects.filter(id__in=[w.subject_id for w in works], ended_at=None)
    for run in runs.select_for_update(of=("self",)).select_related("ordered_by").order_by("id"):
        _bring_back_a_set(run, now=now)


def _bring_back_a_set(run: Reinstatement, *, now: datetime) -> None:
    by = Actor(role=Role.ADMIN, label=str(run.ordered_by), user_id=run.ordered_by_id, staff=True)
    found = {d.item_id: d for d in _chosen(which_of(run), by).order_by("decided_at", "id")[:A_SET]}
    items = Item.objects.filter(id__in=found, status__in=[*OFF_SALE, Status.UPHELD])
    wrongs = [
        Wrong(item=item, decision=found[item.id], explanation=run.reason)
        for item in items.select_for_update(of=("self",)).order_by("id")
    ]
    overturn_all(wrongs, ground=GROUND, by=by, now=now)
    run.done += len(wrongs)
    if found:
        outbox.add(outbox.Order(kind=work.REINSTATE, subject_id=run.id, tenant_id=None))
    else:
        run.ended_at = now
        _record("ended", run, by=by, now=now)
    run.save(update_fields=["done", "ended_at"])


def which_of(run: Reinstatement) -> Which:
    return Which(
        since=run.since,
        until=run.until,
        brand_id=run.brand_id,
        marketplace_id=run.marketplace_id,
        filed_by=run.filed_by_id,
        with_confirmed=run.with_confirmed,
    )


# --- how far it is -----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """`back`: reversed, and nothing of it keeps a listing off sale any more; `waits`: the marketplace is being told."""

    run: Reinstatement
    back: int
    waits: int
    for_a_person: int

    @property
    def is_over(self) -> bool:
        return self.run.ended_at is not None and not self.waits


def progress_of(run: Reinstatement, actor: Actor) -> Progress:
    reversals = Decision.objects.visible_to(actor).filter(
        outcome=Decision.Outcome.RESTORED,
        ground=GROUND,
        decided_by=run.ordered_by_id,
        decided_at__gte=run.ordered_at,
        overturns__decided_at__gte=run.since,
        overturns__decided_at__lte=run.until,
    )
    if run.brand_id:
        reversals = reversals.filter(tenant_id=run.brand_id)
    if run.marketplace_id:
        reversals = reversals.filter(marketplace_id=run.marketplace_id)
    stuck = Removal.objects.filter(grounds__item_id=OuterRef("item_id"), status=RemovalStatus.CONFLICT)
    still_off = reversals.filter(item__status__in=list(OFF_SALE))
    for_a_person = still_off.filter(Exists(stuck)).count()
    waits = still_off.count() - for_a_person
    return Progress(
        run=run, back=reversals.count() - waits - for_a_person, waits=waits, for_a_person=for_a_person
    )


def _record(what: str, run: Reinstatement, *, by: Actor, now: datetime) -> None:
    audit.record(
        audit.Event(
            name=f"reinstatement.{what}",
            subject_kind="reinstatement",
            subject_id=run.id,
            tenant_id=None,
            data={
                "brand": str(run.brand_id or ""),
                "marketplace": str(run.marketplace_id or ""),
                "since": run.since.isoformat(),
                "until": run.until.isoformat(),
                "total": run.total,
                "done": run.done,
                "reason": run.reason,
            },
        ),
        by=by,
        now=now,
    )
