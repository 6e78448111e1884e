"""Nothing lost, nothing doubled, while everything is killed in turn: the long run of reliability.md G1 and G2.

    script/bench chaos [--items 10000] [--times 34] [--every 2.0]

Trusted brands file over the whole time; one marketplace honours idempotency keys, the other ignores them, and each
answers a fifth of all orders with a fault. Six kinds of disturbances, each `--times` often: a pool's child, a main
worker, a relay, Redis killed, FLUSHALL, PostgreSQL stopped at once. Judged by the marketplaces' own log. On servers of
its own, which keep what they confirm.
"""

import argparse
import signal
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from bench import report
from tests.chaos.judge import Verdict
from tests.chaos.kills import Plan, kinds_for
from tests.chaos.outages import OwnServers, outages
from tests.chaos.scenario import FAULTS, Scenario, play
from tests.chaos.stage import Stage

# Below the hourly caps of a brand and of its seller, which are not what is tried here.
ITEMS_A_BRAND = 20
SITES = {"bazaar": False, "harbor": True}
"""Whether the site ignores idempotency keys."""
SETTLED_WITHIN_SECONDS = 300
LEAST_ITEMS, LEAST_DISTURBANCES = 10_000, 200


def played(stage: Stage, own: OwnServers, site: str, options: argparse.Namespace) -> tuple[Verdict, Plan]:
    stage.control.faults(site, **FAULTS, ignore_keys=SITES[site])
    kinds = kinds_for(*stage.crew()) | outages(own, stage)
    plan = Plan(kinds=kinds, times_each=options.times, every=options.every, seed=options.seed)
    length = options.every * options.times * len(kinds)
    scenario = Scenario(
        site=site,
        brands=options.items // ITEMS_A_BRAND,
        items=options.items,
        filing_seconds=length,
        # Twice as long as is allowed: what is late is to be told apart from what is lost.
        most_seconds=length + 2 * SETTLED_WITHIN_SECONDS,
    )
    return play(stage, scenario, plan, now=datetime.now(UTC)), plan


def promises(verdict: Verdict, plan: Plan) -> dict[str, bool]:
    return {
        f"at least {LEAST_ITEMS:,} items and {LEAST_DISTURBANCES} disturbances": verdict.filed >= LEAST_ITEMS
        and plan.done.total() >= LEAST_DISTURBANCES,
        "0 lost": not verdict.lost,
        "0 doubled": not verdict.doubled,
        "0 without a notice before them": not verdict.without_notice,
        "0 that nobody asked for": not verdict.unasked,
        "0 that the portal does not know of": not verdict.not_noted,
        "nine in ten carried out, the others with a person": len(verdict.removed) >= 0.9 * verdict.filed,
        f"all ended within {SETTLED_WITHIN_SECONDS} s of the last disturbance": verdict.pending == 0
        and verdict.seconds_after_the_last <= SETTLED_WITHIN_SECONDS,
    }


def played_on_every_site(options: argparse.Namespace) -> dict[str, tuple[Verdict, Plan]]:
    """On servers of their own, in a folder that goes with them."""
    with tempfile.TemporaryDirectory(prefix="portal-chaos-") as name:
        folder = Path(name).resolve()
        own = OwnServers(folder / "servers")
        connections = own.start()
        stage = Stage(folder, connections.databases, connections.redis)
        try:
            stage.migrate()
            stage.draw_pictures()
            return {site: played(stage, own, site, options) for site in SITES}
        finally:
            stage.close()
            own.stop()


def page_about(
    verdicts: list[Verdict], kept: dict[str, dict[str, bool]], *, machine: str, options: argparse.Namespace
) -> str:
    names = [f"keys {'ignored' if ignored else 'honoured'}" for ignored in SITES.values()]
    return "\n".join(
        [
            "# Everything is killed in turn",
            "",
            f"{machine} · seed {options.seed} · a disturbance every {options.every} s",
            "",
            report.table(("what", *names), _side_by_side(verdicts)),
            "",
            report.table(
                ("promise", *names),
                [
                    (promise, *("kept" if kept[site][promise] else "BROKEN" for site in SITES))
                    for promise in kept["bazaar"]
                ],
            ),
        ]
    )


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--items", type=int, default=LEAST_ITEMS)
    parser.add_argument("--times", type=int, default=34)
    parser.add_argument("--every", type=float, default=2.0)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    # Whoever ends it early ends its servers with it.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    machine = report.machine()
    runs = played_on_every_site(options)
    kept = {site: promises(*run) for site, run in runs.items()}
    verdicts = [verdict for verdict, _ in runs.values()]
    report.keep("chaos", page_about(verdicts, kept, machine=machine, options=options))
    for site, (verdict, _) in runs.items():
        _explain(site, verdict)
    return int(not all(all(each.values()) for each in kept.values()))


def _side_by_side(verdicts: list[Verdict]) -> list[tuple[object, ...]]:
    columns = [verdict.rows() for verdict in verdicts]
    return [(name, *(column.get(name, "") for column in columns)) for name in columns[0]]


def _explain(site: str, verdict: Verdict) -> None:
    """On the console only: where to look."""
    for title, found in (
        ("lost", verdict.lost),
        ("doubled", verdict.doubled),
        ("without notice", verdict.without_notice),
        ("unasked", verdict.unasked),
        ("not noted", verdict.not_noted),
    ):
        if found:
            print(f"{site}, {title}: {list(found.items() if isinstance(found, dict) else found)[:20]}")


if __name__ == "__main__":
    sys.exit(main())
