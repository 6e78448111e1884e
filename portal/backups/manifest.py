"""What a backup consists of, and how it proves that it is whole. Knows neither Django nor a database."""

import hashlib
import hmac
import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import IO, Any, Self

FORMAT = 1
NAME = "manifest.json"
DATABASE = "database.dump"
FILES = "files"
CHUNK_BYTES = 1024 * 1024


class Damaged(Exception):
    """The backup is not what it was when it was made; says which part."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ledger:
    """All rows of the audit ledger in the order of their ids: how many, and one hash over the text of them all."""

    rows: int
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Stored:
    """A stored file: the name it has in storage and below FILES, its size in bytes and its hash."""

    key: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """`lost` are keys of files that had a row in the database and were not in storage any more."""

    made_at: str
    version: str
    secret_key: str
    """A fingerprint: sign-in secrets, API keys and links can be read with that SECRET_KEY alone."""
    database_sha256: str
    ledger: Ledger
    tables: Mapping[str, int]
    """How many rows each table has."""
    files: tuple[Stored, ...]
    lost: tuple[str, ...] = field(default=())
    format: int = FORMAT

    def write(self, folder: Path) -> None:
        (folder / NAME).write_text(
            json.dumps(asdict(self), indent=1, sort_keys=True) + "\n", encoding="utf-8"
        )

    @classmethod
    def read(cls, folder: Path) -> Self:
        """Raises Damaged, also for a backup of a format that this version does not know."""
        try:
            found: dict[str, Any] = json.loads((folder / NAME).read_text(encoding="utf-8"))
            if found["format"] != FORMAT:
                raise Damaged(f"{folder} has format {found['format']}; this version reads {FORMAT}")
            ledger, files = Ledger(**found.pop("ledger")), tuple(Stored(**one) for one in found.pop("files"))
            return cls(**found | {"ledger": ledger, "files": files, "lost": tuple(found["lost"])})
        except FileNotFoundError as error:
            raise Damaged(f"{folder} is no backup: it has no {NAME}") from error
        except (ValueError, KeyError, TypeError) as error:
            raise Damaged(f"{folder / NAME} cannot be read: {error}") from error


def damages(folder: Path, manifest: Manifest) -> Iterator[str]:
    """Every part that is missing or is not what the manifest says, in words; nothing if all is well."""
    parts = {DATABASE: manifest.database_sha256}
    parts |= {f"{FILES}/{stored.key}": stored.sha256 for stored in manifest.files}
    for name, sha256 in parts.items():
        try:
            with (folder / name).open("rb") as part:
                if sha256_of(part) != sha256:
                    yield f"{name} is not what it was"
        except FileNotFoundError:
            yield f"{name} is missing"


def sha256_of(part: IO[bytes]) -> str:
    digest = hashlib.sha256()
    while chunk := part.read(CHUNK_BYTES):
        digest.update(chunk)
    return digest.hexdigest()


def fingerprint_of(secret_key: str) -> str:
    """Tells two keys apart and gives neither away."""
    return hmac.digest(secret_key.encode(), b"assay backup", "sha256").hex()[:16]
