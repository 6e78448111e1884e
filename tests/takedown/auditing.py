"""Steps of the stories about what was removed without a person."""

from complaints.models import Audit, Item
from core import outbox
from core.models import AuditEvent
from core.scheduler import NO_SUBJECT
from core.tenancy import SYSTEM, acting_as
from portal.work import HANDLERS
from takedown.work import WATCH_BRAKES
from tests.past import a_past, trust
from tests.stories import World, file, items_of, run_work


def removed_by_the_policy(world: World, *refs: str, brand: str = "lumora", by: str = "oscar") -> list[Item]:
    """A trusted brand's listings, filed and gone."""
    complaint = file(world, *refs, by=by, brand=brand)
    run_work()
    items = items_of(complaint)
    assert {item.status for item in items} == {"removed"}
    return items


def trusted_for_long(world: World, brand: str = "lumora") -> None:
    """A record that a few wrongful removals do not bring down: whatever stops them next, it is not the tier."""
    a_past(world, brand, upheld=800)
    trust(world, brand)


def audits_of(item: Item) -> list[Audit]:
    with acting_as(SYSTEM):
        return list(Audit.objects.filter(item_id=item.id))


def ledger_of(kind: str) -> list[str]:
    with acting_as(SYSTEM):
        return list(
            AuditEvent.objects.filter(subject_kind=kind).order_by("at", "id").values_list("event", flat=True)
        )


def look_around() -> None:
    """What the schedule has done every minute."""
    with acting_as(SYSTEM):
        id = outbox.add(outbox.Order(kind=WATCH_BRAKES, subject_id=NO_SUBJECT, tenant_id=None))
    outbox.do(HANDLERS[WATCH_BRAKES], kind=WATCH_BRAKES, ids=[id])
