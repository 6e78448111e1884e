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
from accounts.webhooks import delivering, sending
from brands import work as brand_work
from brands.key_letters import tell_of_keys
from brands.letters import send_invitations, tell_owners
from brands.webhook_letters import tell_of_disabled_webhooks
from complaints import work as complaint_work
from complaints.assessment.assess import assess
from complaints.conversation.letters import tell_brands
from complaints.conversation.questions import close_unanswered
from complaints.intake.freeze import CALLS_AT_ONCE, freeze
from complaints.pictures.look import look as look_at_pictures
from complaints.review.decide import settle
from complaints.scoring.watch import watch_score
from core import scanning
from core.files import SCAN
from core.housekeeping import PURGE, purge
from core.outbox import SET_SIZE, Handler, Work
from core.scheduler import Job
from detection import work as detection_work
from detection.questions.clocks import expire, remind
from detection.questions.digests import send_digests, write_digests
from detection.questions.prepare import prepare
from listings import feed_taking
from listings import work as listing_work
from takedown import work as takedown_work
from takedown.programme.brake_watch import watch_brakes
from takedown.programme.climb import count_judged, look_after_grants
from takedown.programme.decide import decide_assessed, release_held
from takedown.programme.letters import tell_owners as tell_of_programme
from takedown.programme.versions import previews
from takedown.redress.appeals.deciding import end_overtaken
from takedown.redress.appeals.letters import tell_brand_of_appeal, tell_of_appeal
from takedown.redress.clocks.acting import act_on_due
from takedown.redress.codes.asking import send_codes
from takedown.redress.counter.drafts import tidy
from takedown.redress.counter.forwarding import forward
from takedown.redress.counter.letters import tell_brands as tell_brands_of_counters
from takedown.redress.counter.letters import tell_sellers as tell_sellers_of_counters
from takedown.redress.fixes.asking import read_fixes
from takedown.redress.letters.sending import send_by_mail, send_by_marketplace
from takedown.redress.licences.answering import hand_over_unanswered
from takedown.redress.licences.letters import tell_of_claims
from takedown.redress.misuse import ending as misuse
from takedown.redress.misuse.letters import tell as tell_of_misuse
from takedown.redress.misuse.record import refresh as count_misuse
from takedown.redress.replies.letters import tell_of_proofs, tell_of_undertakings
from takedown.redress.replies.undertakings import lapse
from takedown.removal.calls import AT_ONCE
from takedown.removal.deliver import deliver
from takedown.removal.ending import end_grounds_of_withdrawn
from takedown.removal.open import open_removals
from takedown.removal.overturning import overturn_audited
from takedown.removal.reinstate import reinstate
from takedown.removal.restore import restore
from takedown.removal.verify import verify
from takedown.removal.watch import look_again, put_out_looks
from takedown.staydown import look
from takedown.staydown.keep import keep_signs
from takedown.strikes.record import refresh

type Run = Callable[[Sequence[Work]], None]

