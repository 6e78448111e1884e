"""The compose file's commands, with the variables that it gives them, under the supervisor: as containers would run them."""

import os
import re
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator

import pytest
import yaml

from portal.stack import ports, secrets_file, servers, unprivileged
from portal.stack.config import ROOT, Config
from portal.stack.processes import DATABASE_VARIABLES, portal_processes
from portal.stack.service import Service
from portal.stack.stopping import StopSignals
from portal.stack.supervisor import Supervisor

pytestmark = pytest.mark.full

SERVICES = yaml.safe_load((ROOT / "docker-compose.yml").read_text())["services"]
GIVEN = {
    "PORTAL_ORIGIN": "https://portal.example",
    "ALLOWED_HOSTS": "portal.example",
    "EMAIL_URL": "smtp://127.0.0.1:9",
    "MAIL_FROM": "Assay <no-reply@portal.example>",
    "SECRET_KEY": "".join(map(chr, range(60, 122))),
}
SECONDS = 120


class Composed:
    """The services on embedded servers; what differs from containers is where the servers are."""

    def __init__(self, config: Config, supervisor: Supervisor) -> None:
        self.config, self.supervisor = config, supervisor
        secrets = secrets_file.load(config.data)
        connections = servers.start(config, supervisor, secrets, given={}, throwaway=True)
        self.redis, self.databases = connections.redis, connections.databases
        self.port = ports.find_free()

    def environment(self, name: str) -> dict[str, str]:
        given = SERVICES[name]["environment"]
        own = {
            key: re.sub(r"\$\{\w+(?::-([^}]*)|[^}]*)\}", lambda m: m[1] or "", str(v))
            for key, v in given.items()
        }
        own |= {key: value for key, value in GIVEN.items() if key in own}
        role = re.findall(r"//(app_\w+):", given["DATABASE_URL"])[0]
        assert role in DATABASE_VARIABLES
        own |= {"DATABASE_URL": self.databases[role], "REDIS_URL": self.redis}
        own |= {"FILES_S3_BUCKET": "", "FILES_S3_ENDPOINT": "", "ANTIVIRUS_URL": ""}
        own |= {"PORTAL_DATA": str(self.config.data / "data"), "PORTAL_PORT": str(self.port)}
        for key, place in (("HEARTBEAT_FILE", f"alive-{name}"), ("PROMETHEUS_MULTIPROC_DIR", "metrics")):
            if key in own:
                own[key] = str(self.config.data / place)
        return own | {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"}

    def service(self, name: str) -> Service:
        command = [str(self.port) if word == "8000" else word for word in SERVICES[name]["command"]]
        return Service(
            name=name,
            command=(sys.executable, *command[1:]),
            environment=self.environment(name),
            directory=ROOT,
            log=self.config.logs / f"{name}.log",
            stop_seconds=float(SERVICES[name].get("stop_grace_period", "10s").removesuffix("s")),
        )

    def wrong_with(self, name: str) -> str:
        """What its own health check says; "" if it is well."""
        check = SERVICES[name]["healthcheck"]["test"]
        done = subprocess.run(
            [sys.executable, *check[2:]], env=self.environment(name), cwd=ROOT, capture_output=True, text=True
        )
        return "" if done.returncode == 0 else done.stdout + done.stderr


@pytest.fixture(scope="module")
def composed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Composed]:
    config = Config(data=tmp_path_factory.mktemp("composed"), port=8000, is_production=True)
    config.make_directories()
    with Supervisor(status_file=config.status_file, signals=StopSignals()) as supervisor:
        found = Composed(config, supervisor)
        supervisor.run_to_end(found.service("migrate"))
        for process in portal_processes(port=8000):
            supervisor.start(found.service(process.name))
        yield found
    unprivileged.forget(stack_id=secrets_file.load(config.data)[secrets_file.STACK_ID])


def what_is_not_well(composed: Composed) -> dict[str, str]:
    """By name, once all had their time to start."""
    pause, wrong = threading.Event(), {}
    for _ in range(SECONDS):
        wrong = {p.name: said for p in portal_processes(port=8000) if (said := composed.wrong_with(p.name))}
        if not wrong:
            break
        composed.supervisor.revive()
        pause.wait(1)
    return wrong


def test_every_process_becomes_well_by_its_own_health_check(composed: Composed) -> None:
    assert what_is_not_well(composed) == {}
    assert {child.service.name: child.ends for child in composed.supervisor._children if child.ends} == {}


def test_what_they_write_is_one_object_a_line(composed: Composed) -> None:
    for name in ("relay", "scheduler"):
        lines = (composed.config.logs / f"{name}.log").read_text().splitlines()
        assert [line for line in lines if not line.startswith("{")] == [], name


def test_a_process_that_stops_is_not_well_for_long(composed: Composed) -> None:
    assert what_is_not_well(composed) == {}
    [scheduler] = [c for c in composed.supervisor._children if c.service.name == "scheduler"]

    os.kill(scheduler.pid or 0, signal.SIGSTOP)
    os.utime(composed.environment("scheduler")["HEARTBEAT_FILE"], (0, 0))
    said = composed.wrong_with("scheduler")
    os.kill(scheduler.pid or 0, signal.SIGCONT)

    assert "sign of life" in said
