"""Ten thousand requests that nobody should send, on the running portal: every one is answered, quickly, by no fault.

    script/bench fuzz [--cases 10000] [--seed 1]

A corpus of our own (bench/corpus.py), then what schemathesis makes of the API's description, as it is described and
otherwise, until there are enough. The answers of the latter are held to the description, too.
"""

import argparse
import random
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

import psutil
from django.conf import settings

from accounts.api_keys import revoke_key
from accounts.models import ApiKey
from accounts.roles import Role
from bench import report, scene
from bench.corpus import Ground, corpus
from bench.sending import NOT_SENT, Seen, send_generated, send_strange
from complaints.models import Item
from core import clock
from core.ids import new_id
from core.tenancy import SYSTEM, Actor, acting_as
from detection.questions.gather import Subject
from detection.questions.raising import Suspicion, raise_suspicions
from detection.suspicions import Code
from listings.models import Marketplace
from listings.simulated_marketplace.control_client import ControlClient
from portal.stack.files import read_json

SITE = "bazaar"
WARM = 600
SLOWEST_SECONDS = 2.0
MOST_GROWTH = 50 * 1024 * 1024


@dataclass(frozen=True, kw_only=True)
class Run:
    """Everything that was seen. Memory is bytes of each web process, by pid."""

    cases: int
    seed: int
    machine: str
    seconds: float
    seen: Seen
    fresh: Mapping[int, int]
    warm: Mapping[int, int]
    after: Mapping[int, int]

    @property
    def growth(self) -> int:
        return sum(self.after.values()) - sum(self.warm.values())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    run = fuzz(*stage(), cases=options.cases, seed=options.seed)
    promises = kept(run)
    report.keep("fuzz", page_about(run, promises))
    explain(run.seen)
    if not all(promises.values()):
        raise SystemExit(1)


# --- what is there ---------------------------------------------------------------------------------------


def stage() -> tuple[Ground, str]:
    """What can be named in requests, and a live key."""
    brands = scene.trusted_brands(2, site_url=f"{settings.MARKETPLACE_URL}/{SITE}", account=f"{SITE}-portal")
    secret = scene.api_key(brands, brands.brands[0])
    with ControlClient(settings.MARKETPLACE_URL, settings.MARKETPLACE_SECRET) as control:
        return _ground(brands, control), secret


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
        endpoint=scene.webhook_endpoint(brands, own),
        foreign_endpoint=scene.webhook_endpoint(brands, foreign),
        keys=(scene.api_key(brands, foreign), _revoked_key(brands, own), "jf_live_nobody"),
        bodies=_bodies(
            right=str(brands.rights[own]),
            ref=refs[2],
            item=str(items[0]),
            complaint=str(complaints[0].id),
            question=str(question),
        ),
    )


