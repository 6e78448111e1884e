"""The main job: a trusted brand sends the filing page, and no buyer sees the listing any more.

    script/bench main_job [--single 20] [--burst 180] [--brands 12]

Over HTTP on the whole supervised stack with the simulated marketplace. Click-to-gone runs from just before the
POST to `removal.verified_at`, both by the database's clock.
"""

import argparse
import os
import signal
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from statistics import median
from threading import Event
from uuid import UUID

import httpx
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from bench import report, scene
from complaints import work as complaint_work
from core import clock, outbox
from core.models import Outbox
from core.tenancy import SYSTEM, acting_as
from listings.simulated_marketplace.control_client import ControlClient
from portal.stack.files import read_json
from portal.work import HANDLERS
from takedown import work as takedown_work

SITE = "bazaar"
GOAL_P50, GOAL_P95 = 2.0, 10.0
DEADLINE_SECONDS = 180
POLL_SECONDS = 0.1
# A seller has an hourly cap of 40 removals.
ITEMS_A_SELLER = 20
# The simulated marketplace draws so many pictures for added listings, each when it is first asked for.
LOOKS = 12
STEPS = (
    complaint_work.FREEZE,
    complaint_work.ASSESSED,
    takedown_work.DELIVER,
    takedown_work.VERIFY,
    takedown_work.SEND_NOTICE,
    complaint_work.TELL_BRAND,
)


class Filer:
    """One brand's person at the filing page, signed in."""

    def __init__(self, brands: scene.Scene, tenant: UUID) -> None:
        self.right = brands.rights[tenant]
        self._web = httpx.Client(base_url=settings.ORIGIN, timeout=60, trust_env=False)
        signing_in = Client()
        with acting_as(SYSTEM):
            user = User.objects.get(id=brands.filers[tenant])
            signing_in.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[0])
        self._web.cookies.set(
            settings.SESSION_COOKIE_NAME, signing_in.cookies[settings.SESSION_COOKIE_NAME].value
        )

    def open_page(self) -> None:
        self._web.get("/complaints/new/").raise_for_status()

    def send(self, links: Sequence[str]) -> float:
        """Returns how long the answer took."""
        began = time.perf_counter()
        answer = self._web.post(
            "/complaints/new/",
            data={
                "csrfmiddlewaretoken": self._web.cookies[settings.CSRF_COOKIE_NAME],
                "listings": "\n".join(links),
                "right": str(self.right),
                "reason": "counterfeit_goods",
                "statement": "The clasp and the serial number differ from ours.",
                "declared_by": "Filer",
                "new_kind": "test_buy",
                "send": "1",
            },
            files={"uploads": ("proof.png", scene.proof(), "image/png")},
        )
        seconds = time.perf_counter() - began
        if answer.status_code != 302:
            raise SystemExit(f"The filing page answered {answer.status_code}: {answer.text[:2000]}")
        return seconds

    def close(self) -> None:
        self._web.close()


@dataclass(kw_only=True)
class Run:
    """What became of the items: seconds from the click to each stage, by the audit ledger and the removal."""

    name: str
    load: str
    clicked: dict[str, datetime] = field(default_factory=dict)
    answers: list[float] = field(default_factory=list)
    stages: dict[str, list[float]] = field(default_factory=dict)
    seconds: float = 0.0

    @property
    def gone(self) -> list[float]:
        return self.stages["gone"]


def load_now() -> str:
    return "/".join(f"{value:.1f}" for value in os.getloadavg())


# --- filing ----------------------------------------------------------------------------------------------


def put_on_sale(control: ControlClient, count: int, *, seller: str) -> list[str]:
    refs: list[str] = []
    for start in range(0, count, ITEMS_A_SELLER):
        refs += control.add_listings(
            SITE, seller=f"{seller} {start}", count=min(ITEMS_A_SELLER, count - start)
        )
    return refs


def links_to(refs: Sequence[str]) -> list[str]:
    return [f"{settings.MARKETPLACE_URL}/{SITE}/item/{ref}" for ref in refs]


def send(run: Run, filer: Filer, refs: Sequence[str]) -> None:
    clicked = clock.real_now()
    run.answers.append(filer.send(links_to(refs)))
    run.clicked |= dict.fromkeys(refs, clicked)


