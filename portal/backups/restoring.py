"""A restoration: nothing is touched before the backup is found whole, and nothing is called restored before it was read back."""

from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.core.files.base import File
from django.core.files.storage import default_storage

from portal.backups import database
from portal.backups.manifest import (
    DATABASE,
    FILES,
    Damaged,
    Manifest,
    Stored,
    damages,
    fingerprint_of,
    sha256_of,
)


def restore(folder: Path) -> Manifest:
    """Into an empty database and a storage that may hold some of the files already.

    Raises Damaged when the backup is not whole or what was restored differs from it, Unusable when there is something
    in the database or SECRET_KEY is another one.
    """
    manifest = Manifest.read(folder)
    if wrong := list(damages(folder, manifest)):
        raise Damaged("; ".join(wrong[:5]))
    if manifest.secret_key not in {fingerprint_of(key) for key in _secret_keys()}:
        raise database.Unusable(
            "SECRET_KEY is another one than when the backup was made: nobody's second factor, API key or link would work"
        )
    if not database.is_empty():
        raise database.Unusable("the database is not empty: restore into a new one")
    database.load(folder / DATABASE)
    for stored in manifest.files:
        _put_back(folder / FILES / stored.key, stored)
    if wrong := list(differences(manifest)):
        raise Damaged("; ".join(wrong[:5]))
    return manifest


def differences(manifest: Manifest) -> Iterator[str]:
    """What the database and storage hold other than the manifest says, in words."""
    if database.ledger() != manifest.ledger:
        yield "the ledger is another one"
    if missing := database.unguarded_ledgers():
        yield f"the ledger can be changed: {', '.join(missing)} is missing"
    found = database.rows_by_table()
    for table, rows in manifest.tables.items():
        if found.get(table) != rows:
            yield f"{table} has {found.get(table, 'no')} rows instead of {rows}"
    for stored in manifest.files:
        with default_storage.open(stored.key) as body:
            if sha256_of(body) != stored.sha256:
                yield f"the stored file {stored.key} is not what it was"


def _put_back(copy: Path, stored: Stored) -> None:
    if default_storage.exists(stored.key):
        # Whatever it holds is read back below; a half of it is no use.
        if default_storage.size(stored.key) == stored.size:
            return
        default_storage.delete(stored.key)
    with copy.open("rb") as body:
        default_storage.save(stored.key, File(body))


def _secret_keys() -> list[str]:
    return [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