def _bodies(
    *, right: str, ref: str, item: str, complaint: str, question: str
) -> dict[str, dict[str, object]]:
    """What could be sent in good faith, by address."""
    return {
        "complaints/": {
            "marketplace": SITE,
            "right": right,
            "reason": "counterfeit_goods",
            "statement": "The clasp is not ours.",
            "declared_by": "Filer",
            "declaration": True,
            "items": [{"url": f"{settings.MARKETPLACE_URL}/{SITE}/item/{ref}"}],
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
        "webhook-endpoints/": {"url": scene.NOWHERE, "description": "fuzz", "events": ["item.removed"]},
        f"items/{item}/answer/": {"answer": "Here it is.", "evidence": [str(new_id())]},
        f"complaints/{complaint}/withdrawal/": {},
        f"authentication-requests/{question}/answer/": {"answer": "genuine"},
    }


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


# --- the run ---------------------------------------------------------------------------------------------


def fuzz(ground: Ground, secret: str, *, cases: int, seed: int) -> Run:
    machine, began = report.machine(), time.monotonic()
    strange = list(corpus(ground))
    random.Random(seed).shuffle(strange)
    fresh = web_workers()
    # Imports, connections, plans and buffers come once; what grows after that would grow for ever.
    send_strange(strange[:WARM], secret, Seen())
    warm = web_workers()
    seen = Seen()
    send_strange(strange[:cases], secret, seen)
    send_generated(cases, secret, ground, seen, seed=seed)
    return Run(
        cases=cases,
        seed=seed,
        machine=machine,
        seconds=time.monotonic() - began,
        seen=seen,
        fresh=fresh,
        warm=warm,
        after=web_workers(),
    )


def web_workers() -> dict[int, int]:
    """Bytes held by each process of the web server, by pid."""
    main = psutil.Process(read_json(settings.DATA / "stack.json")["pids"]["web"])
    return {p.pid: p.memory_info().rss for p in (main, *main.children(recursive=True))}


# --- what came of it -------------------------------------------------------------------------------------


def kept(run: Run) -> dict[str, bool]:
    seen = run.seen
    return {
        f"at least {run.cases} cases": seen.cases >= run.cases,
        "no answer of 500 or above": not seen.faults,
        "every request that was sent was answered": not seen.unanswered.keys() - {NOT_SENT},
        f"no answer slower than {SLOWEST_SECONDS:.0f} s": seen.slowest[0] < SLOWEST_SECONDS,
        "less than 50 MB more in all web processes": run.growth < MOST_GROWTH,
        "the same web processes as before": run.after.keys() == run.warm.keys(),
        "every generated request answered as it is described": not seen.undescribed,
    }


def page_about(run: Run, promises: Mapping[str, bool]) -> str:
    return "\n".join(
        [
            "# Requests that nobody should send",
            "",
            f"{run.machine} · seed {run.seed} · {run.seconds:.0f} s",
            "",
            report.table(("cases", "answers", "2xx", "3xx", "4xx", "5xx"), _classes(run.seen)),
            "",
            ", ".join(f"{status}: {n}" for status, n in sorted(_statuses(run.seen).items())),
            "",
            report.table(("what", "found"), _figures(run)),
            "",
            *(f"* {name}: {'kept' if is_kept else 'BROKEN'}" for name, is_kept in promises.items()),
        ]
    )


def _classes(seen: Seen) -> list[tuple[str | int, ...]]:
    return [
        (source, *(_answers(seen, source, classes) for classes in ((2, 3, 4, 5), (2,), (3,), (4,), (5,))))
        for source in sorted({source for source, _ in seen.answers})
    ]


def _answers(seen: Seen, source: str, classes: Sequence[int]) -> int:
    return sum(n for (s, status), n in seen.answers.items() if s == source and status // 100 in classes)


def _statuses(seen: Seen) -> Counter[int]:
    found = Counter[int]()
    for (_, status), n in seen.answers.items():
        found[status] += n
    return found


def _figures(run: Run) -> list[tuple[str, str | int]]:
    seen = run.seen
    return [
        ("cases", seen.cases),
        ("not sent by our own client", seen.unanswered[NOT_SENT]),
        ("not answered", seen.unanswered.total() - seen.unanswered[NOT_SENT]),
        ("asked again, because a kept connection had been closed", len(seen.asked_again)),
        ("slowest answer", f"{seen.slowest[0]:.2f} s"),
        ("web processes when new", _megabytes(run.fresh)),
        (f"after {WARM} cases to warm up", _megabytes(run.warm)),
        ("after all", f"{_megabytes(run.after)} ({run.growth / 1024 / 1024:+.0f} MB)"),
    ]


def _megabytes(held: Mapping[int, int]) -> str:
    return f"{sum(held.values()) / 1024 / 1024:.0f} MB"


def explain(seen: Seen) -> None:
    """On the console only: what to look at."""
    print(f"\nSlowest: {seen.slowest[1]}")
    for title, lines in (
        ("Faults", seen.faults),
        ("Not as described", seen.undescribed),
        ("Without an answer", [f"{n} × {why}" for why, n in seen.unanswered.most_common()]),
        ("Asked again", seen.asked_again),
    ):
        print(f"\n{title}: {len(lines)}", *lines[:25], sep="\n  ")


if __name__ == "__main__":
    main()
