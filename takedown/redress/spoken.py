"""Pages behind a seller's link speak the seller's language, or another that they chose there."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import translation

from takedown.models import SellerNotice

CHOICE = "language"
COOKIE = "notice_language"
_A_YEAR_IN_SECONDS = 365 * 24 * 3600


def in_the_sellers_language[R: HttpResponseBase](
    request: HttpRequest, notice: SellerNotice, page: Callable[[], R]
) -> R:
    """A choice is kept in the browser and nowhere else: a look changes nothing of ours."""
    chosen = _known(request.GET.get(CHOICE, ""))
    language = chosen or _known(request.COOKIES.get(COOKIE, "")) or notice.language
    with translation.override(language):
        answer = page()
    answer.headers["Content-Language"] = language
    if chosen:
        answer.set_cookie(
            COOKIE,
            chosen,
            max_age=_A_YEAR_IN_SECONDS,
            path="/notice/",
            secure=request.is_secure(),
            httponly=True,
            samesite="Lax",
        )
    return answer


def _known(language: str) -> str:
    return language if language in dict(settings.LANGUAGES) else ""
