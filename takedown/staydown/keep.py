"""What a removed listing is known by is kept when it is off sale."""

import hashlib
import logging
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from uuid import UUID

from core import files, outbox
from core.models import StoredFile
from core.outbox import Work
from core.tenancy import SYSTEM, acting_as
from recognition.likeness import BANDS, bands_of, likeness_of, title_key
from takedown import work as kinds
from takedown.models import Ground, KeptSigns
from takedown.staydown.rules import Signs

logger = logging.getLogger(__name__)


# Decoding pictures must not slow down a burst of removals: nobody waits for this.
AFTER = timedelta(minutes=1)


def keep_signs_of(removal_ids: Iterable[UUID], *, now: datetime) -> None:
    """Have what these listings are known by kept, soon. In the current transaction."""
    outbox.add_all(
        outbox.Order(kind=kinds.KEEP_SIGNS, subject_id=id, tenant_id=None, due_at=now + AFTER)
        for id in dict.fromkeys(removal_ids)
    )


def keep_signs(works: Sequence[Work]) -> None:
    """Leased, because pictures lie in a store that may be slow. `subject_id` is a removal's."""
    with acting_as(SYSTEM):
        rows = Ground.objects.filter(removal_id__in=[w.subject_id for w in works], ended_at=None)
        grounds = list(rows.select_related("item__snapshot__picture").order_by("id"))
    signs = [(ground, _signs_of(ground)) for ground in grounds]
    with acting_as(SYSTEM):
        KeptSigns.objects.bulk_create(
            [_row(ground, one) for ground, one in signs if one.title_key or one.picture_sha256],
            ignore_conflicts=True,
        )
        outbox.finish(list(works))


def _signs_of(ground: Ground) -> Signs:
    snapshot = ground.item.snapshot
    if snapshot is None:
        return Signs()
    key = title_key(snapshot.title)
    return signs_of(key, _bytes_of(snapshot.picture)) if snapshot.picture else Signs(title_key=key)


def signs_of(key: str, picture: bytes) -> Signs:
    if not picture:
        return Signs(title_key=key)
    return Signs(
        title_key=key, picture_sha256=hashlib.sha256(picture).hexdigest(), likeness=likeness_of(picture)
    )


def _bytes_of(stored: StoredFile) -> bytes:
    try:
        with files.open_body(stored) as body:
            return bytes(body.read())
    except OSError:
        logger.warning("The picture %s is not in storage: the listing is known by its words alone", stored.id)
        return b""


def _row(ground: Ground, signs: Signs) -> KeptSigns:
    bands = (None,) * BANDS if signs.likeness is None else bands_of(signs.likeness)
    return KeptSigns(
        tenant_id=ground.tenant_id,
        ground=ground,
        marketplace_id=ground.item.marketplace_id,
        title_key=signs.title_key,
        picture_sha256=signs.picture_sha256,
        likeness="" if signs.likeness is None else f"{signs.likeness:016x}",
        **{f"band_{n}": band for n, band in enumerate(bands)},
    )
