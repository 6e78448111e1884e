"""A sign of life of the processes that nobody sends requests to: a file whose age tells how they are."""

from pathlib import Path

from django.conf import settings


def beat() -> None:
    """Call it in each round. Nothing happens unless HEARTBEAT_FILE names a place."""
    if settings.HEARTBEAT_FILE:
        Path(settings.HEARTBEAT_FILE).touch()
