"""Stored files for those who may see them: as a download, or as a picture that was encoded anew."""

from uuid import UUID

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from core.files import open_body
from core.models import StoredFile
from core.pictures import NotAPicture, preview
from core.scanning import is_withheld
from core.tenancy import acting_as
from core.web import PortalRequest, outside_request_transaction

# WebDAV's "locked": it is there, and cannot be had now.
LOCKED = 423


@outside_request_transaction
@require_safe
def stored_file(request: PortalRequest, file_id: UUID) -> HttpResponseBase:
    """`?preview=1` shows a picture inline. Nobody is told whether a file exists that is not theirs.

    Outside the request's transaction: reading and encoding may take a while.
    """
    with acting_as(request.actor):
        stored = StoredFile.objects.visible_to(request.actor).filter(id=file_id).first()
    if stored is None:
        raise Http404
    return shown(request, stored, preview=bool(request.GET.get("preview")))


def shown(request: HttpRequest, stored: StoredFile, *, preview: bool) -> HttpResponseBase:
    """A file for somebody of whom it is known that they may see it."""
    if is_withheld(stored):
        return _withheld(request, stored, preview=preview)
    try:
        answer = _picture(stored) if preview else _download(stored)
    except (FileNotFoundError, NotAPicture) as error:
        raise Http404 from error
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Content-Security-Policy"] = "sandbox; default-src 'none'"
    answer["Cache-Control"] = "private, no-store"
    return answer


def _withheld(request: HttpRequest, stored: StoredFile, *, preview: bool) -> HttpResponse:
    """A picture in the picture's place, so that every page that shows one says how it stands; a page for a link."""
    context = {"is_infected": stored.scan == StoredFile.Scan.INFECTED, "name": stored.name}
    if preview:
        answer = render(request, "files/withheld.svg", context, content_type="image/svg+xml")
        answer["X-Content-Type-Options"] = "nosniff"
    else:
        answer = render(request, "files/withheld.html", context, status=LOCKED)
    answer["Cache-Control"] = "private, no-store"
    return answer


def _download(stored: StoredFile) -> HttpResponseBase:
    return FileResponse(
        open_body(stored), as_attachment=True, filename=stored.name, content_type=stored.media_type
    )


def _picture(stored: StoredFile) -> HttpResponseBase:
    with open_body(stored) as body:
        answer = HttpResponse(preview(body), content_type="image/webp")
    answer["Content-Disposition"] = "inline"
    return answer
