"""The brand's pages: the queue, one question, what was answered, the declaration, offers of sellers."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from accounts.pages import page_for
from accounts.roles import Action, can
from accounts.web import only_sent
from core import clock
from core.web import PortalRequest
from detection.models import AuthenticationRequest
from detection.questions import declaration, offers
from detection.questions.answering import Outcome, answer, is_open
from detection.questions.cards import Place, answers_of, card_of, left, next_card
from detection.questions.forms import AnswerForm, DeclarationForm, OfferForm, PlaceForm
from detection.questions.reach import requests_of
from detection.questions.words import CHOICES, LABELS, said_in_words
from detection.states import Answer, Channel


@require_safe
@page_for(Action.SEE_AUTHENTICATION)
def queue(request: PortalRequest) -> HttpResponseBase:
    after = PlaceForm(request.GET).read()
    return render(request, "questions/queue.html", _queue(request, after))


def _queue(request: PortalRequest, after: UUID | None) -> dict[str, Any]:
    actor, now = request.actor, clock.now()
    place = Place.after(after, actor) if after else None
    card = next_card(actor, place, now=now)
    return {
        "card": card,
        "left": left(actor, now=now),
        "after": after if place else None,
        "offers": offers.offers_of(actor) if can(actor, Action.EDIT_ALLOW_LIST) else [],
        **_panel(request),
    }


def _panel(request: PortalRequest) -> dict[str, Any]:
    """What the five keys need."""
    return {
        "choices": CHOICES,
        "may_answer": can(request.actor, Action.ANSWER_AUTHENTICATION),
        "may_sign": can(request.actor, Action.SIGN_FOR_ANSWERS),
        "declaration": declaration.declaration_of(request.actor),
        "declaration_words": declaration.WORDS,
        "declaration_form": DeclarationForm(initial={"signed_as": request.actor.label}),
    }


@require_safe
@page_for(Action.SEE_AUTHENTICATION)
def question(request: PortalRequest, request_id: UUID) -> HttpResponseBase:
    """One of them, open or over."""
    found = _found(request, request_id)
    now = clock.now()
    context = {
        "card": card_of(found, request.actor, now=now),
        "is_open": is_open(found, now),
        "stands": said_in_words(found),
        **_panel(request),
    }
    return render(request, "questions/question.html", context)


def _found(request: PortalRequest, request_id: UUID) -> AuthenticationRequest:
    rows = requests_of(request.actor).select_related("snapshot", "right", "marketplace", "item")
    found = rows.filter(id=request_id).first()
    if found is None:
        raise Http404
    return found


@page_for(Action.ANSWER_AUTHENTICATION)
@only_sent("question", "request_id")
def answering(request: PortalRequest, request_id: UUID) -> HttpResponseBase:
    """One key, and the answer is the next card: as a part of the page, or without JavaScript as the page again."""
    found = _found(request, request_id)
    form = AnswerForm(request.POST)
    if form.is_valid():
        said = _answer(request, found, form)
    else:
        said = ("bad", " ".join(str(e) for errors in form.errors.values() for e in errors))
    after = form.cleaned_data.get("after")
    if request.headers.get("HX-Request") == "true":
        context = _queue(request, after) | {"tone": said[0], "said": said[1]}
        return render(request, "questions/queue.html#answered", context)
    messages.add_message(request, _LEVELS[said[0]], said[1])
    query = f"?after={after}" if after else ""
    return redirect(reverse("questions") + query)


_LEVELS = {"good": messages.SUCCESS, "info": messages.INFO, "warn": messages.WARNING, "bad": messages.ERROR}


def _answer(request: PortalRequest, found: AuthenticationRequest, form: AnswerForm) -> tuple[str, str]:
    try:
        outcome = answer(
            found.id,
            form.said,
            channel=Channel.PAGE,
            by=request.actor,
            now=clock.now(),
            twins=form.twins,
        )
    except declaration.DeclarationMissing:
        return "warn", _("Nothing was answered: an owner of your brand makes the declaration first.")
    return _in_words(outcome, form.said, _title(found))


def _title(found: AuthenticationRequest) -> str:
    return found.snapshot.title[:80] if found.snapshot else found.listing_ref


def _in_words(outcome: Outcome, said: Answer, title: str) -> tuple[str, str]:
    if outcome.stands is not None:
        if outcome.has(said):
            return "info", _("“%(title)s” was answered already: %(said)s.") % {
                "title": title,
                "said": said_in_words(outcome.stands),
            }
        return "warn", _("Your answer came too late and was not taken. “%(title)s”: %(said)s.") % {
            "title": title,
            "said": said_in_words(outcome.stands),
        }
    others = len(outcome.answered) - 1
    if not others:
        return "good", _("%(answer)s: “%(title)s”.") % {"answer": LABELS[said], "title": title}
    words = ngettext(
        "%(answer)s: “%(title)s” and %(n)d other with the same picture.",
        "%(answer)s: “%(title)s” and %(n)d others with the same picture.",
        others,
    )
    return "good", words % {"answer": LABELS[said], "title": title, "n": others}


@require_safe
@page_for(Action.SEE_AUTHENTICATION)
def answers(request: PortalRequest) -> HttpResponseBase:
    rows = [{"request": row, "stands": said_in_words(row)} for row in answers_of(request.actor)]
    return render(request, "questions/answers.html", {"rows": rows, **_panel(request)})


@page_for(Action.SIGN_FOR_ANSWERS)
@only_sent("questions")
def sign(request: PortalRequest) -> HttpResponseBase:
    form = DeclarationForm(request.POST)
    if not form.is_valid():
        context = _queue(request, None) | {"declaration_form": form, "form": form}
        return render(request, "questions/queue.html", context, status=422)
    declaration.sign(name=form.cleaned_data["signed_as"], by=request.actor, now=clock.now())
    messages.success(request, _("The declaration is made. It holds for every “counterfeit” of your people."))
    return redirect("questions")


@page_for(Action.SIGN_FOR_ANSWERS)
@only_sent("answers")
def end_declaration(request: PortalRequest) -> HttpResponseBase:
    if declaration.end(by=request.actor, now=clock.now()) is None:
        messages.info(request, _("No declaration is in force."))
    else:
        messages.success(request, _("The declaration is ended: “counterfeit” cannot be answered any more."))
    return redirect("answers")


@page_for(Action.EDIT_ALLOW_LIST)
@only_sent("questions")
def offer(request: PortalRequest, request_id: UUID) -> HttpResponseBase:
    form = OfferForm(request.POST)
    form.is_valid()
    if form.cleaned_data.get("add"):
        allowed = offers.take(request_id, by=request.actor, now=clock.now())
        if allowed is None:
            messages.info(request, _("This seller is on your list already, or was not wanted there."))
        else:
            messages.success(request, _("%s is on your list of authorised sellers.") % allowed)
    elif offers.decline(request_id, by=request.actor, now=clock.now()) is None:
        messages.info(request, _("This has been settled already."))
    else:
        messages.success(request, _("The seller stays off your list."))
    return redirect("questions")
