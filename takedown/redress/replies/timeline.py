"""What happened to a counter-notice, as its brand reads it: one sentence for every event that is written about it."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from complaints.timeline import Entry, who_did
from core.models import AuditEvent
from core.tenancy import Actor
from takedown.models import CounterNotice

SENTENCES: Mapping[str, tuple[Promise, str]] = {
    "counter.filed": (gettext_lazy("The seller filed the counter-notice"), "warn"),
    "counter.objected": (gettext_lazy("The brand does not agree"), "info"),
    "counter.legal_action": (gettext_lazy("The brand showed legal action"), "info"),
    "counter.legal_action_confirmed": (gettext_lazy("The legal action was confirmed"), "good"),
    "counter.undertaking": (gettext_lazy("The brand asked for a promise"), "info"),
    "counter.accepted": (
        gettext_lazy("The brand agreed: its complaint no longer keeps the listing off"),
        "neutral",
    ),
    "counter.restored": (
        gettext_lazy("The time ran out: the complaint no longer keeps the listing off"),
        "bad",
    ),
    "counter.granted": (gettext_lazy("Decided for the seller"), "bad"),
    "counter.rejected": (gettext_lazy("Decided for the brand: the listing stays off sale"), "good"),
    "counter.withdrawn": (gettext_lazy("The seller took it back"), "good"),
    "counter.ended": (gettext_lazy("The complaint ended in another way"), "neutral"),
}


def events_of(counter: CounterNotice, actor: Actor) -> list[Entry]:
    """The latest first."""
    rows = AuditEvent.objects.visible_to(actor).filter(
        subject_id=counter.ground.item_id, event__in=SENTENCES, data__number=counter.number
    )
    return [_entry(event) for event in rows.order_by("-at", "-id")]


def _entry(event: AuditEvent) -> Entry:
    title, tone = SENTENCES[event.event]
    return Entry(at=event.at, title=_special(event) or str(title), detail="", actor=who_did(event), tone=tone)


def _special(event: AuditEvent) -> str:
    """The same move by another way."""
    if event.data.get("legal_action"):
        return _("The document was not enough: the clock goes on")
    if event.data.get("undertaking") == "signed":
        return _("The seller signed the promise: the complaint no longer keeps the listing off")
    if event.data.get("undertaking"):
        return _("The offer is off the table: all is as before")
    return ""
