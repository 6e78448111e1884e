"""Counter-notices as their seller reads them: how each stands to whoever has the link, the whole of it after a proof."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse

from brands.models import Brand
from core import clock
from core.tenancy import SYSTEM, acting_as
from takedown.models import CounterFile, CounterNotice, RedressClock, Ruling, SellerNotice, Undertaking
from takedown.redress.clocks.laws import Law, law_of
from takedown.redress.clocks.shown import Countdown, countdown
from takedown.redress.clocks.states import LIVE as LIVE_CLOCKS
from takedown.redress.counter.choosing import answerable
from takedown.redress.counter.filing import Refusal
from takedown.redress.counter.rules import FILING, Standing
from takedown.redress.counter.states import LIVE, CounterStatus, Why
from takedown.redress.counter.words import NOTHING_TO_ANSWER, REFUSALS, STANDS, WHY
from takedown.redress.misuse.in_force import may_counter_notify
from takedown.redress.notices import token_of
from takedown.redress.replies.states import OfferStatus
from takedown.states import RemovalStatus


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """`waits`: the law's time has not begun, because the brand does not have it yet. `promise`: the address at which the
    brand's offer can be signed; `reasons`: what a person decided, in their words. Nothing personal but in `counter`."""

    counter: CounterNotice
    brand: str
    law: Law
    tone: str
    title: str
    text: str
    why: str
    countdown: Countdown | None
    waits: bool
    may_withdraw: bool
    is_rejected: bool
    files: tuple[str, ...] = ()
    promise: str = ""
    reasons: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CanAnswer:
    """What the notice's page says of answering. `why_not` is empty where there is something to answer; `all_answered`:
    every complaint that could be answered has been."""

    may: bool
    why_not: str
    answered: list[Answered]
    all_answered: bool

    @property
    def live(self) -> list[Answered]:
        """Those that have not come to an end."""
        return [one for one in self.answered if one.may_withdraw]


def answer_of(notice: SellerNotice) -> CanAnswer:
    """For whoever has the link."""
    open_ones = [one for one in answerable(notice) if one.standing is Standing.OPEN]
    words = NOTHING_TO_ANSWER.get(FILING[RemovalStatus(notice.removal.status)], "")
    with acting_as(SYSTEM):
        is_suspended = not may_counter_notify(notice.removal.listing.seller, clock.now())
    if is_suspended:
        words = REFUSALS[Refusal.SUSPENDED]
    earlier = answered(notice)
    return CanAnswer(
        may=bool(open_ones) and not is_suspended,
        why_not=str(words),
        answered=earlier,
        all_answered=bool(earlier) and not open_ones,
    )


def answered(notice: SellerNotice, *, with_files: bool = False) -> list[Answered]:
    """All that was ever answered on this removal, the latest first. Constant number of queries."""
    with acting_as(SYSTEM):
        rows = CounterNotice.objects.filter(removal=notice.removal_id)
        counters = list(rows.select_related("ground__item__complaint").order_by("-filed_at", "-id"))
        brands = Brand.objects.in_bulk({c.tenant_id for c in counters})
        clocks = RedressClock.objects.filter(
            ground__in=[c.ground_id for c in counters], status__in=LIVE_CLOCKS
        )
        running = {(clock.ground_id, clock.law): clock for clock in clocks}
        files = _files_of(counters) if with_files else {}
        offers = dict(
            Undertaking.objects.filter(counter__in=counters, status=OfferStatus.OFFERED).values_list(
                "counter_id", "id"
            )
        )
        reasons = dict(Ruling.objects.filter(counter__in=counters).values_list("counter_id", "explanation"))
    return [
        _answered(
            counter,
            brand=brands[counter.tenant_id].name,
            clock=running.get((counter.ground_id, counter.law)) if counter.status in LIVE else None,
            files=tuple(files.get(counter.id, ())),
            promise=_promise(notice, counter, offers.get(counter.id)),
            reasons=reasons.get(counter.id, ""),
        )
        for counter in counters
    ]


def _promise(notice: SellerNotice, counter: CounterNotice, offer_id: UUID | None) -> str:
    if offer_id is None or counter.status != CounterStatus.UNDERTAKING:
        return ""
    return reverse("seller-undertaking", args=[token_of(notice.id), offer_id])


def _files_of(counters: Sequence[CounterNotice]) -> dict[object, list[str]]:
    names: dict[object, list[str]] = {}
    rows = CounterFile.objects.filter(counter__in=counters).select_related("file").order_by("id")
    for row in rows:
        names.setdefault(row.counter_id, []).append(row.file.name)
    return names


def _answered(
    counter: CounterNotice,
    *,
    brand: str,
    clock: RedressClock | None,
    files: tuple[str, ...],
    promise: str,
    reasons: str,
) -> Answered:
    status = CounterStatus(counter.status)
    stands = STANDS[status]
    return Answered(
        counter=counter,
        brand=brand,
        law=law_of(counter.law, counter.law_version),
        tone=stands.tone,
        title=str(stands.title),
        text=str(stands.text) % {"brand": brand},
        why=str(WHY[Why(counter.why)]),
        countdown=countdown(clock) if clock else None,
        waits=status is CounterStatus.FILED and counter.forwarded_at is None and clock is None,
        may_withdraw=status in LIVE,
        is_rejected=status is CounterStatus.REJECTED,
        files=files,
        promise=promise,
        reasons=reasons,
    )
