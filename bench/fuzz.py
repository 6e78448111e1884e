"""Ten thousand requests that nobody should send, on the running portal: every one is answered, quickly, by no fault.

    script/bench fuzz [--cases 10000] [--seed 1]

A corpus of our own (bench/corpus.py), then what schemathesis makes of the API's description, as it is described and
otherwise, until there are enough. The answers of the latter are held to the description, too.
"""

import argparse
import random
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from itertools import count
from threading import Lock
from typing import Any
from uuid import UUID

import httpx
import psutil
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

from accounts.api_keys import revoke_key
from accounts.models import ApiKey
from accounts.roles import Role
from bench import report, scene
from bench.corpus import Ground, Strange, corpus
from complaints.models import Item
from core import clock
from core.ids import new_id
from core.tenancy import SYSTEM, Actor, acting_as
from detection.questions.gather import Subject
from detection.questions.raising import Suspicion, raise_suspicions
from detection.suspicions import Code
from listings.models import Marketplace
from listings.simulated_marketplace.control_client import ControlClient
from portal.api.pages import description
from portal.stack.files import read_json

SITE = "bazaar"
SENDERS = 4
WARM = 600
A_ROUND = 60
NOT_SENT = "our client would not send it"
SLOWEST_SECONDS = 2.0
MOST_GROWTH = 50 * 1024 * 1024
AS_DESCRIBED = [status_code_conformance, content_type_conformance, response_schema_conformance]


@dataclass
class Seen:
    """What came back, from all senders."""

    answers: Counter[tuple[str, int]] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)
    """Answers of 500 and above."""
    unanswered: Counter[str] = field(default_factory=Counter)
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


# --- what is there ---------------------------------------------------------------------------------------


def _ground(brands: scene.Scene, control: ControlClient) -> Ground:
    own, foreign = brands.brands
    refs = control.add_listings(SITE, seller="fuzz", count=4)
    question = _question(brands, own, refs[3])
    complaints = [
        scene.file(brands, tenant, [ref]) for tenant, ref in zip((own, foreign), refs, strict=False)
    ]
    with acting_as(SYSTEM):
        items = [Item.objects.get(complaint=complaint).id for complaint in complaints]
    return Ground(
        complaint=str(complaints[0].id),
        item=str(items[0]),
        right=str(brands.rights[own]),
        question=str(question),
        foreign_complaint=str(complaints[1].id),
        foreign_item=str(items[1]),
        foreign_right=str(brands.rights[foreign]),
        keys=(scene.api_key(brands, foreign), _revoked_key(brands, own), "jf_live_nobody"),
        bodies={
            "complaints/": {
                "marketplace": SITE,
                "right": str(brands.rights[own]),
                "reason": "counterfeit_goods",
                "statement": "The clasp is not ours.",
                "declared_by": "Filer",
                "declaration": True,
                "items": [{"url": f"{settings.MARKETPLACE_URL}/{SITE}/item/{refs[2]}"}],
                "evidence": [],
            },
            "rights/": {
                "kind": "copyright",
                "title": "FUZZ",
                "number": "",
                "office": "",
                "owner_name": "Fuzz GmbH",
                "territories": ["EU"],
                "nice_classes": [14],
                "variants": ["ルモラ"],
                "registered_on": "2020-03-01",
                "expires_on": "2030-03-01",
            },
            f"items/{items[0]}/answer/": {"answer": "Here it is.", "evidence": [str(new_id())]},
            f"complaints/{complaints[0].id}/withdrawal/": {},
            f"authentication-requests/{question}/answer/": {"answer": "genuine"},
        },
    )


