"""The front door: home for each kind of visitor, the brand switch, standing, help."""

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from accounts.models import User
from accounts.pages import page_for
from accounts.roles import Action, can
from brands.people import choices_for
from complaints.words import plain_duration
from core import clock
from core.tenancy import Actor
from core.web import PortalRequest
from portal.home import overview
from portal.public_figures import PublicFigures, public_figures
from portal.standing import agency_records, pages_of
from portal.style import samples
from takedown.programme.grants import limits_at
from takedown.programme.versions.published import published_formula


@require_safe
def home(request: PortalRequest) -> HttpResponseBase:
    actor = request.actor
    if actor.staff:
        return redirect(_desk_of(actor))
    if actor.user_id is None:
        return render(request, "portal/start.html", {"figures": _in_words(public_figures())})
    if actor.tenant_id is None:
        return redirect("brand-new")
    found = overview(actor, now=clock.now())
    context = {
        "overview": found,
        "median": plain_duration(found.median) if found.median else "",
        "may_file": can(actor, Action.FILE_COMPLAINT),
        "may_edit": can(actor, Action.EDIT_RIGHTS),
    }
    return render(request, "portal/home.html", context)


def _in_words(figures: PublicFigures) -> dict[str, str]:
    return {
        "to_gone": plain_duration(figures.to_gone) if figures.to_gone else "",
        "to_decision": plain_duration(figures.to_decision) if figures.to_decision else "",
    }


def _desk_of(actor: Actor) -> str:
    """Where a person of the marketplace works."""
    if can(actor, Action.REVIEW):
        return "queue"
    return "programme" if can(actor, Action.SEE_PROGRAMME) else "complaints"


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def switch_brand(request: PortalRequest) -> HttpResponseBase:
    """Only to a brand that the person may act for; any other is as unknown as one that does not exist."""
    if request.method == "POST":
        assert isinstance(request.user, User)  # noqa: S101 - login_required
        choices = {str(choice.tenant_id) for choice in choices_for(request.user)}
        if request.POST.get("brand") not in choices:
            raise Http404
        request.session["brand"] = request.POST["brand"]
    return redirect("home")


@require_safe
@page_for(Action.SEE_STANDING)
def standing(request: PortalRequest) -> HttpResponseBase:
    now = clock.now()
    context = {
        "pages": pages_of(request.actor, now=now),
        "agency_records": agency_records(request.actor, now=now),
        "limits": limits_at(now),
        "formula": published_formula(now=now),
        "may_join": can(request.actor, Action.JOIN_PROGRAMME),
    }
    return render(request, "portal/standing.html", context)


@require_safe
def help_page(request: PortalRequest) -> HttpResponseBase:
    contact = settings.SUPPORT_CONTACT
    return render(
        request,
        "portal/help.html",
        {
            "contact": contact,
            "contact_url": f"mailto:{contact}" if "@" in contact and "/" not in contact else contact,
        },
    )


@require_safe
@login_required
def style(request: PortalRequest) -> HttpResponseBase:
    """Every part that pages are made of, as it is: whoever changes one looks here."""
    return render(request, "style/style.html", samples())
