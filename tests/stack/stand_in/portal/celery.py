"""Stands in for the worker."""

import os

from celery import Celery

app = Celery("portal", broker=os.environ["REDIS_URL"])
app.conf.broker_connection_retry_on_startup = True
