"""Look for pictures in pictures: folders in, a file out. Needs no database."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from recognition.pictures.command import NoPictures
from recognition.pictures.command import match_images as match_folders


class Command(BaseCommand):
    help = "Writes, for each listing's picture, of which references it is a copy, and which logos it shows (JSON lines)."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--references", type=Path, required=True, help="a folder of pictures to look for")
        parser.add_argument("--listings", type=Path, required=True, help="a folder of pictures to look at")
        parser.add_argument("--out", type=Path, required=True, help="JSON lines")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            done = match_folders(options["references"], options["listings"], options["out"])
        except (NoPictures, OSError) as error:
            raise CommandError(str(error)) from error
        for reason in done.skipped:
            self.stderr.write(f"not looked for: {reason}")
        unread = f", {done.unreadable} of them unreadable" if done.unreadable else ""
        self.stdout.write(
            f"{done.listings} pictures{unread}, {done.references} references → {options['out']}"
        )
