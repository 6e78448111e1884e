"""The drill of docs/deploy.md: everything is killed in the middle of its work, backed up, and brought back elsewhere."""

import hashlib
import io
import json
import re
import signal
import threading
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

import httpx
import psutil
import pytest
from PIL import Image
from portal.backups.manifest import DATABASE, FILES, Manifest

from bench.twins import a_right
from portal.stack.config import ROOT
from tests.stack.running import Running, clean_environment, free_port_pair, run, start

pytestmark = pytest.mark.full

START_SECONDS = 300
FILED_BEFORE_THE_KILL = 40
SCOPES = ["rights:read", "rights:write", "complaints:write"]


@dataclass
class Program:
    """Adds rights and uploads files without a pause, and remembers what was acknowledged."""

    origin: str
    secret: str
    rights: list[str] = field(default_factory=list)
    files: list[str] = field(default_factory=list)

    def work_until_nobody_answers(self, enough: threading.Event) -> None:
        with httpx.Client(base_url=self.origin, trust_env=False, timeout=30, headers=self._key()) as web:
            for number in count(1):
                try:
                    self._add_a_right(web, number)
                    self._upload(web, number)
                except httpx.TransportError:
                    return
                if number >= FILED_BEFORE_THE_KILL:
                    enough.set()

    def numbers(self) -> set[str]:
        """Of the rights that the portal knows."""
        found, address = set(), f"{self.origin}/api/v1/rights/?limit=100"
        while address:
            page = (
                httpx.get(address, headers=self._key(), trust_env=False, timeout=60).raise_for_status().json()
            )
            found |= {right["number"] for right in page["results"]}
            address = page["next"]
        return found

    def _add_a_right(self, web: httpx.Client, number: int) -> None:
        body = a_right(number)
        answer = web.post("/api/v1/rights/", json=body, headers={"Idempotency-Key": f"right-{number}"})
        if answer.status_code == 201:
            self.rights.append(answer.json()["number"])

    def _upload(self, web: httpx.Client, number: int) -> None:
        picture = io.BytesIO()
        Image.new("RGB", (64, 64), (number % 256, number // 256, 90)).save(picture, "PNG")
        sha256 = hashlib.sha256(picture.getvalue()).hexdigest()
        answer = web.post(
            "/api/v1/evidence/",
            files={"file": (f"{number}.png", picture.getvalue(), "image/png")},
            data={"kind": "annotated"},
            headers={"Idempotency-Key": f"file-{number}"},
        )
        if answer.status_code == 201:
            assert answer.json()["sha256"] == sha256
            self.files.append(sha256)

    def _key(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.secret}"}


def environment(data: Path) -> dict[str, str]:
    own = {"PORTAL_DATA": str(data), "PORTAL_PORT": str(free_port_pair()), "PYTHONPATH": str(ROOT)}
    names = ("SECRET_KEY", "MARKETPLACE_", "DJANGO_SETTINGS_MODULE", "PROMETHEUS_")
    return {k: v for k, v in clean_environment().items() if not k.startswith(names)} | own


def started(own: dict[str, str]) -> Running:
    running = start(own, "up")
    pause = threading.Event()
    for _ in range(START_SECONDS * 2):
        if running.is_ready():
            return running
        assert running.process.poll() is None, running.said()
        pause.wait(0.5)
    pytest.fail(running.said())


def kill_everything(running: Running) -> None:
    """All that the supervisor had started, while it is held and can put nothing in order; then itself."""
    supervisor = psutil.Process(running.process.pid)
    supervisor.suspend()
    children = supervisor.children(recursive=True)
    for process in [*children, supervisor]:
        with suppress(psutil.NoSuchProcess):
            process.kill()
    _, alive = psutil.wait_procs([*children, supervisor], timeout=30)
    assert alive == []


def make_key(origin: str, password: str) -> str:
    with httpx.Client(base_url=origin, trust_env=False, timeout=60, follow_redirects=True) as web:
        web.get("/accounts/login/").raise_for_status()
        for path, form in (
            ("/accounts/login/", {"login": "nina@demo.example", "password": password}),
            ("/accounts/reauthenticate/", {"password": password}),
            ("/keys/new/", {"name": "drill", "mode": "live", "days": "30", "scopes": SCOPES}),
        ):
            answer = web.post(path, data={**form, "csrfmiddlewaretoken": web.cookies["csrftoken"]})
    [secret] = re.findall(r"jf_live_\w+", answer.text)
    return secret


@dataclass
class Drill:
    before: Program
    manifest: Manifest
    backup: Path
    restored: dict[str, str]


@pytest.fixture(scope="module")
def drill(tmp_path_factory: pytest.TempPathFactory) -> Drill:
    folder = tmp_path_factory.mktemp("drill")
    first = environment(folder / "first")
    running = started(first)
    told = (folder / "first/demo-sign-ins.txt").read_text()
    [password] = re.findall(r"password of all is: (\S+)", told)
    origin = f"http://localhost:{first['PORTAL_PORT']}"
    program, enough = Program(origin=origin, secret=make_key(origin, password)), threading.Event()
    worker = threading.Thread(target=program.work_until_nobody_answers, args=(enough,))
    worker.start()
    assert enough.wait(START_SECONDS)
    kill_everything(running)
    worker.join()

    done = run(first, "backup", str(folder / "backups"), seconds=START_SECONDS)
    assert done.returncode == 0, done.stderr
    [backup] = (folder / "backups").iterdir()
    second = environment(folder / "second")
    done = run(second, "restore", str(backup), seconds=START_SECONDS)
    assert done.returncode == 0, done.stderr
    return Drill(before=program, manifest=Manifest.read(backup), backup=backup, restored=second)


def test_nothing_that_was_acknowledged_is_lost(drill: Drill) -> None:
    running = started(drill.restored)
    try:
        after = Program(
            origin=f"http://localhost:{drill.restored['PORTAL_PORT']}", secret=drill.before.secret
        )
        known = after.numbers()
        ready = httpx.get(f"{after.origin}/readyz", trust_env=False, timeout=30)
    finally:
        running.stop(signal.SIGINT)

    assert len(drill.before.rights) >= FILED_BEFORE_THE_KILL
    assert set(drill.before.rights) - known == set()
    assert ready.json() == {"ready": True, "not_ready": []}


def test_every_acknowledged_file_came_back_bit_for_bit(drill: Drill) -> None:
    files = Path(drill.restored["PORTAL_DATA"]) / "files"
    found = {hashlib.sha256(path.read_bytes()).hexdigest() for path in files.rglob("*") if path.is_file()}

    assert len(drill.before.files) >= FILED_BEFORE_THE_KILL
    assert set(drill.before.files) - found == set()
    assert {stored.sha256 for stored in drill.manifest.files} <= found


def test_the_ledger_was_counted_and_is_not_empty(drill: Drill) -> None:
    assert drill.manifest.ledger.rows > FILED_BEFORE_THE_KILL
    assert drill.manifest.tables["core_auditevent"] == drill.manifest.ledger.rows
    assert drill.manifest.lost == ()


def test_the_keys_are_in_it_for_its_owner_alone(drill: Drill) -> None:
    secrets = drill.backup / "secrets.json"

    assert set(json.loads(secrets.read_text())) == {"secret_key", "marketplace"}
    assert secrets.stat().st_mode & 0o077 == 0
    assert drill.backup.stat().st_mode & 0o077 == 0


def test_a_second_restoration_into_the_same_place_is_refused(drill: Drill) -> None:
    done = run(drill.restored, "restore", str(drill.backup), seconds=START_SECONDS)

    assert done.returncode != 0
    assert "the database is not empty" in done.stderr


def test_a_damaged_backup_is_refused_before_anything_is_touched(drill: Drill, tmp_path: Path) -> None:
    damaged = tmp_path / "damaged"
    damaged.mkdir()
    for name in (DATABASE, "manifest.json", "secrets.json"):
        (damaged / name).write_bytes((drill.backup / name).read_bytes())
    (damaged / FILES).symlink_to(drill.backup / FILES)
    with (damaged / DATABASE).open("r+b") as dump:
        dump.seek(5000)
        dump.write(b"!")
    third = environment(tmp_path / "third")

    done = run(third, "restore", str(damaged), seconds=START_SECONDS)

    assert done.returncode != 0
    assert f"{DATABASE} is not what it was" in done.stderr
    assert not list((tmp_path / "third").glob("files/*"))
