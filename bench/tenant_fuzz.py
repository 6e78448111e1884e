"""Nobody is told of another brand: every address × method × person × own, another's and nobody's thing.

    script/bench tenant_fuzz [--requests 20000] [--seed 1]

The engine of tests/portal/test_tenant_fuzz.py, in process, on a throwaway database with the portal's own login roles and
both walls. Each brand's rows hold a canary wherever somebody may write. Ends with an error if one is told to anybody who
may not see its brand, in a page, a file, a header, a mail or a log line; or if another's thing is answered otherwise than
one that does not exist.
"""

import argparse
import sys
import time
from unittest.mock import patch

from django.conf import settings
from django.test.utils import setup_test_environment

from bench import report
from listings import marketplaces
from tests.fakes import FakeSite, HereAndNow
from tests.portal.addresses import ROWS
from tests.portal.fuzzing import ABSENT, OTHER, OWN, Findings, Fuzz, set_the_stage
from tests.stories import ACCOUNT, build_world


def measured(requests: int, seed: int) -> tuple[Findings, float]:
    setup_test_environment()
    site = FakeSite()
    with (
        patch.object(marketplaces, "_connector", lambda kind, site_url, account, secret: site),
        patch.dict(settings.MARKETPLACE_SECRETS, {ACCOUNT: "secret"}),
        patch("takedown.removal.calls.ThreadPoolExecutor", HereAndNow),
        patch("complaints.intake.freeze.ThreadPoolExecutor", HereAndNow),
    ):
        stage = set_the_stage(build_world(site), seed=seed)
        began = time.perf_counter()
        found = Fuzz(stage, seed=seed).run(requests)
    return found, time.perf_counter() - began


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--requests", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    before = report.machine()
    found, seconds = measured(options.requests, options.seed)
    rows = [
        ("requests", f"{found.asked:,}"),
        ("addresses", len(ROWS)),
        ("cases of one's own brand", f"{found.cases[OWN]:,}"),
        ("cases of another brand", f"{found.cases[OTHER]:,}"),
        ("of these beside a thing that does not exist", f"{found.cases[ABSENT]:,}"),
        ("pages with the reader's own canary", f"{found.own_seen:,}"),
        ("mails read", f"{found.letters:,}"),
        ("log lines read", f"{found.lines:,}"),
        ("**foreign canaries**", len(found.leaks)),
        ("**another's told apart from absent**", len(found.told_apart)),
        ("**errors of ours (500)**", len(found.errors)),
    ]
    report.keep(
        "tenant_fuzz",
        "\n".join(
            [
                "# Nobody is told of another brand",
                "",
                report.machine(),
                "",
                f"Before the run: {before.split(' · ')[-1]}. {seconds:.0f} s with seed {options.seed}.",
                "",
                report.table(("what", "number"), rows),
                "",
                report.table(("method", "requests"), sorted(found.methods.items())),
                "",
                report.table(("answer", "requests"), sorted(found.statuses.items())),
                "",
                "Goal: 20,000 requests, 0 foreign canaries, 0 told apart: "
                + ("reached." if not found.all and found.asked >= 20_000 else "NOT reached."),
                *([] if not found.all else ["", *(f"* {finding}" for finding in found.all[:50])]),
            ]
        ),
    )
    return int(bool(found.all))


if __name__ == "__main__":
    sys.exit(main())
