"""Click to gone under load: bursts of a minute at 1, 10 and 50 items a second, spread over many trusted brands.

    script/bench removal [--rates 1 10 50] [--seconds 60] [--brands 120]

Over HTTP on the whole supervised stack with the simulated marketplace, as in bench/main_job.py. The clicks come when
they are due, however late the answers are, and each is timed from the moment it was due: a portal that falls behind
cannot slow the brands down and look quick.
"""

import argparse
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import timedelta
from threading import Event

import httpx
from django.conf import settings
from django.db import connection

from bench import report, scene
from bench.main_job import LOOKS, SITE, Filer, Run, links_to, load_now, measure, seconds, verified_at
from complaints.models import Item
from core import clock
from core.tenancy import SYSTEM, acting_as
from listings.simulated_marketplace.control_client import ControlClient

# Above this rate people send lists: the number of forms a second stays that of ten items.
FORMS_A_SECOND = 10
GOAL_P95_SECONDS = 300.0
LEAST_BRANDS = 100
PATIENCE_SECONDS = 600
SENDERS = 32
POLL_SECONDS = 0.5


@dataclass(kw_only=True)
class Burst:
    """One rate, and what became of its items."""

    rate: int
    run: Run
    refs: list[str] = field(default_factory=list)
    left: dict[str, int] = field(default_factory=dict)
    """Statuses of the items that never went off sale."""


def click(burst: Burst, filer: Filer, refs: Sequence[str], *, at: float) -> None:
    """Send one form when it is due by time.monotonic()."""
    Event().wait(max(0.0, at - time.monotonic()))
    late = timedelta(seconds=max(0.0, time.monotonic() - at))
    try:
        due = clock.real_now() - late
        burst.run.answers.append(filer.send(links_to(refs)))
        burst.run.clicked |= dict.fromkeys(refs, due)
    finally:
        connection.close()


def put_on_sale(
    control: ControlClient, filers: Sequence[Filer], *, forms: int, each: int, rate: int
) -> list[list[str]]:
    """The listings of each form; a seller a brand, because sellers have an hourly cap, too."""
    of_brand = [len(range(n, forms, len(filers))) for n in range(len(filers))]
    stock = [
        control.add_listings(SITE, seller=f"{rate} a second, {filer.right}", count=count * each)
        for filer, count in zip(filers, of_brand, strict=True)
        if count
    ]
    return [stock[n % len(filers)][n // len(filers) * each :][:each] for n in range(forms)]


def play(control: ControlClient, filers: Sequence[Filer], *, rate: int, length: int) -> Burst:
    each = max(1, rate // FORMS_A_SECOND)
    forms = rate * length // each
    listings = put_on_sale(control, filers, forms=forms, each=each, rate=rate)
    burst = Burst(rate=rate, run=Run(name=f"{rate} a second", load=load_now()))
    began = time.monotonic() + 1
    with ThreadPoolExecutor(max_workers=SENDERS) as pool:
        sent = [
            pool.submit(click, burst, filers[n % len(filers)], refs, at=began + n * each / rate)
            for n, refs in enumerate(listings)
        ]
    for one in sent:
        one.result()
    burst.refs = [ref for refs in listings for ref in refs]
    wait(burst)
    measure(burst.run)
    return burst


def wait(burst: Burst) -> None:
    """Until all are gone. What waits for a person when patience ends is told, not left out."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while len(verified_at(burst.refs)) < len(burst.refs) and time.monotonic() < deadline:
        Event().wait(POLL_SECONDS)
    gone = verified_at(burst.refs).keys()
    left = [ref for ref in burst.refs if ref not in gone]
    with acting_as(SYSTEM):
        for status in Item.objects.filter(listing_ref__in=left).values_list("status", flat=True):
            burst.left[status] = burst.left.get(status, 0) + 1


def row(burst: Burst) -> tuple[object, ...]:
    run = burst.run
    return (
        run.name,
        len(burst.refs),
        len(run.answers),
        seconds(run.gone, 0.5),
        seconds(run.gone, 0.95),
        f"{max(run.gone):.1f}",
        seconds(run.answers, 0.5),
        seconds(run.answers, 0.95),
        f"{len(run.gone) / run.seconds:.1f}",
        ", ".join(f"{n} {status}" for status, n in burst.left.items()) or "0",
        run.load,
    )


def verdict(bursts: Sequence[Burst], brands: int) -> str:
    reached = brands >= LEAST_BRANDS and all(
        not burst.left and report.percentile(burst.run.gone, 0.95) < GOAL_P95_SECONDS for burst in bursts
    )
    return (
        f"Goal: p95 < {GOAL_P95_SECONDS:.0f} s through a burst of 60 s at 50 items a second over at least"
        f" {LEAST_BRANDS} brands, nothing left: {'reached' if reached else 'MISSED'}."
    )


def page_about(bursts: Sequence[Burst], *, machine: str, brands: int, length: int) -> str:
    headings = (
        "items",
        "items in all",
        "forms",
        "gone p50 s",
        "p95 s",
        "max s",
        "answer p50 s",
        "p95 s",
        "gone/s",
        "left",
        "load before",
    )
    return "\n".join(
        [
            "# From click to gone, under load",
            "",
            f"{machine} · {brands} brands · bursts of {length} s",
            "",
            report.table(headings, [row(burst) for burst in bursts]),
            "",
            verdict(bursts, brands),
        ]
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rates", type=int, nargs="+", default=[1, 10, 50])
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("--brands", type=int, default=120)
    options = parser.parse_args()
    brands = scene.trusted_brands(
        options.brands, site_url=f"{settings.MARKETPLACE_URL}/{SITE}", account=f"{SITE}-portal"
    )
    filers = [Filer(brands, tenant) for tenant in brands.brands]
    with ControlClient(settings.MARKETPLACE_URL, settings.MARKETPLACE_SECRET) as control:
        for ref in control.add_listings(SITE, count=LOOKS):
            httpx.get(f"{settings.MARKETPLACE_URL}/{SITE}/img/{ref}/1.jpg", timeout=30, trust_env=False)
        for filer in filers:
            filer.open_page()
        scene.tell_the_planner_of_all_rows()
        machine = report.machine()
        bursts = [play(control, filers, rate=rate, length=options.seconds) for rate in options.rates]
    for filer in filers:
        filer.close()
    report.keep("removal", page_about(bursts, machine=machine, brands=options.brands, length=options.seconds))


if __name__ == "__main__":
    main()
