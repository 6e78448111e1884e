"""Sends what the fuzz makes up, and keeps what came back.

A server may close a kept-alive connection at any time, such as after an answer to a body that it did not read; a request
that is on its way just then meets a connection that is gone. RFC 9112 (9.3.1) has the client ask again on another one. So
does this: what no answer had begun to on a connection that had been used before is asked once more on a fresh one, and
counted. What is not answered on a fresh connection is not answered.
"""

import json
import random
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from itertools import count
from threading import Lock
from typing import Any

import httpx
import requests
import schemathesis
from django.conf import settings
from hypothesis import HealthCheck, Phase, given
from hypothesis import seed as with_seed
from hypothesis import settings as hypothesis_settings
from schemathesis.config import SchemathesisConfig
from schemathesis.core.failures import FailureGroup
from schemathesis.core.transport import Response
from schemathesis.generation import GenerationMode
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from bench.corpus import Ground, Strange
from portal.api.pages import description

SENDERS = 4
A_ROUND = 60
NOT_SENT = "our client would not send it"
AS_DESCRIBED = [status_code_conformance, content_type_conformance, response_schema_conformance]


@dataclass
class Seen:
    """What came back, from all senders."""

    answers: Counter[tuple[str, int]] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)
    """Answers of 500 and above."""
    unanswered: Counter[str] = field(default_factory=Counter)
    asked_again: list[str] = field(default_factory=list)
    """Because a kept connection was closed before an answer began."""
    undescribed: list[str] = field(default_factory=list)
    slowest: tuple[float, str] = (0.0, "")
    _lock: Lock = field(default_factory=Lock)

    @property
    def cases(self) -> int:
        return self.answers.total()

    def answer(self, source: str, status: int, seconds: float, what: str) -> None:
        with self._lock:
            self.answers[source, status] += 1
            self.slowest = max(self.slowest, (seconds, what))
            if status >= 500:
                self.faults.append(f"{status} to {what}")

    def no_answer(self, why: str) -> None:
        with self._lock:
            self.unanswered[why] += 1

    def ask_again(self, why: str) -> None:
        with self._lock:
            self.asked_again.append(why)


# --- our own corpus --------------------------------------------------------------------------------------


@dataclass
class Trace:
    """What httpx says of one request on its way."""

    is_fresh: bool = False
    has_begun: bool = False
    """An answer to it."""

    def __call__(self, event: str, _info: Any) -> None:
        self.is_fresh |= event == "connection.connect_tcp.started"
        self.has_begun |= event == "http11.receive_response_headers.complete"

    @property
    def was_closed_before(self) -> bool:
        return not self.is_fresh and not self.has_begun


def a_client() -> httpx.Client:
    return httpx.Client(timeout=60, trust_env=False, verify=False)


def send_strange(cases: Sequence[Strange], secret: str, seen: Seen) -> None:
    with a_client() as web, ThreadPoolExecutor(SENDERS) as pool:
        list(pool.map(lambda case: _send(web, case, secret, seen), cases))


def _send(web: httpx.Client, case: Strange, secret: str, seen: Seen) -> None:
    what = f"{case.method[:9]} {case.path[:100]} {str(dict(case.headers))[:150]} {case.body[:80]!r}"
    own = {"Authorization": f"Bearer {secret}"} if case.own_key else {}
    headers = {name.encode(): value.encode("latin-1") for name, value in {**own, **case.headers}.items()}
    url = httpx.URL(settings.ORIGIN).copy_with(raw_path=f"/api/v1/{case.path}".encode())

    def ask(client: httpx.Client, trace: Trace) -> tuple[int, float]:
        began = time.perf_counter()
        answer = client.request(
            case.method, url, headers=headers, content=case.body, extensions={"trace": trace}
        )
        return answer.status_code, time.perf_counter() - began

    try:
        status, seconds = _asked_twice_at_most(web, ask, seen, what)
    except httpx.LocalProtocolError:
        seen.no_answer(NOT_SENT)
    except httpx.TransportError as error:
        seen.no_answer(f"{type(error).__name__}: {what}")
    else:
        seen.answer("corpus", status, seconds, what)


