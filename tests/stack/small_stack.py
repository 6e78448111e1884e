"""A supervisor with small children. Arguments: its data directory, then a word for each child: its name,
with ":stubborn" if it ignores requests to stop, or ":parent" if it has a child itself."""

import os
import sys
from pathlib import Path

from portal.stack.service import Service
from portal.stack.stopping import StopSignals
from portal.stack.supervisor import Supervisor

CHILD = Path(__file__).with_name("small_child.py")


def service(data: Path, word: str) -> Service:
    name, _, kind = word.partition(":")
    return Service(
        name=name,
        command=(sys.executable, "-I", "-S", str(CHILD), name, kind),
        environment={**os.environ, "PORTAL_DATA": str(data)},
        directory=data,
        log=data / f"{name}.log",
        stop_seconds=0.3 if kind == "stubborn" else 10,
    )


def main() -> None:
    data = Path(sys.argv[1])
    with StopSignals() as signals, Supervisor(status_file=data / "stack.json", signals=signals) as supervisor:
        for word in sys.argv[2:]:
            supervisor.start(service(data, word))
        names = {word.partition(":")[0] for word in sys.argv[2:]}
        supervisor.run(
            until_ready=lambda: all((data / f"{name}.ready").exists() for name in names),
            when_ready=lambda: supervisor.publish(ready=True),
        )


main()
