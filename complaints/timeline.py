"""What happened to an item, in plain words for the brand: one row for every event that is written about it.

Score, thresholds, the names of guards and other brands' complaints are in some events' data. None of it is
shown: only what stands in this file is.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.roles import BRAND_ROLES, Role
from complaints.models import Item
from complaints.states import Cause
from core.models import AuditEvent
from core.tenancy import Actor


@dataclass(frozen=True, slots=True)
class Sentence:
    text: Promise
    tone: str = "neutral"


SENTENCES: Mapping[str, Sentence] = {
    "item.received": Sentence(gettext_lazy("Complaint received"), "info"),
    "item.assessing": Sentence(gettext_lazy("We copied the listing and are checking it"), "info"),
    "item.assessed": Sentence(gettext_lazy("Checked against your right and your evidence"), "info"),
    "item.needs_information": Sentence(gettext_lazy("One thing is missing"), "warn"),
    "item.in_review": Sentence(gettext_lazy("Handed to an account manager"), "info"),
    "item.held": Sentence(gettext_lazy("Waiting before the next step"), "warn"),
    "item.upheld": Sentence(gettext_lazy("Complaint accepted: the listing is being taken off sale"), "good"),
    "item.refused": Sentence(gettext_lazy("Complaint not accepted: the listing stays on sale"), "bad"),
    "item.removed": Sentence(gettext_lazy("Off sale: we looked, and buyers no longer see it"), "good"),
    "item.contested": Sentence(gettext_lazy("The seller objects to the removal"), "warn"),
    "item.restored": Sentence(gettext_lazy("This complaint no longer keeps the listing off sale"), "warn"),
    "item.withdrawn": Sentence(gettext_lazy("Withdrawn")),
    "item.closed": Sentence(gettext_lazy("Closed without a decision")),
    "item.withdrawal_asked": Sentence(
        gettext_lazy("Withdrawal asked for: we are ending the removal"), "warn"
    ),
    "item.decision_undone": Sentence(
        gettext_lazy("An account manager took a decision back before it took effect")
    ),
    "counter.filed": Sentence(gettext_lazy("The seller sent a counter-notice"), "warn"),
    "counter.objected": Sentence(gettext_lazy("You answered the counter-notice"), "info"),
    "counter.legal_action": Sentence(gettext_lazy("You showed legal action"), "info"),
    "counter.undertaking": Sentence(
        gettext_lazy("You offered to end it if the seller promises something"), "info"
    ),
    "counter.withdrawn": Sentence(gettext_lazy("The seller took the counter-notice back"), "good"),
    "counter.rejected": Sentence(
        gettext_lazy("The counter-notice was not accepted: it stays off sale"), "good"
    ),
    "item.overturned": Sentence(gettext_lazy("The decision was reversed"), "warn"),
}

_CAUSES: Mapping[str, Promise] = {
    Cause.LISTING_GONE: gettext_lazy("The listing is no longer on sale."),
    Cause.DUPLICATE: gettext_lazy("You had filed this listing before; that complaint goes on."),
    Cause.NO_ANSWER: gettext_lazy("Our question was not answered in time."),
    Cause.WITHDRAWN: gettext_lazy("You withdrew it."),
    Cause.COUNTER_NOTICE: gettext_lazy("The seller's objection was accepted."),
    Cause.APPEAL: gettext_lazy("An appeal was accepted."),
    Cause.MISTAKE: gettext_lazy("The marketplace found that it should not have been taken off."),
}


# How the seller's objection ended, where the listing stays off sale.
_CONTEST_ENDS: Mapping[str, Promise] = {
    "withdrawn": gettext_lazy("The seller took the objection back: the listing stays off sale"),
    "rejected": gettext_lazy("A person did not accept the seller's objection: the listing stays off sale"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One line of the timeline, as templates/components/timeline.html shows it."""

    at: datetime
    title: str
    detail: str
    actor: str
    tone: str


def events_of(item: Item, actor: Actor) -> list[AuditEvent]:
    rows = AuditEvent.objects.visible_to(actor).filter(subject_id=item.id, event__in=SENTENCES)
    return list(rows.order_by("at", "id"))


def entries_of(item: Item, events: Iterable[AuditEvent], actor: Actor) -> list[Entry]:
    """Questions and decisions are written at the very time of the event that they belong to."""
    said = {q.asked_at: q.text for q in item.questions.visible_to(actor)}
    said |= {d.decided_at: d.explanation for d in item.decisions.visible_to(actor)}
    return [_entry(event, said.get(event.at, "")) for event in events]


def _entry(event: AuditEvent, said: str) -> Entry:
    sentence = SENTENCES[event.event]
    title, detail = _special(event) or (
        str(sentence.text),
        said or str(_CAUSES.get(event.data.get("cause"), "")),
    )
    return Entry(at=event.at, title=title, detail=detail, actor=who_did(event), tone=sentence.tone)


def _special(event: AuditEvent) -> tuple[str, str] | None:
    """Where the same move has another meaning, told by who made it or why."""
    if event.event == "item.received" and event.data.get("asked"):
        return _("The marketplace asked about it, and you answered that it is counterfeit"), ""
    if event.event == "item.assessing" and event.actor_role in BRAND_ROLES:
        return _("You added what was missing: we are checking it again"), ""
    if event.event == "item.assessing" and event.data.get("unread"):
        return _("The site did not answer us, so a person will look"), ""
    if event.event == "item.removed" and (ended := _CONTEST_ENDS.get(event.data.get("counter", ""))):
        return str(ended), ""
    return _back_with_a_person(event) if event.event == "item.in_review" else None


def _back_with_a_person(event: AuditEvent) -> tuple[str, str] | None:
    if event.data.get("undone"):
        return _("An account manager took a decision back and looks again"), ""
    if event.data.get("because") == ["marketplace_refused"]:
        return _("The marketplace did not take it off: an account manager looks at it"), ""
    return _special_of_counter(event) if event.event.startswith("counter.") else None


def _special_of_counter(event: AuditEvent) -> tuple[str, str] | None:
    """It is again what it was before."""
    if event.data.get("legal_action"):
        return _("The document you sent was not enough: the clock goes on"), ""
    if event.data.get("undertaking"):
        return _("The offer to the seller is off the table: all is as before"), ""
    return None


def who_did(event: AuditEvent) -> str:
    """Staff by their office, never by name; the seller as such."""
    if event.actor_role in BRAND_ROLES:
        return event.actor_label
    if event.actor_role == Role.SELLER:
        return _("The seller")
    if event.actor_role == Role.SYSTEM:
        return _("Automatic")
    return _("A person at the marketplace")