def _asked_twice_at_most(
    web: httpx.Client, ask: Callable[[httpx.Client, Trace], tuple[int, float]], seen: Seen, what: str
) -> tuple[int, float]:
    trace = Trace()
    try:
        return ask(web, trace)
    except httpx.LocalProtocolError:
        raise
    except (httpx.RemoteProtocolError, httpx.NetworkError) as error:
        if not trace.was_closed_before:
            raise
        seen.ask_again(f"{type(error).__name__}: {what}")
    with a_client() as fresh:
        return ask(fresh, Trace())


# --- schemathesis ----------------------------------------------------------------------------------------


@schemathesis.serializer("application/x-ndjson")
def one_line(_context: Any, value: Any) -> bytes:
    return json.dumps(value).encode()


def send_generated(wanted: int, secret: str, ground: Ground, seen: Seen, *, seed: int) -> None:
    schema = schemathesis.openapi.from_dict(dict(description()), config=SchemathesisConfig(seed=seed))
    operations = [found.ok() for found in schema.get_all_operations()]
    known = {
        "complaint_id": ground.complaint,
        "item_id": ground.item,
        "request_id": ground.question,
        "right_id": ground.right,
        "endpoint_id": ground.endpoint,
    }
    draw = random.Random(seed)
    with a_session(secret) as web:
        for a_round in count(seed):
            for operation in operations:
                for mode in GenerationMode:
                    for case in _drawn(operation, mode, seed=a_round):
                        if seen.cases >= wanted:
                            return
                        if draw.random() < 0.5:
                            own = {name: known[name] for name in case.path_parameters.keys() & known}
                            case.path_parameters |= own
                        _call(case, web, secret, seen)


def a_session(secret: str) -> requests.Session:
    web = requests.Session()
    web.trust_env = False
    web.headers["Authorization"] = f"Bearer {secret}"
    return web


def _drawn(operation: Any, mode: GenerationMode, *, seed: int) -> Iterator[Any]:
    """Drawn before they are sent, or the time of an answer would count as the time of drawing."""
    cases: list[Any] = []

    @with_seed(seed)
    @hypothesis_settings(
        max_examples=A_ROUND,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy(mode))
    def draw(case: Any) -> None:
        cases.append(case)

    draw()
    return iter(cases)


def _call(case: Any, web: requests.Session, secret: str, seen: Seen) -> None:
    what = f"{case.method} {case.path} {case!r}"[:300]
    try:
        answer, seconds = _called_twice_at_most(case, web, secret, seen, what)
    except requests.RequestException as error:
        seen.no_answer(f"{type(error).__name__}: {what}")
        return
    seen.answer("schemathesis", answer.status_code, seconds, what)
    try:
        case.validate_response(answer, checks=AS_DESCRIBED)
    except FailureGroup as failures:
        seen.undescribed.append(f"{answer.status_code} to {what}: {failures.exceptions[0]}"[:500])


def _called_twice_at_most(
    case: Any, web: requests.Session, secret: str, seen: Seen, what: str
) -> tuple[Response, float]:
    before = _connections(web)
    try:
        return _called(case, web)
    except requests.ConnectionError as error:
        # It breaks off in the middle of an answer by another error (ChunkedEncodingError).
        if _connections(web) != before:
            raise
        seen.ask_again(f"{type(error).__name__}: {what}")
    with a_session(secret) as fresh:
        return _called(case, fresh)


def _called(case: Any, web: requests.Session) -> tuple[Response, float]:
    began = time.perf_counter()
    return case.call(base_url=settings.ORIGIN, session=web), time.perf_counter() - began


def _connections(web: requests.Session) -> int:
    """How many were opened so far."""
    adapter: Any = web.get_adapter(settings.ORIGIN)
    return int(adapter.poolmanager.connection_from_url(settings.ORIGIN).num_connections)