def _question(brands: scene.Scene, tenant: UUID, ref: str) -> UUID:
    """The worker of the stack looks at the listing and puts it to the brand."""
    with acting_as(SYSTEM):
        site = Marketplace.objects.get(slug=SITE)
        suspicion = Suspicion(
            subject=Subject(tenant, brands.rights[tenant], site.id, ref),
            url=f"{settings.MARKETPLACE_URL}/{SITE}/item/{ref}",
            codes=[Code.LOW_PRICE],
            sentence="A tenth of the usual price.",
        )
        [raised] = raise_suspicions([suspicion], by=SYSTEM, now=clock.now(), detector="fuzz")
    if raised.request_id is None:
        raise RuntimeError(raised.refused)
    return raised.request_id


def _revoked_key(brands: scene.Scene, tenant: UUID) -> str:
    secret = scene.api_key(brands, tenant)
    by = Actor(role=Role.OWNER, label="Filer", user_id=brands.filers[tenant], tenant_id=tenant)
    with acting_as(by):
        row = ApiKey.objects.visible_to(by).latest("made_at", "id")
        revoke_key(row.id, by=by, now=clock.now())
    return secret


# --- our own corpus --------------------------------------------------------------------------------------


def send_strange(cases: Sequence[Strange], secret: str, seen: Seen) -> None:
    with (
        httpx.Client(timeout=60, trust_env=False, verify=False) as web,
        ThreadPoolExecutor(SENDERS) as pool,
    ):
        list(pool.map(lambda case: _send(web, case, secret, seen), cases))


def _send(web: httpx.Client, case: Strange, secret: str, seen: Seen) -> None:
    what = f"{case.method[:9]} {case.path[:100]} {str(dict(case.headers))[:150]} {case.body[:80]!r}"
    own = {"Authorization": f"Bearer {secret}"} if case.own_key else {}
    headers = {name.encode(): value.encode("latin-1") for name, value in {**own, **case.headers}.items()}
    url = httpx.URL(settings.ORIGIN).copy_with(raw_path=f"/api/v1/{case.path}".encode())
    began = time.perf_counter()
    try:
        answer = web.request(case.method, url, headers=headers, content=case.body)
    except httpx.LocalProtocolError:
        seen.no_answer(NOT_SENT)
    except httpx.TransportError as error:
        seen.no_answer(f"{type(error).__name__}: {what}")
    else:
        seen.answer("corpus", answer.status_code, time.perf_counter() - began, what)


# --- schemathesis ----------------------------------------------------------------------------------------


def send_generated(wanted: int, secret: str, ground: Ground, seen: Seen, *, seed: int) -> None:
    schema = schemathesis.openapi.from_dict(dict(description()), config=SchemathesisConfig(seed=seed))
    operations = [found.ok() for found in schema.get_all_operations()]
    known = {
        "complaint_id": ground.complaint,
        "item_id": ground.item,
        "request_id": ground.question,
        "right_id": ground.right,
    }
    draw = random.Random(seed)
    with requests.Session() as web:
        web.trust_env = False
        web.headers["Authorization"] = f"Bearer {secret}"
        for a_round in count(seed):
            for operation in operations:
                for mode in GenerationMode:
                    for case in _drawn(operation, mode, seed=a_round):
                        if seen.cases >= wanted:
                            return
                        if draw.random() < 0.5:
                            own = {name: known[name] for name in case.path_parameters.keys() & known}
                            case.path_parameters |= own
                        _call(case, web, seen)


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


def _call(case: Any, web: requests.Session, seen: Seen) -> None:
    what = f"{case.method} {case.path} {case!r}"[:300]
    began = time.perf_counter()
    try:
        answer: Response = case.call(base_url=settings.ORIGIN, session=web)
    except requests.RequestException as error:
        seen.no_answer(f"{type(error).__name__}: {what}")
        return
    seen.answer("schemathesis", answer.status_code, time.perf_counter() - began, what)
    try:
        case.validate_response(answer, checks=AS_DESCRIBED)
    except FailureGroup as failures:
        seen.undescribed.append(f"{answer.status_code} to {what}: {failures.exceptions[0]}"[:500])


# --- the machine -----------------------------------------------------------------------------------------


