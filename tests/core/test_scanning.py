"""No file is handed to anybody before it was scanned, where scanning is on."""

from collections.abc import Iterator
from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from core import clock, files, outbox
from core.antivirus import Scanner
from core.models import AuditEvent, Outbox, StoredFile
from core.scanning import PUT_OUT_SCANS, SCAN, may_be_handed_out
from core.tenancy import SYSTEM, acting_as
from portal.stack import ports
from portal.work import HANDLERS
from tests.core.clamd import EICAR, clamd
from tests.fakes import a_picture
from tests.stories import World, file


@pytest.fixture
def scanner(settings: Any) -> Iterator[Scanner]:
    with clamd() as server:
        settings.ANTIVIRUS = server.scanner
        yield server.scanner


def stored(world: World, body: bytes | None = None) -> StoredFile:
    tenant = world.brands["lumora"].tenant_id
    kept = files.keep_body(BytesIO(body or a_picture()), name="proof.jpg", tenant_id=tenant, most_bytes=10**6)
    with acting_as(SYSTEM):
        return files.record_file(kept, by=SYSTEM)


def infected(world: World) -> StoredFile:
    return stored(world, a_picture() + EICAR)


def scanned(row: StoredFile) -> str:
    """After the worker has had its turn."""
    with acting_as(SYSTEM):
        waiting = list(Outbox.objects.filter(kind=SCAN, state="pending").values_list("id", flat=True))
    outbox.do(HANDLERS[SCAN], kind=SCAN, ids=waiting)
    with acting_as(SYSTEM):
        row.refresh_from_db()
    return row.scan


@pytest.mark.parametrize(
    ("scan", "wanted", "handed_out"),
    [
        ("clean", True, True),
        ("clean", False, True),
        ("unscanned", False, True),
        ("unscanned", True, False),
        ("infected", True, False),
        ("infected", False, False),
    ],
)
def test_what_may_be_handed_out(scan: str, wanted: bool, handed_out: bool) -> None:
    assert may_be_handed_out(scan, wanted=wanted) is handed_out


def test_a_file_waits_for_its_scan_and_says_so(world: World, scanner: Scanner, client_for: Any) -> None:
    row, alice = stored(world), client_for(world.alice)

    link = alice.get(f"/files/{row.id}/")
    picture = alice.get(f"/files/{row.id}/?preview=1")

    assert link.status_code == 423
    assert "This file is being checked" in link.content.decode()
    assert picture["Content-Type"] == "image/svg+xml"
    assert "Being checked for viruses" in picture.content.decode()


def test_a_clean_file_is_handed_out(world: World, scanner: Scanner, client_for: Any) -> None:
    row = stored(world)

    assert scanned(row) == "clean"
    assert client_for(world.alice).get(f"/files/{row.id}/").getvalue() == a_picture()


def test_an_infected_file_is_kept_and_never_handed_out(
    world: World, scanner: Scanner, client_for: Any
) -> None:
    row = infected(world)

    assert scanned(row) == "infected"
    answer = client_for(world.alice).get(f"/files/{row.id}/")
    assert answer.status_code == 423
    assert "A virus was found in" in answer.content.decode()
    with pytest.raises(files.FileInfected):
        files.open_body(row)


def test_a_virus_stands_in_the_ledger(world: World, scanner: Scanner) -> None:
    row = infected(world)
    scanned(row)

    with acting_as(SYSTEM):
        event = AuditEvent.objects.get(event="file.infected")
    assert (event.subject_id, event.data["virus"]) == (row.id, "Eicar-Test-Signature")


def test_an_infected_file_stays_shut_when_scanning_is_switched_off(
    world: World, scanner: Scanner, client_for: Any, settings: Any
) -> None:
    row = infected(world)
    scanned(row)
    settings.ANTIVIRUS = None

    assert client_for(world.alice).get(f"/files/{row.id}/").status_code == 423


def test_while_the_scanner_is_away_files_wait_and_no_attempt_is_lost(
    world: World, settings: Any, client_for: Any
) -> None:
    settings.ANTIVIRUS = Scanner(host="127.0.0.1", port=ports.find_free(), seconds=1)
    row = stored(world)

    assert scanned(row) == "unscanned"
    assert client_for(world.alice).get(f"/files/{row.id}/").status_code == 423
    with acting_as(SYSTEM):
        work = Outbox.objects.get(kind=SCAN)
    assert (work.state, work.attempt - work.deferred) == ("pending", 0)


def test_a_file_that_storage_has_lost_is_a_dead_letter(world: World, scanner: Scanner) -> None:
    row = stored(world)
    files.forget_bodies(
        [files.Body(tenant_id=row.tenant_id, sha256=row.sha256, size=1, media_type="", name="")]
    )
    scanned(row)

    with acting_as(SYSTEM):
        assert Outbox.objects.get(kind=SCAN).state == "dead"


def test_what_was_stored_before_is_scanned_once_it_is_switched_on(
    world: World, settings: Any, scanner: Scanner
) -> None:
    settings.ANTIVIRUS = None
    row = stored(world)
    with acting_as(SYSTEM):
        StoredFile.objects.update(stored_at=clock.now() - timedelta(hours=1))
    settings.ANTIVIRUS = scanner

    with acting_as(SYSTEM):
        HANDLERS[PUT_OUT_SCANS].run([])
        HANDLERS[PUT_OUT_SCANS].run([])
        put_out = Outbox.objects.filter(kind=SCAN, subject_id=row.id).count()

    assert put_out == 1
    assert scanned(row) == "clean"


def test_a_verdict_is_never_taken_back(world: World, scanner: Scanner) -> None:
    row = infected(world)
    scanned(row)

    with pytest.raises(IntegrityError), acting_as(SYSTEM), transaction.atomic():
        StoredFile.objects.filter(id=row.id).update(scan="clean")


def test_work_that_comes_twice_changes_nothing(world: World, scanner: Scanner) -> None:
    row = stored(world)
    with acting_as(SYSTEM):
        outbox.add(outbox.Order(kind=SCAN, subject_id=row.id, tenant_id=row.tenant_id))

    assert scanned(row) == "clean"
    with acting_as(SYSTEM):
        assert set(Outbox.objects.filter(kind=SCAN).values_list("state", flat=True)) == {"done"}


def test_the_complaints_page_says_how_its_files_stand(
    world: World, scanner: Scanner, client_for: Any
) -> None:
    complaint = file(world, "a1")
    page = f"/complaints/{complaint.number}/"
    oscar = client_for(world.oscar)

    before = oscar.get(page).content.decode()
    with acting_as(SYSTEM):
        rows = list(StoredFile.objects.all())
    for row in rows:
        scanned(row)
    after = oscar.get(page).content.decode()

    assert "Being checked for viruses" in before
    assert "Being checked for viruses" not in after
    assert "no virus found" in after
