"""The marketplace's side: asking, what came back as work, and how brands answer."""

from collections import Counter
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import Http404
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.pages import page_for
from accounts.roles import Action, can
from accounts.web import only_sent
from brands.models import Brand, Right
from core import clock, files
from core.models import AuditEvent
from core.tenancy import Actor, acting_as
from core.web import PortalRequest, outside_request_transaction
from detection.models import AuthenticationRequest
from detection.questions import handling
from detection.questions.cards import card_of
from detection.questions.figures import WINDOW, are_out, came_back, figures_by_brand
from detection.questions.forms import AskForm, BrandForm
from detection.questions.gather import Subject
from detection.questions.raising import Raised, Suspicion, raise_suspicions
from detection.questions.words import LABELS, said_in_words
from detection.states import FINAL, LIVE, Answer, MoveRefused, State
from detection.suspicions import Code
from listings.models import Marketplace

_MOST_CHOICES = 500


@require_safe
@page_for(Action.SEE_ASKED)
def overview(request: PortalRequest) -> HttpResponseBase:
    return render(request, "questions/staff.html", _overview(request.actor))


def _overview(actor: Actor) -> dict[str, Any]:
    figures = figures_by_brand(actor, now=clock.now())
    return {
        "figures": figures,
        "answers": [LABELS[said] for said in FINAL],
        "days": WINDOW.days,
        "work": came_back(actor),
        "out": are_out(actor),
        "may_ask": can(actor, Action.RAISE_AUTHENTICATION),
    }


# --- asking ----------------------------------------------------------------------------------------------


@require_http_methods(["GET", "HEAD", "POST"])
@page_for(Action.RAISE_AUTHENTICATION)
def ask(request: PortalRequest) -> HttpResponseBase:
    """First the brand, by the address; then its right, the listings and why."""
    tenant_id, listings = BrandForm(request.GET).read()
    if tenant_id is None:
        return _choose_brand(request, listings)
    brand = Brand.objects.visible_to(request.actor).filter(tenant_id=tenant_id).first()
    if brand is None:
        raise Http404
    form = _ask_form(request, brand, listings)
    if request.method != "POST" or not form.is_valid():
        status = 422 if request.method == "POST" else 200
        return render(request, "questions/staff_ask.html", {"brand": brand, "form": form}, status=status)
    raised = raise_suspicions(_suspicions(brand, form), by=request.actor, now=clock.now())
    context = {"brand": brand, "raised": raised, "counts": _counts(raised), "bad": form.recognised.bad}
    return render(request, "questions/staff_asked.html", context)


def _choose_brand(request: PortalRequest, listings: str) -> HttpResponseBase:
    rows = Brand.objects.visible_to(request.actor).filter(verified_at__isnull=False)
    context = {"brands": rows.order_by("name")[:_MOST_CHOICES], "listings": listings}
    return render(request, "questions/staff_brand.html", context)


def _ask_form(request: PortalRequest, brand: Brand, listings: str) -> AskForm:
    rights = Right.objects.visible_to(request.actor).filter(
        tenant_id=brand.tenant_id, kind=Right.Kind.TRADEMARK
    )
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    return AskForm(
        *sent,
        rights=list(rights.order_by("title", "id")[:_MOST_CHOICES]),
        marketplaces=list(Marketplace.objects.order_by("name")),
        initial={"listings": listings},
    )


def _suspicions(brand: Brand, form: AskForm) -> list[Suspicion]:
    right_id = UUID(form.cleaned_data["right"])
    return [
        Suspicion(
            subject=Subject(brand.tenant_id, right_id, marketplace.id, line.ref),
            url=line.url,
            codes=[Code(code) for code in form.cleaned_data["codes"]],
            sentence=form.cleaned_data["sentence"],
        )
        for marketplace, lines in form.recognised.good.items()
        for line in lines
    ]


def _counts(raised: list[Raised]) -> dict[str, int]:
    return Counter("refused" if one.refused else "asked" for one in raised)


# --- one request -----------------------------------------------------------------------------------------


@require_safe
@page_for(Action.SEE_ASKED)
def detail(request: PortalRequest, request_id: UUID) -> HttpResponseBase:
    found = _found(request.actor, request_id)
    may_act = can(request.actor, Action.RAISE_AUTHENTICATION)
    events = AuditEvent.objects.visible_to(request.actor).filter(subject_id=found.id)
    context = {
        "request_row": found,
        "brand": Brand.objects.visible_to(request.actor).get(tenant_id=found.tenant_id),
        "card": card_of(found, request.actor, now=clock.now()),
        "stands": said_in_words(found),
        "events": events.order_by("at", "id"),
        "may_withdraw": may_act and found.state in LIVE,
        "wants_photos": may_act and found.state == State.NEEDS_PHOTOS,
        "wants_note": may_act and found.answer == Answer.CANNOT_TELL and found.handled_at is None,
        "most_photos": handling.MOST_PHOTOS,
    }
    return render(request, "questions/staff_question.html", context)


def _found(actor: Actor, request_id: UUID) -> AuthenticationRequest:
    rows = AuthenticationRequest.objects.visible_to(actor)
    found = rows.select_related("snapshot", "right", "marketplace", "item").filter(id=request_id).first()
    if found is None:
        raise Http404
    return found


@page_for(Action.RAISE_AUTHENTICATION)
@only_sent("staff-question", "request_id")
def withdrawal(request: PortalRequest, request_id: UUID) -> HttpResponseBase:
    _found(request.actor, request_id)
    try:
        handling.withdraw(request_id, by=request.actor, now=clock.now())
    except MoveRefused:
        messages.info(request, _("There is nothing to withdraw any more."))
    else:
        messages.success(request, _("The question is withdrawn: the brand is not asked any more."))
    return redirect("staff-question", request_id)


@page_for(Action.RAISE_AUTHENTICATION)
@only_sent("staff-question", "request_id")
def note(request: PortalRequest, request_id: UUID) -> HttpResponseBase:
    _found(request.actor, request_id)
    try:
        handling.take_note(request_id, by=request.actor, now=clock.now())
    except MoveRefused as refused:
        messages.info(request, str(refused))
    else:
        messages.success(request, _("Noted: this is off the list."))
    return redirect("staff-questions")


@outside_request_transaction
@page_for(Action.RAISE_AUTHENTICATION)
@only_sent("staff-question", "request_id")
def photos(request: PortalRequest, request_id: UUID) -> HttpResponseBase:
    """The photos are in storage, under the brand's key, before the transaction opens."""
    with acting_as(request.actor):
        tenant_id = _found(request.actor, request_id).tenant_id
    try:
        bodies = [
            files.keep_body(
                sent, name=sent.name or "photo", tenant_id=tenant_id, most_bytes=settings.EVIDENCE_MAX_BYTES
            )
            for sent in request.FILES.getlist("photos")[: handling.MOST_PHOTOS]
        ]
        with acting_as(request.actor):
            handling.reopen_with_photos(request_id, _only_pictures(bodies), by=request.actor, now=clock.now())
    except (files.FileRefused, MoveRefused) as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("The brand is asked again, with the photos."))
    return redirect("staff-question", request_id)


def _only_pictures(bodies: list[files.Body]) -> list[files.Body]:
    for body in bodies:
        if not body.media_type.startswith("image/"):
            raise files.FileRefused(_("%s is no picture.") % body.name)
    return bodies
