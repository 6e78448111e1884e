"""Filing on one page, and taking an item back."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from accounts.pages import page_for, sent_with_fresh_proof
from accounts.roles import Action
from brands.models import Right
from complaints.intake import choosing, pauses
from complaints.intake.filing import FilingRefused
from complaints.intake.forms import FilingForm
from complaints.intake.precheck import cautions_for
from complaints.intake.sending import Form, Sent, send
from complaints.intake.uploads import Tray
from complaints.intake.withdrawal import withdraw, withdraw_those
from complaints.models import Item
from complaints.reasons import REASONS
from complaints.states import WITHDRAWN_AT_ONCE, WITHDRAWN_BY_RESTORING, MoveRefused
from core import clock
from core.tenancy import Actor, acting_as
from core.web import PortalRequest, outside_request_transaction
from listings.models import Marketplace


@outside_request_transaction
@require_http_methods(["GET", "HEAD", "POST"])
@page_for(Action.FILE_COMPLAINT)
def new_complaint(request: PortalRequest) -> HttpResponseBase:
    """Evidence is in storage before the transaction opens."""
    tray = Tray.of(request.POST, request.FILES, by=request.actor)
    with acting_as(request.actor):
        if request.method != "POST":
            return _page(request, _form(request.actor, tray))
        if "send" in request.POST:
            return _send(request, _form(request.actor, tray, data=request.POST))
        return _check(request, _form(request.actor, tray, initial=request.POST.dict()))


def _form(actor: Actor, tray: Tray, **options: Any) -> FilingForm:
    return FilingForm(
        rights=list(Right.objects.visible_to(actor).order_by("title", "id")[:500]),
        marketplaces=list(Marketplace.objects.filter(open=True).order_by("name")),
        tray=tray,
        **options,
    )


def _page(request: PortalRequest, form: FilingForm, **context: Any) -> HttpResponse:
    """Whoever may not file is told before anything is typed; what was typed meanwhile is kept."""
    paused = pauses.pause_of(request.actor, now=clock.now())
    return render(request, "complaints/complaint_new.html", {"form": form, "paused": paused, **context})


def _check(request: PortalRequest, form: FilingForm) -> HttpResponse:
    """Show what was recognised and what would stand against it; nothing is judged or filed."""
    for name in form.ASKED_AFRESH:
        form.initial.pop(name, None)
    recognised, draft = form.look(), form.draft()
    today = clock.now().date()
    cautions = cautions_for(draft, recognised.good, by=request.actor, today=today) if draft else []
    return _page(request, form, checked=recognised, draft=draft, cautions=cautions)


def _send(request: PortalRequest, form: FilingForm) -> HttpResponse:
    if not form.is_valid():
        return _page(request, form)
    wanted = Form(
        form_key=form.key,
        recognised=form.recognised,
        right_id=UUID(form.cleaned_data["right"]),
        reason=form.cleaned_data["reason"],
        statement=form.cleaned_data["statement"],
        declared_by=form.cleaned_data["declared_by"],
        evidence=form.tray.evidence,
        purchase=form.purchase,
    )
    try:
        sent = send(wanted, by=request.actor, now=clock.now())
    except (FilingRefused, PermissionDenied) as refused:
        form.add_error(None, str(refused))
        return _page(request, form)
    for one in sent:
        _say(request, one)
    return redirect("complaint", sent[0].complaint.number) if len(sent) == 1 else redirect("complaints")


def _say(request: PortalRequest, sent: Sent) -> None:
    number = sent.complaint.number
    if not sent.is_new:
        messages.info(request, _("This form was sent already: it is complaint %s.") % number)
        return
    count = sent.complaint.items.count()
    text = ngettext(
        "Complaint %(number)s is filed: %(count)d listing.",
        "Complaint %(number)s is filed: %(count)d listings.",
        count,
    )
    messages.success(request, text % {"number": number, "count": count})


@require_http_methods(["GET", "HEAD", "POST"])
@page_for(Action.WITHDRAW_ITEM)
def withdrawal(request: PortalRequest, item_id: UUID) -> HttpResponseBase:
    """GET says what will happen; POST does it."""
    rows = Item.objects.visible_to(request.actor).select_related("complaint", "marketplace", "snapshot")
    item = rows.filter(id=item_id).first()
    if item is None:
        raise Http404
    if request.method != "POST":
        context = {
            "item": item,
            "reason": REASONS[item.complaint.reason].label,
            "at_once": item.status in WITHDRAWN_AT_ONCE,
            "by_restoring": item.status in WITHDRAWN_BY_RESTORING and not item.withdrawal_asked_at,
        }
        return render(request, "complaints/item_withdraw.html", context)
    try:
        withdraw(item, by=request.actor, now=clock.now())
        messages.success(request, _("You withdrew this listing from complaint %s.") % item.complaint.number)
    except MoveRefused:
        messages.info(request, _("There is nothing to withdraw any more."))
    return redirect("item", item.id)


@require_http_methods(["GET", "HEAD", "POST"])
@page_for(Action.WITHDRAW_ITEM)
@sent_with_fresh_proof
def withdrawals(request: PortalRequest) -> HttpResponseBase:
    """Many listings of a list at once. GET says how many and what will happen to them; POST does it."""
    actor, now = request.actor, clock.now()
    choice = choosing.Choice.of(request.POST if request.method == "POST" else request.GET)
    ids = choosing.chosen(choice, actor, now=now)
    if request.method != "POST":
        context = {
            "choice": choice,
            "ids": ids,
            "items": choosing.some_of(ids, actor),
            "at_once": choice.filters.status in WITHDRAWN_AT_ONCE,
        }
        return render(request, "complaints/items_withdraw.html", context)
    count = withdraw_those(ids, by=actor, now=now, status=choice.filters.status)
    if count:
        text = ngettext("You withdrew %(count)d listing.", "You withdrew %(count)d listings.", count)
        messages.success(request, text % {"count": count})
    else:
        messages.info(request, _("There is nothing to withdraw any more."))
    return redirect(reverse("complaints") + choice.filters.url())
