"""Run the relay until told to stop."""

import logging
import signal
import threading
import time
from types import FrameType
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.management.base import BaseCommand
from django.db import InterfaceError, OperationalError, connection
from kombu.exceptions import OperationalError as BrokerAway
from redis import Redis
from redis.exceptions import RedisError

from core import relay
from core.heartbeat import beat
from core.outbox import SET_SIZE
from portal.celery import app
from portal.work import HANDLERS, USUAL_QUEUE, WEBHOOKS_QUEUE, queue_of

logger = logging.getLogger(__name__)

POLL_SECONDS = 0.5
# While the broker knows this key, it has not lost what was put into it since.
MEMORY = "relay:memory"
# So few bells are answered in a moment: what still waits has lost its own. Otherwise it may be among them.
FEW_BELLS = 20
PATIENCE_SECONDS = 45
# While so many bells wait, every worker is busy: what is put out meanwhile had better go as one set, which costs hardly more than
# one item. Not for long: work of another queue, or for a worker that comes just now, must not wait for it.
BELLS_AHEAD = 4
GATHERING_SECONDS = 1.0
LOOKS_EACH_SECONDS = 0.05


def ring(kind: str, ids: list[UUID]) -> None:
    app.send_task(
        "work", kwargs={"kind": kind, "ids": [str(id) for id in ids]}, queue=queue_of(kind), retry=False
    )


def set_size_of(kind: str) -> int:
    """A kind without a handler was put out by another version: its workers know what to do with it."""
    return HANDLERS[kind].set_size if kind in HANDLERS else SET_SIZE


def has_lost_its_memory(broker: Redis) -> bool:
    """Whether the broker was emptied, or started anew, since a relay asked last. Asked once, it remembers."""
    return bool(broker.set(MEMORY, "kept", nx=True))


def has_few_bells(broker: Redis) -> bool:
    return broker.llen(USUAL_QUEUE) + broker.llen(WEBHOOKS_QUEUE) <= FEW_BELLS


def has_all_busy(broker: Redis) -> bool:
    return broker.llen(USUAL_QUEUE) >= BELLS_AHEAD


def let_work_gather(broker: Redis, stopping: threading.Event) -> None:
    until = time.monotonic() + GATHERING_SECONDS
    while has_all_busy(broker) and time.monotonic() < until:
        if stopping.wait(LOOKS_EACH_SECONDS):
            return


class Command(BaseCommand):
    help = "Rings Celery for work that is due."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        self.stopping = threading.Event()
        signal.signal(signal.SIGTERM, self._stop)
        signal.signal(signal.SIGINT, self._stop)
        self.broker = Redis.from_url(settings.REDIS_URL, socket_timeout=1, socket_connect_timeout=1)
        while not self.stopping.is_set():
            try:
                relay.listen()
                self._run_until_trouble()
            except (OperationalError, InterfaceError, BrokerAway, RedisError, OSError) as error:
                # Database or broker away: the work waits in its rows, and so do we.
                logger.warning("The relay waits: %s", error)
                connection.close()
                self.stopping.wait(1)

    def _run_until_trouble(self) -> None:
        while not self.stopping.is_set():
            beat()
            let_work_gather(self.broker, self.stopping)
            if has_lost_its_memory(self.broker):
                logger.warning("The broker has lost its memory: %d rows are rung for anew", relay.ring_anew())
            patience = 0 if has_few_bells(self.broker) else PATIENCE_SECONDS
            if relay.ring_once(ring, set_size_of=set_size_of, patience=patience) < relay.MOST_AT_ONCE:
                relay.wait_for_work(POLL_SECONDS)

    def _stop(self, signum: int, frame: FrameType | None) -> None:
        self.stopping.set()
