"""script/manage: manage.py, with servers found or started for it."""

import os
import sys
import time
from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import replace
from typing import NoReturn

import psycopg2

from core.database_roles import OWNER, WORKER
from portal.stack import environments, foreground, secrets_file, servers
from portal.stack.config import ROOT, Config
from portal.stack.console import StackError, note
from portal.stack.environments import Connections
from portal.stack.files import read_json
from portal.stack.locks import Lock, owner_lock, users_lock
from portal.stack.processes import MIGRATE
from portal.stack.simulating import simulate
from portal.stack.stopping import StopRequested, StopSignals
from portal.stack.supervisor import Supervisor
from portal.stack.up import as_service

NEEDS_NO_SERVERS = frozenset(
    {
        "recognise",
        "match_images",
        "diagrams",
        "check",
        "collectstatic",
        "compilemessages",
        "help",
        "makemessages",
    }
)
# On servers that are started for them, and thrown away.
ON_SERVERS_OF_THEIR_OWN = {"simulate": simulate}
HELP = frozenset({"--help", "-h", "--version"})
# Commands about the tables themselves run as their owner.
OWNER_COMMANDS = frozenset({"migrate", "makemigrations", "sqlmigrate", "backup", "restore"})
# How long a script/server that is just starting may need before its servers can be used.
PATIENCE_SECONDS = 120
POLL_SECONDS = 0.2
INTERRUPTED = 130


def manage(arguments: Sequence[str]) -> int:
    if not needs_no_servers(arguments) and (alone := ON_SERVERS_OF_THEIR_OWN.get(arguments[0])):
        return alone(arguments)
    if os.environ.get("DATABASE_URL") or needs_no_servers(arguments):
        become_manage(arguments, os.environ)
    config = Config.from_environment()
    config.make_directories()
    deadline = time.monotonic() + PATIENCE_SECONDS
    with StopSignals() as signals, owner_lock(config.data) as owner, users_lock(config.data) as users:
        while time.monotonic() < deadline and not signals.requested:
            if owner.take():
                owner.sign("script/manage")
                return _run_with_own_servers(config, signals, users, arguments)
            if users.take(shared=True):
                _join(config, users, arguments)
                users.let_go()
            signals.pause(POLL_SECONDS)
        raise StackError(f"{owner.signature()} is starting or stopping: try again")


def needs_no_servers(arguments: Sequence[str]) -> bool:
    return not arguments or arguments[0] in NEEDS_NO_SERVERS or not HELP.isdisjoint(arguments)


def role_for(arguments: Sequence[str]) -> str:
    return OWNER if arguments[0] in OWNER_COMMANDS else WORKER


def become_manage(arguments: Sequence[str], environment: Mapping[str, str]) -> NoReturn:
    # Instead of a child: the terminal, the signals and the exit code are the command's own.
    os.execve(sys.executable, _command(arguments), dict(environment))  # noqa: S606


def _command(arguments: Sequence[str]) -> tuple[str, ...]:
    return (sys.executable, str(ROOT / "manage.py"), *arguments)


def _join(config: Config, users: Lock, arguments: Sequence[str]) -> None:
    """Become the command on the servers of whoever owns them, if they are up; otherwise just return."""
    status = read_json(config.status_file)
    if "server_ports" not in status:
        return
    if not status["all_embedded"]:
        raise StackError(
            "the running stack has servers of its own choice: set DATABASE_URL and REDIS_URL here, too"
        )
    secrets = secrets_file.load(config.data)
    connections = servers.embedded(secrets, server_ports=status["server_ports"])
    users.keep_through_exec()
    config = replace(config, port=status["port"])
    become_manage(arguments, _environment(config, connections, secrets, arguments))


def _run_with_own_servers(config: Config, signals: StopSignals, users: Lock, arguments: Sequence[str]) -> int:
    with Supervisor(status_file=config.status_file, signals=signals) as supervisor:
        try:
            secrets = secrets_file.load(config.data)
            connections = servers.start(config, supervisor, secrets)
            if role_for(arguments) != OWNER:
                _migrate_if_new(config, supervisor, connections, secrets)
        except StopRequested:
            return INTERRUPTED
        supervisor.publish(**servers.facts(config, given=os.environ))
        environment = _environment(config, connections, secrets, arguments)
        code = foreground.run(_command(arguments), environment=environment, signals=signals)
        _wait_for_others(users, signals)
        return code


def _environment(
    config: Config, connections: Connections, secrets: Mapping[str, str], arguments: Sequence[str]
) -> dict[str, str]:
    common = environments.common(config, connections, secrets, inherited=os.environ)
    return environments.with_database(common, connections, role_for(arguments))


def _migrate_if_new(
    config: Config, supervisor: Supervisor, connections: Connections, secrets: Mapping[str, str]
) -> None:
    """A fresh checkout has no tables yet, and a command would fail over that."""
    with closing(psycopg2.connect(connections.databases[OWNER])) as connection, connection.cursor() as cursor:
        cursor.execute("SELECT to_regclass('public.django_migrations') IS NULL")
        is_new = cursor.fetchone() == (True,)
    if is_new:
        note("Preparing the database…")
        environment = environments.common(config, connections, secrets, inherited=os.environ)
        environment = environments.with_database(environment, connections, MIGRATE.database_role)
        supervisor.run_to_end(as_service(MIGRATE, config, environment))


def _wait_for_others(users: Lock, signals: StopSignals) -> None:
    """Another script/manage may use our servers by now. Once we have the lock we keep it to the end, so that
    nobody begins to."""
    if users.take():
        return
    # What ended our own command must not end the servers under another's; asking once more does.
    signals.received = None
    note("Waiting for another script/manage that uses the same servers…")
    while not users.take() and not signals.requested:
        signals.pause(POLL_SECONDS)
