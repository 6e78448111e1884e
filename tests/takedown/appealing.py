"""Steps of the stories about appeals."""

from collections.abc import Sequence
from uuid import UUID

from complaints.conversation.questions import NewEvidence
from complaints.models import Decision, Item
from core import clock
from core.tenancy import SYSTEM, acting_as
from takedown.models import DecisionAppeal, SellerNotice, StrikeEvent
from takedown.programme.rederive import compare
from takedown.redress.appeals import deciding, making, queue
from takedown.redress.appeals.deciding import Answer
from takedown.redress.appeals.making import Said
from takedown.redress.notices import proven_seller, token_of
from takedown.strikes.ledger import happened_by_the_ledger
from takedown.strikes.record import happened_to
from tests.stories import World, file, filer_of, items_of, manager_decides, run_work
from tests.takedown.delivery import removal_of, ten_seconds_pass

YES = {"brand": "first_look_was_wrong", "seller": "goods_shown_genuine"}
NO = {"brand": "nothing_new_shown", "seller": "complaint_holds"}


def refused_by_rita(world: World, ref: str = "a1", *, brand: str = "lumora") -> Item:
    return _decided(world, ref, "refuse", brand=brand)


def removed_by_rita(world: World, ref: str = "a1", *, brand: str = "lumora") -> Item:
    return _decided(world, ref, "uphold", brand=brand)


def _decided(world: World, ref: str, outcome: str, *, brand: str) -> Item:
    complaint = file(world, ref, by=filer_of(brand), brand=brand)
    run_work()
    manager_decides(world, items_of(complaint)[0], outcome)
    return items_of(complaint)[0]


def removed_for_two_brands(world: World) -> tuple[Item, Item]:
    """One listing, taken off sale for Lumora and for Kestrel Audio."""
    world.site.offer("a1", title="Lumora Kestrel Audio bag")
    complaints = [file(world, "a1", by=filer_of(brand), brand=brand) for brand in ("lumora", "kestrel")]
    run_work()
    for complaint in complaints:
        manager_decides(world, items_of(complaint)[0], "uphold", wait=False)
    ten_seconds_pass()
    ours, theirs = (items_of(complaint)[0] for complaint in complaints)
    return ours, theirs


def brand_appeals(
    world: World,
    item: Item,
    *,
    by: str = "oscar",
    brand: str = "lumora",
    statement: str = "The serial number is missing.",
    evidence: Sequence[NewEvidence] = (),
) -> DecisionAppeal:
    actor = world.actor(by, brand)
    with acting_as(actor):
        said = Said(statement=statement, evidence=evidence)
        return making.appeal_as_brand(item.id, said, by=actor, now=clock.now())


def seller_appeals(
    item: Item, *, statement: str = "I bought them from the brand.", about: UUID | None = None
) -> DecisionAppeal:
    """By the link of the notice about its removal, as somebody who has typed the code."""
    notice = notice_of(item)
    said = Said(statement=statement)
    return making.appeal_as_seller(
        notice, about or item.id, said, by=proven_seller(token_of(notice.id)), now=clock.now()
    )


def notice_of(item: Item) -> SellerNotice:
    with acting_as(SYSTEM):
        return SellerNotice.objects.filter(removal=removal_of(item)).latest("written_at")


def decide(
    world: World, appeal: DecisionAppeal, *, by: str = "rupert", granted: bool = True, ground: str = ""
) -> DecisionAppeal:
    actor = world.actor(by)
    code = ground or (YES if granted else NO)[appeal.side]
    with acting_as(actor):
        answer = Answer(granted=granted, ground=code, explanation="We looked at it again.")
        return deciding.decide(appeal.id, answer, by=actor, now=clock.now())


def claimed(world: World, appeal: DecisionAppeal, by: str) -> DecisionAppeal:
    actor = world.actor(by)
    with acting_as(actor):
        return queue.claim(appeal.id, by=actor, now=clock.now())


def next_for(world: World, by: str) -> DecisionAppeal | None:
    actor = world.actor(by)
    with acting_as(actor):
        return queue.claim_next(by=actor, now=clock.now())


def decisions_of(item: Item) -> list[tuple[str, bool]]:
    """(outcome, whether it takes the place of another), the oldest first."""
    with acting_as(SYSTEM):
        rows = Decision.objects.filter(item_id=item.id).order_by("decided_at", "id")
        return [(d.outcome, d.overturns_id is not None) for d in rows]


def figures_are_right(world: World, brand: str = "lumora") -> bool:
    """What is kept of standing, and of strikes, is what counting again comes to."""
    with acting_as(SYSTEM):
        found = compare(world.brands[brand].tenant_id)
        sellers = set(StrikeEvent.objects.values_list("seller_id", flat=True))
        kept, derived = happened_to(sellers), happened_by_the_ledger(sellers)
        strikes = all(
            sorted((e.kind, str(e.ground)) for e in kept[s])
            == sorted((e.kind, str(e.ground)) for e in derived[s])
            for s in sellers
        )
    return not found.decisions and not found.days and strikes


def again(appeal: DecisionAppeal) -> DecisionAppeal:
    with acting_as(SYSTEM):
        return DecisionAppeal.objects.get(id=appeal.id)
