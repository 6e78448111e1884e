"""What staff see of counter-notices: those that wait for a person, and one with both sides next to each other."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from brands.models import Brand
from complaints.code_words import in_words
from complaints.models import Decision
from complaints.review.case import Case as ReviewCase
from complaints.review.case import case_of, item_for
from complaints.review.paging import Order, Page, Place, page_of
from complaints.review.selectors import due_tone, names_of
from core.models import AuditEvent
from core.tenancy import Actor
from takedown.models import CounterNotice
from takedown.redress.counter.states import LIVE, CounterStatus
from takedown.redress.judging.deciding import first_decision_of, is_own
from takedown.redress.replies.rules import person_may_decide_who_is_right, person_may_let_it_back
from takedown.redress.replies.shown import Line, Whole, lines_of, whole_of, with_what_a_line_shows
from takedown.redress.replies.states import RulingOutcome, Task
from takedown.redress.replies.words import STAFF_LABELS

PAGE_SIZE = 30
NEXT_FIRST = Order(columns=("person_by", "id"))
NEWEST_FIRST = Order(columns=("id",), descending=True)
TASKS: Mapping[Task, Promise] = {
    Task.PROOF: _("Look at the proof of legal action"),
    Task.OBJECTION: _("Decide who is right: the brand does not agree"),
    Task.CLOCK: _("Decide before the time runs out"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    line: Line
    brand: str
    label: str
    task: str
    due_tone: str


def waiting(actor: Actor, place: Place, *, now: datetime) -> tuple[list[Row], Page[CounterNotice]]:
    """For a person to act on, the most urgent first."""
    rows = CounterNotice.objects.visible_to(actor).filter(person_by__isnull=False)
    page = page_of(with_what_a_line_shows(rows), NEXT_FIRST, place, size=PAGE_SIZE)
    return _rows(page, actor, now=now), page


def all_open(actor: Actor, place: Place, *, now: datetime) -> tuple[list[Row], Page[CounterNotice]]:
    """Whoever's turn it is, the newest first."""
    rows = CounterNotice.objects.visible_to(actor).filter(status__in=LIVE)
    page = page_of(with_what_a_line_shows(rows), NEWEST_FIRST, place, size=PAGE_SIZE)
    return _rows(page, actor, now=now), page


def _rows(page: Page[CounterNotice], actor: Actor, *, now: datetime) -> list[Row]:
    brands = Brand.objects.visible_to(actor).in_bulk({c.tenant_id for c in page.rows})
    return [
        Row(
            line=line,
            brand=brands[line.counter.tenant_id].name,
            label=str(STAFF_LABELS[CounterStatus(line.counter.status)]),
            task=str(TASKS[Task(line.counter.waits_for)]) if line.counter.waits_for else "",
            due_tone=due_tone(line.counter.person_by, now),
        )
        for line in lines_of(page.rows)
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class BothSides:
    """`may`: what a person can decide now; `is_own`: but not this one, who made the first decision or confirmed it."""

    whole: Whole
    review: ReviewCase
    label: str
    task: str
    first: Decision
    first_by: str
    ruled_by: str
    because: list[str]
    may: frozenset[RulingOutcome]
    is_own: bool


def both_sides(counter_id: UUID, actor: Actor, *, now: datetime) -> BothSides:
    """Raises CounterNotice.DoesNotExist for what the actor does not reach."""
    whole = whole_of(counter_id, actor)
    first = first_decision_of(whole.counter)
    ruler = whole.ruling.made_by if whole.ruling else None
    names = names_of([first.decided_by, ruler])
    task = whole.counter.waits_for
    return BothSides(
        whole=whole,
        review=case_of(item_for(actor, whole.item.id), actor, now=now),
        label=str(STAFF_LABELS[CounterStatus(whole.counter.status)]),
        task=str(TASKS[Task(task)]) if task else "",
        first=first,
        first_by=names.get(first.decided_by, "") if first.decided_by else "",
        ruled_by=names.get(ruler, "") if ruler else "",
        because=_why_the_clock_left_it_to_a_person(whole.counter),
        may=_may(whole),
        is_own=is_own(first, actor),
    )


def _may(whole: Whole) -> frozenset[RulingOutcome]:
    standing = whole.as_case.standing
    may: set[RulingOutcome] = set()
    if person_may_decide_who_is_right(standing):
        may |= {RulingOutcome.FOR_SELLER, RulingOutcome.FOR_BRAND}
    if person_may_let_it_back(standing):
        may |= {RulingOutcome.LET_BACK}
    return frozenset(may)


def _why_the_clock_left_it_to_a_person(counter: CounterNotice) -> list[str]:
    """A removal belongs to no brand; it was reached through a counter-notice that the actor may see."""
    doubts = AuditEvent.objects.filter(subject_id=counter.removal_id, event="clock.doubted")
    latest = doubts.order_by("-at", "-id").first()
    return (
        [in_words(code) for code in latest.data["because"]]
        if latest and latest.at >= counter.filed_at
        else []
    )
