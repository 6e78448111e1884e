"""Brakes: while one is on, nothing is removed automatically in its scope, whatever was decided or queued before.

A rule or a person pulls one; only a person releases it. Whoever removes looks at the table at that very moment
(programme/gather.py for decisions, removal/recheck.py for what is queued or leased), so a brake needs no signal.

A person's Stop of everything, or of a marketplace, also holds back what people have upheld: those orders wait,
and go out when it is released. A brand's brake, and any that a rule pulled, stops only what no person has decided.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext

from accounts.roles import Action, require
from brands.models import Brand
from complaints.models import Decision
from complaints.states import Status
from core import audit, outbox
from core.tenancy import SYSTEM, Actor
from listings.models import Marketplace
from takedown import work
from takedown.models import Brake, Ground, Removal
from takedown.programme.policy import Stopped

WAITS_FOR_RELEASE = "held back by a Stop"
# A release lets what was held back go on at once; this is how long it could wait if that were ever missed.
LOOK_AGAIN_SECONDS = 600.0


class BrakeRefused(Exception):
    """The step is not allowed; the message says why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """Everything, unless it names a brand or a marketplace."""

    brand_id: UUID | None = None
    marketplace_id: UUID | None = None


EVERYTHING = Scope()


@dataclass(frozen=True, slots=True, kw_only=True)
class StoppedNow:
    """Where a brake is on."""

    everything: bool
    marketplaces: frozenset[UUID]
    brands: frozenset[UUID]

    def about(self, tenant_id: UUID, marketplace_id: UUID) -> frozenset[Stopped]:
        on = {
            Stopped.EVERYTHING: self.everything,
            Stopped.MARKETPLACE: marketplace_id in self.marketplaces,
            Stopped.BRAND: tenant_id in self.brands,
        }
        return frozenset(what for what, is_on in on.items() if is_on)


def stopped_now() -> StoppedNow:
    """One query; there are never many brakes on."""
    on = list(Brake.objects.filter(released_at=None).values_list("brand_id", "marketplace_id"))
    return StoppedNow(
        everything=any(brand is None and marketplace is None for brand, marketplace in on),
        marketplaces=frozenset(m for _, m in on if m),
        brands=frozenset(b for b, _ in on if b),
    )


def held_back(removals: Iterable[Removal]) -> set[UUID]:
    """Those that do not go out while a brake is on, though nothing is wrong with their grounds.

    By a person's Stop of everything or of their marketplace: all of them, people's decisions too. By any brake:
    what came back and would be removed again, because nobody has decided that anew. (What was upheld without a
    person and is on its way for the first time has been sent to a person before: removal/recheck.py.)

    The rows are locked, so that a release waits until whoever asks has put the work aside, and then finds it.
    """
    on = list(
        Brake.objects.filter(released_at=None).select_for_update(of=("self",), no_key=True).order_by("id")
    )
    removals = list(removals)
    return {r.id for r in removals if _is_stopped_for_all(r, on)} | _not_removed_again(removals, on)


def _is_stopped_for_all(removal: Removal, on: Iterable[Brake]) -> bool:
    stops = {brake.marketplace_id for brake in on if not brake.rule and brake.brand_id is None}
    return None in stops or removal.marketplace_id in stops


def _not_removed_again(removals: Collection[Removal], on: Collection[Brake]) -> set[UUID]:
    if not on:
        return set()
    by_people = Decision.objects.filter(
        tenant_id=OuterRef("tenant_id"), item_id=OuterRef("item_id"), outcome="upheld", automated=False
    )
    grounds = (
        Ground.objects.filter(removal_id__in=[r.id for r in removals], ended_at=None)
        .annotate(is_decided=Q(item__status=Status.UPHELD) | Exists(by_people))
        .values_list("removal_id", "tenant_id", "is_decided")
    )
    wanting: dict[UUID, set[UUID]] = defaultdict(set)
    decided = set()
    for removal_id, tenant_id, is_decided in grounds:
        wanting[removal_id].add(tenant_id)
        if is_decided:
            decided.add(removal_id)
    return {
        r.id
        for r in removals
        if r.id not in decided and all(_covers(on, r.marketplace_id, tenant) for tenant in wanting[r.id])
    }


def _covers(on: Iterable[Brake], marketplace_id: UUID, tenant_id: UUID) -> bool:
    return any(
        brake.brand_id == tenant_id
        or (brake.brand_id is None and brake.marketplace_id in {None, marketplace_id})
        for brake in on
    )


