"""What staff see of one item: everything."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.roles import Role
from brands.models import Brand
from complaints.code_words import in_words
from complaints.models import Audit, Decision, Item, Question
from complaints.reasons import REASONS
from complaints.review.selectors import names_of, title_of
from complaints.states import Status
from core.models import AuditEvent
from core.tenancy import Actor
from takedown.models import Attempt, Ground, Removal, SellerNotice
from takedown.removal.blind import removals_kept_from

# What stands there instead of a name says no more than the role.
_NO_PERSONS = frozenset({Role.SYSTEM, Role.SELLER, Role.PUBLIC})
_CODE = re.compile(r"[a-z][a-z_ ]*")
_ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_TITLES: Mapping[str, Promise] = {
    "complaint.filed": _("Complaint filed"),
    "complaint.raised": _("Raised by the portal"),
    "item.received": _("Received"),
    "item.assessing": _("Being assessed"),
    "item.assessed": _("Assessed"),
    "item.needs_information": _("The brand was asked for something"),
    "item.in_review": _("Waits for a person"),
    "item.held": _("Decided, but held"),
    "item.upheld": _("Upheld"),
    "item.refused": _("Refused"),
    "item.removed": _("Off sale: no buyer sees it"),
    "item.contested": _("The seller contests it"),
    "item.restored": _("Back on sale"),
    "item.withdrawn": _("Withdrawn by the brand"),
    "item.withdrawal_asked": _("The brand asked to have it back on sale"),
    "item.closed": _("Closed without a decision"),
    "item.overturned": _("Reversed on the merits"),
    "item.appeal_made": _("The brand appealed"),
    "item.appeal_withdrawn": _("The brand took its appeal back"),
    "item.appeal_granted": _("The brand's appeal was granted"),
    "item.appeal_dismissed": _("The brand's appeal was dismissed"),
    "item.appeal_overtaken": _("The brand's appeal was settled otherwise"),
    "item.decision_undone": _("The manager took the decision back"),
    "audit.opened": _("Drawn for a blind audit"),
    "audit.passed_on": _("An auditor could not tell: another one looks"),
    "audit.confirmed": _("A blind audit confirmed it"),
    "audit.overturned": _("A blind audit found it wrong"),
    "removal.submitted": _("Marketplace and seller told"),
    "removal.pending": _("The marketplace has accepted; buyers may still see it"),
    "removal.verified": _("A buyer's look found nothing"),
    "removal.refused": _("The marketplace refused"),
    "removal.needs_info": _("The marketplace asks for more"),
    "removal.restoring": _("To be put back on sale"),
    "removal.restored": _("The marketplace has put it back on sale"),
    "removal.conflict": _("Not put back: somebody else has changed it since"),
    "removal.reappeared": _("On sale again"),
    "removal.cancelled": _("Cancelled before the marketplace was told"),
    "removal.replaced": _("Came back as another offer: a new item judges it"),
    "counter.legal_action_confirmed": _("The legal action was confirmed"),
    "clock.started": _("A clock for redress was started"),
    "clock.paused": _("The clock stands still"),
    "clock.resumed": _("The clock goes on"),
    "clock.stopped": _("The clock was stopped"),
    "clock.handed_over": _("A person has to decide before the clock runs out"),
    "clock.doubted": _("Why the listing does not come back by itself"),
    "clock.restored": _("Nothing was shown in time: the listing comes back"),
    "clock.lapsed": _("The time for redress is over"),
    "notice.code_sent": _("The seller asked for a one-time code"),
    "notice.code_wrong": _("A wrong code was typed"),
    "notice.proved": _("The seller has shown that it is them"),
    "notice.revoked": _("The seller's link was revoked"),
    "counter.filed": _("The seller filed a counter-notice"),
    "counter.forwarded": _("The counter-notice went to the brand"),
    "counter.objected": _("The brand does not agree with the counter-notice"),
    "counter.legal_action": _("The brand has shown legal action"),
    "counter.undertaking": _("The brand offers to retract for an undertaking"),
    "counter.accepted": _("The brand accepts the counter-notice"),
    "counter.restored": _("The brand was silent: the counter-notice has its effect"),
    "counter.granted": _("A person sided with the seller"),
    "counter.rejected": _("A person sided with the brand"),
    "counter.withdrawn": _("The seller took the counter-notice back"),
    "counter.ended": _("Nothing is left for the counter-notice to answer"),
}
_TONES: Mapping[str, str] = {
    "item.upheld": "good",
    "item.removed": "good",
    "removal.verified": "good",
    "item.refused": "bad",
    "removal.refused": "bad",
    "removal.conflict": "bad",
    "removal.reappeared": "bad",
    "item.needs_information": "warn",
    "item.held": "warn",
    "item.overturned": "warn",
    "item.restored": "warn",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One line of the timeline (components/timeline.html)."""

    at: datetime
    title: str
    detail: str
    actor: str
    tone: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """One brand's ground for the removal; `end` says why it has ended."""

    brand: str
    ground: Ground
    end: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemFile:
    """Everything about one item."""

    item: Item
    title: str
    status: str
    reason: str
    brand: Brand
    events: list[Event]
    decisions: list[tuple[Decision, str]]
    questions: list[Question]
    removal: Removal | None
    removal_status: str
    attempts: list[Attempt]
    grounds: list[Wanted]
    notice: SellerNotice | None
    may_be_restored: bool


