"""The delivery room: what was ordered from the marketplaces, what came of it, and what people do about it."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.pages import page_for
from accounts.roles import Action, can
from accounts.web import only_sent
from complaints.review.paging import Place
from core import clock, dead_letters
from core.models import Outbox
from core.web import PortalRequest
from listings.models import Marketplace
from listings.rates import rates_of, set_rates
from takedown.models import Removal
from takedown.removal import overview, settle
from takedown.removal.forms import (
    FilterForm,
    LeavingForm,
    LettersForm,
    ParkingForm,
    PlaceForm,
    RatesForm,
)
from takedown.removal.giving_up import OF_A_REMOVAL, park
from takedown.states import RemovalStatus


@require_safe
@page_for(Action.SEE_DELIVERY)
def delivery(request: PortalRequest) -> HttpResponse:
    actor, filters = request.actor, FilterForm(request.GET).read()
    rows, page = overview.removal_page(actor, PlaceForm(request.GET).read(), filters)
    dead, _more = overview.letters_page(actor, Place(), state=Outbox.State.DEAD, size=overview.MOST_DEAD)
    sites = overview.sites()
    context = {
        "rows": rows,
        "page": page,
        "filters": filters,
        "chips": overview.chips(filters, sites),
        "sites": sites,
        "dead": dead,
        "dead_count": overview.how_many(actor, Outbox.State.DEAD),
        "parked_count": overview.how_many(actor, Outbox.State.PARKED),
        "waiting": overview.waiting_work(actor, now=clock.now()),
        "may_retry": can(actor, Action.RETRY_DELIVERY),
        "may_set_pace": can(actor, Action.SET_PACE),
    }
    return render(request, "takedown/delivery.html", context)


# --- one removal -----------------------------------------------------------------------------------------


@require_safe
@page_for(Action.SEE_DELIVERY)
def removal(request: PortalRequest, removal_id: UUID) -> HttpResponse:
    return _removal_page(request, removal_id, LeavingForm())


@page_for(Action.SETTLE_CONFLICT)
@only_sent("removal", "removal_id")
def restoration(request: PortalRequest, removal_id: UUID) -> HttpResponse:
    try:
        settle.restore_anyway(removal_id, by=request.actor, now=clock.now())
    except Removal.DoesNotExist as error:
        raise Http404 from error
    except settle.SettlingRefused as refused:
        messages.info(request, str(refused))
    else:
        messages.success(request, _("Ordered: it is put back as it stands now."))
    return redirect("removal", removal_id)


@page_for(Action.SETTLE_CONFLICT)
@only_sent("removal", "removal_id")
def leaving(request: PortalRequest, removal_id: UUID) -> HttpResponse:
    form = LeavingForm(request.POST)
    if not form.is_valid():
        return _removal_page(request, removal_id, form, status=422)
    words = form.cleaned_data["reason"]
    try:
        settle.leave_as_it_is(removal_id, reason=words, by=request.actor, now=clock.now())
    except Removal.DoesNotExist as error:
        raise Http404 from error
    except settle.SettlingRefused as refused:
        messages.info(request, str(refused))
    else:
        messages.success(request, _("Left as it is. The removal is over."))
    return redirect("removal", removal_id)


def _removal_page(
    request: PortalRequest, removal_id: UUID, form: LeavingForm, *, status: int = 200
) -> HttpResponse:
    try:
        file = overview.removal_file(removal_id, request.actor)
    except Removal.DoesNotExist as error:
        raise Http404 from error
    context = {
        "file": file,
        "removal": file.removal,
        "form": form,
        "in_conflict": file.removal.status == RemovalStatus.CONFLICT,
        "may_settle": can(request.actor, Action.SETTLE_CONFLICT),
        "may_retry": can(request.actor, Action.RETRY_DELIVERY),
        "may_see_sellers": can(request.actor, Action.SEE_SELLERS),
    }
    return render(request, "takedown/removal.html", context, status=status)


# --- letters ---------------------------------------------------------------------------------------------


@require_safe
@page_for(Action.SEE_DELIVERY)
def letters(request: PortalRequest) -> HttpResponse:
    state = LettersForm(request.GET).read()
    rows, page = overview.letters_page(request.actor, PlaceForm(request.GET).read(), state=state)
    context = {
        "letters": rows,
        "page": page,
        "state": state,
        "counts": [
            (one, label, overview.how_many(request.actor, one))
            for one, label in ((Outbox.State.DEAD, _("Given up")), (Outbox.State.PARKED, _("Parked")))
        ],
        "may_retry": can(request.actor, Action.RETRY_DELIVERY),
    }
    return render(request, "takedown/letters.html", context)


@page_for(Action.RETRY_DELIVERY, step_up=True)
@only_sent("delivery")
def retry(request: PortalRequest, work_id: UUID) -> HttpResponse:
    try:
        dead_letters.revive(work_id, by=request.actor, now=clock.now())
    except Outbox.DoesNotExist:
        messages.info(request, _("This is no dead letter any more: somebody has retried it already."))
    else:
        messages.success(request, _("It is being tried again."))
    return redirect("delivery")


@page_for(Action.RETRY_DELIVERY)
def parking(request: PortalRequest, work_id: UUID) -> HttpResponse:
    form = ParkingForm(request.POST or None)
    try:
        if form.is_valid():
            park(work_id, because=form.cleaned_data["reason"], by=request.actor, now=clock.now())
            messages.success(request, _("Parked."))
            return redirect("letters")
        letter = overview.letter_of(work_id, request.actor)
    except Outbox.DoesNotExist:
        messages.info(request, _("This is no dead letter any more."))
        return redirect("letters")
    context = {"form": form, "letter": letter, "ends_removal": letter.row.kind in OF_A_REMOVAL}
    return render(request, "takedown/parking.html", context, status=422 if form.errors else 200)


@page_for(Action.RETRY_DELIVERY)
@only_sent("letters")
def unparking(request: PortalRequest, work_id: UUID) -> HttpResponse:
    try:
        dead_letters.unpark(work_id, by=request.actor, now=clock.now())
    except Outbox.DoesNotExist:
        messages.info(request, _("This is not parked any more."))
    else:
        messages.success(request, _("It is among the dead letters again."))
    return redirect("letters")


# --- marketplaces ----------------------------------------------------------------------------------------


@page_for(Action.SET_PACE)
def pace(request: PortalRequest, slug: str) -> HttpResponse:
    marketplace = Marketplace.objects.filter(slug=slug).first()
    if marketplace is None:
        raise Http404
    rates = rates_of(marketplace)
    initial = {name: getattr(rates, name) for name in RatesForm.base_fields}
    form = RatesForm(request.POST or None, initial=initial)
    if form.is_valid():
        set_rates(marketplace.id, form.read(), by=request.actor, now=clock.now())
        messages.success(request, _("Saved. The next call goes at the new pace."))
        return redirect("delivery")
    context = {"form": form, "marketplace": marketplace}
    return render(request, "takedown/pace.html", context, status=422 if form.errors else 200)
