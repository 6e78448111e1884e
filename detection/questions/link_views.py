"""A question opened from a letter, without an account. GET shows, POST answers once it is confirmed."""

import re
from collections.abc import Mapping
from uuid import UUID

from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe
from django.views.defaults import page_not_found

from core import clock
from core.models import StoredFile
from core.tenancy import acting_as
from core.views import shown
from core.web import PortalRequest, outside_request_transaction
from detection.questions.cards import Card, card_of
from detection.questions.declaration import DeclarationMissing
from detection.questions.forms import AnswerForm
from detection.questions.links import Opened, Standing, answer_by_link, behind
from detection.questions.words import CHOICES, LABELS, said_in_words

# Not "no-referrer" where there is a form: with it browsers send the form without its origin, and it is refused as
# somebody else's. The portal's own policy, "same-origin", tells other sites nothing, either.
_PRIVATE: Mapping[str, str] = {"Cache-Control": "no-store", "X-Robots-Tag": "noindex"}


@outside_request_transaction
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: PortalRequest, token: str) -> HttpResponseBase:
    answer = _by_link(request, token)
    for name, value in _PRIVATE.items():
        answer[name] = value
    return answer


def _by_link(request: PortalRequest, token: str) -> HttpResponse:
    opened = _opened(token)
    if opened is None:
        return page_not_found(request, Http404())
    if opened.standing is not Standing.OPEN:
        return _over(request, opened)
    if request.method != "POST":
        return _card(request, token, opened)
    form = AnswerForm(request.POST)
    if not form.is_valid():
        return _card(request, token, opened, form=form)
    if "confirmed" not in request.POST:
        return _confirm(request, token, opened, form)
    return _answer(request, token, opened, form)


def _opened(token: str) -> Opened | None:
    return behind(token, now=clock.now()) if re.fullmatch(r"[0-9a-f]{48}", token) else None


def _card_of(opened: Opened) -> Card:
    if opened.request is None:
        raise Http404
    with acting_as(opened.person):
        return card_of(opened.request, opened.person, now=clock.now())


def _card(
    request: PortalRequest,
    token: str,
    opened: Opened,
    form: AnswerForm | None = None,
    *,
    refused: bool = False,
) -> HttpResponse:
    context = {
        "card": _card_of(opened),
        "choices": CHOICES,
        "token": token,
        "form": form,
        "declaration_is_missing": refused,
    }
    return render(request, "questions/link.html", context, status=422 if form or refused else 200)


def _confirm(request: PortalRequest, token: str, opened: Opened, form: AnswerForm) -> HttpResponse:
    choice = next(c for c in CHOICES if c.answer == form.said)
    context = {"card": _card_of(opened), "choice": choice, "token": token}
    return render(request, "questions/link_confirm.html", context)


def _answer(request: PortalRequest, token: str, opened: Opened, form: AnswerForm) -> HttpResponse:
    try:
        outcome = answer_by_link(opened, form.said, now=clock.now())
    except DeclarationMissing:
        return _card(request, token, opened, refused=True)
    if not outcome.answered:
        return _over(request, _opened(token) or opened)
    context = {"title": _title(opened), "answer": LABELS[form.said]}
    return _without_referrer(render(request, "questions/link_done.html", context))


def _over(request: PortalRequest, opened: Opened) -> HttpResponse:
    """A link that has been used, has run out, or is nobody's any more says so, and what became of the question."""
    context = {
        "title": _title(opened),
        "standing": str(opened.standing),
        "stands": said_in_words(opened.request) if opened.request else "",
        "request_row": opened.request,
    }
    status = 200 if opened.standing in {Standing.ANSWERED, Standing.WAITS_FOR_PHOTOS} else 410
    return _without_referrer(render(request, "questions/link_over.html", context, status=status))


def _without_referrer(answer: HttpResponse) -> HttpResponse:
    answer["Referrer-Policy"] = "no-referrer"
    return answer


def _title(opened: Opened) -> str:
    return opened.request.snapshot.title if opened.request and opened.request.snapshot else ""


@outside_request_transaction
@require_safe
def picture(request: PortalRequest, token: str, file_id: UUID) -> HttpResponseBase:
    """One of the pictures on that page, for as long as it shows them."""
    opened = _opened(token)
    if opened is None or opened.standing is not Standing.OPEN or file_id not in _card_of(opened).files:
        raise Http404
    with acting_as(opened.person):
        stored = StoredFile.objects.visible_to(opened.person).filter(id=file_id).first()
    if stored is None:
        raise Http404
    return shown(request, stored, preview=True)
