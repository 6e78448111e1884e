"""The seller says "I am authorised": a page behind the notice's link. GET shows, POST acts once a code was typed."""

from typing import Any
from uuid import UUID

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods
from django.views.defaults import page_not_found

from core import clock
from core.files import Body, FileRefused, keep_body
from core.tenancy import SYSTEM, acting_as
from core.web import PortalRequest
from takedown.redress.codes.views import by_proven_seller
from takedown.redress.licences.claiming import ClaimRefused, NewClaim, claim
from takedown.redress.link import Opened
from takedown.redress.notice_page import AboutGround, page_of

MOST_FILES = 5
MOST_BYTES = 10 * 1024 * 1024


class _FilesInput(forms.FileInput):
    allow_multiple_selected = True

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        return files.getlist(name) if hasattr(files, "getlist") else []


class _Files(forms.Field):
    widget = _FilesInput(attrs={"accept": "image/jpeg,image/png,image/webp,application/pdf"})

    def clean(self, value: Any) -> "list[UploadedFile[bytes]]":
        chosen: list[UploadedFile[bytes]] = super().clean(value)
        if len(chosen) > MOST_FILES:
            raise forms.ValidationError(_("Please send five files at most."))
        if any((file.size or 0) > MOST_BYTES for file in chosen):
            raise forms.ValidationError(_("A file may have 10 MB at most."))
        return chosen


class ClaimForm(forms.Form):
    giver = forms.CharField(
        label=_("Who allowed you to sell these goods?"),
        help_text=_("The name of the company or person."),
        max_length=200,
    )
    uploads = _Files(
        label=_("What shows it?"),
        help_text=_(
            "A licence, a contract, an invoice or a letter. Five files at most: JPEG, PNG, WebP or PDF."
        ),
    )
    words = forms.CharField(
        label=_("Is there more to say?"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@by_proven_seller
def licence(request: PortalRequest, found: Opened, ground_id: UUID) -> HttpResponseBase:
    ground = _ground(found, ground_id)
    if ground is None:
        return page_not_found(request, Http404())
    form = ClaimForm(request.POST or None, request.FILES or None) if ground.may_claim else None
    if form is not None and request.method == "POST" and form.is_valid():
        refused = _claim(found, ground, form)
        if refused is None:
            return redirect(request.path)
        form.add_error(None, refused)
    context = {"ground": ground, "form": form, "back": found.path}
    status = 422 if form is not None and form.errors else 200
    return render(request, "takedown/link/licence.html", context, status=status)


def _ground(found: Opened, ground_id: UUID) -> AboutGround | None:
    """One that lives, or about which something was said."""
    return next((one for one in page_of(found.notice).grounds if one.id == ground_id), None)


def _claim(found: Opened, ground: AboutGround, form: ClaimForm) -> Any:
    """Why not, in words, or None."""
    try:
        bodies = [_kept(upload, ground.tenant_id) for upload in form.cleaned_data["uploads"]]
    except FileRefused:
        return _("One of the files cannot be used. Send JPEG, PNG, WebP or PDF files that are not empty.")
    new = NewClaim(
        ground_id=ground.id,
        giver=form.cleaned_data["giver"],
        words=form.cleaned_data["words"],
        bodies=bodies,
    )
    try:
        with acting_as(SYSTEM):
            claim(new, by=found.seller, now=clock.now())
    except ClaimRefused as refused:
        return (
            None
            if refused.code == "asked_already"
            else _("The complaint has ended. There is nothing to claim.")
        )
    return None


def _kept(upload: "UploadedFile[bytes]", tenant_id: UUID) -> Body:
    return keep_body(upload, name=upload.name or "file", tenant_id=tenant_id, most_bytes=MOST_BYTES)
