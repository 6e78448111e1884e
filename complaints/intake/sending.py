"""One form, sent: a complaint for each marketplace that its links belong to, all of them or none."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID, uuid5

from django.db import transaction

from complaints.conversation.questions import NewEvidence
from complaints.intake.filing import Filing, file_complaint
from complaints.intake.purchases import Purchase
from complaints.intake.recognise import Recognised
from complaints.models import Complaint
from core import audit
from core.models import AuditEvent
from core.tenancy import Actor
from listings.marketplaces import Line

LEFT_OUT = "complaint.lines_left_out"
_MOST_LEFT_OUT = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    complaint: Complaint
    is_new: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    form_key: UUID
    recognised: Recognised
    right_id: UUID
    reason: str
    statement: str
    declared_by: str
    evidence: Sequence[NewEvidence]
    purchase: Purchase = field(default_factory=Purchase)


def send(form: Form, *, by: Actor, now: datetime) -> list[Sent]:
    """Raises FilingRefused or PermissionDenied, and then nothing is filed anywhere."""
    sent = []
    with transaction.atomic():
        for marketplace, lines in form.recognised.good.items():
            filing = Filing(
                marketplace=marketplace,
                right_id=form.right_id,
                reason=form.reason,
                statement=form.statement,
                declared_by=form.declared_by,
                lines=lines,
                form_key=uuid5(form.form_key, marketplace.slug),
                evidence=form.evidence,
                purchase=form.purchase,
            )
            complaint, is_new = file_complaint(filing, by=by, now=now)
            sent.append(Sent(complaint=complaint, is_new=is_new))
            if is_new and form.recognised.bad:
                note_left_out(complaint, form.recognised.bad, by=by, now=now)
    return sent


def note_left_out(complaint: Complaint, bad: Sequence[Line], *, by: Actor, now: datetime) -> None:
    """The receipt names what was left out, for as long as the complaint is kept."""
    audit.record(
        audit.Event(
            name=LEFT_OUT,
            subject_kind="complaint",
            subject_id=complaint.id,
            tenant_id=complaint.tenant_id,
            data={"lines": [[line.url[:300], line.error] for line in bad[:_MOST_LEFT_OUT]]},
        ),
        by=by,
        now=now,
    )


def left_out_of(complaint: Complaint, actor: Actor) -> list[Line]:
    rows = AuditEvent.objects.visible_to(actor).filter(subject_id=complaint.id, event=LEFT_OUT)
    return [Line(url=url, error=error) for event in rows for url, error in event.data["lines"]]
