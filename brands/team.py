"""Who is of a brand's team: inviting, joining, roles, leaving, handing over; agencies' mandates; the access review.

Whatever changes here stands in the ledger and is mailed to the owners, both by the transaction that changes it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext

from accounts.addresses import verified_addresses
from accounts.roles import Action, Role, require
from brands import work
from brands.access import fingerprint_of, who_can_act
from brands.models import Authorisation, Brand, Invitation, Membership
from brands.team_rules import ACCEPTANCES, CHANGES, OFFERS, Acceptance, Change, Offer, first_refusal, rises
from core import audit, outbox
from core.ids import new_id
from core.links import hash_of, token_for
from core.tenancy import Actor, acting_as

INVITATION_LASTS = timedelta(days=7)
DAY = timedelta(days=1)


class TeamRefused(Exception):
    """Nothing was changed; the message says why."""


def token_of(invitation_id: UUID) -> str:
    return token_for("invitation", invitation_id)


# --- inviting --------------------------------------------------------------------------------------------


def invite(*, email: str, role: Role, by: Actor, now: datetime) -> Invitation:
    """Offer a seat to an address, for a week. Raises TeamRefused."""
    team = _team_of(by, Action.EDIT_TEAM)
    former = list(Invitation.objects.visible_to(by).filter(accepted_at=None, revoked_at=None))
    offer = Offer(
        email=email.lower(),
        addresses_of_the_team=frozenset().union(*(_addresses_of(m) for m in team)),
        addresses_with_an_open_invitation=frozenset(i.email.lower() for i in former if i.is_open(now)),
        invited_today=Invitation.objects.visible_to(by).filter(invited_at__gt=now - DAY).count(),
    )
    _refuse(first_refusal(OFFERS, offer))
    # One that ran out still stands in the way of the next.
    _withdraw([i for i in former if i.email.lower() == offer.email], by=by, now=now)
    id = new_id()
    invitation = Invitation.objects.create(
        id=id,
        tenant_id=by.tenant,
        email=email,
        role=role,
        token_hash=hash_of(token_of(id)),
        invited_by_id=by.person,
        invited_at=now,
        expires_at=now + INVITATION_LASTS,
    )
    outbox.add(outbox.Order(kind=work.SEND_INVITATION, subject_id=id, tenant_id=by.tenant))
    _record_and_tell("team.invited", "invitation", id, {"role": role}, by=by, now=now)
    return invitation


def withdraw_invitation(invitation_id: UUID, *, by: Actor, now: datetime) -> Invitation | None:
    """Its link opens nothing any more. None if there is nothing to withdraw."""
    _team_of(by, Action.EDIT_TEAM)
    rows = Invitation.objects.visible_to(by).filter(id=invitation_id, accepted_at=None, revoked_at=None)
    found = rows.first()
    if found is not None:
        _withdraw([found], by=by, now=now)
    return found


def _withdraw(invitations: Sequence[Invitation], *, by: Actor, now: datetime) -> None:
    for invitation in invitations:
        invitation.revoked_at, invitation.revoked_by_id = now, by.person
        invitation.save(update_fields=["revoked_at", "revoked_by"])
        data = {"role": invitation.role}
        _record_and_tell("team.invitation_withdrawn", "invitation", invitation.id, data, by=by, now=now)


# --- joining ---------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Seat:
    """What a link offers to whoever holds it."""

    invitation: Invitation
    brand: str
    invited_by: str


def seat_behind(token: str, *, by: Actor) -> Seat | None:
    """None if there never was such an invitation. Reading changes nothing: mail scanners read, too."""
    # Not as `by`: somebody of the marketplace sees every row, and a link opens just one.
    holder = Actor(role=Role.PUBLIC, label=by.label, user_id=by.user_id, link_hash=hash_of(token))
    with acting_as(holder):
        found = Invitation.objects.filter(token_hash=holder.link_hash).select_related("invited_by").first()
        if found is None:
            return None
        brand = Brand.objects.get(tenant_id=found.tenant_id)
    return Seat(invitation=found, brand=brand.name, invited_by=str(found.invited_by))


def why_not_accept(seat: Seat, *, by: Actor) -> str:
    """Empty when nothing stands against it."""
    return gettext(first_refusal(ACCEPTANCES, _acceptance(seat.invitation, by=by, is_of_the_team=False)))


def accept(token: str, *, by: Actor, now: datetime) -> Membership:
    """The signed-in person becomes one of the team. Accepting twice is accepting once.

    Raises TeamRefused, or Invitation.DoesNotExist when the link opens nothing (any more).
    """
    seat = seat_behind(token, by=by)
    if seat is None or by.user_id is None:
        raise Invitation.DoesNotExist
    _refuse(why_not_accept(seat, by=by))
    found = seat.invitation
    # Row security lets only a brand's own people write its rows: from here on they are one of them.
    newcomer = Actor(role=found.role, label=by.label, user_id=by.user_id, tenant_id=found.tenant_id)
    with acting_as(newcomer):
        team = _locked_team(newcomer)
        invitation = Invitation.objects.visible_to(newcomer).get(id=found.id)
        own = next((m for m in team if m.user_id == newcomer.user_id), None)
        if own is not None and invitation.accepted_by_id == newcomer.user_id:
            return own
        if not invitation.is_open(now):
            raise Invitation.DoesNotExist
        _refuse(first_refusal(ACCEPTANCES, _acceptance(invitation, by=by, is_of_the_team=own is not None)))
        return _join(invitation, by=newcomer, now=now)


def _acceptance(invitation: Invitation, *, by: Actor, is_of_the_team: bool) -> Acceptance:
    return Acceptance(
        invited=invitation.email.lower(),
        addresses=verified_addresses(by.person),
        is_staff=by.staff,
        is_of_the_team=is_of_the_team,
    )


def _join(invitation: Invitation, *, by: Actor, now: datetime) -> Membership:
    invitation.accepted_at, invitation.accepted_by_id = now, by.person
    invitation.save(update_fields=["accepted_at", "accepted_by"])
    member = Membership.objects.create(
        tenant_id=by.tenant, user_id=by.person, role=invitation.role, since=now
    )
    data = {"user": str(member.user_id), "role": member.role, "invitation": str(invitation.id)}
    _record_and_tell("team.joined", "membership", member.id, data, by=by, now=now)
    return member


# --- roles -----------------------------------------------------------------------------------------------


def change_role(member_id: UUID, *, role: Role, by: Actor, now: datetime) -> Membership:
    """Raises TeamRefused, Membership.DoesNotExist. Giving somebody the role they have changes nothing."""
    team = _team_of(by, Action.EDIT_TEAM)
    member, former = _find(member_id, team)
    _refuse(first_refusal(CHANGES, _change(member, role, team, by=by)))
    if role != former:
        _give(member, role, now=now)
        data = {"user": str(member.user_id), "former": former, "role": role}
        _record_and_tell("team.role_changed", "membership", member.id, data, by=by, now=now)
        _withdraw_what_they_offered(member, former=former, by=by, now=now)
    return member


def remove_member(member_id: UUID, *, by: Actor, now: datetime) -> Membership:
    """An owner removes somebody, or somebody leaves. Raises TeamRefused, Membership.DoesNotExist."""
    team = _team_of(by, Action.SEE_TEAM)
    member, former = _find(member_id, team)
    if member.user_id != by.user_id:
        require(_as_they_are_now(by, team), Action.EDIT_TEAM)
    _refuse(first_refusal(CHANGES, _change(member, None, team, by=by)))
    data = {"user": str(member.user_id), "former": former}
    _record_and_tell("team.removed", "membership", member.id, data, by=by, now=now)
    _withdraw_what_they_offered(member, former=former, by=by, now=now)
    Membership.objects.filter(id=member.id).delete()
    return member


def transfer_ownership(member_id: UUID, *, by: Actor, now: datetime) -> Membership:
    """Somebody else becomes owner, and who gives it becomes a filer. Raises TeamRefused, Membership.DoesNotExist."""
    team = _team_of(by, Action.EDIT_TEAM)
    member, former = _find(member_id, team)
    _refuse(first_refusal(CHANGES, _change(member, Role.OWNER, team, by=by, is_handover=True)))
    giver = next(m for m in team if m.user_id == by.user_id)
    # In this order: the database refuses a moment without an owner.
    _give(member, Role.OWNER, now=now)
    _give(giver, Role.FILER, now=now)
    data = {"user": str(member.user_id), "former": former, "giver": str(giver.user_id)}
    _record_and_tell("team.ownership_transferred", "membership", member.id, data, by=by, now=now)
    _withdraw_what_they_offered(giver, former=Role.OWNER, by=by, now=now)
    return member


def _give(member: Membership, role: Role, *, now: datetime) -> None:
    if rises(Role(member.role), role):
        member.since = now
    member.role = role
    member.save(update_fields=["role", "since"])


def _withdraw_what_they_offered(member: Membership, *, former: Role, by: Actor, now: datetime) -> None:
    """Otherwise an owner who is about to be removed would come back by a link of their own."""
    if former is Role.OWNER:
        open_ones = Invitation.objects.visible_to(by).filter(
            invited_by_id=member.user_id, accepted_at=None, revoked_at=None
        )
        _withdraw(list(open_ones), by=by, now=now)


# --- agencies --------------------------------------------------------------------------------------------


def revoke_mandate(mandate_id: UUID, *, by: Actor, now: datetime) -> Authorisation | None:
    """The agency's people act for the brand no more, from their next request on. None if it had ended already."""
    _team_of(by, Action.EDIT_TEAM)
    mandates = Authorisation.objects.visible_to(by).select_related("agency")
    mandate = mandates.filter(id=mandate_id, revoked_at=None).first()
    if mandate is not None:
        mandate.revoked_at = now
        mandate.save(update_fields=["revoked_at"])
        data = {"agency": str(mandate.agency_id)}
        _record_and_tell("mandate.revoked", "authorisation", mandate.id, data, by=by, now=now)
    return mandate


