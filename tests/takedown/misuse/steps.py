"""Warnings and suspensions as the stories of misuse take them."""

from datetime import timedelta
from typing import Any

from core import clock
from core.ids import new_id
from core.tenancy import SYSTEM, acting_as
from listings.models import Seller
from takedown.redress.misuse import acting, appeals
from takedown.redress.misuse.acting import Said
from takedown.redress.misuse.parties import (
    FILING,
    Complainant,
    CounterNotifier,
    Party,
    Suspended,
    Warned,
    tables_of,
)
from takedown.redress.misuse.states import Gravity, Intention
from tests.stories import World, let_pass

TIME_TO_MEND = timedelta(days=8)


def own_people(world: World, brand: str = "lumora") -> Complainant:
    return Complainant(tenant_id=world.brands[brand].tenant_id)


def guardwell(world: World, brand: str = "kestrel") -> Complainant:
    assert world.agency is not None
    return Complainant(tenant_id=world.brands[brand].tenant_id, agency_id=world.agency.id)


def a_seller(world: World, ref: str = "s-misuse") -> CounterNotifier:
    with acting_as(SYSTEM):
        seller, _ = Seller.objects.get_or_create(
            marketplace=world.marketplace, ref=ref, defaults={"name": f"Shop {ref}"}
        )
    return CounterNotifier(seller_id=seller.id)


def words(reason: str = "Genuine goods, again and again.", **changes: Any) -> Said:
    said = {"gravity": Gravity.SERIOUS, "intention": Intention.CARELESS, "form_key": new_id()}
    return Said(reason=reason, **{**said, **changes})


def warn(world: World, party: Party, *, by: str = "ada", **changes: Any) -> Warned:
    ada = world.actor(by)
    with acting_as(ada):
        return acting.warn(party, words(**changes), by=ada, now=clock.now())


def propose(world: World, party: Party, *, by: str = "ada", days: int = 14, **changes: Any) -> Suspended:
    ada = world.actor(by)
    with acting_as(ada):
        return acting.propose(party, words(**changes), days=days, by=ada, now=clock.now())


def confirm(world: World, suspension: Suspended, party: Party, *, by: str = "ben") -> Suspended:
    ben = world.actor(by)
    with acting_as(ben):
        return acting.confirm(tables_of(party), suspension.id, by=ben, now=clock.now())


def suspend(world: World, party: Party, *, days: int = 14, **changes: Any) -> Suspended:
    """Warned by ada, eight days later proposed by ada and confirmed by ben."""
    warn(world, party)
    let_pass(TIME_TO_MEND)
    return confirm(world, propose(world, party, days=days, **changes), party)


def lift(world: World, suspension: Suspended, party: Party, *, by: str = "ada") -> Suspended:
    actor = world.actor(by)
    with acting_as(actor):
        return acting.lift(
            tables_of(party), suspension.id, reason="They have shown us.", by=actor, now=clock.now()
        )


def appeal(world: World, step: Any, *, by: str = "alice", brand: str = "lumora") -> Any:
    owner = world.actor(by, brand)
    make = appeals.against_warning if isinstance(step, FILING.warning) else appeals.against_suspension
    with acting_as(owner):
        return make(step.id, statement="We had looked at each of them.", by=owner, now=clock.now())


def decide(world: World, made: Any, *, by: str, granted: bool = True, tables: Any = FILING) -> Any:
    admin = world.actor(by)
    with acting_as(admin):
        return appeals.decide(
            tables, made.id, granted=granted, explanation="We looked again.", by=admin, now=clock.now()
        )


def fresh(row: Any) -> Any:
    with acting_as(SYSTEM):
        return type(row).objects.get(id=row.id)


def all_of(model: Any) -> list[Any]:
    with acting_as(SYSTEM):
        return list(model.objects.order_by("pk"))
