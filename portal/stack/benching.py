"""script/bench: one benchmark, on servers of its own that are thrown away afterwards."""

import argparse
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from portal.stack import foreground, ports
from portal.stack.config import ROOT, Config
from portal.stack.console import say
from portal.stack.processes import (
    DATABASE_VARIABLES,
    MIGRATE,
    Process,
    portal_processes,
    simulated_marketplace,
)
from portal.stack.stopping import StopRequested, StopSignals
from portal.stack.supervisor import Supervisor
from portal.stack.testing import INTERRUPTED, start_servers, throwaway_config
from portal.stack.up import as_service, is_healthy

# These measure the running portal; the others start what they need.
NEED_THE_WHOLE_STACK = frozenset({"main_job", "removal", "fuzz", "questions", "replay", "stolen_account"})
# These send more than a key may, and how often it may is not what they measure.
WITHOUT_LIMITS = frozenset({"fuzz", "replay"})
NO_LIMITS = {
    "API_REQUESTS_PER_MINUTE_OF_KEY": "1000000000",
    "API_REQUESTS_PER_MINUTE_OF_BRAND": "1000000000",
}
NO_BENCHMARKS = frozenset({"__init__", "report", "scene", "corpus", "sending", "twins", "history"})
START_SECONDS = 60


def bench(arguments: Sequence[str]) -> int:
    names = sorted({path.stem for path in (ROOT / "bench").glob("*.py")} - NO_BENCHMARKS)
    parser = argparse.ArgumentParser(prog="script/bench", description=__doc__)
    parser.add_argument("name", choices=names)
    options, rest = parser.parse_known_args(arguments)
    with throwaway_config() as throwaway, StopSignals() as signals:
        config = replace(throwaway, port=_free_port_pair())
        with Supervisor(status_file=config.status_file, signals=signals) as supervisor:
            try:
                # Servers that keep what they confirm, as in production: a commit that costs nothing proves nothing.
                environment = start_servers(config, supervisor, throwaway=False)
                environment |= NO_LIMITS if options.name in WITHOUT_LIMITS else {}
                _start(_wanted(config, options.name), config, supervisor, environment)
            except StopRequested:
                return INTERRUPTED
            command = (sys.executable, "-m", f"bench.{options.name}", *rest)
            return foreground.run(
                command,
                environment=environment,
                signals=signals,
                directory=ROOT,
                # A benchmark may kill a process, to see what becomes of the work.
                meanwhile=supervisor.revive,
            )


def _free_port_pair() -> int:
    """A port whose neighbour, the marketplace's, is free, too."""
    while not ports.is_free((port := ports.find_free()) + 1):
        pass
    return port


def _wanted(config: Config, name: str) -> Iterator[Process]:
    if name in NEED_THE_WHOLE_STACK:
        yield simulated_marketplace(port=config.marketplace_port, data=config.data)
        yield from portal_processes(port=config.port)


def _start(
    processes: Iterator[Process], config: Config, supervisor: Supervisor, environment: Mapping[str, str]
) -> None:
    say("Preparing the database…")
    supervisor.run_to_end(as_service(MIGRATE, config, _environment_of(MIGRATE, environment)))
    for process in processes:
        service = as_service(process, config, _environment_of(process, environment))
        if process.name == "web":
            supervisor.start_and_wait(service, is_ready=lambda _: is_healthy(config), seconds=START_SECONDS)
        else:
            supervisor.start(service)


def _environment_of(process: Process, environment: Mapping[str, str]) -> dict[str, str]:
    """Only its own login role's URL, as in the running portal."""
    own = {name: value for name, value in environment.items() if name not in DATABASE_VARIABLES.values()}
    role = process.database_role
    return own | ({"DATABASE_URL": environment[DATABASE_VARIABLES[role]]} if role else {})
