"""Every kind of work with what does it, and the schedule.

All of it runs across tenants as `app_staff`: this file is the list of the cross-tenant jobs. Each takes its
tenants from the rows it is about.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from functools import partial

from django.conf import settings

from accounts import api_keys
from accounts import work as account_work
from brands import work as brand_work
from brands.letters import send_invitations, tell_owners
from complaints import work as complaint_work
from complaints.assessment.assess import assess
from complaints.conversation.letters import tell_brands
from complaints.conversation.questions import close_unanswered
from complaints.intake.freeze import CALLS_AT_ONCE, freeze
from complaints.review.decide import settle
from core.housekeeping import PURGE, purge
from core.outbox import SET_SIZE, Handler, Work
from core.scheduler import Job
from takedown import work as takedown_work
from takedown.programme.decide import decide_assessed, release_held
from takedown.programme.records import recount
from takedown.programme.watch import watch
from takedown.redress.notices import send_notices
from takedown.removal.calls import AT_ONCE
from takedown.removal.deliver import deliver
from takedown.removal.ending import end_grounds_of_withdrawn
from takedown.removal.open import open_removals
from takedown.removal.overturning import overturn_audited
from takedown.removal.reinstate import reinstate
from takedown.removal.restore import restore
from takedown.removal.verify import verify

type Run = Callable[[Sequence[Work]], None]

# Leases: our own queries, a busy machine included; connecting and waiting for one answer; one mail.
OWN_SECONDS = 10
CALL_SECONDS = 1 + settings.MARKETPLACE_TIMEOUT_SECONDS
MAILS_AT_A_TIME = 5


def _calling(run: Run, *, calls: int, at_once: int = AT_ONCE, set_size: int = AT_ONCE) -> Handler:
    """For work that makes so many calls for each row, one after the other."""
    return Handler(
        run=run,
        lease_seconds=OWN_SECONDS,
        round_seconds=calls * CALL_SECONDS,
        at_once=at_once,
        set_size=set_size,
    )


def _mailing(run: Run) -> Handler:
    return Handler(
        run=run,
        lease_seconds=OWN_SECONDS,
        round_seconds=settings.EMAIL_TIMEOUT_SECONDS,
        set_size=MAILS_AT_A_TIME,
    )


HANDLERS: Mapping[str, Handler] = {
    brand_work.TELL_OWNERS: _mailing(tell_owners),
    brand_work.SEND_INVITATION: _mailing(send_invitations),
    # The listing and its picture.
    complaint_work.FREEZE: _calling(freeze, calls=2, at_once=CALLS_AT_ONCE, set_size=SET_SIZE),
    complaint_work.ASSESS: Handler(run=assess),
    complaint_work.ASSESSED: Handler(run=decide_assessed),
    complaint_work.UPHELD: Handler(run=open_removals),
    complaint_work.WITHDRAWN: Handler(run=end_grounds_of_withdrawn),
    complaint_work.SETTLE: Handler(run=settle),
    complaint_work.TELL_BRAND: _mailing(tell_brands),
    complaint_work.CLOSE_UNANSWERED: Handler(run=close_unanswered),
    complaint_work.JUDGED: Handler(run=recount),
    complaint_work.AUDIT_OVERTURNED: Handler(run=overturn_audited),
    takedown_work.RELEASE_HELD: Handler(run=release_held),
    takedown_work.WATCH: Handler(run=watch),
    takedown_work.REINSTATE: Handler(run=reinstate, set_size=1),
    # Reading, ordering, and a buyer's look at two pages.
    takedown_work.DELIVER: _calling(deliver, calls=4),
    takedown_work.VERIFY: replace(_calling(verify, calls=2), most_attempts=60),
    takedown_work.RESTORE: _calling(restore, calls=2),
    takedown_work.SEND_NOTICE: _mailing(send_notices),
    account_work.PURGE_API: Handler(run=api_keys.purge),
    # The row that sends a seller's notice is the proof that there was one.
    PURGE: Handler(run=partial(purge, keep=frozenset({takedown_work.SEND_NOTICE}))),
}

SCHEDULE: tuple[Job, ...] = (
    Job(kind=takedown_work.WATCH, every=timedelta(minutes=1)),
    Job(kind=complaint_work.CLOSE_UNANSWERED, every=timedelta(minutes=10)),
    Job(kind=PURGE, every=timedelta(hours=1)),
    Job(kind=account_work.PURGE_API, every=timedelta(hours=1)),
)
