"""Stored files: hashed while they stream in, kept under `tenant/sha256`, written before any transaction opens."""

import hashlib
import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePath
from typing import IO
from uuid import UUID

from django.conf import settings
from django.core.files.base import File
from django.core.files.storage import default_storage
from django.utils.translation import gettext

from core import outbox
from core.models import StoredFile
from core.pictures import can_be_decoded, captured_at
from core.tenancy import Actor

# First bytes → media type. What a file claims to be by its name is not asked.
_SIGNATURES = (
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"%PDF-", "application/pdf"),
)


# Put out with each new row where files are scanned (core/scanning.py).
SCAN = "core.scan"


class FileInfected(FileNotFoundError):
    """There is no such file to be read: a virus was found in it."""


class FileRefused(Exception):
    """The file cannot be kept; the message says why, in the uploader's words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """Bytes that are in storage already and wait for their row."""

    tenant_id: UUID
    sha256: str
    size: int
    media_type: str
    name: str
    captured_at: datetime | None = None
    readable: bool | None = None

    @property
    def key(self) -> str:
        return f"{self.tenant_id}/{self.sha256}"


def media_type_of(head: bytes) -> str | None:
    """JPEG, PNG, WebP or PDF by their first bytes (16 are enough); None for anything else."""
    for signature, media_type in _SIGNATURES:
        if head.startswith(signature):
            return media_type
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "image/webp"
    return None


def plain_name(name: str) -> str:
    """Without folders, line breaks, and marks that turn the reading direction: "gpj.exe" must not read "exe.jpg"."""
    last = PurePath(name.replace("\\", "/")).name
    return "".join(letter for letter in last if letter.isprintable())[:200].strip(" .") or "file"


def keep_body(
    upload: IO[bytes], *, name: str, tenant_id: UUID, most_bytes: int, looked_into: bool = False
) -> Body:
    """Hash and store one upload. Call it outside a transaction: storage may be slow or far away.

    `looked_into`: it is evidence. Whether it can be opened, and when a picture says that it was taken, is kept
    beside the file.
    """
    name, digest, size = plain_name(name), hashlib.sha256(), 0
    head = upload.read(16)
    upload.seek(0)
    media_type = media_type_of(head)
    while chunk := upload.read(1024 * 1024):
        digest.update(chunk)
        size += len(chunk)
        if size > most_bytes:
            raise FileRefused(
                gettext("{name} is larger than {value} MB.").format(
                    name=name, value=most_bytes // 1024 // 1024
                )
            )
    if size == 0:
        raise FileRefused(gettext("{name} is empty.").format(name=name))
    if media_type is None:
        raise FileRefused(gettext("{name} is not a JPEG, PNG, WebP or PDF file.").format(name=name))
    body = Body(
        tenant_id=tenant_id,
        sha256=digest.hexdigest(),
        size=size,
        media_type=media_type,
        name=name,
        captured_at=captured_at(_from_the_start(upload)) if looked_into else None,
        readable=_is_readable(upload, media_type) if looked_into else None,
    )
    upload.seek(0)
    _store(body, upload)
    return body


def _from_the_start(upload: IO[bytes]) -> IO[bytes]:
    upload.seek(0)
    return upload


# What a reader of PDF looks for first, within so many bytes of the end (ISO 32000-1, 7.5.5 and annex H).
_END_OF_PDF, _AT_THE_END = b"%%EOF", 1024


def _is_readable(upload: IO[bytes], media_type: str) -> bool:
    if media_type != "application/pdf":
        return can_be_decoded(_from_the_start(upload))
    upload.seek(0, os.SEEK_END)
    upload.seek(max(0, upload.tell() - _AT_THE_END))
    return _END_OF_PDF in upload.read()


def _store(body: Body, upload: IO[bytes]) -> None:
    if default_storage.exists(body.key):
        if default_storage.size(body.key) == body.size:
            return
        # Cut off by a crash in the middle of an earlier upload: the key promises all of it.
        default_storage.delete(body.key)
    default_storage.save(body.key, File(upload))


def open_kept(body: Body) -> "File[bytes]":
    """Raises FileNotFoundError when storage has it no more."""
    opened: File[bytes] = default_storage.open(body.key)
    return opened


def forget_bodies(bodies: Iterable[Body]) -> None:
    """Take bytes out of storage that never got a row."""
    for body in bodies:
        default_storage.delete(body.key)


def record_file(body: Body, *, by: Actor) -> StoredFile:
    return record_files([body], by=by)[body.key]


def record_files(bodies: Sequence[Body], *, by: Actor) -> dict[str, StoredFile]:
    """The rows of stored bodies by key; the same bytes of the same tenant are one row."""
    if not bodies:
        return {}
    StoredFile.objects.bulk_create(
        [
            StoredFile(
                tenant_id=body.tenant_id,
                sha256=body.sha256,
                size=body.size,
                media_type=body.media_type,
                name=body.name,
                captured_at=body.captured_at,
                readable=body.readable,
                stored_by=by.user_id,
            )
            for body in {body.key: body for body in bodies}.values()
        ],
        ignore_conflicts=True,
    )
    rows = StoredFile.objects.filter(
        tenant_id__in={body.tenant_id for body in bodies}, sha256__in={body.sha256 for body in bodies}
    )
    found = {row.key: row for row in rows}
    if settings.ANTIVIRUS is not None:
        outbox.add_all(_scan_of(row) for row in found.values() if row.scan == StoredFile.Scan.UNSCANNED)
    return found


def _scan_of(row: StoredFile) -> outbox.Order:
    return outbox.Order(kind=SCAN, subject_id=row.id, tenant_id=row.tenant_id)


def open_body(stored: StoredFile) -> "File[bytes]":
    """For our own programs. Raises FileNotFoundError when storage has lost it, or a virus was found in it.

    Before anybody is handed the bytes: `core.scanning.is_withheld`.
    """
    if stored.scan == StoredFile.Scan.INFECTED:
        raise FileInfected(stored.id)
    opened: File[bytes] = default_storage.open(stored.key)
    return opened
