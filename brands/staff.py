"""Who becomes one of the marketplace's own people. By its operator's command line: nobody signs up as staff."""

from datetime import datetime

from accounts.addresses import verified_addresses
from accounts.models import User
from accounts.roles import Action, Role, require
from brands.models import AgencyMember, Membership
from core import audit
from core.tenancy import Actor


class NotAppointed(Exception):
    """In words for the operator."""


def appoint(email: str, role: Role | None, *, by: Actor, now: datetime) -> User:
    """Give somebody who has an account a staff role, another one, or none. Raises NotAppointed.

    Staff belong to no brand: one person must not be on both sides of a decision. The second factor is asked for at the
    next page that they open.
    """
    require(by, Action.OPERATE)
    user = User.objects.select_for_update().filter(email__iexact=email).first()
    if user is None or email.lower() not in verified_addresses(user.id):
        raise NotAppointed("Nobody has signed up with that address and confirmed it.")
    if role and (
        Membership.objects.filter(user=user).exists() or AgencyMember.objects.filter(user=user).exists()
    ):
        raise NotAppointed("They act for a brand or an agency: staff belong to none.")
    former, user.staff_role = user.staff_role, str(role or "")
    user.save(update_fields=["staff_role"])
    event = audit.Event(
        name="staff.appointed",
        subject_kind="user",
        subject_id=user.id,
        tenant_id=None,
        data={"role": user.staff_role, "before": former},
    )
    audit.record(event, by=by, now=now)
    return user
