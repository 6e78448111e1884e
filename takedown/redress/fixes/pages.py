"""Corrected listings before a person who compares them with what was complained about."""

from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from accounts.pages import page_for
from accounts.roles import Action, can
from accounts.web import only_sent
from complaints.reasons import REASONS
from core import clock
from core.web import PortalRequest
from takedown.models import FixRequest
from takedown.redress.fixes import deciding, selectors
from takedown.redress.fixes.moves import FixRefused
from takedown.redress.fixes.states import FixStatus

MOST_SHOWN = 100
_REFUSALS = {
    "decided_already": gettext_lazy("Somebody has decided this already. Nothing changed."),
    "could_not_be_read": gettext_lazy("The listing could not be read, so nobody knows what would come back."),
    "say_what": gettext_lazy("Say what is still wrong."),
}


class StillWrongForm(forms.Form):
    answer = forms.CharField(
        label=gettext_lazy("What is still wrong"),
        help_text=gettext_lazy("The seller will read this."),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


@require_safe
@page_for(Action.SEE_QUEUE)
def fixes(request: PortalRequest) -> HttpResponse:
    rows = selectors.waiting(request.actor)[:MOST_SHOWN]
    return render(request, "fixes/fix_list.html", {"rows": rows})


@require_safe
@page_for(Action.SEE_QUEUE)
def fix(request: PortalRequest, fix_id: UUID) -> HttpResponse:
    return _page(request, fix_id, StillWrongForm())


@page_for(Action.REVIEW)
@only_sent("fix", "fix_id")
def restoration(request: PortalRequest, fix_id: UUID) -> HttpResponse:
    try:
        deciding.restore_corrected(fix_id, by=request.actor, now=clock.now())
    except FixRequest.DoesNotExist as error:
        raise Http404 from error
    except FixRefused as refused:
        messages.info(request, str(_REFUSALS[refused.code]))
        return redirect("fix", fix_id)
    messages.success(request, _("The complaint has ended, and the listing comes back."))
    return redirect("fixes")


@page_for(Action.REVIEW)
@only_sent("fix", "fix_id")
def answer(request: PortalRequest, fix_id: UUID) -> HttpResponse:
    form = StillWrongForm(request.POST)
    if not form.is_valid():
        return _page(request, fix_id, form, status=422)
    try:
        deciding.say_what_is_still_wrong(
            fix_id, answer=form.cleaned_data["answer"], by=request.actor, now=clock.now()
        )
    except FixRequest.DoesNotExist as error:
        raise Http404 from error
    except FixRefused as refused:
        messages.info(request, str(_REFUSALS[refused.code]))
        return redirect("fix", fix_id)
    messages.success(request, _("The seller is told what is still wrong."))
    return redirect("fixes")


def _page(request: PortalRequest, fix_id: UUID, form: StillWrongForm, *, status: int = 200) -> HttpResponse:
    try:
        found = selectors.fix_of(fix_id, request.actor)
    except FixRequest.DoesNotExist as error:
        raise Http404 from error
    item = found.ground.item
    context = {
        "fix": found,
        "item": item,
        "reason": REASONS[item.complaint.reason],
        "lines": selectors.compared_lines(found),
        "form": form,
        "may_decide": found.status == FixStatus.WAITING and can(request.actor, Action.REVIEW),
    }
    return render(request, "fixes/fix.html", context, status=status)