# --- the access review -----------------------------------------------------------------------------------


def confirm_review(*, seen: str, by: Actor, now: datetime) -> None:
    """An owner has looked at everybody who can act. `seen` is the fingerprint of the list they looked at."""
    _team_of(by, Action.EDIT_TEAM)
    access = who_can_act(by, now=now)
    _refuse(
        ""
        if seen == fingerprint_of(access)
        else gettext("The list has changed while you were reading it: look again.")
    )
    data = {
        "seen": seen,
        "people": {str(m.user_id): m.role for m in access.people},
        "invitations": [str(i.id) for i in access.invitations],
        "mandates": [str(m.mandate.id) for m in access.mandates],
        "keys": [str(k.key.id) for k in access.keys],
    }
    _record_and_tell("team.access_reviewed", "brand", by.tenant, data, by=by, now=now)


# --- in common -------------------------------------------------------------------------------------------


def _team_of(by: Actor, action: Action) -> list[Membership]:
    """The team as it is and stays until the end of the transaction, and only for who may still do that."""
    require(by, action)
    team = _locked_team(by)
    require(_as_they_are_now(by, team), action)
    return team


def _locked_team(by: Actor) -> list[Membership]:
    """Everybody who changes the team of one brand waits for the others here."""
    Brand.objects.visible_to(by).select_for_update().get(tenant_id=by.tenant)
    return list(Membership.objects.visible_to(by).filter(tenant_id=by.tenant).select_related("user"))


