"""script/lib/bootstrap.sh, with a stand-in for uv: what it installs is not the question here."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from portal.stack.config import ROOT

UV = """#!/bin/sh
echo "$1 $2" >>"$CALLS"
[ "$1" != venv ] || { mkdir -p .venv/bin && ln -s "$INTERPRETER" .venv/bin/python; }
"""
SCRIPT = """#!/bin/sh
set -eu
root=$PWD
. script/lib/bootstrap.sh
prepare "$1"
echo ready
"""


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    checkout = tmp_path / "a checkout"
    (checkout / "script" / "lib").mkdir(parents=True)
    for name in ("bootstrap.sh", "uv-requirements.txt"):
        shutil.copy(ROOT / "script" / "lib" / name, checkout / "script" / "lib")
    for lock in ("requirements.txt", "requirements-dev.txt"):
        (checkout / lock).write_text(f"# {lock}\n")
    (checkout / "script" / "try").write_text(SCRIPT)
    install_uv(checkout)
    return checkout


def install_uv(checkout: Path) -> None:
    lock = checkout / "script" / "lib" / "uv-requirements.txt"
    said = subprocess.run(["cksum"], input=lock.read_bytes(), capture_output=True).stdout
    checksum = said.decode().split()[0]
    uv = checkout / ".bootstrap" / f"uv-{checksum}" / "bin" / "uv"
    uv.parent.mkdir(parents=True)
    uv.write_text(UV)
    uv.chmod(0o755)


def begin(checkout: Path, lock: str = "requirements.txt", **environment: str) -> subprocess.Popen[str]:
    own = {"CALLS": str(checkout / "calls"), "INTERPRETER": sys.executable, "PORTAL_PYTHON": sys.executable}
    return subprocess.Popen(
        ["sh", "script/try", lock],
        cwd=checkout,
        env=os.environ | own | environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def calls(checkout: Path) -> list[str]:
    return [line for line in (checkout / "calls").read_text().splitlines() if line != "--version "]


def test_the_packages_are_installed_once(checkout):
    for _ in range(2):
        begin(checkout).communicate()

    assert calls(checkout) == ["venv --clear", "pip sync"]


def test_two_scripts_at_once_install_once(checkout):
    both = [begin(checkout), begin(checkout)]

    outputs = [process.communicate()[0] for process in both]

    assert outputs == ["ready\n", "ready\n"]
    assert calls(checkout) == ["venv --clear", "pip sync"]


def test_a_new_lock_file_is_installed(checkout):
    begin(checkout).communicate()
    (checkout / "requirements.txt").write_text("# another\n")

    begin(checkout).communicate()

    assert calls(checkout) == ["venv --clear", "pip sync", "pip sync"]


def test_the_server_leaves_a_developers_packages_alone(checkout):
    begin(checkout, "requirements-dev.txt").communicate()
    (checkout / ".venv" / "bin" / "pytest").symlink_to("python")

    begin(checkout, "requirements.txt").communicate()

    assert calls(checkout) == ["venv --clear", "pip sync"]


def test_a_python_that_does_not_run_is_said_in_one_line(checkout):
    stub = checkout / "python3.13"
    stub.write_text("#!/bin/sh\nexit 127\n")
    stub.chmod(0o755)

    process = begin(checkout, PORTAL_PYTHON=str(stub))
    _, said = process.communicate()

    assert process.returncode == 1
    assert said == f"try: PORTAL_PYTHON ({stub}) is not a working Python 3.12, 3.13 or 3.14\n"


def test_a_failed_installation_is_said_in_one_line(checkout):
    uv = next(checkout.glob(".bootstrap/uv-*/bin/uv"))
    uv.write_text('#!/bin/sh\n[ "$1" = --version ] || { echo no network >&2; exit 1; }\n')

    process = begin(checkout)
    _, said = process.communicate()

    assert process.returncode == 1
    assert said.splitlines()[1:] == [
        f"try: failed: uv venv --clear (no network); all of it is in {checkout}/.bootstrap/setup.log"
    ]
    assert not (checkout / ".venv" / ".lock-stamp").exists()
