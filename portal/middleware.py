"""What happens around every request: an id for the logs, what can be read at all, walls, second factors."""

import logging
import secrets
import time
from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.exceptions import BadRequest
from django.db import transaction
from django.http import HttpResponse, HttpResponseNotAllowed
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import Resolver404, resolve
from django.utils import translation
from redis.exceptions import RedisError

from accounts import second_factor
from accounts.languages import is_spoken
from accounts.models import User
from accounts.sessions import note_seen
from brands.people import actor_for
from core import clock
from core.tenancy import ANONYMOUS, Actor, acting_as, become
from core.web import PortalRequest, go_to
from portal.errors import too_large
from portal.key_access import address_of, identify_by_key, is_for_keys, log_request
from portal.logs import request_id
from portal.reading import has_nul, is_readable, length_of, usable_cookies

logger = logging.getLogger(__name__)

type GetResponse = Callable[[PortalRequest], HttpResponse]


class RequestIdMiddleware:
    """Every answer and every log line of a request carry the same short id; error pages show it."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: PortalRequest) -> HttpResponse:
        request.id = secrets.token_hex(6)
        token = request_id.set(request.id)
        try:
            response = self.get_response(request)
        finally:
            request_id.reset(token)
        response["X-Request-Id"] = request.id
        return response


class ReadingMiddleware:
    """Refuses what nobody could answer, by its headers: a body that is too large is never read."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: PortalRequest) -> HttpResponse:
        length = length_of(request.META.get("CONTENT_LENGTH", ""))
        if length is None:
            raise BadRequest("The length of the body is no number.")
        if length > settings.REQUEST_MAX_BYTES:
            return too_large(request)
        if has_nul(request.META.get("QUERY_STRING", "")):
            raise BadRequest("There is a NUL in what is asked for.")
        if not is_readable((request.content_params or {}).get("charset", "utf-8")):
            raise BadRequest("Only UTF-8 is read.")
        request.COOKIES = usable_cookies(request.COOKIES)
        response = self.get_response(request)
        if isinstance(response, HttpResponseNotAllowed) and not response.content:
            return _not_that_way(request, response)
        return response


def _not_that_way(request: PortalRequest, refused: HttpResponse) -> HttpResponse:
    answer = render(request, "405.html", status=405)
    answer["Allow"] = refused["Allow"]
    return answer


class ActorMiddleware:
    """One transaction around the request, in which PostgreSQL shows what `request.actor` may see."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: PortalRequest) -> HttpResponse:
        if _is_outside(request.path_info):
            request.actor = _identify_briefly(request)
            return self.get_response(request)
        with acting_as(ANONYMOUS):
            request.actor = identify(request)
            response = self.get_response(request)
            # Whoever is told "no" must not have changed anything on the way there.
            if response.status_code >= 400:
                transaction.set_rollback(True)
            return response


class LastSeenMiddleware:
    """Before the request's transaction: whatever becomes of it, the session was seen, and no row stays locked."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: PortalRequest) -> HttpResponse:
        session_key = request.session.session_key
        if session_key and not is_for_keys(request) and isinstance(request.user, User):
            note_seen(
                session_key,
                user_id=request.user.id,
                address=address_of(request),
                browser=request.headers.get("User-Agent", ""),
                now=clock.now(),
            )
        return self.get_response(request)


class LanguageMiddleware:
    """Whoever is signed in reads the language that they chose, whatever this browser asks for."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: PortalRequest) -> HttpResponse:
        if request.session.session_key and not is_for_keys(request) and isinstance(request.user, User):
            language = request.user.language
            if is_spoken(language):
                translation.activate(language)
                request.LANGUAGE_CODE = language
        return self.get_response(request)


class RequestLogMiddleware:
    """A line in the key's log for every request that a program made, also for those that were refused."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: PortalRequest) -> HttpResponse:
        if not is_for_keys(request):
            return self.get_response(request)
        began = time.monotonic()
        response = self.get_response(request)
        log_request(request, response, seconds=time.monotonic() - began)
        return response


class NoUncountedTriesMiddleware:
    """Attempts are counted in Redis. While it is away nobody may try: better shut than without a limit."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: PortalRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: PortalRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, RedisError):
            return None
        logger.error("The cache does not answer: %s", exception)
        response = render(request, "503.html", {"reference": request.id}, status=503)
        response["Retry-After"] = "30"
        return response


class SecondFactorMiddleware:
    """Before the marketplace's people open any page but those of their account, they have passed two factors."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: PortalRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: PortalRequest, view: Any, args: Any, kwargs: Any
    ) -> HttpResponseBase | None:
        if not request.actor.staff or second_factor.is_needed_to_sign_in(request.resolver_match):
            return None
        page = second_factor.page_to_pass_first(request)
        return go_to(request, page) if page else None


def identify(request: PortalRequest) -> Actor:
    """Who is asking; from here on the transaction shows what they may see."""
    if is_for_keys(request):
        return identify_by_key(request)
    user = request.user
    if not isinstance(user, User) or not user.is_active:
        return ANONYMOUS
    become(Actor(role="public", label="public", user_id=user.id, staff=bool(user.staff_role)))
    actor = actor_for(user, chosen=_chosen_brand(request))
    become(actor)
    return actor


def _identify_briefly(request: PortalRequest) -> Actor:
    """A request without a session, such as a health check, asks nothing of the database."""
    if not request.session.session_key and not is_for_keys(request):
        return ANONYMOUS
    with acting_as(ANONYMOUS):
        return identify(request)


def _chosen_brand(request: PortalRequest) -> UUID | None:
    value = request.session.get("brand")
    return UUID(value) if value else None


def _is_outside(path: str) -> bool:
    try:
        return bool(getattr(resolve(path).func, "outside_request_transaction", False))
    except Resolver404:
        return False
