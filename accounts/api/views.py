"""The base of every API view: who asks, what they may do, how often, and one answer for a request sent twice."""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import gettext
from drf_spectacular.utils import OpenApiParameter
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.api import limits, replay
from accounts.api.parsing import StrictJSONParser
from accounts.api.problems import Problem
from accounts.roles import Action, Role, can
from accounts.scopes import scope_for
from core import clock
from core.tenancy import Actor

IDEMPOTENT = OpenApiParameter(
    "Idempotency-Key",
    str,
    OpenApiParameter.HEADER,
    description="Repeat a request with the same key, and it has its effect once: the first answer comes again.",
)
IF_MATCH = OpenApiParameter(
    "If-Match", str, OpenApiParameter.HEADER, description="The ETag that you have read: refused if it is old."
)

WRITES = frozenset({"POST", "PUT", "PATCH", "DELETE"})


class ApiView(APIView):
    """`actions` says for each method what the key must be allowed to do; a method without a row is not answered.

    `queries` are the parameters that the address may have: a mistyped one must not look like a list without it.
    """

    actions: ClassVar[Mapping[str, Action]] = {}
    queries: ClassVar[frozenset[str]] = frozenset()
    parser_classes: Sequence[Any] = (StrictJSONParser,)
    limits_verdict: limits.Verdict | None = None

    @property
    def actor(self) -> Actor:
        actor: Actor = self.request._request.actor  # type: ignore[attr-defined]
        return actor

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        self._require_key()
        self._require_room()
        super().initial(request, *args, **kwargs)
        if request.method in self.allowed_methods and request.method != "OPTIONS":
            self._require_action(self.actions[self._as_read(request.method)])
        self._require_known(request)
        if request.method in WRITES:
            _require_readable(request)

    def _require_key(self) -> None:
        trouble = getattr(self.request._request, "key_trouble", "key_missing")
        if trouble:
            raise Problem(trouble)

    def _require_known(self, request: Request) -> None:
        if unknown := sorted(set(request.query_params) - self.queries):
            raise Problem(
                "malformed", detail=gettext("There is no parameter “{value}”.").format(value=unknown[0][:60])
            )

    def _require_room(self) -> None:
        self.limits_verdict = limits.take(_buckets(self.actor))
        if self.limits_verdict and not self.limits_verdict.allowed:
            wait = max(self.limits_verdict.reset_seconds, 1)
            raise Problem("too_many_requests", headers={"Retry-After": str(wait)})

    def _require_action(self, action: Action) -> None:
        if can(self.actor, action):
            return
        if (self.actor.role == Role.FEED) is not (action == Action.FEED_LISTINGS):
            raise Problem("wrong_kind_of_key")
        scope = scope_for(action)
        raise Problem(
            "scope_missing",
            detail=gettext("It needs the scope {scope}.").format(scope=scope)
            if scope
            else gettext("No key may do this."),
        )

    @staticmethod
    def _as_read(method: str | None) -> str:
        return "GET" if method == "HEAD" else str(method)

    def finalize_response(self, request: Request, response: Any, *args: Any, **kwargs: Any) -> Response:
        answer = super().finalize_response(request, response, *args, **kwargs)
        for name, value in (self.limits_verdict.headers if self.limits_verdict else {}).items():
            answer[name] = value
        answer["Cache-Control"] = "no-store"
        return answer

    def once(self, work: Any, *parts: bytes) -> HttpResponseBase:
        """Do a POST's work, once for each Idempotency-Key. `parts` stand for the body where that is a file."""
        request = self.request
        key = request.headers.get("Idempotency-Key")
        if key is None:
            return work()  # type: ignore[no-any-return]
        body = parts or (request._request.body,)
        mark = replay.fingerprint(request.method.encode(), request.path.encode(), *body)  # type: ignore[union-attr]
        seals = replay.Seals(seal=self.seal, unseal=self.unseal)
        return replay.once(
            key, mark, lambda: self._rendered(work()), by=self.actor, now=clock.now(), seals=seals
        )

    def seal(self, body: bytes) -> bytes:
        """What is kept of an answer: a view whose answers hold a secret takes it out here …"""
        return body

    def unseal(self, body: bytes) -> bytes:
        """… and puts it back when the answer is given again."""
        return body

    def _rendered(self, answer: Response) -> Response:
        """Its bytes are kept, so they must be there already."""
        self.headers = self.default_response_headers
        finished = super().finalize_response(self.request, answer)
        finished.render()
        return finished


def _buckets(actor: Actor) -> dict[str, limits.Rate]:
    """A brand's keys share what the brand has; a marketplace's feed has a key of its own."""
    key = f"key:{actor.key_prefix}"
    if actor.role == Role.FEED:
        return {key: limits.Rate(most=settings.API_REQUESTS_PER_MINUTE_OF_FEED_KEY)}
    return {
        key: limits.Rate(most=settings.API_REQUESTS_PER_MINUTE_OF_KEY),
        f"brand:{actor.tenant}": limits.Rate(most=settings.API_REQUESTS_PER_MINUTE_OF_BRAND),
    }


def _require_readable(request: Request) -> None:
    """Read the body now: one that is too large or cut off is a clear answer, wherever it would be read first."""
    try:
        if (request.content_type or "").startswith("application/json"):
            request._request.body  # noqa: B018 - reading is the point
    except RequestDataTooBig as error:
        raise Problem("too_large") from error
    except OSError as error:
        raise Problem("malformed", detail=gettext("The body broke off.")) from error


def etag_of(*parts: Any) -> str:
    return f'"{replay.fingerprint(*(str(part).encode() for part in parts))[:32]}"'


def require_match(request: HttpRequest | Request, etag: str) -> None:
    """If-Match: somebody who says which version they have read must have read this one."""
    wanted = request.headers.get("If-Match")
    tags = {tag.strip().removeprefix("W/") for tag in (wanted or "*").split(",")}
    if not {"*", etag} & tags:
        raise Problem("precondition_failed", headers={"ETag": etag})
