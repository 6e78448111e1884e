"""A backup brought back into an empty database, and proved (docs/deploy.md)."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from portal.backups.database import Unusable
from portal.backups.manifest import Damaged
from portal.backups.restoring import restore


class Command(BaseCommand):
    help = "Brings a backup back into an empty database and storage, and verifies ledger, rows and files. Runs as app_owner."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", type=Path, help="the folder that backup made")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            manifest = restore(options["folder"])
        except (Unusable, Damaged, OSError) as error:
            raise CommandError(str(error)) from error
        self.stdout.write(
            f"Restored and verified, as of {manifest.made_at}: {manifest.ledger.rows} entries of the ledger,"
            f" {len(manifest.tables)} tables, {len(manifest.files)} files. Now bring it up to date: migrate."
        )
