"""What clamd thinks of a file: its INSTREAM command, as clamd(8) describes it."""

import socket
import struct
from dataclasses import dataclass
from typing import IO

CHUNK_BYTES = 64 * 1024
# Long enough for any answer; whoever sends more is no clamd.
MOST_ANSWER_BYTES = 4096


class ScannerAway(Exception):
    """Nothing is known of the file: nobody answered, or not with a verdict on all of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scanner:
    """Where a clamd listens, and how long it may take for one step of the conversation."""

    host: str
    port: int
    seconds: float

    def virus_in(self, body: IO[bytes]) -> str:
        """The name of what was found in it, or "" if clamd has read all of it and found nothing.

        Raises ScannerAway for anything else: silence, an error, a file that is longer than clamd takes.
        """
        try:
            with socket.create_connection((self.host, self.port), timeout=self.seconds) as connection:
                return verdict_of(_conversation(connection, body))
        except OSError as error:
            raise ScannerAway(f"{type(error).__name__} while talking to the scanner") from error


def verdict_of(answer: bytes) -> str:
    """Only the two sentences that are verdicts count as one."""
    text = answer.rstrip(b"\0\n").decode("utf-8", "replace")
    if text == "stream: OK":
        return ""
    name = text.removeprefix("stream: ").removesuffix(" FOUND")
    if text == f"stream: {name} FOUND" and name:
        return name
    raise ScannerAway(f"The scanner said {text[:200]!r}")


def _conversation(connection: socket.socket, body: IO[bytes]) -> bytes:
    try:
        # "z": the answer ends with NUL. Each chunk is preceded by its length; none is the end.
        connection.sendall(b"zINSTREAM\0")
        while chunk := body.read(CHUNK_BYTES):
            connection.sendall(struct.pack("!I", len(chunk)) + chunk)
        connection.sendall(struct.pack("!I", 0))
    except (BrokenPipeError, ConnectionResetError):
        # It has closed its ear, and has perhaps said why: the file is longer than it takes.
        return _answer(connection) or b"nothing"
    return _answer(connection)


def _answer(connection: socket.socket) -> bytes:
    answer = b""
    while not answer.endswith(b"\0") and len(answer) < MOST_ANSWER_BYTES:
        part = connection.recv(MOST_ANSWER_BYTES)
        if not part:
            break
        answer += part
    return answer
