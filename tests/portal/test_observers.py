"""Sentry and OpenTelemetry: off unless the settings name a place, and then without people in what they tell."""

import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from portal.observing.faults import without_people

ROOT = Path(__file__).parent.parent.parent
NAMES = ("PATH", "HOME", "DATABASE_URL", "REDIS_URL", "PORTAL_DATA", "SECRET_KEY")

START = "import sys, django; django.setup()"
NOTHING_LOADED = f"""{START}
assert not {{"sentry_sdk", "opentelemetry"}} & set(sys.modules)
"""
TELL = f"""{START}
import logging, sentry_sdk
from django.test import Client
from opentelemetry import trace
Client().get("/healthz?token=s3cret", headers={{"User-Agent": "Alice's browser"}})
logging.getLogger("portal").error("refused for alice@brand.example")
trace.get_tracer_provider().force_flush()
sentry_sdk.flush()
"""


def python(script: str, **more: str) -> subprocess.CompletedProcess[str]:
    own = {name: os.environ[name] for name in NAMES if name in os.environ}
    own |= {"DJANGO_SETTINGS_MODULE": "portal.settings", "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", script]
    return subprocess.run(command, env=own | more, capture_output=True, text=True, timeout=120, cwd=ROOT)


@contextmanager
def sink() -> Iterator[tuple[int, dict[str, bytes]]]:
    """A port, and what arrives there by path."""
    arrived: dict[str, bytes] = {}

    class Taking(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            arrived[self.path] = arrived.get(self.path, b"") + body
            self.send_response(200)
            self.end_headers()

        def log_message(self, *args: Any) -> None:
            """Nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Taking) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        yield server.server_address[1], arrived
        server.shutdown()
        thread.join()


def test_without_a_place_to_tell_neither_is_loaded() -> None:
    done = python(NOTHING_LOADED)

    assert done.returncode == 0, done.stderr


def test_both_tell_where_they_are_told_to_and_name_nobody() -> None:
    with sink() as (port, arrived):
        done = python(
            TELL,
            SENTRY_DSN=f"http://key@127.0.0.1:{port}/1",
            OTEL_EXPORTER_OTLP_ENDPOINT=f"http://127.0.0.1:{port}",
            OTEL_EXPORTER_OTLP_COMPRESSION="none",
        )

    assert done.returncode == 0, done.stderr
    assert set(arrived) == {"/v1/traces", "/api/1/envelope/"}, done.stderr
    told = b"".join(arrived.values())
    assert b"healthz" in arrived["/v1/traces"]
    assert not [secret for secret in (b"s3cret", b"Alice", b"brand.example") if secret in told]


def test_of_a_fault_nothing_is_told_of_whom_it_happened_to() -> None:
    event = {
        "user": {"id": 7, "ip_address": "192.0.2.1"},
        "request": {
            "method": "POST",
            "url": "https://portal.example/notice/s0me-tok3n/",
            "cookies": "sessionid=1",
            "data": "Alice",
        },
        "logentry": {"message": "refused for alice@brand.example"},
        "server_name": "host",
    }

    told = without_people(event, {})

    assert told["request"] == {"method": "POST"}
    assert told["logentry"]["message"] == "refused for …@…"
    assert not {"user", "server_name"} & set(told)
