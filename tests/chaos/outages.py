"""The servers themselves failing: Redis killed and emptied, PostgreSQL stopped at once.

On servers of their own that keep what they confirmed, under the stack's own supervisor.
"""

import os
import signal
import threading
from contextlib import closing
from pathlib import Path

import redis

from portal.stack import secrets_file, servers, unprivileged
from portal.stack.config import Config
from portal.stack.environments import Connections
from portal.stack.files import read_json
from portal.stack.stopping import StopSignals
from portal.stack.supervisor import Supervisor
from tests.chaos.kills import Disturbance
from tests.chaos.stage import Stage


class OwnServers:
    """Embedded servers as script/server starts them, revived by its supervisor whenever they end."""

    def __init__(self, folder: Path) -> None:
        self.config = Config(data=folder, port=8000, is_production=False)
        self.config.make_directories()
        self._secrets = secrets_file.load(folder)
        self._signals = StopSignals()
        self._supervisor = Supervisor(status_file=self.config.status_file, signals=self._signals)
        self._thread = threading.Thread(target=self._keep_alive)

    def start(self) -> Connections:
        connections = servers.start(self.config, self._supervisor, self._secrets, given={})
        self._thread.start()
        return connections

    def _keep_alive(self) -> None:
        self._supervisor.run(until_ready=lambda: True, when_ready=lambda: None)

    def hit(self, name: str, number: signal.Signals) -> bool:
        """False while it is down anyway."""
        pid = read_json(self.config.status_file)["pids"].get(name)
        if pid is None:
            return False
        os.kill(pid, number)
        return True

    def stop(self) -> None:
        if self._thread.is_alive():
            self._signals.received = signal.SIGTERM
            self._thread.join()
        self._supervisor.stop_all()
        unprivileged.forget(stack_id=self._secrets[secrets_file.STACK_ID])


def outages(own_servers: OwnServers, stage: Stage) -> dict[str, Disturbance]:
    def flush() -> bool:
        try:
            with closing(redis.Redis.from_url(stage.redis_url)) as broker:
                broker.flushall()
        except redis.RedisError:
            return False
        return True

    return {
        "Redis killed": lambda: own_servers.hit("valkey", signal.SIGKILL),
        "FLUSHALL": flush,
        # Immediate: no session ends in order, the log is replayed at the next start.
        "PostgreSQL immediate": lambda: own_servers.hit("postgres", signal.SIGQUIT),
    }