# --- pulling -----------------------------------------------------------------------------------------------


def stop(where: Scope, *, reason: str, by: Actor, now: datetime) -> Brake:
    """The one Stop. A second click finds the first one's. Raises DoesNotExist for a scope that `by` may not see."""
    require(by, Action.STOP_AUTOMATION)
    if not reason.strip():
        raise BrakeRefused(gettext("Say why, in words that the others will understand."))
    if where.brand_id:
        Brand.objects.visible_to(by).get(tenant_id=where.brand_id)
    if where.marketplace_id:
        Marketplace.objects.get(id=where.marketplace_id)
    try:
        with transaction.atomic():
            made = Brake.objects.create(
                brand_id=where.brand_id,
                marketplace_id=where.marketplace_id,
                reason=reason.strip(),
                pulled_at=now,
                pulled_by_id=by.person,
            )
    except IntegrityError:
        return _on(where).get(rule="")
    _record("pulled", [made], by=by, now=now)
    return made


def _on(where: Scope) -> QuerySet[Brake]:
    return Brake.objects.filter(
        Q(brand=where.brand_id), Q(marketplace=where.marketplace_id), released_at=None
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Pull:
    """What a rule has found: its name, the figures it saw, and its sentence with them."""

    where: Scope
    rule: str
    figures: Mapping[str, Any]
    reason: str


def pull_all(pulls: Collection[Pull], *, now: datetime) -> list[Brake]:
    """Pull those that are not on already; return the new ones."""
    on = set(
        Brake.objects.filter(released_at=None, rule__in=[p.rule for p in pulls]).values_list(
            "brand_id", "marketplace_id", "rule"
        )
    )
    made = [
        Brake(
            brand_id=pull.where.brand_id,
            marketplace_id=pull.where.marketplace_id,
            rule=pull.rule,
            figures=dict(pull.figures),
            reason=pull.reason,
            pulled_at=now,
        )
        for pull in pulls
        if (pull.where.brand_id, pull.where.marketplace_id, pull.rule) not in on
    ]
    Brake.objects.bulk_create(made)
    _record("pulled", made, by=SYSTEM, now=now)
    return made


# --- releasing ---------------------------------------------------------------------------------------------


def needed_to_release(brake: Brake) -> Action:
    """What one must be allowed to do for it: what a rule has stopped, only an admin lets go on."""
    return Action.RESUME_AUTOMATION if brake.rule else Action.STOP_AUTOMATION


def release(brake_id: UUID, *, reason: str, by: Actor, now: datetime) -> Brake:
    """Raises Brake.DoesNotExist for one that is unknown or released already."""
    require(by, Action.STOP_AUTOMATION)
    brake = brakes_visible_to(by).select_for_update(of=("self",)).get(id=brake_id, released_at=None)
    require(by, needed_to_release(brake))
    if not reason.strip():
        raise BrakeRefused(gettext("Say why it is safe to go on."))
    brake.released_at, brake.released_by_id, brake.release_reason = now, by.person, reason.strip()
    brake.save(update_fields=["released_at", "released_by", "release_reason"])
    _record("released", [brake], by=by, now=now)
    outbox.hasten(kind=work.DELIVER, error=WAITS_FOR_RELEASE)
    return brake


def brakes_visible_to(actor: Actor) -> QuerySet[Brake]:
    """Staff who look after some brands see those brands' brakes, and the ones that stop everybody."""
    if not actor.staff:
        return Brake.objects.none()
    if actor.only_tenants is None:
        return Brake.objects.all()
    return Brake.objects.filter(Q(brand=None) | Q(brand_id__in=actor.only_tenants))


def _record(what: str, brakes: Iterable[Brake], *, by: Actor, now: datetime) -> None:
    audit.record_all(
        (
            audit.Event(
                name=f"brake.{what}",
                subject_kind="brake",
                subject_id=brake.id,
                # About a brand, but not for it to read: a brake's figures are an oracle.
                tenant_id=None,
                data={
                    "brand": str(brake.brand_id or ""),
                    "marketplace": str(brake.marketplace_id or ""),
                    "rule": brake.rule,
                    "figures": brake.figures,
                    "reason": brake.release_reason or brake.reason,
                },
            )
            for brake in brakes
        ),
        by=by,
        now=now,
    )
