"""Says when a connection ends with its answer.

Whoever is refused before their body is read, such as one without a key, gets their answer while the body is still on its
way. The server then closes the connection, because it could not find the next request behind it. Unless the answer
says so the client takes the connection for open, and its next request may meet a closed one and get no answer at all.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from portal.reading import length_of

type Wsgi = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


class Counted:
    """A request's body, and how many bytes of it have been read."""

    def __init__(self, stream: Any) -> None:
        self._stream = stream
        self.read_bytes = 0

    def read(self, *size: int) -> bytes:
        return self._count(self._stream.read(*size))

    def readline(self, *size: int) -> bytes:
        return self._count(self._stream.readline(*size))

    def readlines(self, *hint: int) -> list[bytes]:
        return [self._count(line) for line in self._stream.readlines(*hint)]

    def __iter__(self) -> Iterator[bytes]:
        return map(self._count, self._stream)

    def _count(self, part: bytes) -> bytes:
        self.read_bytes += len(part)
        return part


def closing_what_was_not_read(application: Wsgi) -> Wsgi:
    def answer(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        body = environ["wsgi.input"] = Counted(environ["wsgi.input"])

        def start(status: str, headers: list[tuple[str, str]], *error: Any) -> Any:
            more = [("Connection", "close")] if _is_left(environ, body) else []
            return start_response(status, [*headers, *more], *error)

        return application(environ, start)

    return answer


def _is_left(environ: dict[str, Any], body: Counted) -> bool:
    """In HTTP/2 each request is a stream of its own, and nothing has to be closed."""
    if not environ.get("SERVER_PROTOCOL", "HTTP/1.1").startswith("HTTP/1"):
        return False
    is_chunked = "HTTP_TRANSFER_ENCODING" in environ
    length = length_of(environ.get("CONTENT_LENGTH", ""))
    return is_chunked or length is None or body.read_bytes < length
