"""Production refuses to start on defaults, and refuses the demo."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
NEEDED = {
    "PORTAL_ENV": "production",
    "PORTAL_ORIGIN": "https://portal.example",
    "ALLOWED_HOSTS": "portal.example",
    "SECRET_KEY": "".join(map(chr, range(60, 122))),
    "DATABASE_URL": "postgresql://app_web:secret@127.0.0.1:1/portal",
    "REDIS_URL": "redis://127.0.0.1:1/0",
    "EMAIL_URL": "smtp+tls://user:secret@mail.example:587",
    "MAIL_FROM": "Assay <no-reply@portal.example>",
}


def manage(*arguments: str, without: str = "", **more: str) -> subprocess.CompletedProcess[str]:
    inherited = {k: v for k, v in os.environ.items() if k in {"PATH", "HOME", "PORTAL_DATA"}}
    environment = inherited | {k: v for k, v in NEEDED.items() if k != without} | more
    command = [sys.executable, "manage.py", *arguments]
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=60)


def test_production_starts_with_all_that_it_needs() -> None:
    # The checks of models ask the database what it can.
    done = manage("check", "--deploy", "--fail-level", "WARNING", DATABASE_URL=os.environ["DATABASE_URL"])

    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("name", sorted(set(NEEDED) - {"PORTAL_ENV"}))
def test_production_refuses_to_start_without(name: str) -> None:
    done = manage("check", without=name)

    assert done.returncode != 0
    assert f"{name} must be set." in done.stderr


def test_production_refuses_the_demo() -> None:
    done = manage("demo")

    assert done.returncode != 0
    assert "Demo data has no place in production." in done.stderr
