"""Make somebody one of the marketplace's own people, or end it (docs/deploy.md)."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts.roles import STAFF_ROLES, Role
from brands.staff import NotAppointed, appoint
from core import clock
from core.tenancy import SYSTEM, acting_as

NONE = "none"


class Command(BaseCommand):
    help = "Gives somebody who has signed up a role among the marketplace's own people, or takes it."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email")
        parser.add_argument("role", choices=[*sorted(map(str, STAFF_ROLES)), NONE])

    def handle(self, *args: Any, **options: Any) -> None:
        role = None if options["role"] == NONE else Role(options["role"])
        try:
            with acting_as(SYSTEM):
                appoint(options["email"], role, by=SYSTEM, now=clock.now())
        except NotAppointed as error:
            raise CommandError(str(error)) from error
        self.stdout.write("Done. A second factor is asked for at their next page.")
