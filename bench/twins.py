"""Posts that are sent many times at once under the same Idempotency-Keys, and what came back. Needs no Django."""

import time
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from threading import Event, local
from typing import Any

import httpx

MOST_TRIES = 60
KEPT_HEADERS = ("Content-Type", "Location", "ETag")


@dataclass(frozen=True, slots=True)
class Answer:
    """What one sender got in the end; `waits` is how often it was told to wait before."""

    key: str
    status: int
    content: bytes
    headers: tuple[str | None, ...]
    again: bool
    waits: int
    seconds: float

    @property
    def seen(self) -> tuple[object, ...]:
        return (self.status, self.content, self.headers)


@dataclass
class Senders:
    """As many at once as there are threads, each with a connection of its own."""

    origin: str
    secret: str
    threads: int
    _own: local = field(default_factory=local)
    _all: list[httpx.Client] = field(default_factory=list)

    def send_all(self, bodies: Mapping[str, Mapping[str, Any]], *, twins: int) -> list[Answer]:
        """Every body under its key, `twins` times at the same moment."""
        keys = [key for key in bodies for _ in range(twins)]
        try:
            with ThreadPoolExecutor(self.threads) as pool:
                return list(pool.map(lambda key: self._send_until_answered(key, bodies[key]), keys))
        finally:
            while self._all:
                self._all.pop().close()

    def _send_until_answered(self, key: str, body: Mapping[str, Any]) -> Answer:
        for waits in range(MOST_TRIES):
            began = time.perf_counter()
            answer = self._web().post("/api/v1/rights/", json=body, headers={"Idempotency-Key": key})
            seconds = time.perf_counter() - began
            if not is_in_progress(answer):
                return Answer(
                    key=key,
                    status=answer.status_code,
                    content=answer.content,
                    headers=tuple(answer.headers.get(name) for name in KEPT_HEADERS),
                    again=answer.headers.get("Idempotency-Replayed") == "true",
                    waits=waits,
                    seconds=seconds,
                )
            # Without the header this fails, as it should: who is told to wait is told how long.
            Event().wait(float(answer.headers["Retry-After"]))
        raise RuntimeError(f"{key} was still in progress at the {MOST_TRIES}th try")

    def _web(self) -> httpx.Client:
        if not hasattr(self._own, "web"):
            self._own.web = httpx.Client(
                base_url=self.origin,
                headers={"Authorization": f"Bearer {self.secret}"},
                timeout=60,
                trust_env=False,
                verify=False,
                # Not kept so long that the server might close it just as it is used.
                limits=httpx.Limits(keepalive_expiry=2),
            )
            self._all.append(self._own.web)
        return self._own.web


def is_in_progress(answer: httpx.Response) -> bool:
    return answer.status_code == 409 and answer.json()["code"] == "in_progress"


def a_right(number: int, **changes: Any) -> dict[str, Any]:
    return {
        "kind": "trademark",
        "title": f"TWIN {number}",
        "number": f"T{number:07}",
        "office": "EUIPO",
        "owner_name": "Twin GmbH",
        "territories": ["EU"],
        "nice_classes": [14],
        **changes,
    }


def keys_with_different_answers(answers: Sequence[Answer]) -> list[str]:
    """Keys whose senders did not all get the same status, bytes and headers."""
    seen: dict[str, set[tuple[object, ...]]] = {}
    for answer in answers:
        seen.setdefault(answer.key, set()).add(answer.seen)
    return sorted(key for key, found in seen.items() if len(found) > 1)
