"""Stored files are looked at for viruses before anybody is handed one (docs/adr/0025)."""

import logging
from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

from django.conf import settings

from core import audit, clock, outbox
from core.antivirus import Scanner, ScannerAway
from core.files import SCAN, open_body
from core.models import StoredFile
from core.outbox import Work
from core.tenancy import SYSTEM, acting_as

logger = logging.getLogger(__name__)

PUT_OUT_SCANS = "core.put_out_scans"

AWAY_SECONDS = 15
MOST_PUT_OUT = 1000
# One that was stored just now has its work already.
PATIENCE = timedelta(minutes=5)
Scan = StoredFile.Scan


def may_be_handed_out(scan: str, *, wanted: bool) -> bool:
    """`wanted`: files are scanned here. What is known to be infected is handed out nowhere."""
    return scan == Scan.CLEAN or (scan == Scan.UNSCANNED and not wanted)


def is_withheld(stored: StoredFile) -> bool:
    return not may_be_handed_out(stored.scan, wanted=settings.ANTIVIRUS is not None)


def scan_files(works: Sequence[Work]) -> None:
    """One after the other, outside any transaction. While the scanner is away no attempt is lost."""
    with acting_as(SYSTEM):
        rows = StoredFile.objects.in_bulk([work.subject_id for work in works])
    for work in works:
        _scan_one(work, rows.get(work.subject_id))


def _scan_one(work: Work, stored: StoredFile | None) -> None:
    scanner: Scanner | None = settings.ANTIVIRUS
    if stored is None or scanner is None or stored.scan != Scan.UNSCANNED:
        with acting_as(SYSTEM):
            outbox.finish([work])
        return
    try:
        with open_body(stored) as body:
            virus = scanner.virus_in(body)
    except ScannerAway as error:
        logger.warning("%s is not scanned yet: %s", stored.id, error)
        with acting_as(SYSTEM):
            outbox.defer(work, error=str(error), after_seconds=AWAY_SECONDS)
        return
    except FileNotFoundError:
        with acting_as(SYSTEM):
            outbox.bury(work, error="Storage has lost the file.")
        return
    _note(work, virus=virus)


def scan_as_it_is_opened(stored: StoredFile) -> StoredFile:
    """For a file that has no row. While the scanner is away it stays unscanned, and so withheld."""
    if settings.ANTIVIRUS is not None:
        try:
            with open_body(stored) as body:
                stored.scan = Scan.INFECTED if settings.ANTIVIRUS.virus_in(body) else Scan.CLEAN
        except ScannerAway as error:
            logger.warning("A file without a row is not scanned yet: %s", error)
    return stored


def _note(work: Work, *, virus: str) -> None:
    """The one writer of `scan`."""
    now = clock.now()
    with acting_as(SYSTEM):
        stored = StoredFile.objects.select_for_update().get(id=work.subject_id)
        if stored.scan == Scan.UNSCANNED:
            stored.scan, stored.scanned_at = (Scan.INFECTED if virus else Scan.CLEAN), now
            stored.save(update_fields=["scan", "scanned_at"])
            if virus:
                _record(stored, virus)
        outbox.finish([work])


def _record(stored: StoredFile, virus: str) -> None:
    logger.error("The file %s is infected: %s", stored.id, virus)
    event = audit.Event(
        name="file.infected",
        subject_kind="storedfile",
        subject_id=stored.id,
        tenant_id=stored.tenant_id,
        data={"virus": virus[:200], "sha256": stored.sha256},
    )
    audit.record(event, by=SYSTEM, now=clock.now())


def put_out_scans(works: Sequence[Work]) -> None:
    """For what was stored before scanning was switched on, oldest first, a thousand at a time."""
    if settings.ANTIVIRUS is None:
        return
    stored = StoredFile.objects.filter(scan=Scan.UNSCANNED, stored_at__lt=clock.now() - PATIENCE)
    waiting = set(outbox.pending_subjects(kind=SCAN))
    found: list[tuple[UUID, UUID]] = [
        row
        for row in stored.order_by("stored_at").values_list("id", "tenant_id")[: MOST_PUT_OUT + len(waiting)]
        if row[0] not in waiting
    ]
    outbox.add_all(outbox.Order(kind=SCAN, subject_id=id, tenant_id=tenant_id) for id, tenant_id in found)
