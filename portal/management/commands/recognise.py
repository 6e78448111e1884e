"""Find marks in titles: files in, a file out. Needs no database."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from recognition.command import BadInput
from recognition.command import recognise as recognise_files


class Command(BaseCommand):
    help = "Writes, for each title, which marks it names and why (JSON lines)."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--marks", type=Path, required=True, help="CSV: mark,variants,nice_classes")
        parser.add_argument("--titles", type=Path, required=True, help="TSV: title, Nice class")
        parser.add_argument("--out", type=Path, required=True, help="JSON lines")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            count = recognise_files(options["marks"], options["titles"], options["out"])
        except (BadInput, OSError) as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{count} titles → {options['out']}")
