"""The evidence of a set of complaints, in one query: what there is, whether it opens, and what it says of itself."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from complaints.models import Evidence, Item
from complaints.reasons import TEST_BUY_PARTS, EvidenceKind


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceFacts:
    """`kinds`: of files that can be opened, or have not been tried; the others are only counted.

    A report of a test buy is no proof by itself: it speaks beside a file that shows what arrived.
    """

    kinds: tuple[str, ...] = ()
    unreadable: int = 0
    original_taken_on: date | None = None
    test_buy_says: tuple[str, ...] = ()


# Kind, report, whether its file can be read, when the file says that it was taken.
type _Row = tuple[str, Mapping[str, Any] | None, bool | None, datetime | None]


def evidence_of(items: Sequence[Item]) -> dict[UUID, EvidenceFacts]:
    rows: dict[UUID, list[_Row]] = {}
    found = Evidence.objects.filter(complaint_id__in={item.complaint_id for item in items})
    columns = ("complaint_id", "kind", "report", "file__readable", "file__captured_at")
    for complaint_id, *row in found.values_list(*columns):
        rows.setdefault(complaint_id, []).append((row[0], row[1], row[2], row[3]))
    return {complaint_id: _facts(of) for complaint_id, of in rows.items()}


def _facts(rows: Sequence[_Row]) -> EvidenceFacts:
    good = [row for row in rows if row[2] is not False]
    taken = [row[3] for row in good if row[0] == EvidenceKind.ORIGINAL and row[3]]
    reports = [row[1] for row in good if row[0] == EvidenceKind.TEST_BUY and row[1]]
    said = max((parts_of(report) for report in reports), key=len, default=())
    return EvidenceFacts(
        kinds=tuple(sorted({row[0] for row in good if row[1] is None})),
        unreadable=len(rows) - len(good),
        original_taken_on=max(taken).date() if taken else None,
        test_buy_says=said,
    )


def parts_of(report: Mapping[str, Any]) -> tuple[str, ...]:
    """The parts of a test buy's report that say something."""
    return tuple(sorted(part for part in TEST_BUY_PARTS if str(report.get(part, "")).strip()))
