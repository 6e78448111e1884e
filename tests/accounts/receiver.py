"""A receiver of webhooks on this machine, that answers as it is told."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from standardwebhooks.webhooks import Webhook


@dataclass(frozen=True)
class Got:
    path: str
    headers: dict[str, str]
    body: bytes

    def verified_with(self, secret: str) -> Any:
        """The event; raises unless the signature is good."""
        return Webhook(secret).verify(self.body, self.headers)


@dataclass
class Receiver:
    port: int
    got: list[Got] = field(default_factory=list)
    status: int = 204
    headers: dict[str, str] = field(default_factory=dict)
    answer: bytes = b""
    pieces_apart: threading.Event | None = None
    """Set: one byte of the answer at a time, for as long as nobody sets it."""

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/hook?for=assay"


def _write(receiver: Receiver, to: Any) -> None:
    if receiver.pieces_apart is None:
        to.write(receiver.answer)
        return
    for byte in receiver.answer:
        to.write(bytes([byte]))
        to.flush()
        if receiver.pieces_apart.wait(0.05):
            return


def _handler(receiver: Receiver) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            receiver.got.append(Got(self.path, {k.lower(): v for k, v in self.headers.items()}, body))
            self.send_response(receiver.status)
            for name, value in receiver.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(receiver.answer)))
            self.end_headers()
            # Whoever asked may have heard enough.
            with suppress(OSError):
                _write(receiver, self.wfile)

        def log_message(self, *arguments: Any) -> None:
            """Nothing: the tests look at what came."""

    return Handler


@contextmanager
def receiving() -> Iterator[Receiver]:
    receiver = Receiver(port=0)
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(receiver))
    receiver.port = server.server_port
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield receiver
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