def web_workers() -> dict[int, int]:
    """Bytes held by each process of the web server, by pid."""
    main = psutil.Process(read_json(settings.DATA / "stack.json")["pids"]["web"])
    return {p.pid: p.memory_info().rss for p in (main, *main.children(recursive=True))}


def megabytes(held: dict[int, int]) -> str:
    return f"{sum(held.values()) / 1024 / 1024:.0f} MB"


def _answers(seen: Seen, source: str, classes: Sequence[int]) -> int:
    return sum(n for (s, status), n in seen.answers.items() if s == source and status // 100 in classes)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    machine, began = report.machine(), time.monotonic()
    brands = scene.trusted_brands(2, site_url=f"{settings.MARKETPLACE_URL}/{SITE}", account=f"{SITE}-portal")
    secret = scene.api_key(brands, brands.brands[0])
    with ControlClient(settings.MARKETPLACE_URL, settings.MARKETPLACE_SECRET) as control:
        ground = _ground(brands, control)
    cases = list(corpus(ground))
    random.Random(options.seed).shuffle(cases)
    fresh = web_workers()
    # Imports, connections, plans and buffers come once; what grows after that would grow for ever.
    send_strange(cases[:WARM], secret, Seen())
    warm = web_workers()
    seen = Seen()
    send_strange(cases[: options.cases], secret, seen)
    send_generated(options.cases, secret, ground, seen, seed=options.seed)
    after = web_workers()
    growth = sum(after.values()) - sum(warm.values())
    promises = {
        f"at least {options.cases} cases": seen.cases >= options.cases,
        "no answer of 500 or above": not seen.faults,
        "every request that was sent was answered": not seen.unanswered.keys() - {NOT_SENT},
        f"no answer slower than {SLOWEST_SECONDS:.0f} s": seen.slowest[0] < SLOWEST_SECONDS,
        "less than 50 MB more in all web processes": growth < MOST_GROWTH,
        "the same web processes as before": after.keys() == warm.keys(),
        "every generated request answered as it is described": not seen.undescribed,
    }
    sources = sorted({source for source, _ in seen.answers})
    rows = [
        (source, *(_answers(seen, source, classes) for classes in ((2, 3, 4, 5), (2,), (3,), (4,), (5,))))
        for source in sources
    ]
    statuses = Counter[int]()
    for (_, status), n in seen.answers.items():
        statuses[status] += n
    report.keep(
        "fuzz",
        "\n".join(
            [
                "# Requests that nobody should send",
                "",
                f"{machine} · seed {options.seed} · {time.monotonic() - began:.0f} s",
                "",
                report.table(("cases", "answers", "2xx", "3xx", "4xx", "5xx"), rows),
                "",
                ", ".join(f"{status}: {n}" for status, n in sorted(statuses.items())),
                "",
                report.table(
                    ("what", "found"),
                    [
                        ("cases", seen.cases),
                        ("not answered, or not sent by our own client", seen.unanswered.total()),
                        ("slowest answer", f"{seen.slowest[0]:.2f} s"),
                        ("web processes when new", megabytes(fresh)),
                        (f"after {WARM} cases to warm up", megabytes(warm)),
                        ("after all", f"{megabytes(after)} ({growth / 1024 / 1024:+.0f} MB)"),
                    ],
                ),
                "",
                *(f"* {name}: {'kept' if kept else 'BROKEN'}" for name, kept in promises.items()),
            ]
        ),
    )
    _explain(seen)
    if not all(promises.values()):
        raise SystemExit(1)


def _explain(seen: Seen) -> None:
    """On the console only: what to look at."""
    print(f"\nSlowest: {seen.slowest[1]}")
    for title, lines in (
        ("Faults", seen.faults),
        ("Not as described", seen.undescribed),
        ("Without an answer", [f"{n} × {why}" for why, n in seen.unanswered.most_common()]),
    ):
        print(f"\n{title}: {len(lines)}", *lines[:25], sep="\n  ")


if __name__ == "__main__":
    main()
