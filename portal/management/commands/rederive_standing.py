"""Derive every brand's standing again from its decisions and audits, and compare it with what is kept."""

from typing import Any
from uuid import UUID

from django.core.management.base import BaseCommand, CommandError, CommandParser

from brands.models import Brand
from core.tenancy import SYSTEM, acting_as
from takedown.programme.rederive import compare, compare_agencies


class Command(BaseCommand):
    help = "Derives standing again from decisions and audits; exits with 1 when what is kept differs."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--write", action="store_true", help="put right what differs")
        parser.add_argument("--brand", type=UUID, help="only this one, by its tenant's id")

    def handle(self, *args: Any, **options: Any) -> None:
        with acting_as(SYSTEM):
            brands = Brand.objects.order_by("tenant_id")
            if options["brand"]:
                brands = brands.filter(tenant_id=options["brand"])
            tenants = list(brands.values_list("tenant_id", flat=True))
        counted = wrong = 0
        for tenant_id in tenants:
            # One transaction a brand: nobody else waits for the whole run.
            with acting_as(SYSTEM):
                found = compare(tenant_id, repair=options["write"])
            counted += found.counted
            wrong += len(found.decisions) + len(found.days)
            for id in found.decisions:
                self.stdout.write(f"{tenant_id}: decision {id} counts differently")
            for scope, day in found.days:
                self.stdout.write(f"{tenant_id}: the sum of {day} differs ({scope[2]})")
        with acting_as(SYSTEM):
            agencies = compare_agencies(repair=options["write"])
        for agency, _, kind, day in agencies:
            self.stdout.write(f"agency {agency}: the sum of {day} differs ({kind})")
        wrong += len(agencies)
        done = "put right" if options["write"] else "wrong"
        self.stdout.write(f"{len(tenants)} brands, {counted} decisions counted, {wrong} figures {done}")
        if wrong and not options["write"]:
            raise CommandError("What is kept is not what the decisions say: run again with --write.")