# Leases: our own queries, a busy machine included; connecting and waiting for one answer; one mail.
OWN_SECONDS = 10
CALL_SECONDS = 1 + settings.MARKETPLACE_TIMEOUT_SECONDS
MAILS_AT_A_TIME = 5
SCANS_AT_A_TIME = 5
SCAN_SECONDS = settings.ANTIVIRUS.seconds if settings.ANTIVIRUS else 0
# Some hundred thousand cases; a second try begins anew.
PREVIEW_SECONDS = 300
# It counts its own tries, and waits without one while its endpoint is down; this is only for faults of ours.
MOST_WEBHOOK_ATTEMPTS = 5000


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
    # Up to MOST_REFERENCES pictures decoded and searched for each item, on a busy machine.
    complaint_work.LOOK_AT_PICTURE: Handler(
        run=look_at_pictures, lease_seconds=OWN_SECONDS, round_seconds=15, set_size=4
    ),
    complaint_work.ASSESSED: Handler(run=decide_assessed),
    complaint_work.UPHELD: Handler(run=open_removals),
    complaint_work.WITHDRAWN: Handler(run=end_grounds_of_withdrawn),
    complaint_work.SETTLE: Handler(run=settle),
    complaint_work.TELL_BRAND: _mailing(tell_brands),
    complaint_work.JUDGED: Handler(run=count_judged),
    complaint_work.CLOSE_UNANSWERED: Handler(run=close_unanswered),
    complaint_work.WATCH_SCORE: Handler(run=watch_score),
    complaint_work.AUDIT_OVERTURNED: Handler(run=overturn_audited),
    takedown_work.RELEASE_HELD: Handler(run=release_held),
    takedown_work.WATCH_BRAKES: Handler(run=watch_brakes),
    takedown_work.REINSTATE: Handler(run=reinstate, set_size=1),
    takedown_work.TELL_OWNERS: _mailing(tell_of_programme),
    takedown_work.LOOK_AFTER_GRANTS: Handler(run=look_after_grants),
    # Reading, ordering, and a buyer's look at two pages.
    takedown_work.DELIVER: _calling(deliver, calls=4),
    takedown_work.VERIFY: replace(_calling(verify, calls=2), most_attempts=60),
    takedown_work.RESTORE: _calling(restore, calls=2),
    takedown_work.WATCH: Handler(run=put_out_looks),
    # A buyer's look at two pages, and the reading of what is on sale again.
    takedown_work.LOOK_AGAIN: _calling(look_again, calls=3),
    takedown_work.COUNT_STRIKES: Handler(run=refresh),
    # Pictures out of storage, and each decoded.
    takedown_work.KEEP_SIGNS: Handler(run=keep_signs, lease_seconds=OWN_SECONDS, round_seconds=1),
    # The pictures of one bite.
    listing_work.ARRIVED: _calling(look.compare, calls=look.BITE // AT_ONCE, set_size=1),
    takedown_work.SEND_NOTICE: _mailing(send_by_mail),
    takedown_work.MESSAGE_SELLER: _calling(send_by_marketplace, calls=1),
    takedown_work.SEND_CODE: _mailing(send_codes),
    takedown_work.FORWARD_COUNTER: _mailing(forward),
    takedown_work.TELL_SELLER_OF_COUNTER: _mailing(tell_sellers_of_counters),
    takedown_work.TELL_BRAND_OF_COUNTER: _mailing(tell_brands_of_counters),
    takedown_work.TELL_BRAND_OF_PROOF: _mailing(tell_of_proofs),
    takedown_work.TELL_BRAND_OF_UNDERTAKING: _mailing(tell_of_undertakings),
    takedown_work.UNDERTAKING_DUE: Handler(run=lapse),
    takedown_work.TIDY_SELLER_SIDE: Handler(run=tidy),
    takedown_work.PREVIEW_POLICY: Handler(
        run=previews.run, lease_seconds=PREVIEW_SECONDS, set_size=1, most_attempts=3
    ),
    # The listing and its picture.
    detection_work.PREPARE: _calling(prepare, calls=2, at_once=CALLS_AT_ONCE, set_size=SET_SIZE),
    detection_work.WRITE_DIGEST: Handler(run=write_digests),
    detection_work.SEND_DIGEST: _mailing(send_digests),
    detection_work.REMIND: Handler(run=remind),
    detection_work.EXPIRE: Handler(run=expire),
    takedown_work.CLOCK_DUE: Handler(run=act_on_due),
    takedown_work.TELL_OF_APPEAL: _mailing(tell_of_appeal),
    takedown_work.TELL_BRAND_OF_APPEAL: _mailing(tell_brand_of_appeal),
    takedown_work.END_OVERTAKEN_APPEALS: Handler(run=end_overtaken),
    takedown_work.TELL_OF_CLAIM: _mailing(tell_of_claims),
    takedown_work.CLAIM_DUE: Handler(run=hand_over_unanswered),
    # The listing and its picture.
    takedown_work.READ_FIX: _calling(read_fixes, calls=2, at_once=CALLS_AT_ONCE),
    takedown_work.COUNT_MISUSE: Handler(run=count_misuse),
    takedown_work.TELL_OF_MISUSE: _mailing(tell_of_misuse),
    takedown_work.END_FILING_SUSPENSION: Handler(run=misuse.end_filing_suspensions),
    takedown_work.END_COUNTER_SUSPENSION: Handler(run=misuse.end_counter_suspensions),
    account_work.TELL_OF_KEY: _mailing(tell_of_keys),
    account_work.PURGE_API: Handler(run=api_keys.purge),
    account_work.DELIVER_WEBHOOK: Handler(
        run=delivering.deliver,
        lease_seconds=OWN_SECONDS,
        round_seconds=sending.SECONDS,
        at_once=delivering.AT_ONCE,
        set_size=delivering.AT_ONCE,
        most_attempts=MOST_WEBHOOK_ATTEMPTS,
    ),
    account_work.WEBHOOK_DISABLED: _mailing(tell_of_disabled_webhooks),
    account_work.PURGE_WEBHOOKS: Handler(run=delivering.purge),
    listing_work.PURGE_FEEDS: Handler(run=feed_taking.purge),
    # Read whole, sent, and thought about by clamd; one after the other.
    SCAN: Handler(
        run=scanning.scan_files,
        lease_seconds=OWN_SECONDS,
        round_seconds=SCAN_SECONDS,
        set_size=SCANS_AT_A_TIME,
    ),
    scanning.PUT_OUT_SCANS: Handler(run=scanning.put_out_scans),
    # The rows that tell a seller are the proof that they were told.
    PURGE: Handler(
        run=partial(purge, keep=frozenset({takedown_work.SEND_NOTICE, takedown_work.MESSAGE_SELLER}))
    ),
}

