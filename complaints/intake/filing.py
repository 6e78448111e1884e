"""A brand files: one right, one reason, one declaration, many listings. The receipt is immediate."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils.translation import gettext

from accounts.roles import Action, require
from brands.models import Authorisation, Right
from complaints import work
from complaints.announcing import tell_of_complaint
from complaints.conversation.questions import NewEvidence, add_evidence
from complaints.intake import pauses
from complaints.intake.purchases import Purchase, keep_report
from complaints.models import Complaint, Item
from complaints.reasons import REASONS
from core import audit, outbox
from core.ids import readable_number
from core.tenancy import Actor
from listings.marketplaces import Line
from listings.models import Marketplace

MOST_LISTINGS = 1000


class FilingRefused(Exception):
    """Nothing was filed; the message says what to change."""


class FilingSuspended(FilingRefused):
    """Nothing was filed, and nothing will be before the day that the message names."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Filing:
    """What a brand sends. `lines` are good ones only: the form shows the bad ones beside them.

    `form_key` is made when the form is shown: the same form sent twice is one complaint.
    """

    marketplace: Marketplace
    right_id: UUID
    reason: str
    statement: str
    declared_by: str
    lines: Sequence[Line]
    form_key: UUID
    evidence: Sequence[NewEvidence] = field(default_factory=tuple)
    purchase: Purchase = field(default_factory=Purchase)
    channel: Complaint.Channel = Complaint.Channel.BROWSER


def file_complaint(filing: Filing, *, by: Actor, now: datetime) -> tuple[Complaint, bool]:
    """Return the complaint and whether it is new (False: this form had been sent already).

    Raises FilingRefused, and FilingSuspended for whoever may not file for a time.
    """
    require(by, Action.FILE_COMPLAINT)
    if (paused := pauses.pause_of(by, now=now)) and not _earlier(filing, by):
        raise FilingSuspended(pauses.words_of(paused))
    right = Right.objects.visible_to(by).filter(id=filing.right_id).first()
    _check(filing, right, by=by, now=now)
    return _write_once(filing, by=by, now=now, tries=3)


def _write_once(filing: Filing, *, by: Actor, now: datetime, tries: int) -> tuple[Complaint, bool]:
    if earlier := _earlier(filing, by):
        return earlier, False
    try:
        with transaction.atomic():
            return _write(filing, by=by, now=now), True
    except IntegrityError:
        # The same form, sent twice at the same moment; or a number that is taken, where the next one is not.
        if tries <= 1:
            raise
    return _write_once(filing, by=by, now=now, tries=tries - 1)


def _check(filing: Filing, right: Right | None, *, by: Actor, now: datetime) -> None:
    if right is None:
        raise FilingRefused(gettext("Choose one of your rights."))
    reason = REASONS.get(filing.reason)
    if reason is None or right.kind not in reason.right_kinds:
        raise FilingRefused(gettext("This reason does not go with this kind of right."))
    if not filing.lines:
        raise FilingRefused(gettext("None of the links is a listing of this marketplace."))
    if len(filing.lines) > MOST_LISTINGS:
        raise FilingRefused(
            gettext("At most {most_listings} listings go into one complaint.").format(
                most_listings=MOST_LISTINGS
            )
        )
    if not filing.declared_by.strip():
        raise FilingRefused(gettext("Type your name under the declaration."))
    _check_marketplace(filing.marketplace, by=by)
    if by.delegate_id and not _mandate_covers(filing, right, agency_id=by.delegate_id, by=by, now=now):
        raise PermissionDenied(
            gettext("Your agency's mandate does not cover this right on this marketplace.")
        )


def _check_marketplace(marketplace: Marketplace, *, by: Actor) -> None:
    if not marketplace.open:
        raise FilingRefused(
            gettext("{marketplace} takes no complaints at the moment.").format(marketplace=marketplace)
        )
    if by.sandbox and not marketplace.is_sandbox:
        raise FilingRefused(
            gettext("A test key reaches no real marketplace, and {marketplace} is one.").format(
                marketplace=marketplace
            )
        )


def _mandate_covers(filing: Filing, right: Right, *, agency_id: UUID, by: Actor, now: datetime) -> bool:
    mandates = Authorisation.objects.visible_to(by).filter(agency_id=agency_id, revoked_at=None)
    return any(
        m.holds_on(now.date()) and m.covers(right_id=right.id, marketplace_id=filing.marketplace.id)
        for m in mandates
    )


def _earlier(filing: Filing, by: Actor) -> Complaint | None:
    return Complaint.objects.visible_to(by).filter(form_key=filing.form_key).first()


def _write(filing: Filing, *, by: Actor, now: datetime) -> Complaint:
    complaint = Complaint.objects.create(
        tenant_id=by.tenant,
        number=readable_number("C"),
        marketplace=filing.marketplace,
        right_id=filing.right_id,
        reason=filing.reason,
        statement=filing.statement,
        declared_by=filing.declared_by.strip(),
        declared_at=now,
        filed_at=now,
        filed_by=by.person,
        filed_by_label=by.label,
        channel=filing.channel,
        agency_id=by.delegate_id,
        form_key=filing.form_key,
    )
    items = Item.objects.bulk_create(
        Item(
            tenant_id=by.tenant,
            complaint=complaint,
            marketplace=filing.marketplace,
            listing_ref=line.ref,
            url=line.url[:500],
            status_at=now,
        )
        for line in filing.lines
    )
    add_evidence(complaint.id, filing.evidence, by=by)
    keep_report(filing.purchase, complaint)
    audit.record_all(_received(complaint, items), by=by, now=now)
    tell_of_complaint(complaint, items=len(items), now=now)
    outbox.add_all(
        outbox.Order(kind=work.FREEZE, subject_id=item.id, tenant_id=item.tenant_id) for item in items
    )
    return complaint


def _received(complaint: Complaint, items: Sequence[Item]) -> list[audit.Event]:
    filed = audit.Event(
        name="complaint.filed",
        subject_kind="complaint",
        subject_id=complaint.id,
        tenant_id=complaint.tenant_id,
        data={"number": complaint.number, "items": len(items), "reason": complaint.reason},
    )
    return [
        filed,
        *(
            audit.Event(
                name="item.received",
                subject_kind="item",
                subject_id=item.id,
                tenant_id=item.tenant_id,
                data={"ref": item.listing_ref},
            )
            for item in items
        ),
    ]
