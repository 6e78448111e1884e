"""A conditional retraction: the brand takes its complaint back if the seller promises something, and both sign the same words."""

from collections.abc import Collection, Sequence
from datetime import datetime
from uuid import UUID

from accounts.roles import Action, require
from core import clock, outbox
from core.outbox import Work
from core.tenancy import SYSTEM, Actor, acting_as
from takedown import work as kinds
from takedown.models import CounterNotice, SellerNotice, Undertaking
from takedown.redress.counter import moves
from takedown.redress.counter.states import CounterStatus
from takedown.redress.link import require_link_of
from takedown.redress.replies.answering import end_the_ground
from takedown.redress.replies.case import (
    Case,
    Done,
    ReplyIncomplete,
    ReplyRefused,
    end_offer,
    lock_case,
    reached,
)
from takedown.redress.replies.clauses import as_signed, clauses
from takedown.redress.replies.rules import SIGN_WITHIN, Event
from takedown.redress.replies.states import OfferStatus


def offer(counter_id: UUID, codes: Collection[str], *, signed_name: str, by: Actor, now: datetime) -> Done:
    """The brand signs first. The clock is not touched: if it runs out before the seller signs, the listing comes back
    without a promise.

    Raises CounterNotice.DoesNotExist, ReplyIncomplete, ReplyRefused.
    """
    found = reached(counter_id, Action.ANSWER_COUNTER_NOTICE, by=by)
    _check_whole(codes, signed_name)
    with acting_as(SYSTEM):
        case = lock_case(found)
        words = as_signed(codes, language=case.counter.language)
        if case.offer is not None and case.offer.clauses == words:
            return Done(counter=case.counter, is_new=False)
        case.check(Event.UNDERTAKING_OFFERED)
        if case.open_proof is not None:
            # Whoever says both "we are in court" and "we would settle" is asked to wait for the first.
            raise ReplyRefused(Event.UNDERTAKING_OFFERED, case.counter)
        made = Undertaking.objects.create(
            tenant_id=found.tenant_id,
            counter=case.counter,
            clauses=words,
            language=case.counter.language,
            before=case.counter.status,
            brand_signed_name=signed_name.strip(),
            brand_signed_at=now,
            brand_signed_by=by.person,
            brand_signed_by_label=by.label,
            sign_by=now + SIGN_WITHIN,
        )
        outbox.add(
            outbox.Order(
                kind=kinds.UNDERTAKING_DUE,
                subject_id=made.id,
                tenant_id=made.tenant_id,
                due_at=made.sign_by,
            )
        )
        moves.move(case.counter, to=CounterStatus.UNDERTAKING, by=by, now=now)
    return Done(counter=case.counter, is_new=True)


def _check_whole(codes: Collection[str], signed_name: str) -> None:
    missing = [] if codes and set(codes) <= clauses().by_code.keys() else ["clauses"]
    if not signed_name.strip():
        missing.append("signed_name")
    if missing:
        raise ReplyIncomplete(*missing)


def take_back(counter_id: UUID, *, by: Actor, now: datetime) -> Done:
    """The brand changes its mind before the seller has signed. A second time changes nothing.

    Raises CounterNotice.DoesNotExist, ReplyRefused.
    """
    found = reached(counter_id, Action.ANSWER_COUNTER_NOTICE, by=by)
    with acting_as(SYSTEM):
        case = lock_case(found)
        if case.offer is None and _latest_status(found) == OfferStatus.TAKEN_BACK:
            return Done(counter=case.counter, is_new=False)
        _back_to_where_it_was(case, OfferStatus.TAKEN_BACK, by=by, now=now)
    return Done(counter=case.counter, is_new=True)


def _latest_status(counter: CounterNotice) -> str | None:
    offers = Undertaking.objects.filter(tenant_id=counter.tenant_id, counter=counter)
    return offers.order_by("-brand_signed_at", "-id").values_list("status", flat=True).first()


