"""python -m portal.stack up|manage|test|bench|provision|backup|restore: what the scripts call once .venv is ready."""

import argparse
import os
import sys
from collections.abc import Callable, Sequence

import psycopg2

from core.database_roles import LOGIN_ROLES, UnsuitableDatabase, provision
from portal.stack.benching import bench
from portal.stack.console import StackError, note, say
from portal.stack.copies import backup, restore
from portal.stack.managing import manage
from portal.stack.servers import DATABASE
from portal.stack.testing import test
from portal.stack.up import up


def main(arguments: Sequence[str]) -> int:
    name, *rest = arguments or ["--help"]
    command = COMMANDS.get(name)
    if command is None:
        note(f"usage: python -m portal.stack {'|'.join(COMMANDS)}")
        return 2
    try:
        return command(rest)
    except (StackError, UnsuitableDatabase, OSError, psycopg2.Error) as error:
        note(f"{SCRIPTS.get(name, name)}: {' '.join(str(error).split())}")
        return 1


def run_up(arguments: Sequence[str]) -> int:
    argparse.ArgumentParser(prog="script/server", description=up.__doc__).parse_args(arguments)
    return up()


def run_provision(arguments: Sequence[str]) -> int:
    """For a server that is not ours: roles and database; the passwords come from the environment."""
    parser = argparse.ArgumentParser(
        prog="python -m portal.stack provision", description=run_provision.__doc__
    )
    # The environment is the better place: everybody on the machine can read a command line.
    parser.add_argument("--superuser-url", default=os.environ.get("DATABASE_SUPERUSER_URL"))
    parser.add_argument("--database", default=DATABASE)
    options = parser.parse_args(arguments)
    if not options.superuser_url:
        raise StackError("--superuser-url or DATABASE_SUPERUSER_URL must be given")
    provision(options.superuser_url, database=options.database, passwords=_passwords())
    say(f"Database {options.database} and its roles are ready.")
    return 0


def _passwords() -> dict[str, str]:
    """By role; app_web's is APP_WEB_PASSWORD."""
    variables = {role: f"{role.upper()}_PASSWORD" for role in LOGIN_ROLES}
    missing = [name for name in variables.values() if not os.environ.get(name)]
    if missing:
        raise StackError(f"{', '.join(missing)} must be set")
    return {role: os.environ[name] for role, name in variables.items()}


COMMANDS: dict[str, Callable[[Sequence[str]], int]] = {
    "up": run_up,
    "manage": manage,
    "test": test,
    "bench": bench,
    "provision": run_provision,
    "backup": backup,
    "restore": restore,
}
SCRIPTS = {"up": "server"}

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
