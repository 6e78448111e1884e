"""What Prometheus reads: latencies as the web processes measured them, and the state of the work as the database knows it.

Each web process measures for itself. With PROMETHEUS_MULTIPROC_DIR they write into files of that folder, and whichever
is asked adds all of them up; the folder belongs to one machine's web processes. Depths and ages are asked of the
database at that moment, so they are the same whoever is asked, and no worker has to be reachable.
"""

import os
from collections.abc import Iterable, Iterator

from django.conf import settings
from django.db import connection
from prometheus_client import CollectorRegistry, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector
from redis import Redis
from redis.exceptions import RedisError

from portal.work import USUAL_QUEUE, WEBHOOKS_QUEUE

HTTP_SECONDS = Histogram(
    "assay_http_request_duration_seconds",
    "How long requests took, by the name of their address.",
    ("method", "route", "status"),
    buckets=(0.01, 0.025, 0.05, 0.1, 0.2, 0.3, 0.5, 1, 2, 5, 10),
    registry=None,
)

# Each branch has a partial index of its own; done rows, which are most of the table, are never looked at.
_OUTBOX = """
SELECT kind, state, count(*), coalesce(max(extract(epoch FROM statement_timestamp() - due_at)), 0) FROM (
    SELECT kind, state, due_at FROM core_outbox
        WHERE state = 'pending' AND (rings = 0 OR lease_until IS NOT NULL)
    UNION ALL SELECT kind, state, due_at FROM core_outbox
        WHERE state = 'pending' AND rings > 0 AND lease_until IS NULL
    UNION ALL SELECT kind, state, due_at FROM core_outbox WHERE state = 'dead'
    UNION ALL SELECT kind, state, due_at FROM core_outbox WHERE state = 'parked'
) AS unfinished GROUP BY kind, state
"""
_REMOVALS = """
SELECT status, count(*) FROM takedown_removal
WHERE status_at > statement_timestamp() - interval '1 hour' GROUP BY status
"""
_WAITING = """
SELECT priority, count(*), coalesce(max(extract(epoch FROM statement_timestamp() - due_at)), 0)
FROM complaints_item WHERE status = 'in_review' OR under_audit GROUP BY priority
"""
_FINDINGS = """
SELECT finding ->> 'code', count(*) FROM complaints_assessment, jsonb_array_elements(findings) AS finding
WHERE made_at > statement_timestamp() - interval '1 hour' GROUP BY 1
"""


def exposition() -> bytes:
    """Everything in Prometheus' own format. Call it as SYSTEM: it counts across tenants."""
    registry = CollectorRegistry()
    if os.environ.get("PROMETHEUS_MULTIPROC_DIR"):
        MultiProcessCollector(registry)
    else:
        registry.register(HTTP_SECONDS)
    registry.register(_FromDatabase())
    registry.register(_FromBroker())
    return generate_latest(registry)


class _FromDatabase(Collector):
    def collect(self) -> Iterable[GaugeMetricFamily]:
        yield from _outbox()
        yield from _queue()
        yield _counted(
            "assay_removals_moved_last_hour",
            "Removals by where they have come within an hour.",
            "status",
            _REMOVALS,
        )
        yield _counted(
            "assay_findings_last_hour", "Findings made within an hour, by name.", "finding", _FINDINGS
        )

    def describe(self) -> Iterable[GaugeMetricFamily]:
        """Nothing is asked of the database when it is registered."""
        return ()


class _FromBroker(Collector):
    def collect(self) -> Iterable[GaugeMetricFamily]:
        family = GaugeMetricFamily("assay_bells", "Bells that no worker has answered yet.", labels=("queue",))
        with Redis.from_url(settings.REDIS_URL, socket_timeout=1, socket_connect_timeout=1) as broker:
            for queue in (USUAL_QUEUE, WEBHOOKS_QUEUE):
                try:
                    family.add_metric((queue,), float(broker.llen(queue)))
                except RedisError:
                    # A figure that nobody knows is left out; /readyz says what does not answer.
                    continue
        yield family

    def describe(self) -> Iterable[GaugeMetricFamily]:
        return ()


def _outbox() -> Iterator[GaugeMetricFamily]:
    rows = GaugeMetricFamily(
        "assay_outbox_rows", "Work that is not done, by kind and state.", labels=("kind", "state")
    )
    ages = GaugeMetricFamily(
        "assay_outbox_oldest_seconds", "How long the oldest pending work has been due.", labels=("kind",)
    )
    for kind, state, count, age in _ask(_OUTBOX):
        rows.add_metric((str(kind), str(state)), _number(count))
        if state == "pending":
            ages.add_metric((str(kind),), max(0.0, _number(age)))
    yield rows
    yield ages


def _queue() -> Iterator[GaugeMetricFamily]:
    waiting = GaugeMetricFamily(
        "assay_review_waiting", "Items that wait for a person, by priority.", labels=("priority",)
    )
    late = GaugeMetricFamily(
        "assay_review_latest_seconds",
        "How long the item that is most overdue is overdue.",
        labels=("priority",),
    )
    for priority, count, age in _ask(_WAITING):
        waiting.add_metric((str(priority),), _number(count))
        late.add_metric((str(priority),), max(0.0, _number(age)))
    yield waiting
    yield late


def _counted(name: str, help: str, label: str, statement: str) -> GaugeMetricFamily:
    family = GaugeMetricFamily(name, help, labels=(label,))
    for value, count in _ask(statement):
        family.add_metric((str(value),), _number(count))
    return family


def _ask(statement: str) -> list[tuple[object, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return list(cursor.fetchall())


def _number(value: object) -> float:
    return float(str(value))
