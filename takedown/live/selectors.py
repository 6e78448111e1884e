"""What the Live page shows: how much is removed without a person, how sure that is, and what holds it back."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.db.models.functions import TruncMinute
from django.utils.translation import gettext as _

from accounts.roles import can
from brands.models import Brand, Right
from complaints.code_words import in_words
from complaints.models import Decision, Item, PendingDecision
from complaints.states import Status
from core.tenancy import Actor
from listings.models import Marketplace
from takedown.live.chart import MINUTES, Bar, bars_of
from takedown.models import Brake, CapRaise, Grant, Ground
from takedown.programme import audits, caps, records
from takedown.programme.brakes import Scope, brakes_visible_to, needed_to_release
from takedown.programme.policy import hourly_cap
from takedown.programme.standing import wilson
from takedown.states import RemovalStatus

MOST_CAPS = 20
MOST_RELEASED = 10
# What nobody has told the marketplace yet, or has to be told again.
STILL_TO_GO = (RemovalStatus.REQUESTED, RemovalStatus.SUBMITTED, RemovalStatus.REAPPEARED)


@dataclass(frozen=True, slots=True, kw_only=True)
class BrakeRow:
    brake: Brake
    what: str
    by: str
    may_release: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CapRow:
    """A brand's automatic removals of the last hour beside what it may have."""

    brand: Brand
    used: int
    cap: int
    raised: bool
    percent: float
    tone: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PrecisionRow:
    """What audits found in one scope, with the one-sided 90 % bounds of the share that was right."""

    brand: Brand | None
    where: str
    audited: int
    right: int
    waiting: int
    share: str
    low: str
    high: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LivePage:
    now: datetime
    bars: list[Bar]
    last_minute: int
    last_hour: int
    highest: int
    on: list[BrakeRow]
    released: list[BrakeRow]
    caps: list[CapRow]
    to_confirm: list[tuple[CapRaise, Brand]]
    overall: PrecisionRow
    precision: list[PrecisionRow]
    held: int
    waiting: int


def live_page(actor: Actor, *, now: datetime) -> LivePage:
    counts = _by_minute(actor, now=now)
    bars = bars_of(counts, now=now)
    brands = {b.tenant_id: b for b in _trusted_brands(actor)}
    precision = _precision(brands, now=now)
    return LivePage(
        now=now,
        bars=bars,
        last_minute=bars[-1].count,
        last_hour=sum(bar.count for bar in bars),
        highest=max(bar.count for bar in bars),
        on=_brakes(actor, brakes_visible_to(actor).filter(released_at=None).order_by("-pulled_at")),
        released=_brakes(
            actor,
            brakes_visible_to(actor)
            .filter(released_at__isnull=False)
            .order_by("-released_at")[:MOST_RELEASED],
        ),
        caps=_caps(actor, now=now),
        to_confirm=_to_confirm(actor, now=now),
        overall=_total(precision),
        precision=precision,
        held=_held(actor, brands).count(),
        waiting=Item.objects.visible_to(actor).filter(_in_the_queue(), under_audit=True).count(),
    )


def _in_the_queue() -> Q:
    """As the queue's own index says it."""
    return Q(status=Status.IN_REVIEW) | Q(under_audit=True)


def _by_minute(actor: Actor, *, now: datetime) -> Mapping[datetime, int]:
    lately = Decision.objects.visible_to(actor).filter(
        automated=True, decided_at__gt=now - timedelta(minutes=MINUTES)
    )
    rows = lately.annotate(minute=TruncMinute("decided_at")).order_by().values_list("minute")
    return dict(rows.annotate(Count("id")))


def _trusted_brands(actor: Actor) -> QuerySet[Brand]:
    granted = Grant.objects.visible_to(actor).filter(confirmed_at__isnull=False)
    return Brand.objects.visible_to(actor).filter(tenant_id__in=granted.values("tenant_id"))


def _held(actor: Actor, brands: Iterable[UUID]) -> QuerySet[Item]:
    """By a cap or a brake, not by a manager's ten seconds."""
    undecided = ~Exists(PendingDecision.objects.filter(item_id=OuterRef("pk")))
    held = Item.objects.visible_to(actor).filter(undecided, status=Status.HELD)
    return held.filter(tenant_id__in=list(brands))


# --- brakes ------------------------------------------------------------------------------------------------


