"""A clock as both sides and staff read it: the rule that set it, its two dates, and who has confirmed the rule."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from complaints.models import Item
from core.tenancy import Actor
from takedown.models import RedressClock
from takedown.redress.clocks.laws import Counts, Law, StartsWhen, law_of
from takedown.redress.clocks.states import LIVE, ClockStatus

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


_STARTS: Mapping[StartsWhen, Promise] = {
    StartsWhen.COUNTER_NOTICE_RECEIVED: _("The day on which the counter-notice came in does not count."),
    StartsWhen.COUNTER_NOTICE_FORWARDED: _("The day on which it went to the brand does not count."),
    StartsWhen.SELLER_INFORMED: _("The day on which the seller was told does not count."),
}


def rule_in_words(law: Law) -> str:
    """How its dates are counted: what a reader needs to come to the same ones."""
    zone = law.zone.replace("_", " ")
    days = {"n": law.earliest, "m": law.latest, "country": law.country, "zone": zone}
    if law.counts is Counts.BUSINESS_DAYS:
        counted = gettext(
            "%(n)d to %(m)d business days: weekends and public holidays of %(country)s do not count."
        )
    elif law.counts is Counts.DAYS:
        counted = gettext("%(n)d to %(m)d days, weekends and holidays among them.")
    else:
        counted = gettext("%(m)d months.")
    parts = [counted % days, str(_STARTS[law.starts_when])]
    if law.last_day_moves:
        parts.append(
            gettext("A last day without business moves to the next one with it (%(country)s).") % days
        )
    parts.append(
        gettext("Each day ends at midnight there: %(zone)s. Days on which it stood still do not count.")
        % days
    )
    return " ".join(parts)
