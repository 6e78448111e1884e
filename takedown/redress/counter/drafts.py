"""An answer that is not sent yet: kept for its seller alone, and not for long."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.core.files.storage import default_storage

from accounts.roles import Action, require
from core import clock
from core.files import Body
from core.outbox import Work
from core.tenancy import SYSTEM, Actor, acting_as
from takedown.models import CounterDraft, SellerCode, SellerNotice
from takedown.redress.link import require_link_of

KEPT_FOR = timedelta(days=30)
# Codes that were never used say nothing once nobody counts them any more. Used ones say who acted.
KEEP_CODES = timedelta(days=7)


def save_draft(
    notice: SellerNotice,
    answers: Mapping[str, Any],
    files: Sequence[Body],
    *,
    form_key: UUID,
    by: Actor,
    now: datetime,
) -> None:
    """`answers` as they stand in the form's fields, wrong ones and all. The last one saved is the draft."""
    require(by, Action.ANSWER_NOTICE)
    require_link_of(notice, by)
    with acting_as(SYSTEM):
        CounterDraft.objects.update_or_create(
            notice=notice,
            defaults={
                "form_key": form_key,
                "answers": dict(answers),
                "files": [{**asdict(body), "tenant_id": str(body.tenant_id)} for body in files],
                "saved_at": now,
            },
        )


def draft_of(notice: SellerNotice, *, by: Actor) -> CounterDraft | None:
    require(by, Action.ANSWER_NOTICE)
    require_link_of(notice, by)
    with acting_as(SYSTEM):
        return CounterDraft.objects.filter(notice=notice).first()


def files_of(draft: CounterDraft) -> list[Body]:
    return [Body(**{**kept, "tenant_id": UUID(kept["tenant_id"])}) for kept in draft.files]


def tidy(works: Sequence[Work]) -> None:
    """Scheduled: old drafts go with their files, and codes that nobody used."""
    now = clock.now()
    old = CounterDraft.objects.filter(saved_at__lt=now - KEPT_FOR).select_for_update()
    for draft in old:
        for body in files_of(draft):
            default_storage.delete(body.key)
    old.delete()
    SellerCode.objects.filter(used_at=None, expires_at__lt=now - KEEP_CODES).delete()
