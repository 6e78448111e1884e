"""The brand answers a question, or adds what a refused item lacked."""

from uuid import UUID

from django.contrib import messages
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.pages import page_for
from accounts.roles import Action
from complaints.conversation.forms import AnswerForm
from complaints.conversation.questions import fix_and_resubmit, was_sent_already
from complaints.intake.uploads import Tray
from complaints.item_page import item_page, visible_item
from complaints.states import MoveRefused
from core import clock
from core.tenancy import acting_as
from core.web import PortalRequest, outside_request_transaction


@outside_request_transaction
@require_http_methods(["GET", "HEAD", "POST"])
@page_for(Action.ANSWER_QUESTION)
def answer(request: PortalRequest, item_id: UUID) -> HttpResponseBase:
    """Evidence is in storage before the transaction opens."""
    with acting_as(request.actor):
        # Nothing is stored for an item that is not theirs.
        visible_item(request.actor, item_id)
    tray = Tray.of(request.POST, request.FILES, by=request.actor)
    with acting_as(request.actor):
        item = visible_item(request.actor, item_id)
        if request.method != "POST":
            return redirect("item", item.id)
        if "send" not in request.POST:
            return item_page(
                request, item, AnswerForm(initial={"answer": request.POST.get("answer", "")}, tray=tray)
            )
        form = AnswerForm(request.POST, request.FILES, tray=tray)
        if not form.is_valid():
            return item_page(request, item, form)
        try:
            fix_and_resubmit(
                item,
                answer=form.cleaned_data["answer"],
                evidence=tray.evidence,
                by=request.actor,
                now=clock.now(),
            )
        except MoveRefused:
            return _too_late(request, item_id, form)
        messages.success(request, _("Sent. We are checking it again."))
        return redirect("item", item.id)


def _too_late(request: PortalRequest, item_id: UUID, form: AnswerForm) -> HttpResponseBase:
    """It has moved on while somebody was typing. What they wrote is not lost, unless it is what we have."""
    item, typed = visible_item(request.actor, item_id), form.cleaned_data["answer"]
    if was_sent_already(item, answer=typed, by=request.actor):
        messages.info(request, _("This has been sent already; we are looking at it."))
        return redirect("item", item.id)
    answer = item_page(request, item, form, unsent=typed)
    answer.status_code = 409
    return answer
