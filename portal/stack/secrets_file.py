"""The secrets of one data directory: made once, kept in secrets.json, readable by its owner alone."""

import secrets
from pathlib import Path

from core.database_roles import LOGIN_ROLES
from portal.stack.console import StackError
from portal.stack.files import read_json, write_json

SUPERUSER = "postgres"
VALKEY = "valkey"
SECRET_KEY = "secret_key"  # noqa: S105 - the name of a secret, not one
MARKETPLACE = "marketplace"
STACK_ID = "stack_id"

NAMES = (*LOGIN_ROLES, SUPERUSER, VALKEY, SECRET_KEY, MARKETPLACE, STACK_ID)


def load(data: Path) -> dict[str, str]:
    """The secrets by name. URL-safe, because most of them become part of a URL."""
    path = data / "secrets.json"
    known = read_json(path)
    if path.exists() and not known:
        # New passwords would lock us out of the database that has the old ones.
        raise StackError(f"{path} is damaged: restore it, or remove {data} to begin anew")
    missing = [name for name in NAMES if name not in known]
    if missing:
        known |= {name: secrets.token_urlsafe(32) for name in missing}
        write_json(path, known)
    return known
