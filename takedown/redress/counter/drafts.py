"""An answer that is not sent yet: kept for its seller alone, and not for long.

Its files lie in storage below the notice's own id, which is no tenant's: no brand can read what may never be sent. A
brand that an answer is sent to gets copies of its own (files.py).
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from accounts.roles import Action, require
from core import clock
from core.files import Body, forget_bodies
from core.outbox import Work
from core.tenancy import SYSTEM, Actor, acting_as
from takedown.models import CounterDraft, CounterNotice, SellerCode, SellerNotice
from takedown.redress.link import require_link_of

KEPT_FOR = timedelta(days=30)
# Codes that were never used say nothing once nobody counts them any more. Used ones say who acted.
KEEP_CODES = timedelta(days=7)
MOST_FILES = 10


def save_draft(
    notice: SellerNotice,
    answers: Mapping[str, Any],
    *,
    form_key: UUID,
    added: Sequence[Body] = (),
    dropped: Collection[str] = (),
    by: Actor,
    now: datetime,
) -> CounterDraft:
    """`answers` as they stand in the form's fields, wrong ones and all: the last ones saved are the draft.

    Its files are those it had, without `dropped` (by hash), and `added`; beyond MOST_FILES they are left out.
    """
    require(by, Action.ANSWER_NOTICE)
    require_link_of(notice, by)
    with acting_as(SYSTEM):
        # Two tabs save one after the other; neither loses the other's files.
        SellerNotice.objects.select_for_update(of=("self",)).get(id=notice.id)
        before = CounterDraft.objects.filter(notice=notice).first()
        kept = {body.sha256: body for body in [*(files_of(before) if before else []), *added]}
        files = [body for hash, body in kept.items() if hash not in dropped]
        draft, _ = CounterDraft.objects.update_or_create(
            notice=notice,
            defaults={
                "form_key": form_key,
                "answers": dict(answers),
                "files": [_plain(body) for body in files[:MOST_FILES]],
                "saved_at": now,
            },
        )
    return draft


def draft_of(notice: SellerNotice, *, by: Actor) -> CounterDraft | None:
    require(by, Action.ANSWER_NOTICE)
    require_link_of(notice, by)
    with acting_as(SYSTEM):
        return CounterDraft.objects.filter(notice=notice).first()


def was_sent(notice: SellerNotice, form_key: UUID, *, by: Actor) -> bool:
    """Whether this form was filed. A draft that its second click has left behind goes."""
    require(by, Action.ANSWER_NOTICE)
    require_link_of(notice, by)
    with acting_as(SYSTEM):
        sent = CounterNotice.objects.filter(notice=notice, form_key=form_key).exists()
        if sent:
            CounterDraft.objects.filter(notice=notice, form_key=form_key).delete()
    return sent


def files_of(draft: CounterDraft) -> list[Body]:
    return [Body(**{**kept, "tenant_id": UUID(kept["tenant_id"])}) for kept in draft.files]


def _plain(body: Body) -> dict[str, Any]:
    return {**asdict(body), "tenant_id": str(body.tenant_id)}


def tidy(works: Sequence[Work]) -> None:
    """Scheduled: old drafts go with their files, and codes that nobody used."""
    now = clock.now()
    old = CounterDraft.objects.filter(saved_at__lt=now - KEPT_FOR)
    for draft in old.select_for_update():
        forget_bodies(files_of(draft))
        draft.delete()
    SellerCode.objects.filter(used_at=None, expires_at__lt=now - KEEP_CODES).delete()
