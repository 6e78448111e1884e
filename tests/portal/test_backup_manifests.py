"""A backup proves that it is whole, or says what of it is not."""

import hashlib
import json
from pathlib import Path

import pytest
from portal.backups.manifest import (
    DATABASE,
    FILES,
    NAME,
    Damaged,
    Ledger,
    Manifest,
    Stored,
    damages,
    fingerprint_of,
)

PICTURE = b"a picture"
KEY = f"tenant/{hashlib.sha256(PICTURE).hexdigest()}"


@pytest.fixture
def backup(tmp_path: Path) -> Path:
    (tmp_path / DATABASE).write_bytes(b"all rows")
    place = tmp_path / FILES / KEY
    place.parent.mkdir(parents=True)
    place.write_bytes(PICTURE)
    Manifest(
        made_at="2026-01-01T00:00:00+00:00",
        version="0.1.0",
        secret_key=fingerprint_of("key"),
        database_sha256=hashlib.sha256(b"all rows").hexdigest(),
        ledger=Ledger(rows=2, sha256="ab"),
        tables={"core_auditevent": 2},
        files=(Stored(key=KEY, size=len(PICTURE), sha256=hashlib.sha256(PICTURE).hexdigest()),),
    ).write(tmp_path)
    return tmp_path


def wrong_with(folder: Path) -> list[str]:
    return list(damages(folder, Manifest.read(folder)))


def test_a_whole_backup_has_no_damage(backup: Path) -> None:
    assert wrong_with(backup) == []


def test_a_manifest_is_read_as_it_was_written(backup: Path) -> None:
    manifest = Manifest.read(backup)

    assert manifest.ledger == Ledger(rows=2, sha256="ab")
    assert [stored.key for stored in manifest.files] == [KEY]


@pytest.mark.parametrize("name", [DATABASE, f"{FILES}/{KEY}"])
def test_one_changed_byte_is_found(backup: Path, name: str) -> None:
    body = bytearray((backup / name).read_bytes())
    body[0] ^= 1
    (backup / name).write_bytes(body)

    assert wrong_with(backup) == [f"{name} is not what it was"]


@pytest.mark.parametrize("name", [DATABASE, f"{FILES}/{KEY}"])
def test_a_missing_part_is_found(backup: Path, name: str) -> None:
    (backup / name).unlink()

    assert wrong_with(backup) == [f"{name} is missing"]


def test_a_folder_without_a_manifest_is_no_backup(tmp_path: Path) -> None:
    with pytest.raises(Damaged, match="is no backup"):
        Manifest.read(tmp_path)


@pytest.mark.parametrize("written", ["", "{}", "[]", '{"format": 1}'])
def test_half_a_manifest_is_damage(backup: Path, written: str) -> None:
    (backup / NAME).write_text(written)

    with pytest.raises(Damaged):
        Manifest.read(backup)


def test_a_format_of_another_time_is_refused(backup: Path) -> None:
    found = json.loads((backup / NAME).read_text())
    (backup / NAME).write_text(json.dumps(found | {"format": 99}))

    with pytest.raises(Damaged, match="format 99"):
        Manifest.read(backup)


def test_fingerprints_tell_keys_apart_and_give_none_away() -> None:
    assert fingerprint_of("one") == fingerprint_of("one") != fingerprint_of("two")
    assert "one" not in fingerprint_of("one")
