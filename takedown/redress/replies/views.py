"""The brand's pages: counter-notices by what runs out first, and one beside its case, with what can be done."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.pages import page_for
from accounts.roles import Action, can
from accounts.web import only_sent
from complaints.reasons import REASONS
from core import clock
from core.tenancy import acting_as
from core.web import PortalRequest, outside_request_transaction
from takedown.models import CounterNotice
from takedown.redress.clocks.shown import rule_in_words
from takedown.redress.replies import answering, legal, undertakings
from takedown.redress.replies.case import Done, ReplyIncomplete, ReplyRefused
from takedown.redress.replies.choices import choices_of
from takedown.redress.replies.forms import LegalActionForm, ReplyForm, UndertakingForm
from takedown.redress.replies.papers import Papers
from takedown.redress.replies.reach import counters_of
from takedown.redress.replies.shown import Whole, open_lines, past_page, whole_of
from takedown.redress.replies.timeline import events_of
from takedown.redress.replies.words import KINDS, OFFERS, PROOFS, refused_in_words
from takedown.removal.forms import PlaceForm


@require_safe
@page_for(Action.SEE_COUNTER_NOTICES)
def counter_notices(request: PortalRequest) -> HttpResponseBase:
    past, page = past_page(request.actor, PlaceForm(request.GET).read())
    context = {"lines": open_lines(request.actor), "past": past, "page": page}
    return render(request, "redress/counter_list.html", context)


@require_safe
@page_for(Action.SEE_COUNTER_NOTICES)
def counter_notice(request: PortalRequest, counter_id: UUID) -> HttpResponseBase:
    return _page(request, _found(request, counter_id))


def _found(request: PortalRequest, counter_id: UUID) -> Whole:
    try:
        return whole_of(counter_id, request.actor)
    except CounterNotice.DoesNotExist as error:
        raise Http404 from error


def _page(
    request: PortalRequest, whole: Whole, sent: forms.Form | None = None, *, status: int = 200
) -> HttpResponseBase:
    item = whole.item
    given = {type(sent): sent} if sent else {}
    may_answer = can(request.actor, Action.ANSWER_COUNTER_NOTICE)
    context: dict[str, Any] = {
        "whole": whole,
        "line": whole.line,
        "counter": whole.counter,
        "item": item,
        "complaint": item.complaint,
        "reason": REASONS[item.complaint.reason].label,
        "files": whole.counter.files.visible_to(request.actor).select_related("file").order_by("id"),
        "proofs": [(proof, PROOFS[proof.result], KINDS[proof.kind]) for proof in whole.proofs],  # type: ignore[index]
        "offers": [(offer, OFFERS[offer.status]) for offer in whole.offers],  # type: ignore[index]
        "events": events_of(whole.counter, request.actor),
        "choices": choices_of(whole) if may_answer else [],
        "form": sent,
        "reply_form": given.get(ReplyForm) or ReplyForm(),
        "legal_form": given.get(LegalActionForm) or LegalActionForm(),
        "undertaking_form": given.get(UndertakingForm) or UndertakingForm(),
        "rule": rule_in_words(whole.law),
    }
    return render(request, "redress/counter_detail.html", context, status=status)


# --- what the brand can do -------------------------------------------------------------------------------


def _do(
    request: PortalRequest,
    counter_id: UUID,
    work: Callable[[], Done],
    *,
    done: str,
    form: forms.Form | None = None,
) -> HttpResponseBase:
    """One service call, and what came of it in words: done, done before, too late, or something is missing."""
    try:
        outcome = work()
    except CounterNotice.DoesNotExist as error:
        raise Http404 from error
    except ReplyIncomplete as incomplete:
        if form is not None:
            for name in incomplete.fields:
                form.add_error(name if name in form.fields else None, _("Please fill this in."))
        return _page(request, _found(request, counter_id), form, status=422)
    except ReplyRefused as refused:
        if form is None:
            messages.warning(request, refused_in_words(refused))
            return redirect("brand-counter-notice", counter_id)
        # What was typed is not lost.
        form.add_error(None, refused_in_words(refused))
        return _page(request, _found(request, counter_id), form, status=409)
    if outcome.is_new:
        messages.success(request, done)
    else:
        messages.info(request, _("This was done already; nothing was changed."))
    return redirect("brand-counter-notice", counter_id)


@page_for(Action.ANSWER_COUNTER_NOTICE)
@only_sent("brand-counter-notice", "counter_id")
def acceptance(request: PortalRequest, counter_id: UUID) -> HttpResponseBase:
    return _do(
        request,
        counter_id,
        lambda: answering.accept_restoration(counter_id, by=request.actor, now=clock.now()),
        done=_("You agreed. Your complaint no longer keeps the listing off sale."),
    )


@outside_request_transaction
@require_http_methods(["GET", "HEAD", "POST"])
@page_for(Action.ANSWER_COUNTER_NOTICE)
@only_sent("brand-counter-notice", "counter_id")
def reply(request: PortalRequest, counter_id: UUID) -> HttpResponseBase:
    papers = _papers(request, counter_id)
    with acting_as(request.actor):
        form = ReplyForm(request.POST, papers=papers)
        if not form.is_valid():
            return _page(request, _found(request, counter_id), form, status=422)
        return _do(
            request,
            counter_id,
            lambda: answering.answer(
                counter_id,
                text=form.cleaned_data["text"],
                files=papers.bodies,
                by=request.actor,
                now=clock.now(),
            ),
            done=_("Your answer is kept with the case."),
            form=form,
        )


@outside_request_transaction
@require_http_methods(["GET", "HEAD", "POST"])
@page_for(Action.ANSWER_COUNTER_NOTICE)
@only_sent("brand-counter-notice", "counter_id")
def legal_action(request: PortalRequest, counter_id: UUID) -> HttpResponseBase:
    papers = _papers(request, counter_id)
    with acting_as(request.actor):
        form = LegalActionForm(request.POST, papers=papers)
        if not form.is_valid():
            return _page(request, _found(request, counter_id), form, status=422)
        return _do(
            request,
            counter_id,
            lambda: legal.show_legal_action(counter_id, form.proof(), by=request.actor, now=clock.now()),
            done=_("A person looks at your document. The listing stays off sale meanwhile."),
            form=form,
        )


def _papers(request: PortalRequest, counter_id: UUID) -> Papers:
    """In storage before a transaction opens; nothing is stored for a counter-notice that is not theirs."""
    with acting_as(request.actor):
        if not counters_of(request.actor).filter(id=counter_id).exists():
            raise Http404
    return Papers.of(request.POST, request.FILES, by=request.actor)


@page_for(Action.ANSWER_COUNTER_NOTICE)
@only_sent("brand-counter-notice", "counter_id")
def undertaking(request: PortalRequest, counter_id: UUID) -> HttpResponseBase:
    form = UndertakingForm(request.POST)
    if not form.is_valid():
        return _page(request, _found(request, counter_id), form, status=422)
    sent = form.cleaned_data
    return _do(
        request,
        counter_id,
        lambda: undertakings.offer(
            counter_id, sent["clauses"], signed_name=sent["signed_name"], by=request.actor, now=clock.now()
        ),
        done=_("The seller has your offer. Nothing else has changed until they sign."),
        form=form,
    )


@page_for(Action.ANSWER_COUNTER_NOTICE)
@only_sent("brand-counter-notice", "counter_id")
def undertaking_end(request: PortalRequest, counter_id: UUID) -> HttpResponseBase:
    return _do(
        request,
        counter_id,
        lambda: undertakings.take_back(counter_id, by=request.actor, now=clock.now()),
        done=_("Your offer is taken back. All is as it was before."),
    )
