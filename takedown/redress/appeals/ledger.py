"""What the audit ledger keeps of an appeal. A brand's stands among its item's own events; a seller's is staff's to read."""

from datetime import datetime

from core import audit
from core.tenancy import Actor
from takedown.models import DecisionAppeal
from takedown.redress.appeals.states import Side


def note(appeal: DecisionAppeal, what: str, *, by: Actor, now: datetime) -> None:
    data = {"number": appeal.number, "about": appeal.about, "side": appeal.side}
    if appeal.ground:
        data |= {"ground": appeal.ground, "words": appeal.explanation}
    if appeal.side == Side.BRAND and appeal.item_id:
        event = audit.Event(
            name=f"item.appeal_{what}",
            subject_kind="item",
            subject_id=appeal.item_id,
            tenant_id=appeal.tenant_id,
            data=data,
        )
    else:
        event = audit.Event(
            name=f"decision_appeal.{what}",
            subject_kind="decision_appeal",
            subject_id=appeal.id,
            tenant_id=None,
            data=data,
        )
    audit.record(event, by=by, now=now)
