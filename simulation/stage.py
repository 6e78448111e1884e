"""The cast steps into the database: marketplaces, people, brands, rights and allow-lists, through the services."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from allauth.account.models import EmailAddress

from accounts.models import User
from accounts.roles import Role
from brands import services as brands
from brands.models import Membership, Right
from brands.people import actor_for
from brands.services import NewRight, NewSeller
from core.tenancy import SYSTEM, Actor, acting_as
from listings.models import Marketplace
from simulation.cast import SITES, Cast, CastBrand
from simulation.clock import SimulatedClock
from simulation.marketplace import Store

# As fast as the services ask: how a marketplace slows us down is measured elsewhere, and by another clock.
NO_LIMIT_PER_MINUTE = 60_000_000
# So long before the first complaint.
ESTABLISHED = timedelta(days=400)


@dataclass(frozen=True, slots=True, kw_only=True)
class StagedBrand:
    cast: CastBrand
    tenant_id: UUID
    right_id: UUID
    owner: Actor
    filer: Actor


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    sites: Mapping[str, Marketplace]
    brands: Sequence[StagedBrand]
    managers: Sequence[Actor]
    admins: tuple[Actor, Actor]


def host_of(site: str) -> str:
    return f"https://{site}.simulated.example"


def set_up(
    cast: Cast, stores: Mapping[str, Store], *, kind: str, managers: int, clock: SimulatedClock
) -> Stage:
    """At the clock's time, long before the first complaint: nobody is new to their brand when it is filed."""
    with acting_as(SYSTEM):
        sites = {
            slug: Marketplace.objects.create(
                slug=slug,
                name=slug.capitalize(),
                territories=list(territories),
                connector=kind,
                site_url=stores[host_of(slug)].host,
                account=f"{slug}-portal",
                orders_per_minute=NO_LIMIT_PER_MINUTE,
                looks_per_minute=NO_LIMIT_PER_MINUTE,
                scans_per_minute=NO_LIMIT_PER_MINUTE,
            )
            for slug, territories in SITES
        }
        staff = [_person(f"manager-{n}", Role.MANAGER) for n in range(managers)]
        admins = [_person(f"admin-{n}", Role.ADMIN) for n in range(2)]
    actors = [_actor(user) for user in (*staff, *admins)]
    staged = [_brand(one, sites, by=actors[0], now=clock.now) for one in cast.brands]
    return Stage(sites=sites, brands=staged, managers=actors[:managers], admins=(actors[-2], actors[-1]))


def _person(name: str, role: str = "") -> User:
    user = User.objects.create_user(
        email=f"{name}@simulated.example", name=name.replace("-", " "), staff_role=role
    )
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return user


def _actor(user: User) -> Actor:
    with acting_as(Actor(role=Role.PUBLIC, label="", user_id=user.id, staff=bool(user.staff_role))):
        return actor_for(user, chosen=None)


def _brand(cast: CastBrand, sites: Mapping[str, Marketplace], *, by: Actor, now: datetime) -> StagedBrand:
    with acting_as(SYSTEM):
        owner_user, filer_user = (_person(f"{what}-{cast.number}") for what in ("owner", "filer"))
    visitor = _actor(owner_user)
    with acting_as(visitor):
        brand = brands.register_brand(name=cast.name, country="DE", by=visitor, now=now)
    owner = _actor(owner_user)
    with acting_as(owner):
        right = brands.add_right(_mark(cast, now.date()), by=owner, now=now)
        for site, sellers in cast.authorised.items():
            for seller in (one for one in sellers if f"{site}/{one.ref}" in cast.listed):
                new = NewSeller(marketplace_id=sites[site].id, seller_ref=seller.ref, seller_name=seller.name)
                brands.allow_seller(new, by=owner, now=now)
    add_filer(brand.tenant_id, filer_user, now=now)
    staged = StagedBrand(
        cast=cast, tenant_id=brand.tenant_id, right_id=right.id, owner=owner, filer=_actor(filer_user)
    )
    if not cast.starts_unverified:
        verify(staged, by=by, now=now)
    return staged


def _mark(cast: CastBrand, today: date) -> NewRight:
    return NewRight(
        kind=Right.Kind.TRADEMARK,
        title=cast.name,
        owner_name=f"{cast.name} Holding",
        territories=[territory for _, territories in SITES for territory in territories],
        number=f"{cast.number:09d}",
        office="EUIPO",
        nice_classes=[cast.nice_class],
        registered_on=today - timedelta(days=900),
        expires_on=today + timedelta(days=2700),
    )


def verify(brand: StagedBrand, *, by: Actor, now: datetime) -> None:
    with acting_as(by):
        brands.verify_brand(brand.tenant_id, by=by, now=now)
        brands.verify_right(brand.right_id, by=by, now=now)


def add_filer(tenant_id: UUID, user: User, *, now: datetime) -> None:
    with acting_as(SYSTEM):
        Membership.objects.create(tenant_id=tenant_id, user=user, role=Role.FILER, since=now)


def new_filer(brand: StagedBrand, *, now: datetime) -> Actor:
    """Somebody who has just come to the brand."""
    with acting_as(SYSTEM):
        user = _person(f"new-filer-{brand.cast.number}")
    add_filer(brand.tenant_id, user, now=now)
    return _actor(user)