def one_by_one(control: ControlClient, filers: Sequence[Filer], count: int) -> Run:
    run = Run(name=f"{count} single items, one after the other", load=load_now())
    for number in range(count):
        filer = filers[number % len(filers)]
        refs = put_on_sale(control, 1, seller=f"single {number}")
        filer.open_page()
        Event().wait(0.5)
        send(run, filer, refs)
        wait_until_gone(refs)
    measure(run)
    return run


def burst(control: ControlClient, filers: Sequence[Filer], count: int) -> Run:
    run = Run(name=f"{count} items of {len(filers)} brands at once", load=load_now())
    each = count // len(filers)
    refs = {filer: put_on_sale(control, each, seller=f"burst {filer.right}") for filer in filers}
    for filer in filers:
        filer.open_page()

    def click(filer: Filer) -> None:
        try:
            send(run, filer, refs[filer])
        finally:
            connection.close()

    Event().wait(1)
    with ThreadPoolExecutor(max_workers=len(filers)) as pool:
        list(pool.map(click, filers))
    wait_until_gone([ref for own in refs.values() for ref in own])
    measure(run)
    return run


def wait_until_gone(refs: Sequence[str]) -> None:
    deadline = time.monotonic() + DEADLINE_SECONDS
    while (left := len(refs) - len(verified_at(refs))) > 0:
        if time.monotonic() > deadline:
            raise SystemExit(f"{left} of {len(refs)} items are not gone: {statuses(refs)}")
        Event().wait(POLL_SECONDS)


def verified_at(refs: Sequence[str]) -> dict[str, datetime]:
    with acting_as(SYSTEM), connection.cursor() as cursor:
        cursor.execute(
            "SELECT l.ref, r.verified_at FROM takedown_removal r JOIN listings_listing l ON l.id = r.listing_id"
            " WHERE l.ref = ANY(%s) AND r.verified_at IS NOT NULL",
            [list(refs)],
        )
        return dict(cursor.fetchall())


def statuses(refs: Sequence[str]) -> list[tuple[str, int]]:
    with acting_as(SYSTEM), connection.cursor() as cursor:
        cursor.execute(
            "SELECT status, count(*) FROM complaints_item WHERE listing_ref = ANY(%s) GROUP BY 1",
            [list(refs)],
        )
        return cursor.fetchall()


# --- measuring -------------------------------------------------------------------------------------------

_STAGES = """
SELECT i.listing_ref, e.event, e.at FROM complaints_item i
JOIN core_auditevent e ON e.subject_id = i.id
WHERE i.listing_ref = ANY(%(refs)s) AND e.event IN ('item.received', 'item.assessed', 'item.upheld')
UNION ALL
SELECT l.ref, e.event, e.at FROM takedown_removal r
JOIN listings_listing l ON l.id = r.listing_id
JOIN core_auditevent e ON e.subject_id = r.id
WHERE l.ref = ANY(%(refs)s) AND e.event = 'removal.submitted'
"""
STAGE_NAMES = {
    "item.received": "filed",
    "item.assessed": "frozen",
    "item.upheld": "decided",
    "removal.submitted": "order given",
    "gone": "gone",
}


def measure(run: Run) -> None:
    refs = list(run.clicked)
    gone = verified_at(refs)
    with acting_as(SYSTEM), connection.cursor() as cursor:
        cursor.execute(_STAGES, {"refs": refs})
        moments = [*cursor.fetchall(), *((ref, "gone", at) for ref, at in gone.items())]
    for ref, event, at in moments:
        run.stages.setdefault(event, []).append((at - run.clicked[ref]).total_seconds())
    run.seconds = (max(gone.values()) - min(run.clicked.values())).total_seconds()


@contextmanager
def relay_held() -> Iterator[None]:
    """So that the work stays here, where its queries can be counted."""
    pid = read_json(settings.DATA / "stack.json")["pids"]["relay"]
    os.kill(pid, signal.SIGSTOP)
    try:
        yield
    finally:
        os.kill(pid, signal.SIGCONT)


