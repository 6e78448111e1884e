"""A feed's body on its way in: to the disk first, unpacked and counted, whatever size it says it is.

Nothing is in memory but a piece; what grows beyond all bounds when it is unpacked is cut off as it grows.
"""

import hashlib
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from tempfile import SpooledTemporaryFile
from typing import IO, Protocol

MOST_PACKED_BYTES = 64 * 1024 * 1024
MOST_BYTES = 256 * 1024 * 1024
MOST_LINES = 100_000
LONGEST_LINE = 64 * 1024
_PIECE = 64 * 1024
_IN_MEMORY = 1024 * 1024
_GZIP = 16 + zlib.MAX_WBITS


class BodyRefused(Exception):
    """`code` is a problem's."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


class Readable(Protocol):
    def read(self, size: int, /) -> bytes: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """On disk, to be closed. `sha256` is of what was sent, packed or not."""

    file: IO[bytes]
    sha256: bytes

    def __enter__(self) -> "Body":
        return self

    def __exit__(self, *_: object) -> None:
        self.file.close()

    def lines(self) -> Iterator[tuple[int, bytes | None]]:
        """(number from 1, the line); None for one that is too long. Blank lines are counted and left out."""
        self.file.seek(0)
        number = 0
        while line := self.file.readline(LONGEST_LINE + 2):
            number += 1
            if len(line.rstrip(b"\r\n")) > LONGEST_LINE:
                self._skip_the_rest(line)
                yield number, None
            elif text := line.strip():
                yield number, text

    def _skip_the_rest(self, line: bytes) -> None:
        while line and not line.endswith(b"\n"):
            line = self.file.readline(_PIECE)


def keep(sent: Readable, *, is_gzip: bool) -> Body:
    """Raises BodyRefused: too_large, or malformed when it is no gzip or breaks off."""
    kept = SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115 - whoever reads it closes it
    try:
        sha256 = _copy(sent, kept, is_gzip=is_gzip)
    except BaseException:
        kept.close()
        raise
    return Body(file=kept, sha256=sha256)


def _copy(sent: Readable, kept: IO[bytes], *, is_gzip: bool) -> bytes:
    digest, received, counter = hashlib.sha256(), 0, _Counter(kept)
    unpacker = _Unpacker(counter) if is_gzip else None
    while piece := sent.read(_PIECE):
        received += len(piece)
        if received > MOST_PACKED_BYTES:
            raise BodyRefused("too_large", f"A feed has at most {MOST_PACKED_BYTES} bytes.")
        digest.update(piece)
        (unpacker or counter).write(piece)
    if unpacker is not None:
        unpacker.end()
    return digest.digest()


class _Counter:
    def __init__(self, file: IO[bytes]) -> None:
        self._file, self._bytes, self._lines = file, 0, 0

    def write(self, piece: bytes) -> None:
        self._bytes += len(piece)
        self._lines += piece.count(b"\n")
        if self._bytes > MOST_BYTES:
            raise BodyRefused("too_large", f"A feed has at most {MOST_BYTES} bytes, unpacked.")
        if self._lines > MOST_LINES:
            raise BodyRefused("too_large", f"A feed has at most {MOST_LINES} lines: send more in several.")
        self._file.write(piece)


class _Unpacker:
    def __init__(self, counter: _Counter) -> None:
        self._counter = counter
        self._member = zlib.decompressobj(_GZIP)
        self._is_fresh = True

    def write(self, piece: bytes) -> None:
        try:
            while piece:
                self._is_fresh = False
                self._counter.write(self._member.decompress(piece, _PIECE))
                piece = self._member.unconsumed_tail
                if self._member.eof:
                    # Another file may be appended to a gzip file.
                    piece = self._member.unused_data
                    self._member, self._is_fresh = zlib.decompressobj(_GZIP), True
        except zlib.error as error:
            raise BodyRefused("malformed", "The body says that it is gzip, and is none.") from error

    def end(self) -> None:
        if not self._is_fresh:
            raise BodyRefused("malformed", "The gzip body breaks off.")