def _as_they_are_now(by: Actor, team: Sequence[Membership]) -> Actor:
    """Whoever had to wait may have lost their role meanwhile."""
    own = next((m for m in team if m.user_id == by.user_id), None)
    if own is None:
        raise PermissionDenied(f"{by.label} is not of the team")
    return replace(by, role=own.role)


def _find(member_id: UUID, team: Sequence[Membership]) -> tuple[Membership, Role]:
    member = next((m for m in team if m.id == member_id), None)
    if member is None:
        raise Membership.DoesNotExist
    return member, Role(member.role)


def _change(
    member: Membership,
    after: Role | None,
    team: Sequence[Membership],
    *,
    by: Actor,
    is_handover: bool = False,
) -> Change:
    return Change(
        by=by.person,
        whom=member.user_id,
        before=Role(member.role),
        after=after,
        owners=frozenset(m.user_id for m in team if m.role == Role.OWNER and m.user.is_active),
        is_handover=is_handover,
    )


def _addresses_of(member: Membership) -> frozenset[str]:
    return verified_addresses(member.user_id) | {member.user.email.lower()}


def _refuse(sentence: str) -> None:
    if sentence:
        raise TeamRefused(gettext(sentence))


def _record_and_tell(
    name: str, kind: str, subject_id: UUID, data: dict[str, Any], *, by: Actor, now: datetime
) -> None:
    event = audit.Event(name=name, subject_kind=kind, subject_id=subject_id, tenant_id=by.tenant, data=data)
    event_id = audit.record(event, by=by, now=now)
    outbox.add(outbox.Order(kind=work.TELL_OWNERS, subject_id=event_id, tenant_id=by.tenant))
