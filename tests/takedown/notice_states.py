"""Every state that a seller can find a notice in, each reached as it is reached in earnest. Each story takes a world and
leaves one notice of the listing a1 (the latest, where there are more)."""

from collections.abc import Callable, Mapping
from datetime import timedelta

from brands.models import Right
from complaints.moves import Target, mark_contested
from complaints.reasons import REASONS, EvidenceKind
from complaints.states import Cause
from core import clock, outbox
from core.scheduler import NO_SUBJECT
from core.tenancy import SYSTEM, acting_as
from listings.connectors.base import Conflict, Rejected, RemoteState, Unavailable
from takedown.models import Ground, SellerNotice
from takedown.redress.clocks import keeping
from takedown.redress.clocks.laws import StartsWhen
from takedown.redress.notices import token_of
from takedown.removal.ending import end_grounds
from takedown.work import WATCH
from tests.past import trust
from tests.stories import World, a_right, file, filer_of, items_of, let_pass, manager_decides, run_work
from tests.takedown.delivery import overturned_by, take_back, ten_seconds_pass, time_passes, upheld_by_rita

type Story = Callable[[World], None]


def the_notice() -> SellerNotice:
    with acting_as(SYSTEM):
        return SellerNotice.objects.filter(removal__listing__ref="a1").latest("written_at")


def link_of_notice() -> str:
    return f"/notice/{token_of(the_notice().id)}/"


def the_watch_comes_round() -> None:
    let_pass(timedelta(hours=2))
    with acting_as(SYSTEM):
        outbox.add(outbox.Order(kind=WATCH, subject_id=NO_SUBJECT, tenant_id=None))
    run_work()


# --- off sale, or on its way -----------------------------------------------------------------------------


def by_a_person(world: World) -> None:
    upheld_by_rita(world)
    ten_seconds_pass()


def by_the_policy(world: World) -> None:
    trust(world)
    file(world, "a1")
    run_work()


def on_its_way(world: World) -> None:
    world.site.fail("hide", Unavailable("No answer."))
    by_a_person(world)


def with_a_clock(world: World) -> None:
    by_a_person(world)
    with acting_as(SYSTEM):
        keeping.start(
            Ground.objects.values_list("id", flat=True),
            law="us_dmca_512g",
            when=StartsWhen.COUNTER_NOTICE_RECEIVED,
            by=SYSTEM,
            now=clock.now(),
        )


def contested(world: World) -> None:
    item = upheld_by_rita(world)
    ten_seconds_pass()
    with acting_as(SYSTEM):
        mark_contested([Target(item_id=item.id, tenant_id=item.tenant_id)], by=SYSTEM, now=clock.now())


def put_back_and_removed_again(world: World) -> None:
    by_a_person(world)
    world.site.change("a1", state=RemoteState.LIVE)
    the_watch_comes_round()


def put_back_and_on_its_way_again(world: World) -> None:
    by_a_person(world)
    world.site.change("a1", state=RemoteState.LIVE)
    world.site.fail("hide", Unavailable("No answer."))
    the_watch_comes_round()


def a_second_brand(world: World) -> None:
    world.site.offer("a1", title="Lumora Kestrel Audio")
    both = [file(world, "a1", by=filer_of(brand), brand=brand) for brand in ("lumora", "kestrel")]
    run_work()
    for complaint in both:
        manager_decides(world, items_of(complaint)[0])


def a_second_brand_gone(world: World) -> None:
    a_second_brand(world)
    with acting_as(SYSTEM):
        ours = Ground.objects.select_related("item").get(tenant_id=world.brands["lumora"].tenant_id)
    take_back(world, ours.item)
    run_work()


# --- coming back, or back --------------------------------------------------------------------------------


def on_its_way_back(world: World) -> None:
    item = upheld_by_rita(world)
    ten_seconds_pass()
    overturned_by(world, "rupert", item)


def stopped_on_its_way_back(world: World) -> None:
    world.site.fail("restore", Conflict("Changed."))
    on_its_way_back(world)
    run_work()


def back_by_a_person(world: World) -> None:
    on_its_way_back(world)
    run_work()


def _ended(world: World, cause: Cause) -> None:
    by_a_person(world)
    with acting_as(SYSTEM):
        grounds = Ground.objects.filter(ended_at=None).select_related("item")
        end_grounds(list(grounds), cause=cause, now=clock.now())
    run_work()


def back_because_withdrawn(world: World) -> None:
    _ended(world, Cause.WITHDRAWN)


def back_because_silent(world: World) -> None:
    _ended(world, Cause.COUNTER_NOTICE)


def back_because_a_mistake(world: World) -> None:
    _ended(world, Cause.MISTAKE)


def back_because_corrected(world: World) -> None:
    _ended(world, Cause.FIXED)


def over_as_it_was(world: World) -> None:
    item = upheld_by_rita(world)
    world.site.seller_hides("a1")
    ten_seconds_pass()
    overturned_by(world, "rupert", item)
    run_work()


def never_taken_off(world: World) -> None:
    world.site.fail("hide", Rejected("No.", status=422))
    by_a_person(world)


def taken_back_on_its_way(world: World) -> None:
    world.site.fail("hide", Unavailable("No answer."))
    item = upheld_by_rita(world)
    ten_seconds_pass()
    take_back(world, item)
    time_passes()


def replaced(world: World) -> None:
    by_a_person(world)
    world.site.change("a1", state=RemoteState.LIVE, title="Lumora handbag, now in red")
    the_watch_comes_round()


# --- every reason ----------------------------------------------------------------------------------------


def _for(reason: str) -> Story:
    def story(world: World) -> None:
        code = REASONS[reason]
        kind = min(code.right_kinds)
        with acting_as(SYSTEM):
            right = a_right(world.brands["lumora"], "Lumora", verified_by=world.rita, kind=Right.Kind(kind))
        kinds = sorted(code.evidence) or [EvidenceKind.OTHER]
        complaint = file(world, "a1", reason=reason, right_id=right.id, evidence_kind=kinds[0])
        run_work()
        manager_decides(world, items_of(complaint)[0])

    return story


STORIES: Mapping[str, Story] = {
    story.__name__: story
    for story in (
        by_a_person,
        by_the_policy,
        on_its_way,
        with_a_clock,
        contested,
        put_back_and_removed_again,
        put_back_and_on_its_way_again,
        a_second_brand,
        a_second_brand_gone,
        on_its_way_back,
        stopped_on_its_way_back,
        back_by_a_person,
        back_because_withdrawn,
        back_because_silent,
        back_because_a_mistake,
        back_because_corrected,
        over_as_it_was,
        never_taken_off,
        taken_back_on_its_way,
        replaced,
    )
} | {f"for {reason}": _for(reason) for reason in REASONS if reason != "counterfeit_goods"}
