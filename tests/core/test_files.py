"""Stored files: kept bit for bit under their own hash, one copy a brand, whatever they are called."""

import hashlib
from io import BytesIO
from typing import Any
from uuid import UUID

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from core import files
from core.ids import new_id, readable_number
from core.models import StoredFile
from core.tenancy import SYSTEM, acting_as
from tests.fakes import a_picture
from tests.stories import World

TENANT = new_id()


def keep(body: bytes, *, name: str = "proof.jpg", tenant_id: UUID = TENANT, most: int = 10**6) -> files.Body:
    return files.keep_body(BytesIO(body), name=name, tenant_id=tenant_id, most_bytes=most)


def test_a_file_is_kept_bit_for_bit_under_its_hash() -> None:
    picture = a_picture()

    kept = keep(picture)

    assert kept.sha256 == hashlib.sha256(picture).hexdigest()
    assert (kept.size, kept.media_type) == (len(picture), "image/jpeg")
    with default_storage.open(kept.key) as stored:
        assert stored.read() == picture


def test_the_same_bytes_are_kept_once_a_brand() -> None:
    first, again, other = (
        keep(a_picture()),
        keep(a_picture(), name="b.jpg"),
        keep(a_picture(), tenant_id=new_id()),
    )

    assert first.key == again.key != other.key
    assert len(default_storage.listdir(str(TENANT))[1]) == 1


def test_a_copy_that_a_crash_cut_off_is_written_again() -> None:
    picture = a_picture()
    key = f"{TENANT}/{hashlib.sha256(picture).hexdigest()}"
    default_storage.save(key, ContentFile(picture[:100]))

    keep(picture)

    with default_storage.open(key) as stored:
        assert stored.read() == picture


@pytest.mark.parametrize(
    ("head", "media_type"),
    [
        (b"\xff\xd8\xff\xe0", "image/jpeg"),
        (b"\x89PNG\r\n\x1a\n", "image/png"),
        (b"RIFF\x00\x00\x00\x00WEBP", "image/webp"),
        (b"%PDF-1.7", "application/pdf"),
        (b"RIFF\x00\x00\x00\x00WAVE", None),
        (b"<svg xmlns=", None),
        (b"MZ", None),
    ],
)
def test_a_file_is_what_its_first_bytes_say(head: bytes, media_type: str | None) -> None:
    assert files.media_type_of(head) == media_type


@pytest.mark.parametrize(
    ("body", "most", "words"),
    [(b"", 10, "empty"), (b"<html>", 10, "not a JPEG"), (a_picture(), 10, "larger")],
)
def test_what_cannot_be_kept_is_refused_by_name(body: bytes, most: int, words: str) -> None:
    with pytest.raises(files.FileRefused, match=words) as refused:
        keep(body, name="holiday.jpg", most=most)

    assert "holiday.jpg" in str(refused.value)
    assert not default_storage.exists(str(TENANT))


@pytest.mark.parametrize(
    ("name", "kept"),
    [("../../etc/passwd", "passwd"), ("C:\\temp\\a.jpg", "a.jpg"), ("", "file"), ("x" * 300, "x" * 200)],
)
def test_a_name_is_no_path(name: str, kept: str) -> None:
    assert keep(a_picture(), name=name).name == kept


def test_the_same_bytes_are_one_row(world: World) -> None:
    tenant = world.brands["lumora"].tenant_id
    one, same, other = (
        keep(a_picture(c), tenant_id=tenant, name=n) for c, n in (("red", "a"), ("red", "b"), ("blue", "c"))
    )

    with acting_as(SYSTEM):
        rows = files.record_files([one, same, other], by=SYSTEM)
        again = files.record_file(one, by=SYSTEM)
        assert StoredFile.objects.count() == 2

    assert rows[one.key] == rows[same.key] == again
    assert set(rows) == {one.key, other.key}


def test_a_lost_file_is_said_to_be_lost(world: World) -> None:
    body = keep(a_picture(), tenant_id=world.brands["lumora"].tenant_id)
    with acting_as(SYSTEM):
        row = files.record_file(body, by=SYSTEM)
    default_storage.delete(body.key)

    with pytest.raises(FileNotFoundError):
        files.open_body(row)


def test_ids_made_later_sort_later() -> None:
    made = [new_id() for _ in range(1000)]

    assert made == sorted(made)
    assert len(set(made)) == 1000


def test_a_number_can_be_read_over_the_telephone() -> None:
    numbers: Any = {readable_number("C") for _ in range(200)}

    assert len(numbers) == 200
    assert not {letter for number in numbers for letter in number[2:]} & set("01258ABEILOSUZ")
