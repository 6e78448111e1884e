"""The only writer of a fix request's status, with its event in the ledger."""

from collections.abc import Sequence
from datetime import datetime

from core import audit
from core.tenancy import SYSTEM, Actor
from takedown.models import FixRequest, Ground
from takedown.redress.fixes.states import NEXT, UNDECIDED, FixStatus


class FixRefused(Exception):
    """Nothing was done; `code` says why."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def move(fix: FixRequest, to: FixStatus, *, by: Actor, now: datetime) -> None:
    """`fix` is locked and has its ground. Columns that change at the same moment are set already."""
    if to not in NEXT[FixStatus(fix.status)]:
        raise FixRefused("decided_already")
    fix.status, fix.status_at = to, now
    fix.save(update_fields=["status", "status_at", "snapshot", "decided_at", "decided_by", "answer"])
    audit.record(
        audit.Event(
            name=f"fix.{to}", subject_kind="item", subject_id=fix.ground.item_id, tenant_id=fix.tenant_id
        ),
        by=by,
        now=now,
    )


def close_fixes_of_ended(grounds: Sequence[Ground], *, now: datetime) -> None:
    """There is nothing left to look at."""
    waiting = FixRequest.objects.filter(ground__in=grounds, status__in=UNDECIDED).select_related("ground")
    for fix in waiting.select_for_update(of=("self",)).order_by("id"):
        move(fix, FixStatus.OVER, by=SYSTEM, now=now)
