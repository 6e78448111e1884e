"""A brand's rights and their files; registering a brand."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.pages import page_for
from accounts.roles import Action, can
from brands import services
from brands.countries import names_of
from brands.forms import BrandForm, RightFileForm, RightForm
from brands.models import Right, RightFile
from core import clock, files
from core.tenancy import acting_as
from core.web import PortalRequest, outside_request_transaction

EXPIRES_SOON = timedelta(days=90)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def register(request: PortalRequest) -> HttpResponseBase:
    if request.actor.staff:
        raise PermissionDenied(gettext("Staff belong to no brand."))
    form = BrandForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        brand = services.register_brand(**form.cleaned_data, by=request.actor, now=clock.now())
        request.session["brand"] = str(brand.tenant_id)
        messages.success(request, _("%(brand)s is registered. Next: add a right.") % {"brand": brand.name})
        return redirect("home")
    return render(request, "brands/brand_register.html", {"form": form})


@require_safe
@page_for(Action.SEE_RIGHTS)
def rights(request: PortalRequest) -> HttpResponseBase:
    rows = Right.objects.visible_to(request.actor).order_by("title", "id")[:500]
    today = clock.now().date()
    context = {
        "rights": rows,
        "today": today,
        "soon": today + EXPIRES_SOON,
        "may_edit": can(request.actor, Action.EDIT_RIGHTS),
    }
    return render(request, "brands/right_list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@page_for(Action.EDIT_RIGHTS)
def add_right(request: PortalRequest) -> HttpResponseBase:
    form = RightForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            right = services.add_right(form.new_right(), by=request.actor, now=clock.now())
        except services.RightRefused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("The right is added. Now add its certificate and pictures."))
            return redirect("right", right.id)
    return render(request, "brands/right_add.html", {"form": form})


@require_safe
@page_for(Action.SEE_RIGHTS)
def right(request: PortalRequest, right_id: UUID) -> HttpResponseBase:
    return _right_page(request, right_id, RightFileForm())


@outside_request_transaction
@require_http_methods(["GET", "HEAD", "POST"])
@page_for(Action.EDIT_RIGHTS)
def add_file(request: PortalRequest, right_id: UUID) -> HttpResponseBase:
    """The body is stored before a transaction opens."""
    if request.method != "POST":
        return redirect("right", right_id)
    with acting_as(request.actor):
        # Nothing is stored for a right that is not theirs.
        if not Right.objects.visible_to(request.actor).filter(id=right_id).exists():
            raise Http404
    form, body = RightFileForm(request.POST, request.FILES), None
    if form.is_valid() and request.actor.tenant_id:
        body = _kept(form, request.actor.tenant_id)
    with acting_as(request.actor):
        if body is None:
            return _right_page(request, right_id, form)
        purpose = RightFile.Purpose(form.cleaned_data["purpose"])
        try:
            services.add_right_file(right_id, body, purpose=purpose, by=request.actor, now=clock.now())
        except Right.DoesNotExist as unknown:
            raise Http404 from unknown
    messages.success(request, _("%(name)s is added.") % {"name": body.name})
    return redirect("right", right_id)


def _kept(form: RightFileForm, tenant_id: UUID) -> files.Body | None:
    upload = form.cleaned_data["file"]
    try:
        return files.keep_body(
            upload, name=upload.name, tenant_id=tenant_id, most_bytes=settings.EVIDENCE_MAX_BYTES
        )
    except files.FileRefused as refused:
        form.add_error("file", str(refused))
        return None


def _right_page(request: PortalRequest, right_id: UUID, form: RightFileForm) -> HttpResponse:
    found = Right.objects.visible_to(request.actor).filter(id=right_id).first()
    if found is None:
        raise Http404
    held = list(RightFile.objects.visible_to(request.actor).filter(right=found).select_related("file"))
    context = {
        "right": found,
        "facts": facts_of(found),
        "pictures": [f for f in held if f.file.media_type.startswith("image/")],
        "documents": [f for f in held if not f.file.media_type.startswith("image/")],
        "form": form,
        "today": clock.now().date(),
        "may_edit": can(request.actor, Action.EDIT_RIGHTS),
        "may_dispute": can(request.actor, Action.VERIFY_RIGHT),
    }
    return render(request, "brands/right_detail.html", context)


def facts_of(right: Right) -> list[tuple[str, Any]]:
    """What the brand has said of it; nothing is shown for what it left out."""
    facts = [
        (_("Kind"), right.get_kind_display()),
        (_("Number"), right.number),
        (_("Office"), right.office),
        (_("Owner"), right.owner_name),
        (_("Holds in"), names_of(right.territories)),
        (_("Nice classes"), ", ".join(map(str, right.nice_classes))),
        (_("Also written"), ", ".join(right.variants)),
        (_("Registered on"), right.registered_on),
        (_("Expires on"), right.expires_on),
        (_("Genuine, new, from"), f"{right.price_from} {right.price_currency}" if right.price_from else ""),
    ]
    return [(label, value) for label, value in facts if value]
