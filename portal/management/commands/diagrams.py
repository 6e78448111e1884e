"""Draw the pages of docs/ that show rooms and states anew."""

from typing import Any

from django.core.management.base import BaseCommand

from portal.diagrams.pages import write


class Command(BaseCommand):
    help = "Draws docs/rooms.md and docs/states.md from .importlinter and the state tables."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        changed = write()
        self.stdout.write("\n".join(map(str, changed)) or "Nothing has changed.")
