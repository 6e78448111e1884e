"""Make past assessments again from their stored facts, and say what today's rules would have changed."""

from datetime import datetime, timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from complaints.assessment.replay import replay
from core import clock
from core.tenancy import SYSTEM, acting_as
from takedown.programme.versions.rules_diff import difference

MOST_SHOWN = 50


class Command(BaseCommand):
    help = (
        "Replays assessments under the rules of their own version; fails if any finding comes out otherwise."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--days", type=int, default=0, help="only those of the last days; 0 is all")
        parser.add_argument(
            "--outcomes", action="store_true", help="show instead which decisions today's rules would change"
        )

    def handle(self, *args: Any, days: int, outcomes: bool, **options: Any) -> None:
        with acting_as(SYSTEM):
            until = clock.now() + timedelta(seconds=1)
        since = until - timedelta(days=days) if days else datetime(2000, 1, 1, tzinfo=until.tzinfo)
        if outcomes:
            self._compare(since, until)
        else:
            self._replay(since, until)

    def _replay(self, since: datetime, until: datetime) -> None:
        done = replay(since, until)
        for version, count in sorted(done.unknown.items()):
            self.stdout.write(f"{count} of version {version} cannot be made again by this code.")
        for found in done.deviations[:MOST_SHOWN]:
            self.stderr.write(
                f"{found.item_id} at {found.at:%Y-%m-%d %H:%M} under version {found.version}: "
                f"without {_named(found.gone)}, with {_named(found.new)}"
            )
        if done.deviations:
            raise CommandError(f"{len(done.deviations)} of {done.checked} assessments come out otherwise.")
        self.stdout.write(
            f"{done.checked} assessments give the findings stored with them, {done.reworded} in other words."
        )

    def _compare(self, since: datetime, until: datetime) -> None:
        found = difference(since, until)
        for (then, now), count in sorted(found.outcomes.items()):
            self.stdout.write(f"{then} → {now}: {count}")
        for sign, counts in (("-", found.gone), ("+", found.new)):
            for code, count in counts.most_common():
                self.stdout.write(f"{sign} {code}: {count}")
        for one in found.changed[:MOST_SHOWN]:
            self.stdout.write(
                f"{one.item_id} at {one.at:%Y-%m-%d %H:%M}: {one.then} → {one.now}, "
                f"without {_named(one.gone)}, with {_named(one.new)}"
            )
        self.stdout.write(
            f"{found.checked} decisions compared, {len(found.changed)} would come out otherwise, "
            f"{found.unreadable} cannot be compared, {found.scored_otherwise} keep a score not made by the rules."
        )


def _named(codes: tuple[str, ...]) -> str:
    return ", ".join(codes) or "nothing"
