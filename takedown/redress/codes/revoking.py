"""A link has come into wrong hands: staff revoke it, and from then on it opens nothing. The seller gets a new one by mail."""

from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext

from accounts.roles import Action, require
from core import audit
from core.tenancy import Actor
from takedown.models import Removal, SellerNotice
from takedown.redress.notices import write_notices
from takedown.removal.overview import removals_visible_to


class RevokingRefused(Exception):
    """Nothing was revoked; the message says why."""


def revoke_link(notice_id: UUID, *, reason: str, by: Actor, now: datetime) -> None:
    """With those of earlier notices of the same removal. While that lives, a new notice goes to the address on file.

    Raises SellerNotice.DoesNotExist, RevokingRefused. A second time changes nothing.
    """
    require(by, Action.REVOKE_LINK)
    found = SellerNotice.objects.filter(removal__in=removals_visible_to(by)).get(id=notice_id)
    if not reason.strip():
        raise RevokingRefused(gettext("Say why the link is revoked."))
    rows = Removal.objects.select_for_update(of=("self",)).select_related("listing", "marketplace")
    removal = rows.get(id=found.removal_id)
    if SellerNotice.objects.filter(id=notice_id, revoked_at__isnull=False).exists():
        return
    SellerNotice.objects.filter(removal=removal, revoked_at=None).update(revoked_at=now)
    audit.record(
        audit.Event(
            name="notice.revoked",
            subject_kind="removal",
            subject_id=removal.id,
            tenant_id=None,
            data={"reason": reason.strip()[:500]},
        ),
        by=by,
        now=now,
    )
    if removal.ended_at is None and removal.grounds.filter(ended_at=None).exists():
        removal.notice = write_notices([removal], now=now)[removal.id]
        removal.save(update_fields=["notice"])
