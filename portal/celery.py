"""Celery: the bell. Every task carries ids only and may run twice, late or never (docs/adr/0003-outbox.md)."""

import os

from celery import Celery
from celery.signals import heartbeat_sent

from core.heartbeat import beat

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")

app = Celery("portal")
app.conf.update(
    broker_url=os.environ.get("REDIS_URL", "redis://127.0.0.1:6379/0"),
    broker_connection_retry_on_startup=True,
    broker_transport_options={
        # A lost bell is rung again by the relay, so nothing waits for these; they only keep Redis tidy.
        "visibility_timeout": 120,
        "unacked_restore_interval": 5,
        "unacked_restore_throttle": 1,
        "socket_keepalive": True,
    },
    task_ignore_result=True,
    task_acks_late=True,
    task_reject_on_worker_lost=True,
    task_time_limit=100,
    worker_prefetch_multiplier=1,
    worker_cancel_long_running_tasks_on_connection_loss=True,
    worker_soft_shutdown_timeout=10,
    worker_hijack_root_logger=False,
    task_default_queue="work",
    task_serializer="json",
    accept_content=["json"],
    imports=["portal.tasks"],
)
# Otherwise Celery's Django fixup closes the database connection around every task (docs: performance).
app.conf["CELERY_DB_REUSE_MAX"] = 100_000

heartbeat_sent.connect(lambda **_: beat(), weak=False)
