"""What clamd says of a file, and what counts as a verdict. On real connections."""

from io import BytesIO

import pytest

from core.antivirus import CHUNK_BYTES, Scanner, ScannerAway, verdict_of
from portal.stack import ports
from tests.core.clamd import EICAR, answering, clamd


def test_a_clean_file_is_clean() -> None:
    with clamd() as server:
        assert server.scanner.virus_in(BytesIO(b"a picture")) == ""


def test_a_virus_is_called_by_its_name() -> None:
    with clamd() as server:
        assert server.scanner.virus_in(BytesIO(b"before" + EICAR + b"after")) == "Eicar-Test-Signature"


def test_every_byte_reaches_the_scanner_in_order() -> None:
    body = bytes(range(256)) * (3 * CHUNK_BYTES // 256) + b"the end"

    with clamd() as server:
        server.scanner.virus_in(BytesIO(body))

    assert server.streams == [body]


def test_an_empty_stream_gets_a_verdict_too() -> None:
    with clamd() as server:
        assert server.scanner.virus_in(BytesIO(b"")) == ""


def test_a_file_that_is_longer_than_the_scanner_takes_has_no_verdict() -> None:
    with clamd(longest=1000) as server, pytest.raises(ScannerAway):
        server.scanner.virus_in(BytesIO(b"x" * 50 * CHUNK_BYTES))


@pytest.mark.parametrize(
    "words",
    [b"", b"stream: OK and more\0", b"OK\0", b"stream:  FOUND\0", b"UNKNOWN COMMAND\0", b"\xff\xfe\0"],
)
def test_whatever_is_no_verdict_counts_as_none(words: bytes) -> None:
    with answering(words) as scanner, pytest.raises(ScannerAway):
        scanner.virus_in(BytesIO(b"a picture"))


def test_a_scanner_that_nobody_runs_is_away() -> None:
    with pytest.raises(ScannerAway):
        Scanner(host="127.0.0.1", port=ports.find_free(), seconds=1).virus_in(BytesIO(b"a picture"))


def test_a_name_may_hold_anything_but_an_end() -> None:
    assert verdict_of(b"stream: Win.Test.EICAR_HDB-1 FOUND\0") == "Win.Test.EICAR_HDB-1"
