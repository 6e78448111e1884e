"""The brand's team: who can act for it, who is invited, whom it has given a mandate; and the way in by invitation."""

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods
from django.views.defaults import page_not_found

from accounts.api_keys import KEEP_LOG
from accounts.pages import page_for, sent_with_fresh_proof
from accounts.roles import Action, Role, can, require
from accounts.web import only_sent
from brands import team
from brands.access import fingerprint_of, last_review, who_can_act
from brands.forms import InvitationForm, RoleForm
from brands.models import Authorisation, Invitation, Membership
from core import clock
from core.tenancy import Actor
from core.web import PortalRequest
from listings.models import Marketplace

_PAGE = require_http_methods(["GET", "HEAD", "POST"])


@_PAGE
@page_for(Action.SEE_TEAM)
@sent_with_fresh_proof
def page(request: PortalRequest) -> HttpResponseBase:
    """Inviting asks for a proof, too: somebody at an unlocked computer would make themselves an owner by it."""
    form = InvitationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            team.invite(**form.cleaned_data, by=request.actor, now=clock.now())
        except team.TeamRefused as refused:
            form.add_error("email", str(refused))
        else:
            messages.success(request, _("We are sending %s their link.") % form.cleaned_data["email"])
            return redirect("team")
    return render(request, "brands/team.html", _access(request) | {"form": form})


def _access(request: PortalRequest) -> dict[str, Any]:
    access = who_can_act(request.actor, now=clock.now())
    reviewed = last_review(request.actor)
    fingerprint = fingerprint_of(access)
    return {
        "access": access,
        "mandates": [
            {"row": m, "marketplaces": _marketplaces(m.mandate.marketplace_ids)} for m in access.mandates
        ],
        "fingerprint": fingerprint,
        "reviewed": reviewed,
        "changed_since": reviewed is not None and reviewed.seen != fingerprint,
        "may_edit": can(request.actor, Action.EDIT_TEAM),
        "own_id": request.actor.user_id,
        "log_days": KEEP_LOG.days,
    }


def _marketplaces(ids: list[UUID]) -> list[str]:
    return list(Marketplace.objects.filter(id__in=ids).order_by("name").values_list("name", flat=True))


# --- people ----------------------------------------------------------------------------------------------


@_PAGE
@page_for(Action.EDIT_TEAM)
@sent_with_fresh_proof
def role(request: PortalRequest, member_id: UUID) -> HttpResponseBase:
    member = _member_or_404(request.actor, member_id)
    form = RoleForm(request.POST or None, initial={"role": member.role})
    if request.method == "POST" and form.is_valid():
        wanted = form.cleaned_data["role"]
        try:
            with _gone_is_404():
                team.change_role(member_id, role=wanted, by=request.actor, now=clock.now())
        except team.TeamRefused as refused:
            form.add_error(None, str(refused))
        else:
            words = {"who": member.user, "role": wanted.label}
            messages.success(request, _("%(who)s: %(role)s from now on.") % words)
            return redirect("team")
    return render(request, "brands/team_role.html", {"member": member, "form": form})


@_PAGE
@page_for(Action.SEE_TEAM)
@sent_with_fresh_proof
def removal(request: PortalRequest, member_id: UUID) -> HttpResponseBase:
    """An owner removes somebody; anybody leaves. GET says what will happen; POST does it."""
    member = _member_or_404(request.actor, member_id)
    is_self = member.user_id == request.actor.user_id
    if request.method != "POST":
        if not is_self:
            require(request.actor, Action.EDIT_TEAM)
        return render(request, "brands/team_removal.html", {"member": member, "is_self": is_self})
    try:
        with _gone_is_404():
            team.remove_member(member_id, by=request.actor, now=clock.now())
    except team.TeamRefused as refused:
        messages.error(request, str(refused))
        return redirect("team")
    if is_self:
        messages.success(request, _("You have left the team."))
        return redirect("home")
    messages.success(request, _("%s can no longer act for the brand.") % member.user)
    return redirect("team")


@_PAGE
@page_for(Action.EDIT_TEAM)
@sent_with_fresh_proof
def ownership(request: PortalRequest, member_id: UUID) -> HttpResponseBase:
    """GET says what will happen; POST does it."""
    member = _member_or_404(request.actor, member_id)
    if request.method != "POST":
        return render(request, "brands/team_ownership.html", {"member": member})
    try:
        with _gone_is_404():
            team.transfer_ownership(member_id, by=request.actor, now=clock.now())
    except team.TeamRefused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("%s is the owner now, and you are a filer.") % member.user)
    return redirect("team")