def queries(brands: scene.Scene, control: ControlClient) -> list[tuple[object, ...]]:
    """Queries of each step for 10 and for 100 items of one brand, counted in this process."""
    counted: dict[str, list[str]] = {kind: [] for kind in STEPS}
    while _pending(STEPS):
        Event().wait(POLL_SECONDS)
    with relay_held():
        for tenant, size in zip(brands.brands, (10, 100), strict=False):
            # Buyers see it a moment longer, so that there is something to verify.
            control.faults(SITE, visible_lag_seconds=3600.0)
            scene.file(brands, tenant, put_on_sale(control, size, seller=f"queries {size}"))
            for kind in STEPS:
                if kind == takedown_work.VERIFY:
                    control.faults(SITE, visible_lag_seconds=0.0)
                counted[kind].append(_count(kind))
    return [(kind, *counts) for kind, counts in counted.items()]


def _pending(kinds: Sequence[str]) -> list[UUID]:
    with acting_as(SYSTEM):
        rows = Outbox.objects.filter(kind__in=kinds, state=Outbox.State.PENDING)
        return list(rows.values_list("id", flat=True))


def _count(kind: str) -> str:
    ids = _pending([kind])
    with acting_as(SYSTEM):
        Outbox.objects.filter(id__in=ids).update(due_at=clock.real_now())
    with CaptureQueriesContext(connection) as captured:
        outbox.do(HANDLERS[kind], kind=kind, ids=ids)
    return f"{len(captured)} ({len(captured) / max(len(ids), 1):.1f} an item)"


# --- the report ------------------------------------------------------------------------------------------


def seconds(values: Sequence[float], share: float) -> str:
    return f"{report.percentile(values, share):.2f}"


def result_rows(runs: Sequence[Run]) -> list[tuple[object, ...]]:
    return [
        (
            run.name,
            seconds(run.gone, 0.5),
            seconds(run.gone, 0.95),
            f"{max(run.gone):.2f}",
            seconds(run.answers, 0.5),
            f"{len(run.gone) / run.seconds:.1f}",
            run.load,
        )
        for run in runs
    ]


def stage_rows(runs: Sequence[Run]) -> list[tuple[object, ...]]:
    return [
        (name, *(f"{median(run.stages[event]):.2f}" for run in runs)) for event, name in STAGE_NAMES.items()
    ]


def verdict(singles: Run) -> str:
    p50, p95 = report.percentile(singles.gone, 0.5), report.percentile(singles.gone, 0.95)
    reached = p50 < GOAL_P50 and p95 < GOAL_P95
    return f"Goal with the worker idle: p50 < {GOAL_P50:.0f} s, p95 < {GOAL_P95:.0f} s: {'reached' if reached else 'MISSED'}."


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--single", type=int, default=20)
    parser.add_argument("--burst", type=int, default=180)
    parser.add_argument("--brands", type=int, default=12)
    options = parser.parse_args()
    brands = scene.trusted_brands(
        options.brands, site_url=f"{settings.MARKETPLACE_URL}/{SITE}", account=f"{SITE}-portal"
    )
    with ControlClient(settings.MARKETPLACE_URL, settings.MARKETPLACE_SECRET) as control:
        filers = [Filer(brands, tenant) for tenant in brands.brands]
        for ref in control.add_listings(SITE, count=LOOKS):
            httpx.get(f"{settings.MARKETPLACE_URL}/{SITE}/img/{ref}/1.jpg", timeout=30, trust_env=False)
        scene.tell_the_planner_of_all_rows()
        one_by_one(control, filers, 4)  # warm: both processes of web and worker have done it once
        runs = [
            one_by_one(control, filers, options.single),
            burst(control, filers, options.burst),
        ]
        steps = queries(brands, control)
    for filer in filers:
        filer.close()
    report.keep(
        "main_job",
        "\n".join(
            [
                "# From a trusted brand's click to the listing gone",
                "",
                report.machine(),
                "",
                report.table(
                    ("run", "p50 s", "p95 s", "max s", "answer p50 s", "items/s", "load before"),
                    result_rows(runs),
                ),
                "",
                verdict(runs[0]),
                "",
                "Median seconds from the click:",
                "",
                report.table(("stage", *(run.name for run in runs)), stage_rows(runs)),
                "",
                report.table(("step", "queries for 10", "queries for 100"), steps),
            ]
        ),
    )


if __name__ == "__main__":
    main()
