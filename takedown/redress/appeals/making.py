"""An appeal is made, or taken back: by the brand with its account, by the seller with the notice's link and a code."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from accounts.roles import Action, require
from complaints.conversation.questions import NewEvidence
from complaints.models import Item
from core import files, outbox
from core.ids import readable_number
from core.tenancy import SYSTEM, Actor, acting_as
from takedown import work
from takedown.models import AppealFile, DecisionAppeal, Removal, SellerAction, SellerNotice
from takedown.redress.appeals import subjects
from takedown.redress.appeals.ledger import note
from takedown.redress.appeals.reach import appeals_of, items_of
from takedown.redress.appeals.states import Side, Status
from takedown.redress.appeals.subjects import Subject
from takedown.redress.appeals.table import Decided, Why
from takedown.redress.appeals.times import Stake, due_at
from takedown.redress.appeals.words import WHY_NOT
from takedown.redress.clocks.safety import families_of
from takedown.redress.link import require_link_of


class AppealRefused(Exception):
    """It cannot be made, taken back or decided so; the message says why. `why` is the table's reason, if it is one."""

    def __init__(self, message: Any, why: Why | None = None) -> None:
        super().__init__(str(message))
        self.why = why


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What somebody says who appeals, and the files they add. The files are in storage already."""

    statement: str
    evidence: Sequence[NewEvidence] = field(default_factory=list)
    seller_files: Sequence[files.Body] = field(default_factory=list)


def subject_for_brand(item: Item, *, now: datetime) -> Subject:
    """Read as the system: whether the other side was heard before makes a difference, and is not the brand's to read."""
    with acting_as(SYSTEM):
        return subjects.of_items([item], Side.BRAND, told={}, now=now)[item.id]


def appeal_as_brand(item_id: UUID, said: Said, *, by: Actor, now: datetime) -> DecisionAppeal:
    """Against what stands about this item. The same form sent twice is one appeal. Raises Item.DoesNotExist."""
    require(by, Action.APPEAL)
    item = items_of(by).select_for_update(of=("self",)).get(id=item_id)
    subject = subject_for_brand(item, now=now)
    if (twin := _sent_already(subject, said)) is not None:
        return twin
    row = DecisionAppeal(made_by=by.person, made_by_label=by.label, agency_id=by.delegate_id)
    return _made(row, subject, said, by=by, now=now)


def appeal_as_seller(
    notice: SellerNotice, subject_id: UUID, said: Said, *, by: Actor, now: datetime
) -> DecisionAppeal:
    """By whoever has typed a code for this notice. `subject_id`: of the item, or of what was done about the seller.

    The rows are the brands' and staff's, so it looks there as the system: at what the link opens, and nothing else.
    Raises LookupError for anything else, NotThisNotice, AppealRefused.
    """
    require(by, Action.APPEAL_BY_LINK)
    require_link_of(notice, by)
    with acting_as(SYSTEM):
        removal = Removal.objects.select_related("listing__seller").get(id=notice.removal_id)
        _lock(subject_id)
        found = subjects.for_seller(removal, now=now)
        subject = next((s for s in found if id_of(s) == subject_id), None)
        if subject is None:
            raise LookupError(subject_id)
        if (twin := _sent_already(subject, said)) is not None:
            return twin
        label = removal.listing.seller.name[:120]
        row = DecisionAppeal(removal=removal, made_by_label=label, language=notice.language)
        return _made(row, subject, said, by=by, now=now)


def _lock(subject_id: UUID) -> None:
    """Two clicks wait for each other here; whoever decides locks the item first, too."""
    list(Item.objects.filter(id=subject_id).select_for_update(of=("self",)).values_list("id"))
    list(SellerAction.objects.filter(id=subject_id).select_for_update(of=("self",)).values_list("id"))


def id_of(subject: Subject) -> UUID | None:
    """By which a seller's form names it."""
    about = subject.item or subject.action
    return about.id if about else None


def _sent_already(subject: Subject, said: Said) -> DecisionAppeal | None:
    same = subject.appeal
    return same if same and same.statement == said.statement.strip() else None


def _made(row: DecisionAppeal, subject: Subject, said: Said, *, by: Actor, now: datetime) -> DecisionAppeal:
    if subject.why is not None:
        raise AppealRefused(WHY_NOT[subject.why], subject.why)
    if not said.statement.strip():
        raise AppealRefused(_("Say what was wrong about it."))
    row.number, row.side, row.about = readable_number("A"), subject.side, subject.decided
    row.item, row.decision, row.action = subject.item, subject.decision, subject.action
    row.tenant_id = subject.item.tenant_id if subject.item else None
    row.against_by, row.decided_before = subject.against_by, sorted(subject.decided_before)
    row.statement, row.made_at = said.statement.strip(), now
    row.seller_files = [_kept(body) for body in {b.sha256: b for b in said.seller_files}.values()]
    row.due_at = due_at(stake_of(subject), now=now)
    row.save(force_insert=True)
    _keep_files(row, said.evidence, by=by)
    note(row, "made", by=by, now=now)
    if row.side == Side.SELLER:
        outbox.add(outbox.Order(kind=work.TELL_OF_APPEAL, subject_id=row.id, tenant_id=None))
    return row


def stake_of(subject: Subject) -> Stake:
    """What each day costs until somebody has looked."""
    if subject.item is None:
        return Stake(off_sale=subject.decided is Decided.SELLER_SUSPENDED, can_hurt=False)
    listing = subject.item.listing
    off_sale = subject.side is Side.SELLER
    families = families_of(category=listing.category, nice_class=listing.nice_class) if listing else ()
    return Stake(off_sale=off_sale, can_hurt=not off_sale and bool(families))


def _keep_files(row: DecisionAppeal, evidence: Sequence[NewEvidence], *, by: Actor) -> None:
    stored = files.record_files([e.body for e in evidence], by=by)
    AppealFile.objects.bulk_create(
        [
            AppealFile(
                tenant_id=e.body.tenant_id,
                appeal=row,
                kind=e.kind,
                file=stored[e.body.key],
                shareable=e.shareable,
            )
            for e in {e.body.key: e for e in evidence}.values()
        ]
    )


def _kept(body: files.Body) -> dict[str, Any]:
    return {**asdict(body), "tenant_id": str(body.tenant_id)}


def withdraw(appeal_id: UUID, *, by: Actor, now: datetime) -> DecisionAppeal:
    """The brand takes its own back: the decision stands. Raises DecisionAppeal.DoesNotExist."""
    require(by, Action.APPEAL)
    found = appeals_of(by).get(id=appeal_id)
    list(items_of(by).filter(appeals=found).select_for_update(of=("self",)).values_list("id"))
    row = appeals_of(by).select_for_update(of=("self",)).get(id=appeal_id)
    if row.status == Status.WITHDRAWN:
        return row
    if row.status != Status.OPEN:
        raise AppealRefused(_("It has been decided already."))
    row.status, row.ended_at = Status.WITHDRAWN, now
    row.claimed_by = row.claimed_until = None
    row.save()
    note(row, "withdrawn", by=by, now=now)
    return row