SCHEDULE: tuple[Job, ...] = (
    Job(kind=takedown_work.WATCH_BRAKES, every=timedelta(minutes=1)),
    Job(kind=complaint_work.CLOSE_UNANSWERED, every=timedelta(minutes=10)),
    Job(kind=detection_work.EXPIRE, every=timedelta(minutes=5)),
    Job(kind=detection_work.REMIND, every=timedelta(minutes=10)),
    Job(kind=takedown_work.WATCH, every=timedelta(minutes=1)),
    Job(kind=takedown_work.COUNT_STRIKES, every=timedelta(minutes=1)),
    Job(kind=complaint_work.WATCH_SCORE, every=timedelta(hours=1)),
    Job(kind=takedown_work.LOOK_AFTER_GRANTS, every=timedelta(hours=1)),
    Job(kind=takedown_work.COUNT_MISUSE, every=timedelta(minutes=15)),
    Job(kind=takedown_work.TIDY_SELLER_SIDE, every=timedelta(hours=6)),
    Job(kind=takedown_work.END_OVERTAKEN_APPEALS, every=timedelta(minutes=5)),
    Job(kind=scanning.PUT_OUT_SCANS, every=timedelta(minutes=10)),
    Job(kind=PURGE, every=timedelta(hours=1)),
    Job(kind=account_work.PURGE_API, every=timedelta(hours=1)),
    Job(kind=account_work.PURGE_WEBHOOKS, every=timedelta(hours=1)),
    Job(kind=listing_work.PURGE_FEEDS, every=timedelta(hours=1)),
)

# Receivers of webhooks are anybody's, and slow ones must not hold up the workers that remove listings.
USUAL_QUEUE, WEBHOOKS_QUEUE = "work", "webhooks"
_QUEUES: Mapping[str, str] = {account_work.DELIVER_WEBHOOK: WEBHOOKS_QUEUE}


def queue_of(kind: str) -> str:
    return _QUEUES.get(kind, USUAL_QUEUE)