def _brakes(actor: Actor, found: QuerySet[Brake]) -> list[BrakeRow]:
    return [
        BrakeRow(
            brake=brake,
            what=str(brake.brand or brake.marketplace or _("Everything")),
            by=in_words(brake.rule) if brake.rule else str(brake.pulled_by),
            may_release=can(actor, needed_to_release(brake)),
        )
        for brake in found.select_related("brand", "marketplace", "pulled_by", "released_by")
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class Touched:
    """What a Stop would hold back now. `people`: orders that people have decided wait with the others."""

    what: str
    brands: int
    on_their_way: int
    held: int
    people: int


def touched_by(where: Scope, actor: Actor) -> Touched:
    """Raises Brand.DoesNotExist or Marketplace.DoesNotExist for what the actor may not see."""
    brands = _trusted_brands(actor)
    grounds = Ground.objects.visible_to(actor).filter(ended_at=None, removal__status__in=STILL_TO_GO)
    what: Brand | Marketplace | None = None
    if where.brand_id:
        what = Brand.objects.visible_to(actor).get(tenant_id=where.brand_id)
        brands, grounds = brands.filter(pk=what.pk), grounds.filter(tenant_id=what.tenant_id)
    if where.marketplace_id:
        what = Marketplace.objects.get(id=where.marketplace_id)
        grounds = grounds.filter(removal__marketplace=what)
    held = _held(actor, [b.tenant_id for b in brands])
    automatic = Decision.objects.filter(
        tenant_id=OuterRef("tenant_id"), item_id=OuterRef("item_id"), outcome="upheld", automated=True
    )
    by_policy = grounds.filter(Exists(automatic)).count()
    return Touched(
        what=str(what or _("Everything")),
        brands=brands.count(),
        on_their_way=by_policy,
        held=(held.filter(marketplace_id=where.marketplace_id) if where.marketplace_id else held).count(),
        people=0 if where.brand_id else grounds.count() - by_policy,
    )


def scopes_to_stop(actor: Actor) -> list[tuple[str, str]]:
    """Everything first; then sites, then brands that may remove automatically."""
    sites = [(f"marketplace:{m.id}", m.name) for m in Marketplace.objects.order_by("name")]
    brands = [(f"brand:{b.tenant_id}", b.name) for b in _trusted_brands(actor).order_by("name")]
    return [("everything", _("Everything")), *sites, *brands]


# --- caps --------------------------------------------------------------------------------------------------


def _caps(actor: Actor, *, now: datetime) -> list[CapRow]:
    """The brands that have used most of theirs."""
    lately = Decision.objects.visible_to(actor).filter(
        automated=True, decided_at__gt=now - timedelta(hours=1)
    )
    busiest = lately.order_by().values_list("tenant_id").annotate(n=Count("id")).order_by("-n")
    tenants = [tenant for tenant, _n in busiest[: 3 * MOST_CAPS]]
    numbers = records.policy_at(now)[1]
    hours, raised = records.hours_of(tenants, now=now), caps.raised(tenants, now=now)
    brands = Brand.objects.visible_to(actor).in_bulk(tenants)
    rows = [
        _cap_row(
            brand,
            used=hours[id][0] if id in hours else 0,
            usual=hourly_cap(hours[id][1] if id in hours else 0.0, numbers),
            raised=raised.get(id, 0),
        )
        for id, brand in brands.items()
    ]
    return sorted(rows, key=lambda row: -row.percent)[:MOST_CAPS]


def _cap_row(brand: Brand, *, used: int, usual: int, raised: int) -> CapRow:
    cap = max(usual, raised)
    percent = min(100.0 * used / max(cap, 1), 100.0)
    tone = "bad" if percent >= 100 else "warn" if percent >= 75 else "good"
    return CapRow(
        brand=brand, used=used, cap=cap, raised=raised > usual, percent=round(percent, 1), tone=tone
    )


def _to_confirm(actor: Actor, *, now: datetime) -> list[tuple[CapRaise, Brand]]:
    asked = CapRaise.objects.visible_to(actor).filter(confirmed_at=None, expires_at__gt=now)
    found = list(asked.select_related("asked_by").order_by("asked_at"))
    brands = Brand.objects.visible_to(actor).in_bulk({one.tenant_id for one in found})
    return [(one, brands[one.tenant_id]) for one in found if one.tenant_id in brands]


# --- precision ---------------------------------------------------------------------------------------------


def _precision(brands: Mapping[UUID, Brand], *, now: datetime) -> list[PrecisionRow]:
    window = timedelta(days=records.policy_at(now)[1].thresholds.window_days)
    sites = {m.id: m.name for m in Marketplace.objects.all()}
    rows = [
        _precision_row(
            brand=brands[tenant],
            where=f"{sites[marketplace]}, {str(Right.Kind(kind).label).lower()}",
            audited=audited,
            right=right,
            waiting=waiting,
        )
        for (tenant, marketplace, kind), (audited, right, waiting) in audits.found_since(now - window).items()
        if tenant in brands
    ]
    return sorted(rows, key=lambda row: (row.right / row.audited if row.audited else 1.0, -row.audited))


def _total(rows: Iterable[PrecisionRow]) -> PrecisionRow:
    rows = list(rows)
    return _precision_row(
        brand=None,
        where=_("Everywhere"),
        audited=sum(row.audited for row in rows),
        right=sum(row.right for row in rows),
        waiting=sum(row.waiting for row in rows),
    )


def _precision_row(
    *, brand: Brand | None, where: str, audited: int, right: int, waiting: int
) -> PrecisionRow:
    low, high = wilson(right, audited)
    return PrecisionRow(
        brand=brand,
        where=where,
        audited=audited,
        right=right,
        waiting=waiting,
        share=f"{right / audited:.1%}" if audited else "–",
        low=f"{low:.1%}",
        high=f"{high:.1%}",
    )
