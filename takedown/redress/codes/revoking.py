"""A link has come into wrong hands: staff revoke it, and from then on it opens nothing."""

from datetime import datetime
from uuid import UUID

from accounts.roles import Action, require
from core import audit
from core.tenancy import Actor
from takedown.models import SellerNotice
from takedown.removal.overview import removals_visible_to


class RevokingRefused(Exception):
    """Nothing was revoked; the message says why."""


def revoke(notice_id: UUID, *, reason: str, by: Actor, now: datetime) -> None:
    """Raises SellerNotice.DoesNotExist. A second time changes nothing."""
    require(by, Action.REVOKE_LINK)
    found = SellerNotice.objects.filter(removal__in=removals_visible_to(by))
    notice = found.select_for_update(of=("self",)).get(id=notice_id)
    if not reason.strip():
        raise RevokingRefused("Say why the link is revoked.")
    if notice.revoked_at is not None:
        return
    notice.revoked_at = now
    notice.save(update_fields=["revoked_at"])
    audit.record(
        audit.Event(
            name="notice.revoked",
            subject_kind="removal",
            subject_id=notice.removal_id,
            tenant_id=None,
            data={"reason": reason.strip()[:500]},
        ),
        by=by,
        now=now,
    )
