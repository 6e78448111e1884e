"""Requests, answers and routes: as much of WSGI as this site needs."""

import json
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from http import HTTPStatus
from typing import Any
from urllib.parse import parse_qs, quote
from wsgiref.types import StartResponse, WSGIEnvironment

MAX_BODY = 1_000_000

CONTENT_SECURITY_POLICY = (
    "default-src 'none'; img-src 'self'; style-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)


class HttpError(Exception):
    """Ends the request with an error answer."""

    def __init__(
        self, status: int, code: str, message: str, headers: Mapping[str, str] | None = None
    ) -> None:
        super().__init__(message)
        self.status, self.code, self.message = status, code, message
        self.headers = dict(headers or {})


@dataclass(frozen=True, slots=True, kw_only=True)
class Response:
    status: int = 200
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)


class Headers(Mapping[str, str]):
    """Request headers by their usual names, in any case."""

    def __init__(self, environ: WSGIEnvironment) -> None:
        self._environ = environ

    def __getitem__(self, name: str) -> str:
        return str(self._environ["HTTP_" + name.upper().replace("-", "_")])

    def __iter__(self) -> Any:
        return (key[5:].replace("_", "-").title() for key in self._environ if key.startswith("HTTP_"))

    def __len__(self) -> int:
        return sum(1 for _ in self)


class Request:
    def __init__(self, environ: WSGIEnvironment) -> None:
        self.method: str = environ["REQUEST_METHOD"]
        # WSGI hands the path over as bytes in Latin-1 disguise.
        self.path: str = environ["PATH_INFO"].encode("latin-1").decode("utf-8", "replace")
        self.query_string: str = environ.get("QUERY_STRING", "")
        self.remote: str = environ.get("REMOTE_ADDR", "")
        self.headers = Headers(environ)
        self._environ = environ

    @property
    def target(self) -> str:
        path = quote(self.path, safe="/:@!$&'()*+,;=~-._")
        return f"{path}?{self.query_string}" if self.query_string else path

    @cached_property
    def query(self) -> dict[str, str]:
        return {name: values[-1] for name, values in parse_qs(self.query_string).items()}

    @cached_property
    def body(self) -> bytes:
        body: bytes = self._environ["wsgi.input"].read(MAX_BODY + 1)
        if len(body) > MAX_BODY:
            raise HttpError(413, "too_large", "The request is larger than 1 MB.")
        return body

    @cached_property
    def json(self) -> dict[str, Any]:
        try:
            value = json.loads(self.body or b"{}")
        except ValueError:
            raise HttpError(400, "bad_json", "The body is not JSON.") from None
        if not isinstance(value, dict):
            raise HttpError(400, "bad_json", "The body must be a JSON object.")
        return value


Handler = Callable[..., Response]


@dataclass(frozen=True, slots=True)
class Route:
    method: str
    pattern: re.Pattern[str]
    handler: Handler


def route(method: str, pattern: str, handler: Handler) -> Route:
    return Route(method, re.compile(pattern + r"\Z"), handler)


class Router:
    """The first route whose path fits answers; a path that fits with another method is a 405."""

    def __init__(self, routes: Iterable[Route]) -> None:
        self._routes = tuple(routes)

    def __call__(self, request: Request, *more: object) -> Response:
        allowed = set()
        for candidate in self._routes:
            match = candidate.pattern.match(request.path)
            if match is None:
                continue
            if candidate.method == _effective_method(request):
                return candidate.handler(request, *more, **match.groupdict())
            allowed.add(candidate.method)
        if allowed:
            raise HttpError(405, "method_not_allowed", "Not with this method.", {"Allow": ", ".join(allowed)})
        raise HttpError(404, "not_found", "There is nothing at this address.")


def _effective_method(request: Request) -> str:
    return "GET" if request.method == "HEAD" else request.method


def json_response(value: Any, status: int = 200, headers: Mapping[str, str] | None = None) -> Response:
    body = json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
    return Response(
        status=status,
        body=body,
        headers={"Content-Type": "application/json", "Cache-Control": "no-store", **(headers or {})},
    )


def error_response(error: HttpError) -> Response:
    return json_response(
        {"error": {"code": error.code, "message": error.message}}, error.status, error.headers
    )


def html_response(page: str, status: int = 200) -> Response:
    headers = {
        "Content-Type": "text/html; charset=utf-8",
        "Content-Security-Policy": CONTENT_SECURITY_POLICY,
        "Cache-Control": "no-store",
    }
    return Response(status=status, body=page.encode(), headers=headers)


def redirect(location: str) -> Response:
    return Response(status=302, headers={"Location": location})


def send(response: Response, request: Request, start_response: StartResponse) -> list[bytes]:
    headers = {
        "Content-Length": str(len(response.body)),
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "no-referrer",
        **response.headers,
    }
    start_response(f"{response.status} {HTTPStatus(response.status).phrase}", list(headers.items()))
    return [] if request.method == "HEAD" else [response.body]
