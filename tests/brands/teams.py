"""What tests about teams do again and again."""

from datetime import timedelta
from typing import Any

from django.db import connection

from accounts.models import User
from accounts.roles import Role
from brands import team
from brands.models import Invitation, Membership
from core import clock
from core.models import AuditEvent
from core.tenancy import SYSTEM, acting_as
from tests import stories

NEW = "pat@example.test"


def member(user: User) -> Membership:
    with acting_as(SYSTEM):
        return Membership.objects.get(user=user)


def role_of(user: User) -> str | None:
    """None: of no team."""
    with acting_as(SYSTEM):
        return Membership.objects.filter(user=user).values_list("role", flat=True).first()


def do(world: stories.World, what: Any, *args: Any, by: str = "alice", brand: str = "lumora", **values: Any):
    """One service call of `by`, now."""
    actor = world.actor(by, brand)
    with acting_as(actor):
        return what(*args, by=actor, now=clock.now(), **values)


def invite(world: stories.World, email: str = NEW, role: Role = Role.FILER, *, by: str = "alice"):
    return do(world, team.invite, email=email, role=role, by=by)


def somebody_new(world: stories.World, email: str = NEW, name: str = "Pat New") -> User:
    with acting_as(SYSTEM):
        world.people["pat"] = stories.a_user(email, name)
    return world.people["pat"]


def accept(world: stories.World, invitation: Invitation, *, by: str = "pat"):
    return do(world, team.accept, team.token_of(invitation.id), by=by, brand=None)


def later(invitation: Invitation, by: timedelta) -> None:
    """That much time passes for an invitation."""
    with acting_as(SYSTEM), connection.cursor() as cursor:
        cursor.execute(
            "UPDATE brands_invitation SET invited_at = invited_at - %(by)s, expires_at = expires_at - %(by)s"
            " WHERE id = %(id)s",
            {"by": by, "id": str(invitation.id)},
        )


def ledger(*names: str) -> list[tuple[str, str, dict]]:
    """(event, who did it, data) of everything that happened to teams."""
    with acting_as(SYSTEM):
        rows = AuditEvent.objects.filter(event__regex=r"^(team|mandate)\.").order_by("at", "id")
        return [(e.event, e.actor_label, e.data) for e in rows if not names or e.event in names]
