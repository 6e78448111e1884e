"""The programs that the documentation gives to receivers check what we really send."""

import base64
import hashlib
import hmac
import json
import os
import shutil
import subprocess
import time
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from playwright._impl._driver import compute_driver_executable

from accounts.webhooks.signing import signature
from portal.api import receiving

KEY, OLD = b"k" * 32, b"o" * 32
SECRET = "whsec_" + base64.b64encode(KEY).decode()
BODY = '{"type":"item.removed","data":{"number":"ü"}}\n'.encode()


def headers(*, keys: list[bytes], age: int = 0) -> dict[str, str]:
    at = int(time.time()) - age
    return {
        "webhook-id": "msg_1",
        "webhook-timestamp": str(at),
        "webhook-signature": signature("msg_1", at, BODY, keys),
    }


CASES: list[tuple[str, dict[str, Any], bytes, bool]] = [
    ("ours", {"keys": [KEY]}, BODY, True),
    ("one of two secrets", {"keys": [OLD, KEY]}, BODY, True),
    ("another secret", {"keys": [OLD]}, BODY, False),
    ("another body", {"keys": [KEY]}, BODY + b" ", False),
    ("too old", {"keys": [KEY], "age": 600}, BODY, False),
]
each_case = pytest.mark.parametrize(
    ("sent", "body", "good"), [c[1:] for c in CASES], ids=[c[0] for c in CASES]
)


@each_case
def test_the_python_program_knows_us(
    monkeypatch: pytest.MonkeyPatch, sent: dict[str, Any], body: bytes, good: bool
) -> None:
    monkeypatch.setenv("WEBHOOK_SECRET", SECRET)
    names: dict[str, Any] = {}
    exec(receiving.PYTHON, names)

    assert names["is_ours"](headers(**sent), body) is good


@each_case
def test_the_javascript_program_knows_us(
    tmp_path: Path, sent: dict[str, Any], body: bytes, good: bool
) -> None:
    # Whoever tests has a browser's driver, and that is a Node.js.
    node, _ = compute_driver_executable()
    ask = f"\nconsole.log(isOurs({json.dumps(headers(**sent))}, Buffer.from({list(body)})));"
    program = tmp_path / "receiver.mjs"
    program.write_text(receiving.JAVASCRIPT + ask)
    told = subprocess.run(
        [node, str(program)], env={"WEBHOOK_SECRET": SECRET}, capture_output=True, text=True, check=True
    )

    assert told.stdout.strip() == str(good).lower()


def test_the_shell_program_prints_the_signature(tmp_path: Path) -> None:
    (tmp_path / "body.json").write_bytes(BODY)
    said = headers(keys=[KEY])
    told = subprocess.run(
        [str(shutil.which("bash")), "-c", receiving.SHELL],
        cwd=tmp_path,
        env={
            "PATH": os.environ["PATH"],
            "WEBHOOK_SECRET": SECRET,
            "ID": said["webhook-id"],
            "SENT_AT": said["webhook-timestamp"],
        },
        capture_output=True,
        text=True,
        check=True,
    )

    assert f"v1,{told.stdout.strip()}" == said["webhook-signature"]


def test_a_signature_is_what_the_specification_says() -> None:
    """By hand, from its words: HMAC-SHA256 over id, timestamp and body, apart by dots, in base 64."""
    expected = base64.b64encode(hmac.new(KEY, b"msg_1.1700000000." + BODY, hashlib.sha256).digest()).decode()

    assert signature("msg_1", 1_700_000_000, BODY, [KEY]) == f"v1,{expected}"


def test_the_documentation_shows_all_of_them(client: Client, db: None) -> None:
    page = client.get("/api/docs/").content.decode()

    assert 'id="webhooks"' in page
    for language in receiving.VERIFYING:
        assert f'id="sample-verify-{language.lower()}"' in page
