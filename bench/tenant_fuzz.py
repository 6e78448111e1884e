"""Nobody is told of another brand: every address × method × person, and every operation of the API × key, each for
one's own, another's and nobody's thing. A quarter of the requests are the keys'.

    script/bench tenant_fuzz [--requests 20000] [--seed 1]

The engines of tests/portal/test_tenant_fuzz.py, in process, on a throwaway database with the portal's own login roles and
both walls. Each brand's rows hold a canary wherever somebody may write. Ends with an error if one is told to anybody who
may not see its brand, in a page, a file, a header, a mail or a log line; or if another's thing is answered otherwise than
one that does not exist.
"""

import argparse
import sys
import time
from unittest.mock import patch

from django.conf import settings
from django.test.utils import override_settings, setup_test_environment

from bench import report
from listings import marketplaces
from tests.api.test_operations import OPERATIONS
from tests.fakes import FakeSite, HereAndNow
from tests.portal.addresses import ROWS
from tests.portal.fuzzing import ABSENT, OTHER, OWN, Findings, Fuzz
from tests.portal.fuzzing_keys import KeyFuzz, set_the_keys
from tests.portal.fuzzing_stage import set_the_stage
from tests.stories import ACCOUNT, build_world


def measured(requests: int, seed: int) -> tuple[Findings, Findings, float]:
    """What people found, what keys found, and seconds."""
    setup_test_environment()
    site = FakeSite()
    with (
        patch.object(marketplaces, "_connector", lambda kind, site_url, account, secret: site),
        patch.dict(settings.MARKETPLACE_SECRETS, {ACCOUNT: "secret"}),
        override_settings(API_REQUESTS_PER_MINUTE_OF_KEY=10**9, API_REQUESTS_PER_MINUTE_OF_BRAND=10**9),
        patch("takedown.removal.calls.ThreadPoolExecutor", HereAndNow),
        patch("complaints.intake.freeze.ThreadPoolExecutor", HereAndNow),
    ):
        stage = set_the_stage(build_world(site), seed=seed)
        began = time.perf_counter()
        people = Fuzz(stage, seed=seed).run(requests - requests // 4)
        keys = KeyFuzz(set_the_keys(stage), seed=seed).run(requests // 4)
    return people, keys, time.perf_counter() - began


def figures(people: Findings, keys: Findings) -> list[tuple[object, ...]]:
    both = (people, keys)
    return [
        ("requests", *(f"{f.asked:,}" for f in both)),
        ("addresses, operations", len(ROWS), len(OPERATIONS)),
        ("cases of one's own brand", *(f"{f.cases[OWN]:,}" for f in both)),
        ("cases of another brand", *(f"{f.cases[OTHER]:,}" for f in both)),
        ("of these beside a thing that does not exist", *(f"{f.cases[ABSENT]:,}" for f in both)),
        ("answers with the asker's own canary", *(f"{f.own_seen:,}" for f in both)),
        ("mails read", *(f"{f.letters:,}" for f in both)),
        ("log lines read", *(f"{f.lines:,}" for f in both)),
        ("**foreign canaries**", *(len(f.leaks) for f in both)),
        ("**another's told apart from absent**", *(len(f.told_apart) for f in both)),
        ("**errors of ours (500)**", *(len(f.errors) for f in both)),
    ]


def page_about(people: Findings, keys: Findings, *, about_the_run: str) -> str:
    wrong = [*people.all, *keys.all]
    reached = not wrong and people.asked + keys.asked >= 20_000
    return "\n".join(
        [
            "# Nobody is told of another brand",
            "",
            report.machine(),
            "",
            about_the_run,
            "",
            report.table(("what", "people", "keys"), figures(people, keys)),
            "",
            report.table(("method", "requests"), sorted((people.methods + keys.methods).items())),
            "",
            report.table(("answer", "requests"), sorted((people.statuses + keys.statuses).items())),
            "",
            "Goal: 20,000 requests, 0 foreign canaries, 0 told apart: "
            + ("reached." if reached else "NOT reached."),
            *([] if not wrong else ["", *(f"* {finding}" for finding in wrong[:50])]),
        ]
    )


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--requests", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    before = report.machine()
    people, keys, seconds = measured(options.requests, options.seed)
    about_the_run = f"Before the run: {before.split(' · ')[-1]}. {seconds:.0f} s with seed {options.seed}."
    report.keep("tenant_fuzz", page_about(people, keys, about_the_run=about_the_run))
    return int(bool(people.all or keys.all))


if __name__ == "__main__":
    sys.exit(main())
