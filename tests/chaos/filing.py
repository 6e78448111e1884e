"""Trusted brands file, in a process of its own: python -m tests.chaos.filing SITE --brands N --items N …

Prints the listings' references as one line of JSON before the first complaint is filed. The database may go
away meanwhile: a form that was not confirmed is sent again, as people do.
"""

import argparse
import json
import os
import sys
import threading
import time

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
django.setup()

from django.conf import settings  # noqa: E402
from django.db import InterfaceError, OperationalError, connection  # noqa: E402

from bench import scene  # noqa: E402
from core.ids import new_id  # noqa: E402
from listings.simulated_marketplace.control_client import ControlClient  # noqa: E402

ITEMS_A_COMPLAINT = 5


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("site")
    parser.add_argument("--brands", type=int, required=True)
    parser.add_argument("--items", type=int, required=True, help="in all")
    parser.add_argument("--seconds", type=float, default=0.0, help="how long the filing is spread out")
    options = parser.parse_args()
    brands = scene.trusted_brands(
        options.brands,
        site_url=f"{settings.MARKETPLACE_URL}/{options.site}",
        account=f"{options.site}-portal",
    )
    with ControlClient(settings.MARKETPLACE_URL, settings.MARKETPLACE_SECRET) as control:
        # A seller each, because sellers have an hourly cap, too.
        refs = {
            brand: control.add_listings(
                options.site, seller=f"seller of {brand}", count=options.items // options.brands
            )
            for brand in brands.brands
        }
    sys.stdout.write(json.dumps([ref for own in refs.values() for ref in own]) + "\n")
    sys.stdout.flush()
    complaints = [
        (brand, own[start : start + ITEMS_A_COMPLAINT])
        for start in range(0, options.items // options.brands, ITEMS_A_COMPLAINT)
        for brand, own in refs.items()
    ]
    began = time.monotonic()
    for number, (brand, some) in enumerate(complaints):
        due = began + options.seconds * number / len(complaints)
        threading.Event().wait(max(0.0, due - time.monotonic()))
        file_until_confirmed(brands, brand, some)


def file_until_confirmed(brands: scene.Scene, brand, refs: list[str]) -> None:
    form_key = new_id()
    while True:
        try:
            scene.file(brands, brand, refs, form_key=form_key)
        except (OperationalError, InterfaceError):
            connection.close()
            threading.Event().wait(0.2)
        else:
            return


if __name__ == "__main__":
    main()
