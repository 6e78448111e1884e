"""The same request sent many times at once has its effect once, also over the end of the web process.

    script/bench replay [--keys 1000] [--twins 50]

Every key is sent by all its twins in parallel (POST rights/, each key its own body), then with another body, then
the web process is killed and every key is sent once more to the one that the supervisor starts in its place.
"""

import argparse
import os
import signal
import time
from collections.abc import Mapping, Sequence
from threading import Event
from uuid import UUID

import httpx
from django.conf import settings

from bench import report, scene
from bench.twins import Answer, Senders, a_right, keys_with_different_answers
from brands.models import Right
from core.tenancy import SYSTEM, acting_as
from portal.stack.files import read_json

SITE = "bazaar"
THREADS = 50
RESTART_SECONDS = 60


def rights_of(tenant: UUID) -> int:
    with acting_as(SYSTEM):
        return Right.objects.filter(tenant_id=tenant, number__startswith="T").count()


def web_pid() -> int | None:
    return read_json(settings.DATA / "stack.json")["pids"].get("web")


def kill_the_web_process() -> float:
    """Seconds until another one answers."""
    before, began = web_pid(), time.monotonic()
    assert before is not None
    os.kill(before, signal.SIGKILL)
    while web_pid() in {None, before} or not is_healthy():
        if time.monotonic() - began > RESTART_SECONDS:
            raise SystemExit("The web process did not come back.")
        Event().wait(0.1)
    return time.monotonic() - began


def is_healthy() -> bool:
    try:
        return httpx.get(f"{settings.ORIGIN}/healthz", timeout=5, trust_env=False).status_code == 200
    except httpx.TransportError:
        return False


def row(name: str, answers: Sequence[Answer], *, objects: int, seconds: float) -> tuple[object, ...]:
    statuses = sorted({answer.status for answer in answers})
    return (
        name,
        len(answers),
        "/".join(f"{status}: {sum(a.status == status for a in answers)}" for status in statuses),
        sum(answer.again for answer in answers),
        sum(answer.waits for answer in answers),
        objects,
        f"{max(answer.seconds for answer in answers):.2f}",
        f"{len(answers) / seconds:.0f}",
    )


def _told(
    machine: str, rows: Sequence[tuple[object, ...]], promises: Mapping[str, bool], *, back: float
) -> list[str]:
    """`back`: the seconds after which another web process answered."""
    return [
        "# One Idempotency-Key, one effect, one answer",
        "",
        machine,
        "",
        report.table(
            (
                *("sent", "answers", "by status", "replayed", "told to wait", "objects after"),
                *("slowest s", "answers/s"),
            ),
            rows,
        ),
        "",
        f"{THREADS} senders at once. Whoever is told to wait (409 in_progress) sends again after Retry-After.",
        f"The web process was killed, and another one answered after {back:.1f} s.",
        "",
        *(f"* {name}: {'kept' if kept else 'BROKEN'}" for name, kept in promises.items()),
    ]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--keys", type=int, default=1000)
    parser.add_argument("--twins", type=int, default=50)
    options = parser.parse_args()
    machine = report.machine()
    brands = scene.trusted_brands(1, site_url=f"{settings.MARKETPLACE_URL}/{SITE}", account=f"{SITE}-portal")
    [tenant] = brands.brands
    secret = scene.api_key(brands, tenant)
    bodies = {f"key-{number}": a_right(number) for number in range(options.keys)}
    others = {key: {**body, "title": "SOMETHING ELSE"} for key, body in bodies.items()}
    rows, runs = [], {}
    back = 0.0
    for name, sent, twins in (
        (f"{options.twins} twins of each key", bodies, options.twins),
        ("another body under each key", others, 1),
        ("each key again, after the end of the web process", bodies, 1),
    ):
        if "after the end" in name:
            back = kill_the_web_process()
        began = time.perf_counter()
        runs[name] = Senders(settings.ORIGIN, secret, THREADS).send_all(sent, twins=twins)
        rows.append(row(name, runs[name], objects=rights_of(tenant), seconds=time.perf_counter() - began))
    twins, refused, again = runs.values()
    promises = {
        f"{options.keys} objects, never more": all(found[5] == options.keys for found in rows),
        "every twin answered 201": all(answer.status == 201 for answer in twins),
        "the same bytes and headers for all twins of a key, also afterwards": (
            not keys_with_different_answers([*twins, *again])
        ),
        "another body refused every time": all(
            answer.status == 422 and b'"idempotency_key_reused"' in answer.content for answer in refused
        ),
    }
    report.keep("replay", "\n".join(_told(machine, rows, promises, back=back)))
    if not all(promises.values()):
        raise SystemExit(1)


if __name__ == "__main__":
    main()
