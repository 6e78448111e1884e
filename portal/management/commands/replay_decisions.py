"""Make past decisions of the policy again, each under its own version, and say which would come out otherwise."""

from datetime import datetime, timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from core import clock
from core.tenancy import SYSTEM, acting_as
from takedown.programme.versions.replay import replay

MOST_SHOWN = 50


class Command(BaseCommand):
    help = "Replays the policy's decisions on their stored facts; fails if any comes out otherwise."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--days", type=int, default=0, help="only those of the last days; 0 is all")

    def handle(self, *args: Any, days: int, **options: Any) -> None:
        with acting_as(SYSTEM):
            until = clock.now() + timedelta(seconds=1)
        since = until - timedelta(days=days) if days else datetime(2000, 1, 1, tzinfo=until.tzinfo)
        done = replay(since, until)
        for found in done.deviations[:MOST_SHOWN]:
            self.stderr.write(
                f"{found.item_id} at {found.at:%Y-%m-%d %H:%M} under version {found.version}: "
                f"was {found.then}, would be {found.now}"
            )
        if done.deviations:
            raise CommandError(f"{len(done.deviations)} of {done.checked} decisions come out otherwise.")
        self.stdout.write(f"{done.checked} decisions come out as they did.")
