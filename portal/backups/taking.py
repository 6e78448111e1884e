"""A backup: first the database as it is at one moment, then the files that it names at that moment.

In this order, because a file is stored before its row is written, and never changes afterwards: every file of the
snapshot is there when its turn comes.
"""

import json
import os
import shutil
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.core.files.storage import default_storage

from core import clock
from portal.backups import database
from portal.backups.manifest import (
    CHUNK_BYTES,
    DATABASE,
    FILES,
    Damaged,
    Manifest,
    Stored,
    damages,
    fingerprint_of,
    sha256_of,
)
from portal.stack import secrets_file

# Of an installation on embedded servers. Everywhere else secrets come from the environment, and are kept with it.
SECRETS = "secrets.json"
KEPT_SECRETS = (secrets_file.SECRET_KEY, secrets_file.MARKETPLACE)


def take(into: Path) -> tuple[Path, Manifest]:
    """Make a new folder in `into`, named by the time; return it with what it holds.

    Raises Unusable when the database cannot be copied, and Damaged when a copy is not what the database says.
    """
    if hidden := database.tables_that_hide_rows():
        raise database.Unusable(f"rows of {', '.join(hidden)} are hidden from this role")
    now = clock.real_now()
    folder = into / f"{now:%Y-%m-%dT%H-%M-%SZ}"
    unfinished = folder.with_suffix(".unfinished")
    # Whoever reads a backup reads all that the portal knows.
    unfinished.mkdir(mode=0o700, parents=True)
    manifest = _fill(unfinished, now)
    manifest.write(unfinished)
    _keep_secrets(unfinished)
    if wrong := list(damages(unfinished, manifest)):
        raise Damaged("; ".join(wrong[:5]))
    unfinished.rename(folder)
    return folder, manifest


def _fill(folder: Path, now: datetime) -> Manifest:
    with database.snapshot() as snapshot:
        database.dump(folder / DATABASE, snapshot=snapshot)
        ledger, tables, stored = database.ledger(), database.rows_by_table(), database.stored_files()
    lost = _copy(stored, folder / FILES)
    with (folder / DATABASE).open("rb") as dumped:
        return Manifest(
            made_at=now.isoformat(),
            version=settings.VERSION,
            secret_key=fingerprint_of(settings.SECRET_KEY),
            database_sha256=sha256_of(dumped),
            ledger=ledger,
            tables=tables,
            files=tuple(one for one in stored if one.key not in lost),
            lost=tuple(sorted(lost)),
        )


def _copy(stored: Sequence[Stored], folder: Path) -> set[str]:
    """Keys of those that storage does not have."""
    lost = set()
    for one in stored:
        place = folder / one.key
        place.parent.mkdir(parents=True, exist_ok=True)
        try:
            with default_storage.open(one.key) as body, place.open("wb") as copy:
                shutil.copyfileobj(body, copy, CHUNK_BYTES)
        except FileNotFoundError:
            place.unlink(missing_ok=True)
            lost.add(one.key)
    return lost


def _keep_secrets(folder: Path) -> None:
    made_here = settings.DATA / SECRETS
    if not made_here.exists():
        return
    known = json.loads(made_here.read_text(encoding="utf-8"))
    descriptor = os.open(folder / SECRETS, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        json.dump({name: known[name] for name in KEPT_SECRETS}, file)
