"""One request to somebody's receiver, which may be anywhere, slow, broken or a trap.

A name is resolved once, and the connection goes to the address that was looked at: whoever answers the next question
with another address is not asked. No redirect is followed, no proxy used, and little of the answer is read.
"""

import socket
import ssl
import time
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import TimeoutError as TakesTooLong
from dataclasses import dataclass
from functools import cache
from typing import Any

import httpcore

from accounts.webhooks.addresses import Target, may_be_called

SECONDS = 15.0
"""For all of it: name, connection, encryption, sending and the answer's beginning."""
_CONNECT_SECONDS = 4.0
_MOST_ADDRESSES = 3
_READ_BYTES = 2000
ANSWER_LENGTH = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """`status` None: there was none, and `error` is the code of why."""

    status: int | None
    milliseconds: int
    error: str = ""
    text: str = ""
    retry_after: int = 0

    @property
    def is_good(self) -> bool:
        return self.status is not None and 200 <= self.status < 300


class _NotSent(Exception):
    """Nothing went out; the word is the code of why."""


def send(target: Target, *, headers: Mapping[str, str], body: bytes) -> Answer:
    """Never raises: whatever goes wrong is an answer, too."""
    began = time.monotonic()
    deadline = began + SECONDS
    try:
        addresses = _resolve(target, deadline)
        return _ask(target, addresses, headers, body, began, deadline)
    except _NotSent as error:
        code = str(error)
    except httpcore.TimeoutException:
        code = "timed_out"
    except _NoTls:
        code = "tls_failed"
    except httpcore.ConnectError:
        code = "no_connection"
    except (httpcore.NetworkError, httpcore.ProtocolError):
        code = "broken_answer"
    return Answer(status=None, error=code, milliseconds=_since(began))


def _since(began: float) -> int:
    return int((time.monotonic() - began) * 1000)


# --- where to ----------------------------------------------------------------------------------------------

# Name servers may keep us waiting without end; whoever waits for one of these gives up in time.
_resolvers = ThreadPoolExecutor(max_workers=8, thread_name_prefix="names")


def _look_up(host: str, port: int) -> list[str]:
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


def _resolve(target: Target, deadline: float) -> list[str]:
    """The addresses of the name. One that is not public spoils them all: an honest name has no such."""
    try:
        waiting = _resolvers.submit(_look_up, target.host, target.port)
        addresses = waiting.result(timeout=min(_CONNECT_SECONDS, deadline - time.monotonic()))
    except TakesTooLong as error:
        raise _NotSent("timed_out") from error
    except (OSError, UnicodeError) as error:
        raise _NotSent("name_unknown") from error
    if not addresses or not all(may_be_called(address, target) for address in addresses):
        raise _NotSent("address_refused")
    return addresses[:_MOST_ADDRESSES]


# --- asking ------------------------------------------------------------------------------------------------


class _NoTls(httpcore.ConnectError):
    """Somebody answered, and could not show that they are who they should be."""


class _Timely(httpcore.NetworkStream):
    """A stream whose every step ends by the deadline: a receiver that trickles would otherwise hold us for ever."""

    def __init__(self, inner: httpcore.NetworkStream, deadline: float) -> None:
        self._inner, self._deadline = inner, deadline

    def _left(self) -> float:
        left = self._deadline - time.monotonic()
        if left <= 0:
            raise httpcore.ReadTimeout("It took too long.")
        return left

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._inner.read(max_bytes, timeout=self._left())

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._inner.write(buffer, timeout=self._left())

    def close(self) -> None:
        self._inner.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        try:
            inner = self._inner.start_tls(ssl_context, server_hostname, timeout=self._left())
        except httpcore.ConnectError as error:
            raise _NoTls(str(error)) from error
        return _Timely(inner, self._deadline)

    def get_extra_info(self, info: str) -> Any:
        return self._inner.get_extra_info(info)


class _Pinned(httpcore.NetworkBackend):
    """Connects to addresses that were looked at, whatever name the request has: certificate and Host keep the name."""

    def __init__(self, addresses: Sequence[str], deadline: float) -> None:
        self._addresses, self._deadline = addresses, deadline

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        trouble: Exception = httpcore.ConnectTimeout("It took too long.")
        for address in self._addresses:
            left = min(_CONNECT_SECONDS, self._deadline - time.monotonic())
            if left <= 0:
                break
            try:
                return _Timely(
                    httpcore.SyncBackend().connect_tcp(address, port, timeout=left), self._deadline
                )
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                trouble = error
        raise trouble


@cache
def _tls() -> ssl.SSLContext:
    # Reading the list of authorities takes longer than a request; once a process is enough.
    return httpcore.default_ssl_context()


def _ask(
    target: Target,
    addresses: Sequence[str],
    headers: Mapping[str, str],
    body: bytes,
    began: float,
    deadline: float,
) -> Answer:
    url = httpcore.URL(
        scheme=target.scheme.encode(),
        host=target.host.encode(),
        port=target.port,
        target=target.path.encode(),
    )
    with (
        httpcore.ConnectionPool(
            ssl_context=_tls(), network_backend=_Pinned(addresses, deadline), max_keepalive_connections=0
        ) as pool,
        pool.stream(
            "POST", url, headers=[(n.encode(), v.encode()) for n, v in headers.items()], content=body
        ) as response,
    ):
        text = _beginning_of(response)
        return Answer(
            status=response.status,
            milliseconds=_since(began),
            text=text,
            retry_after=_retry_after(response.headers),
        )


def _beginning_of(response: httpcore.Response) -> str:
    """As text that PostgreSQL keeps. An answer that breaks off later is an answer all the same."""
    read = b""
    try:
        for piece in response.iter_stream():
            read += piece
            if len(read) >= _READ_BYTES:
                break
    except (httpcore.NetworkError, httpcore.ProtocolError, httpcore.TimeoutException):
        pass
    return read[:_READ_BYTES].decode("utf-8", "replace").replace("\x00", "�")[:ANSWER_LENGTH]


def _retry_after(headers: Iterable[tuple[bytes, bytes]]) -> int:
    """Seconds; 0 where none are said."""
    said = next((value for name, value in headers if name.lower() == b"retry-after"), b"")
    return int(said) if said.isdigit() and len(said) < 7 else 0
