"""The environment that each process gets: its own login role's database and nobody else's."""

import os
from collections.abc import Mapping
from dataclasses import dataclass

from listings.simulated_marketplace.credentials import PORTAL, secret_of
from portal.stack import secrets_file
from portal.stack.config import Config
from portal.stack.console import StackError
from portal.stack.processes import DATABASE_VARIABLES

# Kept from the environment if it has them, else made up once.
SECRETS = {"SECRET_KEY": secrets_file.SECRET_KEY, "MARKETPLACE_SECRET": secrets_file.MARKETPLACE}


@dataclass(frozen=True, slots=True, kw_only=True)
class Connections:
    """How to reach the servers."""

    databases: Mapping[str, str]
    """URL by login role."""
    redis: str


def given_databases(environment: Mapping[str, str]) -> dict[str, str]:
    """The URLs of a database that is not ours to start, by login role; empty if there is none."""
    given = {role: environment[name] for role, name in DATABASE_VARIABLES.items() if environment.get(name)}
    missing = [name for role, name in DATABASE_VARIABLES.items() if role not in given]
    if given and missing:
        raise StackError(f"{', '.join(missing)} must be set, too: each process has its own database role")
    return given


def common(
    config: Config, connections: Connections, secrets: Mapping[str, str], *, inherited: Mapping[str, str]
) -> dict[str, str]:
    """What every process gets. Secrets that the environment brings along stand."""
    own_secrets = {name: inherited.get(name) or secrets[key] for name, key in SECRETS.items()}
    if not config.is_production and not inherited.get("MARKETPLACE_SECRETS"):
        own_secrets["MARKETPLACE_SECRETS"] = _simulated_accounts(own_secrets["MARKETPLACE_SECRET"])
    return (
        without_databases(inherited)
        | own_secrets
        | {
            "REDIS_URL": connections.redis,
            "MARKETPLACE_URL": config.marketplace_url,
            "PORTAL_ORIGIN": config.origin,
            "PORTAL_DATA": str(config.data),
            "PORTAL_PORT": str(config.port),
            "PROMETHEUS_MULTIPROC_DIR": str(config.metrics),
            "PORTAL_ENV": "production" if config.is_production else "development",
            # Or a log would show a line long after it was written.
            "PYTHONUNBUFFERED": "1",
        }
    )


def _simulated_accounts(master: str) -> str:
    """The portal's accounts at the simulated sites, as settings.MARKETPLACE_SECRETS wants them."""
    accounts = [f"{site}-{PORTAL}" for site in ("bazaar", "harbor")]
    return ", ".join(f"{account}={secret_of(master, account)}" for account in accounts)


def with_database(common: Mapping[str, str], connections: Connections, role: str | None) -> dict[str, str]:
    return dict(common) | ({"DATABASE_URL": connections.databases[role]} if role else {})


def without_databases(environment: Mapping[str, str]) -> dict[str, str]:
    ours = DATABASE_VARIABLES.values()
    return {name: value for name, value in environment.items() if name not in ours}


def forget_client_settings() -> None:
    """PG* variables, such as PGOPTIONS, are meant for some other server and would change every connection
    to the embedded one, ours and our children's."""
    for name in [name for name in os.environ if name.startswith("PG")]:
        del os.environ[name]
