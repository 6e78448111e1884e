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
from complaints.models import Complaint, Item
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
    "item.appeal_made": Sentence(gettext_lazy("You appealed: another person looks at it"), "info"),
    "item.appeal_withdrawn": Sentence(gettext_lazy("You took your appeal back")),
    "item.appeal_granted": Sentence(gettext_lazy("Your appeal was granted"), "good"),
    "item.appeal_dismissed": Sentence(gettext_lazy("Your appeal was dismissed"), "bad"),
    "item.appeal_overtaken": Sentence(gettext_lazy("Your appeal was settled otherwise")),
    "licence.claimed": Sentence(gettext_lazy("The seller says that you have authorised them"), "warn"),
    "licence.with_a_person": Sentence(gettext_lazy("Your time to answer the seller is over"), "warn"),
    "licence.confirmed": Sentence(gettext_lazy("The seller is authorised")),
    "licence.denied": Sentence(gettext_lazy("The seller is not authorised")),
    "licence.over": Sentence(gettext_lazy("The seller's question needs no answer any more")),
    "fix.asked": Sentence(gettext_lazy("The seller says that the listing has been corrected"), "info"),
    "fix.waiting": Sentence(gettext_lazy("An account manager compares it with what you complained about")),
    "fix.unchanged": Sentence(gettext_lazy("We looked: nothing has changed")),
    "fix.restored": Sentence(gettext_lazy("What you complained about has been corrected"), "good"),
    "fix.still_wrong": Sentence(gettext_lazy("The correction is not enough, and the seller was told why")),
    "fix.over": Sentence(gettext_lazy("The seller's correction needs no look any more")),
}

_CAUSES: Mapping[str, Promise] = {
    Cause.LISTING_GONE: gettext_lazy("The listing is no longer on sale."),
    Cause.DUPLICATE: gettext_lazy("You had filed this listing before; that complaint goes on."),
    Cause.NO_ANSWER: gettext_lazy("Our question was not answered in time."),
    Cause.WITHDRAWN: gettext_lazy("You withdrew it."),
    Cause.COUNTER_NOTICE: gettext_lazy("The seller's objection was accepted."),
    Cause.APPEAL: gettext_lazy("An appeal was accepted."),
    Cause.FIXED: gettext_lazy("The seller corrected the listing."),
    Cause.MISTAKE: gettext_lazy("The marketplace found that it should not have been taken off."),
}


# How the seller's objection ended, where the listing stays off sale.
_CONTEST_ENDS: Mapping[str, Promise] = {
    "withdrawn": gettext_lazy("The seller took the objection back: the listing stays off sale"),
    "rejected": gettext_lazy("A person did not accept the seller's objection: the listing stays off sale"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One line of the timeline, as templates/components/timeline.html shows it. `complaint`: the number of another
    one that it speaks of, which the reader may see."""

    at: datetime
    title: str
    detail: str
    actor: str
    tone: str
    complaint: str = ""


def events_of(item: Item, actor: Actor) -> list[AuditEvent]:
    rows = AuditEvent.objects.visible_to(actor).filter(subject_id=item.id, event__in=SENTENCES)
    return list(rows.order_by("at", "id"))


def entries_of(item: Item, events: Iterable[AuditEvent], actor: Actor) -> list[Entry]:
    """Questions and decisions are written at the very time of the event that they belong to."""
    said = {q.asked_at: q.text for q in item.questions.visible_to(actor)}
    said |= {d.decided_at: d.explanation for d in item.decisions.visible_to(actor)}
    repeated = repeated_by(item, actor)
    return [_entry(event, said.get(event.at, ""), repeated) for event in events]


def repeated_by(item: Item, actor: Actor) -> str:
    """The number of the earlier complaint that goes on instead of an item; empty where there is none to be seen."""
    if item.cause != Cause.DUPLICATE:
        return ""
    latest = item.assessments.visible_to(actor).order_by("-made_at", "-id").first()
    number = (latest.facts.get("duplicate_of") if latest else None) or ""
    return number if Complaint.objects.visible_to(actor).filter(number=number).exists() else ""


def _entry(event: AuditEvent, said: str, repeated: str) -> Entry:
    sentence = SENTENCES[event.event]
    title, detail = _special(event) or (
        str(sentence.text),
        said or str(_CAUSES.get(event.data.get("cause"), "")),
    )
    return Entry(
        at=event.at,
        title=title,
        detail=detail,
        actor=who_did(event),
        tone=sentence.tone,
        complaint=repeated if event.data.get("cause") == Cause.DUPLICATE else "",
    )


_BECAUSE: Mapping[str, Promise] = {
    "marketplace_refused": gettext_lazy(
        "The marketplace did not take it off: an account manager looks at it"
    ),
    "upon_appeal": gettext_lazy("Looked at again upon an appeal"),
    "listing_changed_since_the_copy": gettext_lazy(
        "The listing has changed since our copy: an account manager looks at it as it is now"
    ),
}


def _special(event: AuditEvent) -> tuple[str, str] | None:
    """Where the same move has another meaning, told by who made it or why."""
    data = event.data
    if event.event == "item.received" and data.get("asked"):
        return _("The marketplace asked about it, and you answered that it is counterfeit"), ""
    if event.event == "item.assessing" and event.actor_role in BRAND_ROLES:
        return _("You added what was missing: we are checking it again"), ""
    if event.event == "item.assessing" and data.get("unread"):
        return _("The site did not answer us, so a person will look"), ""
    if event.event == "item.removed" and (ended := _CONTEST_ENDS.get(data.get("counter", ""))):
        return str(ended), ""
    return _of_an_appeal(event) or _of_a_counter_notice(event) or _why_a_person_looks(event)


def _of_an_appeal(event: AuditEvent) -> tuple[str, str] | None:
    if not event.event.startswith("item.appeal_"):
        return None
    # What a granted one led to stands with the decision of the same moment.
    words = event.data.get("words", "") if event.event == "item.appeal_dismissed" else ""
    return str(SENTENCES[event.event].text), words


def _why_a_person_looks(event: AuditEvent) -> tuple[str, str] | None:
    if event.event != "item.in_review":
        return None
    if event.data.get("undone"):
        return _("An account manager took a decision back and looks again"), ""
    because = event.data.get("because") or []
    sentence = _BECAUSE.get(because[0]) if len(because) == 1 else None
    return (str(sentence), "") if sentence else None


def _of_a_counter_notice(event: AuditEvent) -> tuple[str, str] | None:
    """It is again what it was before."""
    if not event.event.startswith("counter."):
        return None
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
