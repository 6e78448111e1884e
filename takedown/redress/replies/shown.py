"""What the pages and the API show of counter-notices, in a constant number of queries. Started from what somebody reaches."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Case as Choose
from django.db.models import F, OuterRef, QuerySet, Subquery, Value, When

from complaints.models import Complaint, Item
from complaints.review.paging import Order, Page, Place, page_of
from complaints.review.selectors import title_of
from core.tenancy import Actor
from takedown.models import CounterNotice, LegalAction, RedressClock, Reply, Ruling, Undertaking
from takedown.redress.clocks.laws import Law, law_of
from takedown.redress.clocks.shown import Countdown, countdown
from takedown.redress.clocks.states import LIVE as LIVE_CLOCKS
from takedown.redress.clocks.states import ClockStatus
from takedown.redress.counter.states import LIVE, CounterStatus, Why
from takedown.redress.replies.case import Case
from takedown.redress.replies.reach import counters_of
from takedown.redress.replies.rules import TABLE, Event
from takedown.redress.replies.states import OfferStatus
from takedown.redress.replies.words import LABELS, TONES, WHYS, Now, Step, next_step

PAGE_SIZE = 30
# Open ones are few; beyond this the list says that there are more.
MOST_OPEN = 100
NEWEST_FIRST = Order(columns=("id",), descending=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One counter-notice as lists show it."""

    counter: CounterNotice
    item: Item
    title: str
    label: str
    tone: str
    step: Step


def with_what_a_line_shows(rows: QuerySet[CounterNotice]) -> QuerySet[CounterNotice]:
    """`until`: when the listing may come back by itself, while a clock counts to that."""
    clocks = RedressClock.objects.filter(
        ground_id=OuterRef("ground_id"), law=OuterRef("law"), status=ClockStatus.RUNNING
    )
    proofs = LegalAction.objects.filter(tenant_id=OuterRef("tenant_id"), counter_id=OuterRef("pk"))
    return rows.select_related(
        "ground__item__complaint__right", "ground__item__marketplace", "ground__item__snapshot"
    ).annotate(
        until=Subquery(clocks.values("earliest")[:1]),
        latest_proof=Subquery(proofs.order_by("-shown_at").values("result")[:1]),
    )


def lines_of(counters: Iterable[CounterNotice]) -> list[Line]:
    return [_line(counter) for counter in counters]


def _line(counter: CounterNotice) -> Line:
    status = CounterStatus(counter.status)
    return Line(
        counter=counter,
        item=counter.ground.item,
        title=title_of(counter.ground.item),
        label=str(LABELS[status]),
        tone=TONES[status],
        step=step_of(counter),
    )


def step_of(counter: CounterNotice) -> Step:
    """It comes from `with_what_a_line_shows`."""
    status, proof = CounterStatus(counter.status), counter.latest_proof  # type: ignore[attr-defined]
    return next_step(
        Now(
            status=status,
            until=counter.until,  # type: ignore[attr-defined]
            person_by=counter.person_by,
            proof_is_open=proof == "" and status is CounterStatus.LEGAL_ACTION,
        )
    )


def open_lines(actor: Actor) -> list[Line]:
    """What needs the brand first, and of that what runs out first."""
    rows = with_what_a_line_shows(counters_of(actor).filter(status__in=LIVE))
    turn = Choose(When(status=CounterStatus.FILED, then=Value(0)), default=Value(1))
    ordered = rows.order_by(turn, F("until").asc(nulls_last=True), "filed_at", "id")
    return lines_of(ordered[:MOST_OPEN])


def past_page(actor: Actor, place: Place) -> tuple[list[Line], Page[CounterNotice]]:
    rows = with_what_a_line_shows(counters_of(actor).exclude(status__in=LIVE))
    page = page_of(rows, NEWEST_FIRST, place, size=PAGE_SIZE)
    return lines_of(page.rows), page


def of_item(item: Item, actor: Actor) -> list[Line]:
    return lines_of(_latest_first(counters_of(actor).filter(ground__item=item)))


def of_complaint(complaint: Complaint, actor: Actor) -> list[Line]:
    """Those that are open."""
    rows = counters_of(actor).filter(ground__item__complaint=complaint, status__in=LIVE)
    return lines_of(_latest_first(rows))


def _latest_first(rows: QuerySet[CounterNotice]) -> QuerySet[CounterNotice]:
    return with_what_a_line_shows(rows).order_by("-filed_at", "-id")[:MOST_OPEN]


