"""Run the scheduler until told to stop."""

import logging
import signal
import threading
from types import FrameType
from typing import Any

from django.core.management.base import BaseCommand
from django.db import InterfaceError, OperationalError, connection

from core import scheduler
from core.heartbeat import beat
from portal.work import SCHEDULE

logger = logging.getLogger(__name__)

POLL_SECONDS = 1.0


class Command(BaseCommand):
    help = "Puts out scheduled work, each period once."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        self.stopping = threading.Event()
        signal.signal(signal.SIGTERM, self._stop)
        signal.signal(signal.SIGINT, self._stop)
        while not self.stopping.wait(POLL_SECONDS):
            try:
                scheduler.put_out_due(SCHEDULE)
                beat()
            except (OperationalError, InterfaceError) as error:
                logger.warning("The scheduler waits: %s", error)
                connection.close()

    def _stop(self, signum: int, frame: FrameType | None) -> None:
        self.stopping.set()
