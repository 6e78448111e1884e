"""The only writer of a claim's status, with its event in the ledger."""

from collections.abc import Sequence
from datetime import datetime

from core import audit
from core.tenancy import SYSTEM, Actor
from takedown.models import Ground, LicenceClaim
from takedown.redress.licences.states import NEXT, UNANSWERED, ClaimStatus


class AnswerRefused(Exception):
    """Nothing was answered; the message says why."""


def move(claim: LicenceClaim, to: ClaimStatus, *, by: Actor, now: datetime) -> None:
    """`claim` is locked and has its ground. Columns that change at the same moment are set already."""
    if to not in NEXT[ClaimStatus(claim.status)]:
        raise AnswerRefused(f"A claim that is {claim.status} cannot become {to}.")
    claim.status, claim.status_at = to, now
    claim.save(
        update_fields=["status", "status_at", "answer", "by_marketplace", "answered_at", "answered_by"]
    )
    audit.record(
        audit.Event(
            name=f"licence.{to}",
            subject_kind="item",
            subject_id=claim.ground.item_id,
            tenant_id=claim.tenant_id,
        ),
        by=by,
        now=now,
    )


def close_claims_of_ended(grounds: Sequence[Ground], *, now: datetime) -> None:
    """There is nothing left to answer."""
    waiting = LicenceClaim.objects.filter(ground__in=grounds, status__in=UNANSWERED).select_related("ground")
    for claim in waiting.select_for_update(of=("self",)).order_by("id"):
        move(claim, ClaimStatus.OVER, by=SYSTEM, now=now)
