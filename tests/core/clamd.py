"""A server that speaks clamd's INSTREAM as clamd(8) describes it, over a real connection. It knows one virus."""

import socketserver
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, Any

from core.antivirus import Scanner

# The harmless file that every scanner agrees to call a virus; in two halves, or they would take this file for it.
EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
FOUND = b"stream: Eicar-Test-Signature FOUND\0"
TOO_LONG = b"INSTREAM size limit exceeded. ERROR\0"


class Clamd(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True

    def __init__(self, *, longest: int) -> None:
        super().__init__(("127.0.0.1", 0), _Conversation)
        self.longest = longest
        self.streams: list[bytes] = []

    @property
    def scanner(self) -> Scanner:
        return Scanner(host="127.0.0.1", port=self.server_address[1], seconds=5)


class _Conversation(socketserver.StreamRequestHandler):
    server: Clamd

    def handle(self) -> None:
        if _word(self.rfile) != b"zINSTREAM":
            self.wfile.write(b"UNKNOWN COMMAND\0")
            return
        stream = b""
        while length := struct.unpack("!I", self.rfile.read(4))[0]:
            stream += self.rfile.read(length)
            if len(stream) > self.server.longest:
                self.wfile.write(TOO_LONG)
                return
        self.server.streams.append(stream)
        self.wfile.write(FOUND if EICAR in stream else b"stream: OK\0")


def _word(stream: IO[bytes]) -> bytes:
    word = b""
    while (letter := stream.read(1)) not in {b"\0", b""}:
        word += letter
    return word


@contextmanager
def clamd(*, longest: int = 25 * 1024 * 1024) -> Iterator[Clamd]:
    server = Clamd(longest=longest)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@contextmanager
def answering(words: bytes) -> Iterator[Scanner]:
    """A server that hears everything out and then says that, whatever it was."""

    class Parrot(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            _word(self.rfile)
            while length := struct.unpack("!I", self.rfile.read(4))[0]:
                self.rfile.read(length)
            self.wfile.write(words)

    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Parrot) as server:
        thread: Any = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield Scanner(host="127.0.0.1", port=server.server_address[1], seconds=5)
        server.shutdown()
        thread.join()
