"""A seller claims a permission: written once its sender has proved themselves, and told to the brand."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from accounts.roles import Action, require
from core import audit, files, outbox
from core.files import Body
from core.tenancy import Actor
from takedown import work
from takedown.models import Ground, LicenceClaim, LicenceProof
from takedown.redress.licences.rules import ANSWER_WITHIN, Facts, holds_up_removals
from takedown.redress.licences.states import UNANSWERED, ClaimStatus


class ClaimRefused(Exception):
    """Nothing was written; `code` says why."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True, kw_only=True)
class NewClaim:
    """`bodies` are stored already, under the brand that is asked."""

    ground_id: UUID
    giver: str
    words: str
    bodies: Sequence[Body]


def claim(new: NewClaim, *, by: Actor, now: datetime) -> LicenceClaim:
    """In the system's view: whoever calls knows that `by` holds the link of this ground's removal and has typed the code.

    Raises ClaimRefused("ended") when the complaint has ended, and ("asked_already") while the brand has an earlier
    claim of this seller to answer.
    """
    require(by, Action.CLAIM_LICENCE)
    ground = (
        Ground.objects.filter(id=new.ground_id, ended_at=None)
        .select_for_update(of=("self",))
        .select_related("removal__listing", "item")
        .first()
    )
    if ground is None:
        raise ClaimRefused("ended")
    seller_id = ground.removal.listing.seller_id
    stored = files.record_files(new.bodies, by=by)
    try:
        with transaction.atomic():
            made = LicenceClaim.objects.create(
                tenant_id=ground.tenant_id,
                ground=ground,
                removal=ground.removal,
                seller_id=seller_id,
                giver=new.giver.strip()[:200],
                words=new.words.strip(),
                pauses=holds_up_removals(_facts(ground.tenant_id, seller_id, new)),
                status_at=now,
                made_at=now,
                answer_by=now + ANSWER_WITHIN,
            )
    except IntegrityError as error:
        raise ClaimRefused("asked_already") from error
    LicenceProof.objects.bulk_create(
        LicenceProof(tenant_id=ground.tenant_id, claim=made, file=file) for file in stored.values()
    )
    _tell(made, by=by, now=now)
    return made


def _facts(tenant_id: UUID, seller_id: UUID, new: NewClaim) -> Facts:
    denied = LicenceClaim.objects.filter(tenant_id=tenant_id, seller_id=seller_id, status=ClaimStatus.DENIED)
    files_before = LicenceProof.objects.filter(tenant_id=tenant_id, claim__in=denied)
    return Facts(
        giver=new.giver,
        files=frozenset(body.sha256 for body in new.bodies),
        denied_before=denied.count(),
        givers_before=frozenset(denied.values_list("giver", flat=True)),
        files_before=frozenset(files_before.values_list("file__sha256", flat=True)),
    )


def _tell(made: LicenceClaim, *, by: Actor, now: datetime) -> None:
    audit.record(
        audit.Event(
            name="licence.claimed",
            subject_kind="item",
            subject_id=made.ground.item_id,
            tenant_id=made.tenant_id,
            data={"pauses": made.pauses},
        ),
        by=by,
        now=now,
    )
    outbox.add_all(
        [
            outbox.Order(kind=work.TELL_OF_CLAIM, subject_id=made.id, tenant_id=made.tenant_id),
            outbox.Order(
                kind=work.CLAIM_DUE, subject_id=made.id, tenant_id=made.tenant_id, due_at=made.answer_by
            ),
        ]
    )


def unanswered_claim(tenant_id: UUID, seller_id: UUID) -> LicenceClaim | None:
    return LicenceClaim.objects.filter(
        tenant_id=tenant_id, seller_id=seller_id, status__in=UNANSWERED
    ).first()
