"""What machines ask of a process: alive, ready, and if not, what is missing."""

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from portal.observing import readiness
from portal.stack import ports
from portal.stack.probe import heartbeat


@contextmanager
def store(status: int) -> Iterator[str]:
    """The address of a server that answers so to whoever asks for the bucket "evidence"."""

    class Store(BaseHTTPRequestHandler):
        def do_HEAD(self) -> None:
            self.send_response(status if self.path.rstrip("/") == "/evidence" else 500)
            self.end_headers()

        def log_message(self, *args: Any) -> None:
            """Nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Store) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()
        thread.join()


@pytest.fixture(autouse=True)
def _ask_anew() -> None:
    readiness._is_migrated.cache_clear()


def test_a_process_with_all_its_servers_is_ready(db: None) -> None:
    answer = Client().get("/readyz")

    assert (answer.status_code, answer.json()) == (200, {"ready": True, "not_ready": []})


def test_without_redis_it_says_so_and_nothing_more(db: None, settings: Any) -> None:
    settings.REDIS_URL = f"redis://:a-secret@127.0.0.1:{ports.find_free()}/0"

    answer = Client().get("/readyz")

    assert answer.status_code == 503
    assert answer.json() == {"ready": False, "not_ready": ["redis"]}


def test_with_a_migration_to_apply_it_is_not_ready(db: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "DELETE FROM django_migrations WHERE app = 'takedown'"
            " AND name = (SELECT max(name) FROM django_migrations WHERE app = 'takedown')"
        )

    assert readiness.not_ready() == ["migrations"]


def test_without_a_place_for_files_it_is_not_ready(db: None, settings: Any, tmp_path: Path) -> None:
    in_the_way = tmp_path / "files"
    in_the_way.write_text("no folder")
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": in_the_way / "deeper"},
        },
    }

    assert readiness.not_ready() == ["files"]


@pytest.mark.parametrize(("status", "missing"), [(200, []), (404, ["files"]), (403, ["files"])])
def test_an_object_store_must_know_us_and_have_the_bucket(
    db: None, settings: Any, monkeypatch: pytest.MonkeyPatch, status: int, missing: list[str]
) -> None:
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "key")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "secret")
    with store(status) as endpoint:
        options = {"bucket_name": "evidence", "endpoint_url": endpoint, "addressing_style": "path"}
        settings.STORAGES = {
            **settings.STORAGES,
            "default": {
                "BACKEND": "storages.backends.s3.S3Storage",
                "OPTIONS": {**options, "region_name": "garage"},
            },
        }

        assert readiness.not_ready() == missing


def test_the_log_says_why_without_the_password(
    db: None, settings: Any, caplog: pytest.LogCaptureFixture
) -> None:
    settings.REDIS_URL = f"redis://:a-secret@127.0.0.1:{ports.find_free()}/0"

    readiness.not_ready()

    assert "Not ready: redis" in caplog.text
    assert "a-secret" not in caplog.text


def test_a_fresh_heartbeat_is_well_and_an_old_or_missing_one_is_not(tmp_path: Path) -> None:
    alive = tmp_path / "alive"
    environment = {"HEARTBEAT_FILE": str(alive)}

    assert heartbeat(environment) != ""
    alive.touch()
    assert heartbeat(environment) == ""
    os.utime(alive, (0, 0))
    assert heartbeat(environment) != ""
