"""script/server: the whole portal, until somebody stops it."""

import http.client
import os
import sys
from collections.abc import Mapping
from contextlib import suppress

from portal.stack import environments, ports, secrets_file, servers
from portal.stack.config import ROOT, Config
from portal.stack.console import StackError, say
from portal.stack.locks import owner_lock
from portal.stack.processes import DEMO, MIGRATE, Process, portal_processes, simulated_marketplace
from portal.stack.service import Service
from portal.stack.stopping import StopRequested, StopSignals
from portal.stack.supervisor import Supervisor

HEALTH_SECONDS = 2


def up() -> int:
    """Runs the whole portal on this machine until Ctrl-C. PORTAL_PORT and PORTAL_DATA move it."""
    config = Config.from_environment()
    config.make_directories()
    with owner_lock(config.data) as lock, StopSignals() as signals:
        if not lock.take():
            raise StackError(f"{lock.signature()} is already using {config.data}")
        lock.sign("script/server")
        with Supervisor(status_file=config.status_file, signals=signals) as supervisor:
            with suppress(StopRequested):
                _run(config, supervisor)
            say("Stopping…")
        say("Stopped.")
    return 0


def as_service(process: Process, config: Config, environment: Mapping[str, str]) -> Service:
    return Service(
        name=process.name,
        command=(sys.executable, *process.command[1:]),
        environment=dict(environment) | dict(process.environment),
        directory=ROOT,
        log=config.logs / f"{process.name}.log",
        stop_seconds=process.stop_seconds,
    )


def _run(config: Config, supervisor: Supervisor) -> None:
    _require_free_ports(config)
    say("Starting the servers…")
    secrets = secrets_file.load(config.data)
    connections = servers.start(config, supervisor, secrets)
    common = environments.common(config, connections, secrets, inherited=os.environ)

    def service(process: Process) -> Service:
        environment = environments.with_database(common, connections, process.database_role)
        return as_service(process, config, environment)

    say("Preparing the database…")
    supervisor.run_to_end(service(MIGRATE))
    if not config.is_production:
        say("Preparing the demo…")
        supervisor.start(service(simulated_marketplace(port=config.marketplace_port, data=config.data)))
        supervisor.run_to_end(service(DEMO))
    say("Starting the portal…")
    _forget_former_measurements(config)
    supervisor.publish(**servers.facts(config, given=os.environ))
    for process in portal_processes(port=config.port):
        supervisor.start(service(process))
    supervisor.run(until_ready=lambda: is_healthy(config), when_ready=lambda: _welcome(config, supervisor))


def _forget_former_measurements(config: Config) -> None:
    """Each web process leaves files under its number, and the numbers begin anew."""
    for left in config.metrics.glob("*.db"):
        left.unlink()


def _require_free_ports(config: Config) -> None:
    needed = (config.port,) if config.is_production else (config.port, config.marketplace_port)
    for port in needed:
        if not ports.is_free(port):
            raise StackError(f"port {port} is in use: stop what uses it, or set PORTAL_PORT to another")


def is_healthy(config: Config) -> bool:
    connection = http.client.HTTPConnection("127.0.0.1", config.port, timeout=HEALTH_SECONDS)
    try:
        connection.request("GET", "/healthz", headers={"Host": f"localhost:{config.port}"})
        return connection.getresponse().status == http.HTTPStatus.OK
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def _welcome(config: Config, supervisor: Supervisor) -> None:
    supervisor.publish(ready=True)
    say(f"\n  {config.origin}\n")
    sign_ins = config.data / "demo-sign-ins.txt"
    if not config.is_production and sign_ins.exists():
        say(sign_ins.read_text(encoding="utf-8"))
    say("Ctrl-C stops it.")
