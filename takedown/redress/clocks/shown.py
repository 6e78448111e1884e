"""A clock as both sides and staff read it: the rule that set it, its two dates, and who has confirmed the rule."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from complaints.models import Item
from complaints.review.selectors import in_words
from core.tenancy import Actor
from takedown.models import RedressClock
from takedown.redress.clocks.laws import law_of
from takedown.redress.clocks.states import LIVE


@dataclass(frozen=True, slots=True, kw_only=True)
class Countdown:
    """`restores`: silence until then brings the listing back. No dates while it stands still."""

    law: str
    source: str
    source_url: str
    confirmed: bool
    restores: bool
    live: bool
    status: str
    status_label: str
    earliest: datetime | None
    latest: datetime | None


def clocks_of(item: Item, actor: Actor) -> QuerySet[RedressClock]:
    return RedressClock.objects.visible_to(actor).filter(ground__item=item).order_by("-started_at", "law")


def countdowns(clocks: Iterable[RedressClock]) -> list[Countdown]:
    return [countdown(clock) for clock in clocks]


def countdown(clock: RedressClock) -> Countdown:
    law = law_of(clock.law, clock.law_version)
    return Countdown(
        law=law.name,
        source=law.source,
        source_url=law.source_url,
        confirmed=law.confirmed_by_lawyer,
        restores=law.silence_restores,
        live=clock.status in LIVE,
        status=clock.status,
        status_label=in_words(clock.status),
        earliest=clock.earliest,
        latest=clock.latest,
    )
