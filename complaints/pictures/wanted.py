"""Which items' pictures are looked at, and whether their assessment waits for it."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Exists, OuterRef, Q

from brands.models import Right, RightFile
from complaints import moves, work
from complaints.models import Evidence, Item
from complaints.pictures.compare import words_reader
from complaints.reasons import EvidenceKind
from core import outbox
from core.tenancy import SYSTEM

# The claim is that the picture was copied: whether it was is the first thing to know.
DECISIVE = frozenset({"copied_image"})
LOOKED_FOR = (RightFile.Purpose.REFERENCE, RightFile.Purpose.ALLOWED)
# Decoding pictures must not slow down a burst of removals: nobody waits for this.
AFTER = timedelta(minutes=1)


def order_looks(frozen: Mapping[UUID, moves.Frozen], *, now: datetime) -> frozenset[UUID]:
    """In the current transaction, of items whose frozen copies have pictures. Returns those that are assessed only when their
    picture has been looked at."""
    is_read = Q(complaint__right__kind=Right.Kind.TRADEMARK) if words_reader() else Q(pk__in=[])
    rows = Item.objects.filter(id__in=list(frozen))
    rows = rows.filter(_can_be_compared() | is_read)
    wanted = list(rows.values_list("id", "tenant_id", "complaint__reason").order_by("id"))
    first = [(id, tenant) for id, tenant, reason in wanted if reason in DECISIVE]
    moves.look_first(
        [moves.Target(item_id=id, tenant_id=tenant, frozen=frozen[id]) for id, tenant in first],
        by=SYSTEM,
        now=now,
    )
    outbox.add_all(
        outbox.Order(kind=work.LOOK_AT_PICTURE, subject_id=id, tenant_id=tenant, due_at=now + AFTER)
        for id, tenant, reason in wanted
        if reason not in DECISIVE
    )
    return frozenset(id for id, _ in first)


def _can_be_compared() -> Q:
    pictures = RightFile.objects.filter(
        tenant_id=OuterRef("tenant_id"),
        right_id=OuterRef("complaint__right_id"),
        purpose__in=LOOKED_FOR,
        file__media_type__startswith="image/",
    )
    originals = Evidence.objects.filter(
        tenant_id=OuterRef("tenant_id"),
        complaint_id=OuterRef("complaint_id"),
        kind=EvidenceKind.ORIGINAL,
        file__media_type__startswith="image/",
    )
    return Q(Exists(pictures)) | Q(Exists(originals), complaint__reason__in=DECISIVE)
