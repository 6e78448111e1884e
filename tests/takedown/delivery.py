"""Steps of the stories about removals."""

from datetime import timedelta

from complaints.intake.withdrawal import withdraw
from complaints.models import Item
from core import clock
from core.models import Outbox
from core.tenancy import SYSTEM, acting_as
from takedown.models import Attempt, Removal
from takedown.removal.restore import overturn
from tests.stories import World, file, filer_of, items_of, let_pass, manager_decides, run_work

A_WHILE = timedelta(minutes=10)


def upheld_by_rita(world: World, ref: str = "a1", *, brand: str = "lumora") -> Item:
    """Decided by a person and ready to be carried out: nothing but the carrying out is left."""
    complaint = file(world, ref, by=filer_of(brand), brand=brand)
    run_work()
    manager_decides(world, items_of(complaint)[0], "uphold", wait=False)
    return items_of(complaint)[0]


def ten_seconds_pass() -> None:
    let_pass(timedelta(seconds=10))
    run_work()


def time_passes(time: timedelta = A_WHILE) -> None:
    """What was put off is due, and is done."""
    let_pass(time)
    run_work()


def fresh(item: Item) -> Item:
    with acting_as(SYSTEM):
        return Item.objects.get(id=item.id)


def removal_of(item: Item) -> Removal:
    with acting_as(SYSTEM):
        return (
            Removal.objects.filter(listing_id=fresh(item).listing_id)
            .select_related("listing")
            .latest("requested_at", "id")
        )


def work_of(item: Item, kind: str) -> Outbox:
    with acting_as(SYSTEM):
        return Outbox.objects.filter(subject_id=removal_of(item).id, kind=kind).latest("id")


def attempts(item: Item) -> list[str]:
    with acting_as(SYSTEM):
        rows = Attempt.objects.filter(removal=removal_of(item)).order_by("at", "id")
        return [f"{row.act}: {row.outcome}" for row in rows]


def take_back(world: World, item: Item, *, brand: str = "lumora") -> None:
    actor = world.actor(filer_of(brand), brand)
    with acting_as(actor):
        withdraw(item, by=actor, now=clock.now())


def overturned_by(world: World, name: str, item: Item) -> None:
    actor = world.actor(name)
    with acting_as(actor):
        overturn(item.id, explanation="The goods are genuine.", by=actor, now=clock.now())
