"""What a log line looks like, and what none holds."""

import io
import json
import logging
import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client

from portal.logs import JsonFormatter, LineFormatter, RequestIdFilter, masked


def line_of(message: str, *, error: Exception | None = None, **extra: object) -> dict[str, Any]:
    information = (type(error), error, None) if error else None
    record = logging.LogRecord("a.logger", logging.WARNING, __file__, 1, message, (), information)
    for name, value in extra.items():
        setattr(record, name, value)
    written = JsonFormatter().format(record)
    assert "\n" not in written
    found: dict[str, Any] = json.loads(written)
    return found


@pytest.fixture
def heard() -> Iterator[io.StringIO]:
    """What the process writes for programs while the test runs."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(JsonFormatter())
    handler.addFilter(RequestIdFilter())
    logging.getLogger().addHandler(handler)
    yield stream
    logging.getLogger().removeHandler(handler)


def test_a_line_for_programs_is_one_object_with_the_callers_fields() -> None:
    line = line_of("two\nlines", route="home", milliseconds=7)

    assert (line["level"], line["logger"], line["message"]) == ("WARNING", "a.logger", "two\nlines")
    assert (line["route"], line["milliseconds"]) == ("home", 7)
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+00:00", line["at"])


def test_a_fault_brings_its_traceback_along() -> None:
    assert "ValueError: no such thing" in line_of("failed", error=ValueError("no such thing"))["traceback"]


def test_requests_themselves_are_never_written() -> None:
    assert "request" not in line_of("failed", request=object())


@pytest.mark.parametrize(
    "secret",
    [
        "alice.o'neil@brand.example",
        "redis://:p4ssword@valkey:6379/0",
        "postgresql://app_web:p4ssword@db:5432/portal",
        "jf_live_0123456789ab_" + "x" * 38,
        "/notice/s0me-tok3n/",
        "ab" * 24,
    ],
)
def test_what_opens_something_or_names_somebody_is_masked(secret: str) -> None:
    written = masked(f"refused: {secret} (again)")

    assert secret not in written
    assert "p4ssword" not in written
    assert "brand.example" not in written
    assert written.startswith("refused: ")
    assert written.endswith(" (again)")


def test_what_only_looks_like_it_stays() -> None:
    told = "celery@3f2a1b: 12 @ 3.4 s, sha256 of the file " + "ab" * 32

    assert masked(told) == told


def test_lines_for_people_are_masked_too() -> None:
    record = logging.LogRecord("a", logging.INFO, __file__, 1, "to %s", ("alice@brand.example",), None)

    assert LineFormatter("%(message)s").format(record) == "to …@…"


def test_the_answers_header_names_the_line_of_its_request(db: None, heard: io.StringIO) -> None:
    answer = Client().get("/help/")

    [line] = [json.loads(one) for one in heard.getvalue().splitlines() if "portal.requests" in one]
    assert line["request_id"] == answer["X-Request-Id"]
    assert (line["method"], line["route"], line["status"]) == ("GET", "help", 200)


def test_the_address_itself_is_not_written(db: None, heard: io.StringIO) -> None:
    Client().get("/help/?token=s3cret")

    assert "s3cret" not in heard.getvalue()


def test_the_page_of_a_fault_shows_what_finds_it_in_the_logs(
    db: None, heard: io.StringIO, monkeypatch: pytest.MonkeyPatch
) -> None:
    _break_the_help_page(monkeypatch)

    answer = Client(raise_request_exception=False).get("/help/")

    assert answer.status_code == 500
    [reference] = re.findall(r"<code>([0-9a-f]{12})</code>", answer.content.decode())
    [fault] = [json.loads(one) for one in heard.getvalue().splitlines() if '"ERROR"' in one]
    assert fault["request_id"] == reference == answer["X-Request-Id"]
    assert "broken on purpose" in fault["traceback"]


def test_a_page_that_is_not_there_shows_it_as_well(db: None) -> None:
    answer = Client().get("/nowhere/")

    assert answer.status_code == 404
    assert f"<code>{answer['X-Request-Id']}</code>" in answer.content.decode()


def _break_the_help_page(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*args: Any, **kwargs: Any) -> None:
        raise RuntimeError("broken on purpose")

    monkeypatch.setattr("portal.views.render", broken)
