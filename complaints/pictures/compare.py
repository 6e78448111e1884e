"""One listing's picture against a right's: bytes out of storage, and what the library finds in them."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from uuid import UUID

from django.conf import settings

from core import files
from core.models import StoredFile
from recognition import MarkIndex
from recognition.pictures import Found, PictureBank, Reference, Unreadable, prepare
from recognition.pictures.written import MarkInPicture, Reader, marks_in, reader

logger = logging.getLogger(__name__)

MOST_REFERENCES = 24
_KEPT = 64


@dataclass(frozen=True, slots=True, kw_only=True)
class LookedFor:
    """A picture of the brand. `allowed`: authorised sellers use it."""

    file: StoredFile
    allowed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """`found` None: the picture could not be read. `references`: those that could, and were looked for."""

    found: Found | None
    references: tuple[UUID, ...]
    version: str
    marks: tuple[MarkInPicture, ...] = ()
    reader: str = ""


def words_reader() -> Reader | None:
    """Where it is wanted: reading a picture takes some times what comparing it does."""
    return reader() if settings.READ_WORDS_IN_PICTURES else None


def compare(picture: bytes, pictures: Sequence[LookedFor], *, marks: MarkIndex | None = None) -> Compared:
    """Some 100 ms, and as much again for each picture that this process has not prepared lately.

    `marks`: those to be looked for in the words of the picture, where a reader is installed.
    """
    bank = PictureBank(r for one in pictures if (r := _prepared(one)) is not None)
    reads = words_reader() if marks else None
    references = tuple(UUID(r.key) for r in bank.references)
    try:
        return Compared(
            found=bank.look(picture),
            references=references,
            version=bank.version,
            marks=marks_in(picture, marks, reads) if marks and reads else (),
            reader=reads.name if reads else "",
        )
    except Unreadable as error:
        logger.info("A picture was not looked at: %s", error)
        return Compared(found=None, references=references, version=bank.version)


def _prepared(one: LookedFor) -> Reference | None:
    try:
        return _reference(one.file, one.allowed)
    except (Unreadable, OSError) as error:
        logger.warning("The reference picture %s is not looked for: %s", one.file.id, error)
        return None


@lru_cache(maxsize=_KEPT)
def _reference(stored: StoredFile, allowed: bool) -> Reference:
    return prepare(body_of(stored), key=str(stored.id), allowed=allowed)


def body_of(stored: StoredFile) -> bytes:
    """Raises OSError when storage has lost it."""
    with files.open_body(stored) as body:
        return bytes(body.read())
