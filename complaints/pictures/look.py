"""The look at a listing's picture: gather, compare outside any transaction, keep, and have it count."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from brands.models import Right, RightFile
from complaints.assessment.assess import assess_again, assess_items
from complaints.assessment.words import index_of
from complaints.models import Evidence, Item, PictureLook
from complaints.pictures.compare import MOST_REFERENCES, Compared, LookedFor, body_of, compare
from complaints.pictures.wanted import DECISIVE, LOOKED_FOR
from complaints.reasons import EvidenceKind
from complaints.states import Status
from core import clock, outbox
from core.models import StoredFile
from core.outbox import Work
from core.tenancy import SYSTEM, acting_as
from recognition import MarkIndex
from recognition.pictures import PictureMatch

# Before these the item has been assessed already; a person who has not decided yet is told of what was found.
_WAITS = frozenset({Status.RECEIVED, Status.ASSESSING})


@dataclass(frozen=True, slots=True, kw_only=True)
class _Case:
    item: Item
    picture: StoredFile
    pictures: Sequence[LookedFor]


def look(works: Sequence[Work]) -> None:
    """Leased: it takes up to some seconds for each. `subject_id` is an item's."""
    with acting_as(SYSTEM):
        cases = _cases([work.subject_id for work in works])
    compared = {
        case.item.id: compare(_picture_of(case), case.pictures, marks=_marks_of(case)) for case in cases
    }
    with acting_as(SYSTEM):
        now = clock.now()
        PictureLook.objects.bulk_create(
            [_row(case, compared[case.item.id], now=now) for case in cases], ignore_conflicts=True
        )
        _have_it_count([work.subject_id for work in works], compared, now=now)
        outbox.finish(works)


def _marks_of(case: _Case) -> MarkIndex | None:
    right = case.item.complaint.right
    return index_of(right) if right.kind == Right.Kind.TRADEMARK else None


def _picture_of(case: _Case) -> bytes:
    """Nothing, which cannot be read, where storage has lost it: an assessment may wait for us."""
    try:
        return body_of(case.picture)
    except OSError:
        return b""


def _cases(ids: Sequence[UUID]) -> list[_Case]:
    rows = Item.objects.filter(id__in=ids, snapshot__picture__isnull=False).order_by("id")
    items = list(rows.select_related("complaint__right", "snapshot__picture"))
    of_rights = _of_rights(items)
    of_complaints = _originals([item for item in items if item.complaint.reason in DECISIVE])
    cases = []
    for item in items:
        pictures = [*of_complaints[item.complaint_id], *of_rights[item.complaint.right_id]]
        if item.snapshot is not None and item.snapshot.picture is not None:
            once = list({one.file.id: one for one in pictures}.values())[:MOST_REFERENCES]
            cases.append(_Case(item=item, picture=item.snapshot.picture, pictures=once))
    return cases


def _of_rights(items: Sequence[Item]) -> Mapping[UUID, list[LookedFor]]:
    """The newest first: a brand that has more of them than are looked for has added what matters now."""
    rows = RightFile.objects.filter(
        tenant_id__in={item.tenant_id for item in items},
        right_id__in={item.complaint.right_id for item in items},
        purpose__in=LOOKED_FOR,
        file__media_type__startswith="image/",
    )
    found: dict[UUID, list[LookedFor]] = defaultdict(list)
    for row in rows.select_related("file").order_by("-id"):
        allowed = row.purpose == RightFile.Purpose.ALLOWED
        found[row.right_id].append(LookedFor(file=row.file, allowed=allowed))
    return found


def _originals(items: Sequence[Item]) -> Mapping[UUID, list[LookedFor]]:
    rows = Evidence.objects.filter(
        tenant_id__in={item.tenant_id for item in items},
        complaint_id__in={item.complaint_id for item in items},
        kind=EvidenceKind.ORIGINAL,
        file__media_type__startswith="image/",
    )
    found: dict[UUID, list[LookedFor]] = defaultdict(list)
    for row in rows.select_related("file").order_by("id"):
        if row.file is not None:
            found[row.complaint_id].append(LookedFor(file=row.file, allowed=False))
    return found


def _row(case: _Case, compared: Compared, *, now: datetime) -> PictureLook:
    found = compared.found
    return PictureLook(
        tenant_id=case.item.tenant_id,
        item=case.item,
        picture=case.picture,
        made_at=now,
        version=compared.version,
        references=[str(id) for id in compared.references],
        readable=found is not None,
        matches=[match_to_json(match) for match in found.matches] if found else [],
        allowed=[match_to_json(match) for match in found.allowed] if found else [],
        marks=[
            {"kind": str(m.match.kind), "score": m.match.score, "why": m.match.why, "text": m.line.text}
            for m in compared.marks
        ],
        reader=compared.reader,
    )


def match_to_json(match: PictureMatch) -> dict[str, Any]:
    return {
        "reference": match.key,
        "kind": str(match.kind),
        "score": match.score,
        "why": match.why,
        "aligned": match.aligned.to_json(),
    }


def _have_it_count(ids: Sequence[UUID], compared: Mapping[UUID, Compared], *, now: datetime) -> None:
    states = dict(Item.objects.filter(id__in=ids).values_list("id", "status"))
    assess_items([id for id in ids if states[id] in _WAITS], now=now)
    news = {
        id
        for id, one in compared.items()
        if one.marks or (one.found and (one.found.matches or one.found.allowed))
    }
    assess_again([id for id in ids if id in news and states[id] == Status.IN_REVIEW], now=now)
