"""A clock as both sides and staff read it: the rule that set it, its two dates, and who has confirmed the rule."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from brands.models import Brand
from complaints.models import Item
from complaints.review.paging import Order, Page, Place, page_of
from core.tenancy import Actor
from takedown.models import RedressClock
from takedown.redress.clocks.laws import law_of
from takedown.redress.clocks.states import LIVE, ClockStatus

PAGE_SIZE = 30
NEXT_FIRST = Order(columns=("latest", "id"))
LABELS: Mapping[ClockStatus, Promise] = {
    ClockStatus.RUNNING: _("Running"),
    ClockStatus.PAUSED: _("Stands still"),
    ClockStatus.WITH_A_PERSON: _("A person decides"),
    ClockStatus.STOPPED: _("Stopped"),
    ClockStatus.RESTORED: _("Over: the listing comes back"),
    ClockStatus.LAPSED: _("Over"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Countdown:
    """`restores`: silence until then brings the listing back; `for_a_person`: somebody decides by then instead.

    No dates while it stands still.
    """

    law: str
    source: str
    source_url: str
    confirmed: bool
    restores: bool
    for_a_person: bool
    live: bool
    status: str
    earliest: datetime | None
    latest: datetime | None


def clocks_of(item: Item, actor: Actor) -> QuerySet[RedressClock]:
    return RedressClock.objects.visible_to(actor).filter(ground__item=item).order_by("-started_at", "law")


@dataclass(frozen=True, slots=True, kw_only=True)
class ForAPerson:
    """A clock that was handed over, with what it is about."""

    countdown: Countdown
    item: Item
    title: str
    brand: str


def waiting_for_a_person(actor: Actor, place: Place) -> tuple[list[ForAPerson], Page[RedressClock]]:
    """The next to run out first."""
    clocks = RedressClock.objects.visible_to(actor).filter(
        status=ClockStatus.WITH_A_PERSON, ground__ended_at=None
    )
    whole = clocks.select_related("removal__listing", "ground__item__complaint")
    page = page_of(whole, NEXT_FIRST, place, size=PAGE_SIZE)
    brands = Brand.objects.visible_to(actor).in_bulk({clock.tenant_id for clock in page.rows})
    rows = [
        ForAPerson(
            countdown=countdown(clock),
            item=clock.ground.item,
            title=clock.removal.listing.title,
            brand=brands[clock.tenant_id].name,
        )
        for clock in page.rows
    ]
    return rows, page


def countdowns(clocks: Iterable[RedressClock]) -> list[Countdown]:
    return [countdown(clock) for clock in clocks]


def countdown(clock: RedressClock) -> Countdown:
    law = law_of(clock.law, clock.law_version)
    return Countdown(
        # Names and sources of laws are data, and translated as such.
        law=gettext(law.name),
        source=gettext(law.source),
        source_url=law.source_url,
        confirmed=law.confirmed_by_lawyer,
        restores=law.silence_restores and clock.status != ClockStatus.WITH_A_PERSON,
        for_a_person=clock.status == ClockStatus.WITH_A_PERSON,
        live=clock.status in LIVE,
        status=str(LABELS[ClockStatus(clock.status)]),
        earliest=clock.earliest,
        latest=clock.latest,
    )
