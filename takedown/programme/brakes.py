"""Brakes: while one is on, nothing is removed automatically in its scope, whatever was decided or queued before.

A rule or a person pulls one; only a person releases it. Whoever removes looks at the table at that very moment
(programme/gather.py for decisions, removal/recheck.py for what is queued or leased), so a brake needs no signal.

A person's Stop of everything, or of a marketplace, also holds back what people have upheld: those orders wait,
and go out when it is released. A brand's brake, and any that a rule pulled, stops only what no person has decided.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Q, QuerySet

from accounts.roles import Action, require
from brands.models import Brand
from core import audit, outbox
from core.tenancy import SYSTEM, Actor
from listings.models import Marketplace
from takedown import work
from takedown.models import Brake, Removal
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


def held_back_by_a_stop(removals: Iterable[Removal]) -> set[UUID]:
    """Those that not even people's decisions send out now: a person has stopped everything, or their marketplace.

    The rows are locked, so that a release waits until whoever asks has put the work aside, and then finds it.
    """
    stops = Brake.objects.filter(released_at=None, rule="", brand=None).select_for_update(
        of=("self",), no_key=True
    )
    marketplaces = set(stops.order_by("id").values_list("marketplace_id", flat=True))
    return {r.id for r in removals if None in marketplaces or r.marketplace_id in marketplaces}


# --- pulling -----------------------------------------------------------------------------------------------


def stop(where: Scope, *, reason: str, by: Actor, now: datetime) -> Brake:
    """The one Stop. A second click finds the first one's. Raises DoesNotExist for a scope that `by` may not see."""
    require(by, Action.STOP_AUTOMATION)
    if not reason.strip():
        raise BrakeRefused("Say why, in words that the others will understand.")
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
        raise BrakeRefused("Say why it is safe to go on.")
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
