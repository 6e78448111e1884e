"""script/test: every check and every test, on servers that are thrown away."""

import argparse
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from enum import IntEnum
from pathlib import Path

from portal.stack import chromium, environments, foreground, secrets_file, servers, unprivileged
from portal.stack.config import ROOT, Config
from portal.stack.console import StackError, note, say
from portal.stack.processes import DATABASE_VARIABLES
from portal.stack.service import launcher
from portal.stack.stopping import StopRequested, StopSignals
from portal.stack.supervisor import Supervisor

ROOMS = (
    "core",
    "accounts",
    "brands",
    "listings",
    "complaints",
    "takedown",
    "detection",
    "recognition",
    "simulation",
    "portal",
)
PYTHON = sys.executable
PYTEST = (PYTHON, "-m", "pytest")
# The checks of the code leave a core free, on which the database of the tests is made meanwhile.
TEMPLATE = (PYTHON, "-m", "tests.template")
# Walks that ask each address with a sixth of all bad values ask it with each.
EVERYTHING = "TESTS_FULL"
NO_TESTS_RAN = 5
INTERRUPTED = 130


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    name: str
    command: tuple[str, ...]
    as_owner: bool = False
    may_be_empty: bool = False
    """Whether it is well when no test has the marker yet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    name: str
    code: int
    seconds: float


class Extent(IntEnum):
    """How much is tested: each also does what those before it do."""

    EVERY_CHANGE = 0
    THOROUGH = 1
    """What CI does."""
    FULL = 2

    @classmethod
    def of(cls, *, thorough: bool, full: bool) -> "Extent":
        return cls.FULL if full else cls.THOROUGH if thorough else cls.EVERY_CHANGE


def test(arguments: Sequence[str]) -> int:
    own, for_pytest = split(arguments)
    parser = argparse.ArgumentParser(
        prog="script/test", description=__doc__, epilog="After --: arguments of one pytest run."
    )
    parser.add_argument(
        "--thorough", action="store_true", help="also kills, fuzz, long walks and long stories"
    )
    parser.add_argument("--full", action="store_true", help="also the slow tests")
    options = parser.parse_args(own)
    with throwaway_config() as config, StopSignals() as signals:
        try:
            if for_pytest is not None:
                return _run_one(config, signals, for_pytest)
            return _run_all(config, signals, Extent.of(thorough=options.thorough, full=options.full))
        except StopRequested:
            return INTERRUPTED


def split(arguments: Sequence[str]) -> tuple[Sequence[str], Sequence[str] | None]:
    if "--" not in arguments:
        return arguments, None
    at = list(arguments).index("--")
    return arguments[:at], arguments[at + 1 :]


@contextmanager
def throwaway_config() -> Iterator[Config]:
    folder = Path(tempfile.mkdtemp(prefix="portal-test-")).resolve()
    config = Config(data=folder, port=8000, is_production=False)
    config.make_directories()
    secrets = secrets_file.load(folder)
    try:
        yield config
    finally:
        unprivileged.forget(stack_id=secrets[secrets_file.STACK_ID])
        shutil.rmtree(folder, ignore_errors=True)


def steps(extent: Extent) -> Iterator[Step]:
    yield Step(name="ruff check", command=(PYTHON, "-m", "ruff", "check", "."))
    yield Step(name="ruff format", command=(PYTHON, "-m", "ruff", "format", "--check", "."))
    rooms = [room for room in ROOMS if (ROOT / room).is_dir()]
    yield Step(name="mypy", command=(PYTHON, "-m", "mypy", *rooms))
    yield Step(name="import contracts", command=(_program("lint-imports"),))
    if templates := sorted(map(str, (ROOT / "templates").rglob("*.html"))):
        yield Step(
            name="templates", command=(_program("djade"), "--check", "--target-version", "6.1", *templates)
        )
    makemigrations = (PYTHON, "manage.py", "makemigrations", "--check", "--dry-run")
    yield Step(name="migrations", command=makemigrations, as_owner=True)
    # A worker more than cores: the browsers wait for most of their time (tests/conftest.py says what goes together).
    yield Step(name="tests", command=(*_in_groups(3), "-m", "not thorough and not full"))
    if extent >= Extent.THOROUGH:
        thorough = (*_in_groups(2), "-m", "thorough and not full")
        yield Step(name="thorough tests", command=thorough, may_be_empty=True)
    if extent >= Extent.FULL:
        yield Step(name="slow tests", command=(*PYTEST, "-m", "full"), may_be_empty=True)


def _in_groups(workers: int) -> tuple[str, ...]:
    return (*PYTEST, "-n", str(workers), "--dist", "loadscope", "--no-loadscope-reorder")


def _program(name: str) -> str:
    return str(Path(PYTHON).with_name(name))


def _run_one(config: Config, signals: StopSignals, arguments: Sequence[str]) -> int:
    with Supervisor(status_file=config.status_file, signals=signals) as supervisor:
        environment = start_servers(config, supervisor) | _browser(chromium.find())
        return foreground.run((*PYTEST, *arguments), environment=environment, signals=signals, directory=ROOT)


def _run_all(config: Config, signals: StopSignals, extent: Extent) -> int:
    outcomes = []
    with Supervisor(status_file=config.status_file, signals=signals) as supervisor:
        environment = start_servers(config, supervisor) | ({EVERYTHING: "1"} if extent is Extent.FULL else {})
        outcomes.append(_find_browser(config, environment))
        with _meanwhile(TEMPLATE, environment):
            for step in steps(extent):
                say(f"\n── {step.name}")
                outcomes.append(_run_step(step, environment, signals))
                if signals.requested:
                    return INTERRUPTED
    _print_table(outcomes)
    return int(any(outcome.code for outcome in outcomes))


def start_servers(config: Config, supervisor: Supervisor, *, throwaway: bool = True) -> dict[str, str]:
    """The environment of the tests. Unlike a process of the portal they may connect as every login role."""
    secrets = secrets_file.load(config.data)
    connections = servers.start(config, supervisor, secrets, given={}, throwaway=throwaway)
    # Whatever secrets the developer's own shell holds, the tests do not see them.
    inherited = {name: value for name, value in os.environ.items() if name not in environments.SECRETS}
    common = environments.common(config, connections, secrets, inherited=inherited)
    urls = {name: connections.databases[role] for role, name in DATABASE_VARIABLES.items()}
    return common | urls


def _browser(path: str | None) -> dict[str, str]:
    return {"PORTAL_CHROMIUM": path} if path else {}


def _find_browser(config: Config, environment: dict[str, str]) -> Outcome:
    """Looked for once, before the tests; without one everything else still runs."""
    begin = time.monotonic()
    try:
        environment |= _browser(chromium.find_or_install(config.logs / "chromium.log"))
        code = 0
    except StackError as error:
        note(f"test: {error}")
        code = 1
    return Outcome(name="browser", code=code, seconds=time.monotonic() - begin)


@contextmanager
def _meanwhile(command: tuple[str, ...], environment: Mapping[str, str]) -> Iterator[None]:
    """Only to be quicker: what it did not get done, whoever needs it does, and says what is wrong."""
    process = subprocess.Popen(
        launcher(command, account="same", death_signal=signal.SIGTERM),
        env=dict(environment),
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        yield
    finally:
        process.terminate()
        process.wait()


def _run_step(step: Step, environment: Mapping[str, str], signals: StopSignals) -> Outcome:
    own = {"DATABASE_URL": environment["DATABASE_OWNER_URL"]} if step.as_owner else {}
    begin = time.monotonic()
    code = foreground.run(step.command, environment=dict(environment) | own, signals=signals, directory=ROOT)
    if code == NO_TESTS_RAN and step.may_be_empty:
        say("No such tests yet.")
        code = 0
    return Outcome(name=step.name, code=code, seconds=time.monotonic() - begin)


def _print_table(outcomes: Sequence[Outcome]) -> None:
    say("")
    for outcome in outcomes:
        verdict = f"failed ({outcome.code})" if outcome.code else "passed"
        say(f"{outcome.name:<26}{outcome.seconds:>8.1f} s  {verdict}")