@contextmanager
def _gone_is_404() -> Iterator[None]:
    """Somebody else was quicker and removed them."""
    try:
        yield
    except Membership.DoesNotExist as gone:
        raise Http404 from gone


def _member_or_404(actor: Actor, member_id: UUID) -> Membership:
    found = Membership.objects.visible_to(actor).filter(id=member_id).select_related("user").first()
    if found is None:
        raise Http404
    return found


# --- invitations and mandates ----------------------------------------------------------------------------


@page_for(Action.EDIT_TEAM)
@only_sent("team")
def withdrawal(request: PortalRequest, invitation_id: UUID) -> HttpResponseBase:
    gone = team.withdraw_invitation(invitation_id, by=request.actor, now=clock.now())
    if gone is not None:
        messages.success(
            request, _("The invitation of %s is withdrawn: its link opens nothing.") % gone.email
        )
    return redirect("team")


@_PAGE
@page_for(Action.EDIT_TEAM)
@sent_with_fresh_proof
def revocation(request: PortalRequest, mandate_id: UUID) -> HttpResponseBase:
    """GET says what will happen; POST does it."""
    rows = Authorisation.objects.visible_to(request.actor).select_related("agency")
    mandate = rows.filter(id=mandate_id).first()
    if mandate is None:
        raise Http404
    if request.method != "POST":
        return render(request, "brands/mandate_revoke.html", {"mandate": mandate})
    if team.revoke_mandate(mandate_id, by=request.actor, now=clock.now()) is not None:
        messages.success(request, _("The mandate of %s is revoked.") % mandate.agency)
    else:
        messages.info(request, _("This mandate has ended already."))
    return redirect("team")


# --- the access review -----------------------------------------------------------------------------------


@_PAGE
@page_for(Action.SEE_TEAM)
def review(request: PortalRequest) -> HttpResponseBase:
    if request.method == "POST":
        seen = request.POST.get("seen", "")
        try:
            team.confirm_review(seen=seen, by=request.actor, now=clock.now())
        except team.TeamRefused as refused:
            messages.error(request, str(refused))
        else:
            messages.success(request, _("The review is recorded."))
        return redirect("access-review")
    return render(request, "brands/access_review.html", _access(request) | {"now": clock.now()})


# --- the way in ------------------------------------------------------------------------------------------


@_PAGE
def invitation(request: PortalRequest, token: str) -> HttpResponseBase:
    """Whatever is wrong with a link gets the same answer. GET changes nothing: mail scanners read, too."""
    answer = _by_link(request, token)
    for name, value in _PRIVATE.items():
        answer[name] = value
    return answer


# Not "no-referrer": with it browsers send the form without its origin, and it is refused as somebody else's. The portal's
# own policy, "same-origin", tells other sites nothing, either.
_PRIVATE: Mapping[str, str] = {"Cache-Control": "no-store", "X-Robots-Tag": "noindex"}


def _by_link(request: PortalRequest, token: str) -> HttpResponse:
    seat = team.seat_behind(token, by=request.actor) if re.fullmatch(r"[0-9a-f]{48}", token) else None
    if seat is None or not (seat.invitation.is_open(clock.now()) or _is_theirs(seat, request.actor)):
        return page_not_found(request, Http404())
    if request.method == "POST" and request.actor.user_id is not None:
        return _accept(request, token, seat)
    refusal = team.why_not_accept(seat, by=request.actor) if request.actor.user_id else ""
    return _seat(request, seat, refusal)


def _is_theirs(seat: team.Seat, actor: Actor) -> bool:
    """A second click, or the link from the mail once more."""
    return actor.user_id is not None and seat.invitation.accepted_by_id == actor.user_id


def _accept(request: PortalRequest, token: str, seat: team.Seat) -> HttpResponse:
    try:
        member = team.accept(token, by=request.actor, now=clock.now())
    except team.TeamRefused as refused:
        return _seat(request, seat, str(refused))
    except Invitation.DoesNotExist:
        return page_not_found(request, Http404())
    request.session["brand"] = str(member.tenant_id)
    messages.success(request, _("You can act for %s now.") % seat.brand)
    return redirect("home")


def _seat(request: PortalRequest, seat: team.Seat, refusal: str) -> HttpResponse:
    context = {"seat": seat, "role": Role(seat.invitation.role).label, "refusal": refusal}
    return render(request, "brands/invitation.html", context)
