"""Run the portal's services against marketplaces, brands and sellers whose truth is known, and report how they did."""

import json
import os
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from portal.work import HANDLERS, SCHEDULE
from simulation.assumptions import Assumptions
from simulation.clock import NotEmpty, prepare
from simulation.report.words import in_words
from simulation.run import Machinery, run


class Command(BaseCommand):
    help = "Simulates complaints with known truth on a database of its own, and prints a report."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--complaints", type=int, required=True)
        parser.add_argument("--seed", type=int, required=True)
        parser.add_argument("--weeks", type=int, default=8)
        parser.add_argument("--brand-error", type=float, default=1.0, help="brands' mistakes, times so much")
        parser.add_argument(
            "--evidence-noise", type=float, default=1.0, help="missing and weak evidence, times so much"
        )
        parser.add_argument("--report", type=Path, help="keep the figures in this file, as JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        owner_url = os.environ.get("DATABASE_OWNER_URL", "")
        if settings.PRODUCTION or not owner_url:
            raise CommandError("A simulation runs on a database of its own: use script/manage simulate.")
        try:
            prepare(owner_url)
        except NotEmpty as error:
            raise CommandError(str(error)) from error
        assumed = Assumptions(
            weeks=options["weeks"],
            brand_error=options["brand_error"],
            evidence_noise=options["evidence_noise"],
        )
        ran = run(
            options["complaints"],
            assumed,
            Machinery(handlers=HANDLERS, schedule=SCHEDULE),
            seed=options["seed"],
            say=self.stdout.write,
        )
        self.stdout.write(in_words(ran.figures))
        self.stdout.write(f"Noted on the way: {dict(sorted(ran.world.noted.items()))}")
        if options["report"]:
            options["report"].write_text(json.dumps(ran.figures, indent=1) + "\n", encoding="utf-8")
