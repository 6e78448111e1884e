"""What a granted appeal does, in the transaction that grants it: removes, or gives back, and corrects every figure."""

from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from complaints import moves
from complaints.models import Decision, Evidence, Item
from complaints.states import Cause, Status
from core import audit
from core.ids import new_id
from core.tenancy import Actor
from takedown.models import AppealFile, DecisionAppeal, Ground, SellerAction
from takedown.programme.climb import judge_after_a_reversal
from takedown.programme.contributions import recount
from takedown.redress.appeals.states import Side
from takedown.removal.ending import end_grounds
from takedown.removal.overturning import OFF_SALE, Wrong, overturn_all
from takedown.strikes.record import count_anew, happened_to
from takedown.strikes.rules import strikes_of

UPON_APPEAL = "upon_appeal"
CHANGED_SINCE = "listing_changed_since_the_copy"
# A brand that was right has waited long enough.
REVIEW_WITHIN = timedelta(hours=8)


class CannotBeGrantedNow(Exception):
    """It has to wait; the message says for what."""


def grant(appeal: DecisionAppeal, item: Item | None, *, by: Actor, now: datetime) -> Decision | None:
    """The appeal holds its ground and explanation, item and appeal are locked. Returns the decision that was made."""
    if item is None:
        _take_step_back(appeal, by=by, now=now)
        return None
    if appeal.side == Side.BRAND:
        _remove(appeal, item, by=by, now=now)
    elif item.status == Status.UPHELD:
        _stop_on_its_way(appeal, item, by=by, now=now)
    else:
        _give_back(appeal, item, by=by, now=now)
    made = Decision.objects.get(tenant_id=item.tenant_id, overturns=appeal.decision_id)
    # Work that counts it is on its way; whoever looks at the record now shall find it right already.
    if appeal.side == Side.BRAND:
        judge_after_a_reversal([made.id], now=now)
    else:
        recount([made.id])
    return made


# --- the brand was right -----------------------------------------------------------------------------------


def _remove(appeal: DecisionAppeal, item: Item, *, by: Actor, now: datetime) -> None:
    """A decision that takes the place of the first one; the removal follows as after any other.

    Where the offer is no longer the one that was complained of, the brand is right about the copy, and somebody looks
    at what stands there today.
    """
    if item.status not in {Status.REFUSED, Status.RESTORED}:
        raise CannotBeGrantedNow(_("The listing is on its way back on sale. Decide when it is there."))
    again = _target(item, UPON_APPEAL, now=now)
    moves.reopen([again], by=by, now=now)
    moves.uphold([_ruling(appeal, item)], by=by, now=now, automated=False)
    _add_evidence(appeal, item)
    if has_changed(item):
        moves.send_back([_target(item, CHANGED_SINCE, now=now)], by=by, now=now)


def has_changed(item: Item) -> bool:
    listing, copy = item.listing, item.snapshot
    return listing is not None and copy is not None and listing.fingerprint != copy.fingerprint


def _target(item: Item, because: str, *, now: datetime) -> moves.Target:
    return moves.Target(
        item_id=item.id,
        tenant_id=item.tenant_id,
        due_at=now + REVIEW_WITHIN,
        priority=0,
        data={"because": [because]},
    )


def _ruling(appeal: DecisionAppeal, item: Item) -> moves.Ruling:
    return moves.Ruling(
        item_id=item.id,
        tenant_id=item.tenant_id,
        marketplace_id=item.marketplace_id,
        right_kind=item.complaint.right.kind,
        ground=appeal.ground,
        explanation=appeal.explanation,
        overturns=appeal.decision_id,
    )


def _add_evidence(appeal: DecisionAppeal, item: Item) -> None:
    """What convinced belongs to the complaint from now on: whoever looks next has to see it."""
    files = AppealFile.objects.filter(tenant_id=item.tenant_id, appeal=appeal).select_related("file")
    Evidence.objects.bulk_create(
        Evidence(
            tenant_id=item.tenant_id,
            complaint_id=item.complaint_id,
            kind=row.kind,
            file=row.file,
            shareable=row.shareable,
        )
        for row in files
    )


# --- the seller was right ----------------------------------------------------------------------------------


def _give_back(appeal: DecisionAppeal, item: Item, *, by: Actor, now: datetime) -> None:
    if item.status not in OFF_SALE or appeal.decision is None:
        raise CannotBeGrantedNow(_("The listing is not off sale."))
    wrong = Wrong(item=item, decision=appeal.decision, explanation=appeal.explanation)
    overturn_all([wrong], ground=appeal.ground, cause=Cause.APPEAL, by=by, now=now)
    _count_strikes(item, now=now)


def _stop_on_its_way(appeal: DecisionAppeal, item: Item, *, by: Actor, now: datetime) -> None:
    """Told, but not removed yet: there is nothing to put back, so the complaint is refused."""
    grounds = Ground.objects.filter(item=item, ended_at=None).select_related("item")
    end_grounds(list(grounds), cause=Cause.APPEAL, now=now)
    moves.send_back([_target(item, UPON_APPEAL, now=now)], by=by, now=now)
    moves.refuse([_ruling(appeal, item)], by=by, now=now)
    _count_strikes(item, now=now)


def _count_strikes(item: Item, *, now: datetime) -> None:
    """The strike itself is given back where its ground ends; the figures of lists would follow a minute later."""
    if item.listing is not None:
        count_anew({item.listing.seller_id}, now=now)


def _take_step_back(appeal: DecisionAppeal, *, by: Actor, now: datetime) -> None:
    """What the marketplace did about the seller is undone there; here stands that it has to be, by whom and why."""
    step = appeal.action
    if step is None:
        raise CannotBeGrantedNow(_("There is no such step."))
    points = strikes_of(happened_to([step.seller_id], told=by)[step.seller_id], now=now).points
    SellerAction.objects.create(
        seller_id=step.seller_id,
        act=SellerAction.Act.TAKEN_BACK,
        note=appeal.explanation,
        points=points,
        form_key=new_id(),
        by_id=by.person,
        at=now,
    )
    event = audit.Event(
        name="seller.action_recorded",
        subject_kind="seller",
        subject_id=step.seller_id,
        tenant_id=None,
        data={"act": str(SellerAction.Act.TAKEN_BACK), "points": points},
    )
    audit.record(event, by=by, now=now)
