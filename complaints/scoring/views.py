"""Pages of the score, and what admins do with a trained one."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from accounts.pages import page_for
from accounts.roles import Action
from accounts.web import only_sent
from complaints.models import AssessmentModel
from complaints.scoring import moves, selectors
from complaints.scoring.forms import RetirementForm
from complaints.scoring.states import MoveRefused
from core import clock
from core.web import PortalRequest

_FILE = "application/json"


@require_safe
@page_for(Action.SEE_SCORE)
def score(request: PortalRequest) -> HttpResponse:
    return render(request, "score/score.html", {"page": selectors.overview(request.actor)})


@require_safe
@page_for(Action.SEE_SCORE)
def model(request: PortalRequest, version: int) -> HttpResponse:
    return _card_page(request, version)


def _card_page(request: PortalRequest, version: int, form: RetirementForm | None = None) -> HttpResponse:
    """With a form that was not taken it comes back as it was typed, and the answer is a 422."""
    context: dict[str, Any] = {
        "card": selectors.card(_model_or_404(version), request.actor),
        "form": form or RetirementForm(),
    }
    return render(request, "score/model.html", context, status=422 if form else 200)


@require_safe
@page_for(Action.SEE_SCORE)
def document(request: PortalRequest, version: int) -> HttpResponse:
    """The very bytes that are kept, so that whoever trains again can compare them."""
    found = _model_or_404(version)
    answer = HttpResponse(found.content, content_type=_FILE)
    answer["Content-Disposition"] = f'attachment; filename="score-model-{version}.json"'
    return answer


@page_for(Action.EDIT_SCORE)
@only_sent("score-model", "version")
def shadow(request: PortalRequest, version: int) -> HttpResponse:
    done = gettext_lazy("It scores every item from now on beside the score in force, and decides nothing.")
    return _do(request, version, moves.look_on, done)


@page_for(Action.EDIT_SCORE, step_up=True)
@only_sent("score-model", "version")
def proposal(request: PortalRequest, version: int) -> HttpResponse:
    done = gettext_lazy("Proposed. It comes into force when another admin confirms.")
    return _do(request, version, moves.propose, done)


@page_for(Action.EDIT_SCORE)
@only_sent("score-model", "version")
def withdrawal(request: PortalRequest, version: int) -> HttpResponse:
    return _do(request, version, moves.withdraw, gettext_lazy("Withdrawn. It looks on as before."))


@page_for(Action.EDIT_SCORE, step_up=True)
@only_sent("score-model", "version")
def confirmation(request: PortalRequest, version: int) -> HttpResponse:
    return _do(
        request, version, moves.confirm, gettext_lazy("Confirmed: its score is the score from now on.")
    )


@page_for(Action.EDIT_SCORE)
@only_sent("score-model", "version")
def retirement(request: PortalRequest, version: int) -> HttpResponse:
    _model_or_404(version)
    form = RetirementForm(request.POST)
    if not form.is_valid():
        return _card_page(request, version, form)

    def retire(version: int, **said: Any) -> AssessmentModel:
        return moves.retire(version, because=form.cleaned_data["because"], **said)

    return _do(request, version, retire, gettext_lazy("Retired."))


def _do(
    request: PortalRequest, version: int, act: Callable[..., AssessmentModel], done: Promise
) -> HttpResponse:
    _model_or_404(version)
    try:
        act(version, by=request.actor, now=clock.now())
    except MoveRefused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, str(done))
    return redirect("score-model", version)


def _model_or_404(version: int) -> AssessmentModel:
    found = (
        AssessmentModel.objects.select_related("proposed_by", "confirmed_by").filter(version=version).first()
    )
    if found is None:
        raise Http404
    return found
