"""Put a marketplace behind the portal (docs/deploy.md)."""

from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser

from core import clock
from core.tenancy import SYSTEM, acting_as
from listings.connectors.registry import CONNECTORS
from listings.opening import NewSite, add_marketplace


class Command(BaseCommand):
    help = "Adds a marketplace, so that complaints can be filed against it."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("slug", help="its short name in addresses, such as bazaar")
        parser.add_argument("--name", required=True)
        parser.add_argument("--site-url", required=True, help="where buyers go; the API is found below it")
        parser.add_argument(
            "--account", required=True, help="ours there; its secret is in MARKETPLACE_SECRETS"
        )
        parser.add_argument("--territories", required=True, help="such as EU,GB")
        parser.add_argument("--connector", choices=sorted(CONNECTORS), default="signed_http")
        parser.add_argument(
            "--sandbox", action="store_true", help="only to try things on: test keys reach it"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["account"] not in settings.MARKETPLACE_SECRETS:
            raise CommandError(f"MARKETPLACE_SECRETS has no secret of the account {options['account']}.")
        site = NewSite(
            slug=options["slug"],
            name=options["name"],
            site_url=options["site_url"],
            account=options["account"],
            territories=options["territories"].upper().split(","),
            connector=options["connector"],
            is_sandbox=options["sandbox"],
        )
        try:
            with acting_as(SYSTEM):
                add_marketplace(site, by=SYSTEM, now=clock.now())
        except ValidationError as error:
            raise CommandError("; ".join(error.messages)) from error
        self.stdout.write(
            f"{options['name']} can be complained to. Its pace is set on its page under Delivery."
        )
