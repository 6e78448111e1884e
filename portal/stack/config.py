"""Where one stack lives: its data directory and its ports."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from portal.stack.console import StackError

ROOT = Path(__file__).resolve().parents[2]
HIGHEST_PORT = 65_534


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    data: Path
    port: int
    is_production: bool

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] = os.environ) -> Self:
        return cls(
            data=Path(environment.get("PORTAL_DATA") or ROOT / ".data").absolute(),
            port=_port(environment.get("PORTAL_PORT") or "8000"),
            is_production=environment.get("PORTAL_ENV") == "production",
        )

    @property
    def marketplace_port(self) -> int:
        return self.port + 1

    @property
    def origin(self) -> str:
        # Never an IP address: passkeys refuse those.
        return f"http://localhost:{self.port}"

    @property
    def marketplace_url(self) -> str:
        return f"http://localhost:{self.marketplace_port}"

    @property
    def logs(self) -> Path:
        return self.data / "logs"

    @property
    def metrics(self) -> Path:
        return self.data / "metrics"

    @property
    def status_file(self) -> Path:
        return self.data / "stack.json"

    def make_directories(self) -> None:
        # Secrets, evidence and the database itself lie in here.
        self.data.mkdir(mode=0o700, parents=True, exist_ok=True)
        self.logs.mkdir(exist_ok=True)
        self.metrics.mkdir(exist_ok=True)


def _port(text: str) -> int:
    if not text.isdecimal() or not 0 < int(text) <= HIGHEST_PORT:
        raise StackError(f"PORTAL_PORT must be a number from 1 to {HIGHEST_PORT}, not {text!r}")
    return int(text)
