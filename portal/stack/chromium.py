"""The browser for the browser tests: PORTAL_CHROMIUM, one on the machine, or (as root) Debian's package."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

from portal.stack.console import StackError, note

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
APPLICATIONS = (
    Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"),
    Path("/Applications/Chromium.app/Contents/MacOS/Chromium"),
)
# Where `playwright install chromium` puts one, which needs no root.
PLAYWRIGHT = (
    ".cache/ms-playwright/chromium-*/chrome-linux*/chrome",
    "Library/Caches/ms-playwright/chromium-*/chrome-mac*/*.app/Contents/MacOS/*",
)
INSTALL = ("apt-get", "install", "--yes", "--no-install-recommends", "chromium")


def find() -> str | None:
    return os.environ.get("PORTAL_CHROMIUM") or next(_candidates(), None)


def find_or_install(log: Path) -> str:
    if not (found := find()):
        _install(log)
        found = find()
    if not found:
        raise StackError(
            "no Chromium: install it, run `.venv/bin/playwright install chromium`, or set PORTAL_CHROMIUM"
        )
    return found


def _candidates() -> Iterator[str]:
    yield from filter(None, map(shutil.which, NAMES))
    yield from (str(path) for path in APPLICATIONS if path.exists())
    for pattern in PLAYWRIGHT:
        yield from map(str, Path.home().glob(pattern))


def _install(log: Path) -> None:
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        return
    note("Installing Chromium…")
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    with log.open("ab") as output:
        # The package lists of a fresh machine are empty or old: then the second try finds it.
        for command in (INSTALL, ("apt-get", "update"), INSTALL):
            done = subprocess.run(command, env=environment, stdout=output, stderr=subprocess.STDOUT)
            if command == INSTALL and done.returncode == 0:
                return
