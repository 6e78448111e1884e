"""Idempotency-Key: the first answer is kept in the transaction of its work, and given again byte for byte."""

import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.db import connection
from django.http import HttpResponse
from django.http.response import HttpResponseBase

from accounts.api.problems import Problem
from accounts.models import ReplayedAnswer
from core.tenancy import Actor

_SHAPE = re.compile(r"[\x21-\x7e]{1,255}")
_KEPT_HEADERS = ("Content-Type", "Location", "ETag")


def fingerprint(*parts: bytes) -> str:
    """SHA-256 over the parts with their lengths, so that no two lists of parts run together into the same bytes."""
    digest = hashlib.sha256()
    for part in parts:
        digest.update(str(len(part)).encode() + b":" + part)
    return digest.hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class Seals:
    """What is kept of an answer, and that turned back into the answer, byte for byte."""

    seal: Callable[[bytes], bytes]
    unseal: Callable[[bytes], bytes]


def once(
    key: str, mark: str, work: Callable[[], HttpResponseBase], *, by: Actor, now: datetime, seals: Seals
) -> HttpResponseBase:
    """Do the work, or give the answer that it had. Call it inside the request's transaction.

    Only what succeeded is kept: after an error the transaction rolls back, and the same key may try again.
    """
    require_usable(key)
    if not _is_ours_alone(key, by):
        raise Problem("in_progress", headers={"Retry-After": "1"})
    earlier = ReplayedAnswer.objects.visible_to(by).filter(key=key).first()
    if earlier is not None:
        if earlier.fingerprint != mark:
            raise Problem("idempotency_key_reused")
        return _again(earlier, seals)
    answer = work()
    if answer.status_code < 300 and isinstance(answer, HttpResponse):
        _keep(key, mark, answer, by=by, now=now, seals=seals)
    return answer


def require_usable(key: str) -> None:
    if not _SHAPE.fullmatch(key):
        raise Problem("idempotency_key_invalid")


def _is_ours_alone(key: str, by: Actor) -> bool:
    """Held until the transaction ends, so a twin either sees the kept answer or is told to wait."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_try_advisory_xact_lock(hashtextextended(%s, 0))", [f"idempotency {by.tenant} {key}"]
        )
        return bool(cursor.fetchone()[0])


def _keep(key: str, mark: str, answer: HttpResponse, *, by: Actor, now: datetime, seals: Seals) -> None:
    ReplayedAnswer.objects.create(
        tenant_id=by.tenant,
        key=key,
        fingerprint=mark,
        status=answer.status_code,
        headers={name: answer[name] for name in _KEPT_HEADERS if name in answer},
        body=seals.seal(answer.content),
        answered_at=now,
    )


def _again(kept: ReplayedAnswer, seals: Seals) -> HttpResponse:
    return HttpResponse(
        seals.unseal(bytes(kept.body)),
        status=kept.status,
        headers={**kept.headers, "Idempotency-Replayed": "true"},
    )
