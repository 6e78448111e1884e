"""What machines ask: is the process alive, can it work, how is it doing."""

import hmac

from django.conf import settings
from django.http import Http404, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe
from prometheus_client.exposition import CONTENT_TYPE_LATEST

from core.tenancy import SYSTEM, acting_as
from core.web import PortalRequest, outside_request_transaction
from portal.observing.metrics import exposition
from portal.observing.readiness import not_ready


@outside_request_transaction
@require_safe
def health(request: PortalRequest) -> HttpResponseBase:
    """The process answers. Asks nothing of the database."""
    return HttpResponse("ok\n", content_type="text/plain")


@outside_request_transaction
@require_safe
def readiness(request: PortalRequest) -> HttpResponseBase:
    """Whether requests may be sent here; if not, the names of what is missing."""
    missing = not_ready()
    answer = JsonResponse({"ready": not missing, "not_ready": missing}, status=503 if missing else 200)
    answer["Cache-Control"] = "no-store"
    return answer


@outside_request_transaction
@require_safe
def metrics(request: PortalRequest) -> HttpResponseBase:
    """For whoever has the token. Without one nobody is told that there is such a page."""
    if not _has_token(request.headers.get("Authorization", "")):
        raise Http404
    with acting_as(SYSTEM):
        body = exposition()
    return HttpResponse(body, content_type=CONTENT_TYPE_LATEST, headers={"Cache-Control": "no-store"})


def _has_token(authorization: str) -> bool:
    wanted = f"Bearer {settings.METRICS_TOKEN}".encode()
    return bool(settings.METRICS_TOKEN) and hmac.compare_digest(authorization.encode(), wanted)