# --- one of them -----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Whole:
    """Everything about one counter-notice that its brand, or staff, may read.

    `may`: what the brand can do now. `clock` is the latest of its law, also when it has ended.
    """

    line: Line
    law: Law
    clock: RedressClock | None
    countdown: Countdown | None
    why: str
    replies: Sequence[Reply]
    proofs: Sequence[LegalAction]
    offers: Sequence[Undertaking]
    ruling: Ruling | None
    may: frozenset[Event]

    @property
    def counter(self) -> CounterNotice:
        return self.line.counter

    @property
    def item(self) -> Item:
        return self.line.item

    @property
    def offer(self) -> Undertaking | None:
        if self.counter.status != CounterStatus.UNDERTAKING:
            return None
        return next((offer for offer in self.offers if offer.status == OfferStatus.OFFERED), None)

    @property
    def open_proof(self) -> LegalAction | None:
        if self.counter.status != CounterStatus.LEGAL_ACTION:
            return None
        return next((proof for proof in self.proofs if not proof.result), None)

    @property
    def as_case(self) -> Case:
        """For the rules, unlocked: what they say is said again when somebody acts."""
        lives = self.clock is not None and self.clock.status in LIVE_CLOCKS
        return Case(
            counter=self.counter,
            clock=self.clock if lives else None,
            proofs=self.proofs,
            offer=self.offer,
            reply=self.replies[0] if self.replies else None,
        )


def whole_of(counter_id: UUID, actor: Actor) -> Whole:
    """Raises CounterNotice.DoesNotExist for what the actor does not reach."""
    return wholes_of(
        with_what_a_line_shows(counters_of(actor).filter(id=counter_id)), actor, only=counter_id
    )[0]


def wholes_of(counters: Iterable[CounterNotice], actor: Actor, *, only: UUID | None = None) -> list[Whole]:
    """Each comes from `with_what_a_line_shows`. As many queries for a page as for one."""
    found = list(counters)
    if only is not None and not found:
        raise CounterNotice.DoesNotExist
    clocks = _clocks_of(found, actor)
    replies = _by_counter(
        Reply.objects.visible_to(actor).filter(counter__in=found).prefetch_related("files__file")
    )
    proofs = _by_counter(
        LegalAction.objects.visible_to(actor)
        .filter(counter__in=found)
        .select_related("document")
        .order_by("shown_at", "id")
    )
    offers = _by_counter(
        Undertaking.objects.visible_to(actor).filter(counter__in=found).order_by("brand_signed_at", "id")
    )
    rulings = _by_counter(Ruling.objects.visible_to(actor).filter(counter__in=found))
    return [
        _whole(
            c,
            clocks.get((c.ground_id, c.law)),
            replies=replies.get(c.id, []),
            proofs=proofs.get(c.id, []),
            offers=offers.get(c.id, []),
            ruling=next(iter(rulings.get(c.id, [])), None),
        )
        for c in found
    ]


def _whole(
    counter: CounterNotice,
    clock: RedressClock | None,
    *,
    replies: Sequence[Reply],
    proofs: Sequence[LegalAction],
    offers: Sequence[Undertaking],
    ruling: Ruling | None,
) -> Whole:
    return Whole(
        line=_line(counter),
        law=law_of(counter.law, counter.law_version),
        clock=clock,
        countdown=countdown(clock) if clock else None,
        why=str(WHYS[Why(counter.why)]),
        replies=replies,
        proofs=proofs,
        offers=offers,
        ruling=ruling,
        may=_may(CounterStatus(counter.status), proofs),
    )


def _may(status: CounterStatus, proofs: Sequence[LegalAction]) -> frozenset[Event]:
    may = frozenset(TABLE[status]) & CHOICES
    waits = any(not proof.result for proof in proofs)
    return may - {Event.UNDERTAKING_OFFERED} if waits else may


CHOICES = frozenset(
    {
        Event.ACCEPTED,
        Event.ANSWERED,
        Event.LEGAL_ACTION_SHOWN,
        Event.UNDERTAKING_OFFERED,
        Event.UNDERTAKING_OVER,
        Event.BRAND_WITHDREW,
    }
)


def _clocks_of(counters: Sequence[CounterNotice], actor: Actor) -> Mapping[tuple[UUID, str], RedressClock]:
    """The latest of each ground and law."""
    clocks = RedressClock.objects.visible_to(actor).filter(ground_id__in=[c.ground_id for c in counters])
    return {(clock.ground_id, clock.law): clock for clock in clocks.order_by("started_at", "id")}


def _by_counter[R: (Reply, LegalAction, Undertaking, Ruling)](rows: QuerySet[R]) -> dict[UUID, list[R]]:
    found: dict[UUID, list[R]] = {}
    for row in rows:
        found.setdefault(row.counter_id, []).append(row)
    return found
