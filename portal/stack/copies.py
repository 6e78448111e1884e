"""script/backup and script/restore: the commands of that name, as app_owner, on whichever servers there are."""

import argparse
import os
from collections.abc import Sequence
from pathlib import Path

from portal.stack import secrets_file
from portal.stack.config import Config
from portal.stack.console import StackError
from portal.stack.files import read_json, write_json
from portal.stack.managing import manage

SECRETS = "secrets.json"


def backup(arguments: Sequence[str]) -> int:
    """A new folder in FOLDER with database and files. The portal may run meanwhile."""
    parser = argparse.ArgumentParser(prog="script/backup", description=backup.__doc__)
    parser.add_argument("folder", type=Path)
    folder = parser.parse_args(arguments).folder.absolute()
    _use_the_owners_database()
    return manage(["backup", str(folder)])


def restore(arguments: Sequence[str]) -> int:
    """A backup into a fresh PORTAL_DATA, or into the empty database that DATABASE_OWNER_URL names."""
    parser = argparse.ArgumentParser(prog="script/restore", description=restore.__doc__)
    parser.add_argument("folder", type=Path)
    folder = parser.parse_args(arguments).folder.absolute()
    _use_the_owners_database()
    if not os.environ.get("DATABASE_URL"):
        _take_secrets_over(folder, Config.from_environment())
    return manage(["restore", str(folder)])


def _use_the_owners_database() -> None:
    if os.environ.get("DATABASE_OWNER_URL"):
        os.environ["DATABASE_URL"] = os.environ["DATABASE_OWNER_URL"]


def _take_secrets_over(folder: Path, config: Config) -> None:
    """What was encrypted and signed with them must be read with them. The others are made anew."""
    kept = read_json(folder / SECRETS)
    if not kept:
        if not os.environ.get("SECRET_KEY"):
            raise StackError(f"{folder} has no {SECRETS}: set SECRET_KEY to the one that was in force")
        return
    own = config.data / SECRETS
    known = read_json(own)
    if any(known.get(name, value) != value for name, value in kept.items()):
        raise StackError(f"{config.data} is in use: set PORTAL_DATA to a folder that does not exist yet")
    config.make_directories()
    names = set(secrets_file.NAMES) & kept.keys()
    write_json(own, known | {name: kept[name] for name in names})
