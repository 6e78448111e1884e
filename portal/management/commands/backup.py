"""A backup of database and stored files into a new folder (docs/deploy.md)."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from portal.backups.database import Unusable
from portal.backups.manifest import Damaged
from portal.backups.taking import take


class Command(BaseCommand):
    help = "Copies database and stored files into a new folder, with a manifest that proves them. Runs as app_owner."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("into", type=Path, help="the folder in which a new one is made")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            folder, manifest = take(options["into"])
        except (Unusable, Damaged, OSError) as error:
            raise CommandError(str(error)) from error
        self.stdout.write(
            f"{folder}: {manifest.ledger.rows} entries of the ledger, {sum(manifest.tables.values())} rows in"
            f" {len(manifest.tables)} tables, {len(manifest.files)} files"
        )
        if manifest.lost:
            raise CommandError(
                f"The backup is made, but storage lacks {len(manifest.lost)} files that the database names;"
                " they stand in the manifest as lost."
            )
