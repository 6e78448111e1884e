"""An item's state in plain words: what it is called, whose turn it is, by when, and how soon to look again."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from complaints.models import Item
from complaints.states import WITHDRAWN_BY_RESTORING, Cause, Status

LABELS: Mapping[Status, Promise] = {
    Status.RECEIVED: gettext_lazy("Received"),
    Status.ASSESSING: gettext_lazy("Being checked"),
    Status.ASSESSED: gettext_lazy("Checked"),
    Status.NEEDS_INFORMATION: gettext_lazy("Needs your answer"),
    Status.IN_REVIEW: gettext_lazy("In review"),
    Status.HELD: gettext_lazy("Waiting"),
    Status.UPHELD: gettext_lazy("Being taken off"),
    Status.REFUSED: gettext_lazy("Not accepted"),
    Status.REMOVED: gettext_lazy("Off sale"),
    Status.CONTESTED: gettext_lazy("Seller objects"),
    # Never “back on sale”: somebody else's complaint may keep it off, and that is not this brand's to know.
    Status.RESTORED: gettext_lazy("Claim ended"),
    Status.WITHDRAWN: gettext_lazy("Withdrawn"),
    Status.CLOSED: gettext_lazy("Closed"),
}

_CLOSED: Mapping[str, Promise] = {
    Cause.LISTING_GONE: gettext_lazy("The listing is no longer on sale."),
    Cause.DUPLICATE: gettext_lazy("You had filed this listing before; that complaint goes on."),
    Cause.NO_ANSWER: gettext_lazy("Our question was not answered in time. You can file again."),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """What comes next, and until when. `yours`: the brand has to act."""

    text: str
    by: datetime | None = None
    yours: bool = False


def next_step(item: Item) -> Step:
    status = Status(item.status)
    if status == Status.NEEDS_INFORMATION:
        return Step(text=_("Your turn. If you do not answer, it is closed"), by=item.due_at, yours=True)
    if status == Status.IN_REVIEW:
        return Step(text=_("An account manager looks at it"), by=item.due_at)
    if status == Status.REFUSED:
        return Step(text=_("It stays on sale. You can add what was missing."))
    if status == Status.CLOSED:
        return Step(text=str(_CLOSED.get(item.cause, "")))
    if item.withdrawal_asked_at and status in WITHDRAWN_BY_RESTORING:
        return Step(text=_("You withdrew it. We are ending the removal on %s.") % item.marketplace)
    return Step(text=_STEPS[status] % {"site": item.marketplace})


_STEPS: Mapping[Status, Promise] = {
    Status.RECEIVED: gettext_lazy("We are looking at the listing on %(site)s."),
    Status.ASSESSING: gettext_lazy("We are checking it against your right and your evidence."),
    Status.ASSESSED: gettext_lazy("We are checking it against your right and your evidence."),
    Status.HELD: gettext_lazy("It waits a short while before the next step. Nothing is asked of you."),
    Status.UPHELD: gettext_lazy("We are having it taken off sale on %(site)s."),
    Status.REMOVED: gettext_lazy("Buyers on %(site)s no longer see it."),
    Status.CONTESTED: gettext_lazy("The seller objects. The counter-notice says what comes next."),
    Status.RESTORED: gettext_lazy("This complaint no longer keeps the listing off sale."),
    Status.WITHDRAWN: gettext_lazy("You took it back. Nothing more happens."),
}

# Machines are at work / a person or the seller is. Otherwise nothing changes until the brand acts.
_QUICK = frozenset({Status.RECEIVED, Status.ASSESSING, Status.ASSESSED, Status.UPHELD})
_SLOW = frozenset({Status.HELD, Status.IN_REVIEW, Status.CONTESTED})


def look_again_after(*items: Item) -> int | None:
    """Seconds until a live page asks again; None when there is nothing to wait for."""
    if any(i.status in _QUICK or _is_being_withdrawn(i) for i in items):
        return 2
    return 15 if any(i.status in _SLOW for i in items) else None


def _is_being_withdrawn(item: Item) -> bool:
    return item.withdrawal_asked_at is not None and item.status in WITHDRAWN_BY_RESTORING


def plain_duration(time: timedelta) -> str:
    """Such as "38 seconds", "4 minutes", "3 hours", "2 days"."""
    seconds = max(int(time.total_seconds()), 1)
    if seconds < 100:
        return ngettext("%d second", "%d seconds", seconds) % seconds
    if seconds < 100 * 60:
        return ngettext("%d minute", "%d minutes", seconds // 60) % (seconds // 60)
    if seconds < 48 * 3600:
        return ngettext("%d hour", "%d hours", seconds // 3600) % (seconds // 3600)
    return ngettext("%d day", "%d days", seconds // 86400) % (seconds // 86400)
