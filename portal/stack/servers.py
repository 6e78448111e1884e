"""PostgreSQL and Valkey for a stack: those that the environment names, or embedded ones."""

import os
from collections.abc import Mapping

from core.database_roles import LOGIN_ROLES, provision
from portal.stack import ports, postgres, secrets_file, unprivileged, valkey
from portal.stack.config import Config
from portal.stack.environments import Connections, forget_client_settings, given_databases
from portal.stack.files import read_json
from portal.stack.supervisor import Supervisor

DATABASE = "portal"
START_SECONDS = 60


def start(
    config: Config,
    supervisor: Supervisor,
    secrets: Mapping[str, str],
    *,
    given: Mapping[str, str] = os.environ,
    throwaway: bool = False,
) -> Connections:
    """`throwaway` servers are for tests: fast, and a crash may lose everything."""
    databases = given_databases(given)
    redis = given.get("REDIS_URL") or _start_valkey(config, supervisor, secrets, throwaway=throwaway)
    databases = databases or _start_postgres(config, supervisor, secrets, throwaway=throwaway)
    return Connections(databases=databases, redis=redis)


def facts(config: Config, *, given: Mapping[str, str]) -> dict[str, object]:
    """For the status file: what another process needs to use these servers. Passwords are in secrets.json."""
    return {
        "port": config.port,
        "origin": config.origin,
        "server_ports": read_json(config.data / "ports.json"),
        "all_embedded": not given_databases(given) and not given.get("REDIS_URL"),
    }


def embedded(secrets: Mapping[str, str], *, server_ports: Mapping[str, int]) -> Connections:
    """How to reach embedded servers that some other process has started."""
    forget_client_settings()
    return Connections(
        databases=_urls(server_ports["postgres"], secrets),
        redis=valkey.url(port=server_ports["valkey"], password=secrets[secrets_file.VALKEY]),
    )


def _start_valkey(
    config: Config, supervisor: Supervisor, secrets: Mapping[str, str], *, throwaway: bool
) -> str:
    port, password = ports.remembered(config.data, "valkey"), secrets[secrets_file.VALKEY]
    log = config.logs / "valkey.log"
    service = valkey.as_service(
        config.data / "valkey", port=port, password=password, log=log, throwaway=throwaway
    )
    supervisor.start_and_wait(
        service,
        is_ready=lambda pid: valkey.answers_as(port=port, password=password, pid=pid),
        seconds=START_SECONDS,
    )
    return valkey.url(port=port, password=password)


def _start_postgres(
    config: Config, supervisor: Supervisor, secrets: Mapping[str, str], *, throwaway: bool
) -> dict[str, str]:
    forget_client_settings()
    cluster = unprivileged.locate(config.data, stack_id=secrets[secrets_file.STACK_ID])
    postgres.prepare(cluster, password=secrets[secrets_file.SUPERUSER])
    port = ports.remembered(config.data, "postgres")
    superuser_url = _url(postgres.SUPERUSER, secrets[secrets_file.SUPERUSER], port, "postgres")
    service = postgres.as_service(cluster, port=port, log=config.logs / "postgres.log", throwaway=throwaway)
    supervisor.start_and_wait(
        service, is_ready=lambda _: postgres.answers(superuser_url), seconds=START_SECONDS
    )
    provision(superuser_url, database=DATABASE, passwords=secrets, owner_creates_databases=throwaway)
    return _urls(port, secrets)


def _urls(port: int, secrets: Mapping[str, str]) -> dict[str, str]:
    return {role: _url(role, secrets[role], port, DATABASE) for role in LOGIN_ROLES}


def _url(user: str, password: str, port: int, database: str) -> str:
    return f"postgresql://{user}:{password}@127.0.0.1:{port}/{database}"
