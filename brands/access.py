"""Everybody and everything that can act for a brand right now, and when an owner last looked at that list."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from accounts.api_keys import with_last_use
from accounts.models import ApiKey, User
from accounts.roles import Role
from brands.models import AgencyMember, Authorisation, Invitation, Membership, Right
from brands.people import can_hold_a_key
from core.models import AuditEvent
from core.tenancy import Actor


@dataclass(frozen=True, slots=True, kw_only=True)
class Mandate:
    """What an agency may do for the brand, and who of it can. No `rights`: every right."""

    mandate: Authorisation
    people: Sequence[User]
    rights: Sequence[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class LiveKey:
    """`last_used_at` looks back as far as the request log is kept."""

    key: ApiKey
    last_used_at: datetime | None
    opens: bool
    """False: whoever made it has lost the access that it stands on, so it opens nothing. Given back, it would."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Access:
    people: Sequence[Membership]
    invitations: Sequence[Invitation]
    mandates: Sequence[Mandate]
    keys: Sequence[LiveKey]


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    at: datetime
    by: str
    seen: str


def who_can_act(by: Actor, *, now: datetime) -> Access:
    """People by role and name; invitations, mandates and keys while they hold."""
    people = list(Membership.objects.visible_to(by).select_related("user"))
    invitations = Invitation.objects.visible_to(by).select_related("invited_by")
    mandates = _mandates(by, now=now)
    return Access(
        people=sorted(people, key=lambda m: (Membership.ROLES.index(m.role), str(m.user))),
        invitations=list(
            invitations.filter(accepted_at=None, revoked_at=None, expires_at__gt=now).order_by("email", "id")
        ),
        mandates=mandates,
        keys=_keys(by, people, mandates, now=now),
    )


def _mandates(by: Actor, *, now: datetime) -> list[Mandate]:
    live = list(
        Authorisation.objects.visible_to(by)
        .filter(revoked_at=None, expires_on__gte=now.date())
        .select_related("agency")
        .order_by("agency__name")
    )
    agents: dict[UUID, list[User]] = {}
    members = AgencyMember.objects.filter(agency_id__in={m.agency_id for m in live}).select_related("user")
    for member in members.order_by("user__name", "user__email"):
        agents.setdefault(member.agency_id, []).append(member.user)
    wanted = {right_id for m in live for right_id in m.right_ids}
    titles = {r.id: str(r) for r in Right.objects.visible_to(by).filter(id__in=wanted)}
    return [
        Mandate(
            mandate=m,
            people=agents.get(m.agency_id, []),
            rights=[titles[id] for id in m.right_ids if id in titles],
        )
        for m in live
    ]


def _keys(
    by: Actor, people: Sequence[Membership], mandates: Sequence[Mandate], *, now: datetime
) -> list[LiveKey]:
    live = ApiKey.objects.visible_to(by).filter(revoked_at=None, expires_at__gt=now)
    rows = with_last_use(live.select_related("made_by"))
    # Who is of the brand acts as that, even if their agency has a mandate, too.
    roles = {user.id: Role.AGENCY for m in mandates for user in m.people}
    roles |= {m.user_id: Role(m.role) for m in people}
    return [
        LiveKey(
            key=key,
            last_used_at=key.last_used_at,
            opens=can_hold_a_key(roles.get(key.made_by_id), is_active=key.made_by.is_active),
        )
        for key in rows.order_by("name", "made_at", "id")
    ]


def fingerprint_of(access: Access) -> str:
    """The same for the same people with the same powers."""
    powers = [
        *(f"{m.user_id} {m.role} {m.user.is_active}" for m in access.people),
        *(f"{i.id} {i.role}" for i in access.invitations),
        *(
            f"{m.mandate.id} {m.mandate.expires_on} {m.mandate.right_ids} {m.mandate.marketplace_ids}"
            f" {[user.id for user in m.people]}"
            for m in access.mandates
        ),
        *(f"{k.key.id} {k.key.expires_at} {k.key.addresses} {k.opens}" for k in access.keys),
    ]
    return hashlib.sha256("\n".join(sorted(powers)).encode()).hexdigest()


def last_review(by: Actor) -> Review | None:
    """From the ledger: nobody can change it afterwards."""
    events = AuditEvent.objects.visible_to(by).filter(subject_id=by.tenant, event="team.access_reviewed")
    event = events.order_by("-at").first()
    return Review(at=event.at, by=event.actor_label, seen=event.data["seen"]) if event else None
