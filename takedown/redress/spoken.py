"""Pages behind a seller's link speak the seller's language, or another that they chose there."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import translation

from core.links import hash_of
from core.tenancy import acting_as
from takedown.models import SellerNotice
from takedown.redress.notices import link_actor

CHOICE = "language"
COOKIE = "notice_language"
_A_YEAR_IN_SECONDS = 365 * 24 * 3600


def in_the_sellers_language[V: Callable[..., HttpResponseBase]](view: V) -> V:
    """For views whose first name in the address is `token`. A choice is kept in the browser and nowhere else."""

    @wraps(view)
    def spoken(request: HttpRequest, token: str, *args: Any, **kwargs: Any) -> HttpResponseBase:
        chosen = _known(request.GET.get(CHOICE, ""))
        language = chosen or _known(request.COOKIES.get(COOKIE, "")) or _of_notice(token)
        if language is None:
            return view(request, token, *args, **kwargs)
        with translation.override(language):
            answer = view(request, token, *args, **kwargs)
        answer.headers["Content-Language"] = language
        if chosen:
            answer.set_cookie(
                COOKIE,
                chosen,
                max_age=_A_YEAR_IN_SECONDS,
                path="/notice/",
                secure=settings.SESSION_COOKIE_SECURE,
                httponly=True,
                samesite="Lax",
            )
        return answer

    return spoken  # type: ignore[return-value]


def _known(language: str) -> str | None:
    return language if language in dict(settings.LANGUAGES) else None


def _of_notice(token: str) -> str | None:
    with acting_as(link_actor(token)):
        found = SellerNotice.objects.filter(token_hash=hash_of(token)).values_list("language", flat=True)
        return _known(found.first() or "")