def _back_to_where_it_was(case: Case, status: OfferStatus, *, by: Actor, now: datetime) -> None:
    case.check(Event.UNDERTAKING_OVER)
    if case.offer is None:
        raise ReplyRefused(Event.UNDERTAKING_OVER, case.counter)
    end_offer(case, status, now=now)
    before = CounterStatus(case.offer.before)
    moves.move(case.counter, to=before, by=by, now=now, data={"undertaking": str(status)})
    if status is not OfferStatus.TAKEN_BACK:
        _tell_brand(case.offer)


def _tell_brand(offered: Undertaking) -> None:
    outbox.add(
        outbox.Order(kind=kinds.TELL_BRAND_OF_UNDERTAKING, subject_id=offered.id, tenant_id=offered.tenant_id)
    )


# --- the seller's side ---------------------------------------------------------------------------------------


def sign(
    notice: SellerNotice, undertaking_id: UUID, *, signed_name: str, by: Actor, now: datetime
) -> Undertaking:
    """Both have signed: the complaint no longer keeps the listing off sale.

    `by` has proved to be the seller. Raises Undertaking.DoesNotExist for one of another removal, ReplyIncomplete,
    ReplyRefused.
    """
    require(by, Action.ANSWER_NOTICE)
    require_link_of(notice, by)
    if not signed_name.strip():
        raise ReplyIncomplete("signed_name")
    with acting_as(SYSTEM):
        offered, case = _offered_to(notice, undertaking_id)
        if offered.status == OfferStatus.SIGNED:
            return offered
        _require_open(offered, case, Event.UNDERTAKING_SIGNED, now=now)
        case.check(Event.UNDERTAKING_SIGNED)
        outbox.cancel(subject_ids=[offered.id], kind=kinds.UNDERTAKING_DUE)
        offered.status, offered.ended_at = OfferStatus.SIGNED, now
        offered.seller_signed_name = signed_name.strip()
        offered.save(update_fields=["status", "ended_at", "seller_signed_name"])
        moves.move(case.counter, to=CounterStatus.ACCEPTED, by=by, now=now, data={"undertaking": "signed"})
        end_the_ground(case.counter, now=now)
        _tell_brand(offered)
    return offered


def decline(notice: SellerNotice, undertaking_id: UUID, *, by: Actor, now: datetime) -> Undertaking:
    """Nothing is lost by it: all goes on as before the offer. A second time changes nothing. Raises as `sign` does."""
    require(by, Action.ANSWER_NOTICE)
    require_link_of(notice, by)
    with acting_as(SYSTEM):
        offered, case = _offered_to(notice, undertaking_id)
        if offered.status == OfferStatus.DECLINED:
            return offered
        _require_open(offered, case, Event.UNDERTAKING_OVER, now=now)
        _back_to_where_it_was(case, OfferStatus.DECLINED, by=by, now=now)
    return offered


def _offered_to(notice: SellerNotice, undertaking_id: UUID) -> tuple[Undertaking, Case]:
    found = Undertaking.objects.select_related("counter").get(
        id=undertaking_id, counter__removal=notice.removal_id
    )
    case = lock_case(found.counter)
    # Read again under the lock: another tab may have signed at this moment.
    return Undertaking.objects.get(id=found.id), case


def _require_open(offered: Undertaking, case: Case, event: Event, *, now: datetime) -> None:
    is_open = case.offer is not None and case.offer.id == offered.id and now < offered.sign_by
    if not is_open:
        raise ReplyRefused(event, case.counter)


# --- nobody has signed ---------------------------------------------------------------------------------------


def lapse(works: Sequence[Work]) -> None:
    """Those that nobody has signed by their day are off the table, and all is as it was before."""
    now = clock.now()
    rows = Undertaking.objects.filter(id__in=[w.subject_id for w in works], status=OfferStatus.OFFERED)
    for offered in rows.select_related("counter").order_by("counter__removal_id", "id"):
        case = lock_case(offered.counter)
        if case.offer is None:
            continue
        if case.counter.status == CounterStatus.UNDERTAKING:
            _back_to_where_it_was(case, OfferStatus.LAPSED, by=SYSTEM, now=now)
        else:
            # The counter-notice has come to its end in another way.
            end_offer(case, OfferStatus.LAPSED, now=now)