def file_of(item: Item, actor: Actor) -> ItemFile:
    own = Ground.objects.visible_to(actor).filter(item=item).exclude(removal__in=removals_kept_from(actor))
    removals = [ground.removal for ground in own.select_related("removal__notice").order_by("-since", "-id")]
    removal = removals[0] if removals else None
    decisions = list(
        Decision.objects.visible_to(actor).filter(tenant_id=item.tenant_id, item=item).order_by("decided_at")
    )
    people = names_of(d.decided_by for d in decisions)
    return ItemFile(
        item=item,
        title=title_of(item),
        status=in_words(item.status),
        reason=str(REASONS[item.complaint.reason].label),
        brand=Brand.objects.visible_to(actor).get(tenant_id=item.tenant_id),
        events=_events(item, removals, actor),
        decisions=[(d, people.get(d.decided_by, "") if d.decided_by else "") for d in decisions],
        questions=list(Question.objects.visible_to(actor).filter(item=item).order_by("asked_at")),
        removal=removal,
        removal_status=in_words(removal.status) if removal else "",
        attempts=list(Attempt.objects.filter(removal=removal).order_by("-at")) if removal else [],
        grounds=_grounds(removal, actor) if removal else [],
        notice=removal.notice if removal else None,
        may_be_restored=_may_be_restored(item, decisions),
    )


def _may_be_restored(item: Item, decisions: Sequence[Decision]) -> bool:
    overturned = {d.overturns_id for d in decisions}
    upheld = [d.id for d in decisions if d.outcome == Decision.Outcome.UPHELD]
    is_off_sale = item.status in {Status.REMOVED, Status.CONTESTED}
    return is_off_sale and bool(upheld) and upheld[-1] not in overturned


def _grounds(removal: Removal, actor: Actor) -> list[Wanted]:
    """All brands that want, or wanted, this listing gone, as far as the actor may know them."""
    grounds = Ground.objects.visible_to(actor).filter(removal=removal).select_related("item__complaint")
    found = list(grounds.order_by("since", "id"))
    brands = Brand.objects.visible_to(actor).in_bulk({g.tenant_id for g in found})
    return [
        Wanted(brand=brands[g.tenant_id].name, ground=g, end=in_words(g.end_cause))
        for g in found
        if g.tenant_id in brands
    ]


def _events(item: Item, removals: Sequence[Removal], actor: Actor) -> list[Event]:
    audits = Audit.objects.visible_to(actor).filter(tenant_id=item.tenant_id, item=item)
    about = [item.id, item.complaint_id, *audits.values_list("id", flat=True)]
    seen = AuditEvent.objects.visible_to(actor).filter(subject_id__in=about)
    # A removal belongs to no brand; it was reached through a ground that the actor may see.
    theirs = AuditEvent.objects.filter(subject_id__in={r.id for r in removals}, subject_kind="removal")
    return events_in_words(sorted([*seen, *theirs], key=lambda e: (e.at, e.id)))


def events_in_words(events: Iterable[AuditEvent]) -> list[Event]:
    return [
        Event(
            at=e.at,
            title=str(_TITLES.get(e.event, in_words(e.event))),
            detail=_detail(e),
            actor=str(Role(e.actor_role).label)
            if e.actor_role in _NO_PERSONS
            else str(_("%(name)s, %(role)s")) % {"name": e.actor_label, "role": Role(e.actor_role).label},
            tone=_TONES.get(e.event, "info"),
        )
        for e in events
    ]


def _detail(event: AuditEvent) -> str:
    """Every code and figure that the ledger kept, guards and policy version among them; the rows' own ids say nothing."""
    data = dict(event.data)
    parts = [in_words(code) for code in data.pop("because", [])]
    parts += [
        str(_("%(name)s: %(value)s")) % {"name": in_words(name), "value": _plain(value)}
        for name, value in data.items()
        if not _is_id(value)
    ]
    if event.policy_version is not None:
        parts.append(str(_("Policy version {number}")).format(number=event.policy_version))
    return str(_(". ")).join(parts)


def _is_id(value: Any) -> bool:
    return isinstance(value, str) and _ID.fullmatch(value) is not None


def _plain(value: Any) -> str:
    """A code in its words; what is none stays as it is."""
    if value is True:
        return str(_("yes"))
    if not _CODE.fullmatch(str(value)):
        return str(value)
    said = in_words(str(value))
    return said[:1].lower() + said[1:]
