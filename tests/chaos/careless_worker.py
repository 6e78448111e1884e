"""A worker that never asks where a listing stands: celery -A tests.chaos.careless_worker worker …

For the proof that the judge would see a removal that is carried out twice.
"""

from dataclasses import replace

import django

from portal.celery import app

django.setup()

from takedown.models import Removal  # noqa: E402
from takedown.removal import deliver  # noqa: E402
from takedown.removal.calls import Reading, read_before_acting  # noqa: E402

__all__ = ["app"]


def still_on_sale(removal: Removal) -> Reading:
    return replace(read_before_acting(removal), hidden=False)


deliver.read_before_acting = still_on_sale
