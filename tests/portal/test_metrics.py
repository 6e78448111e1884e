"""What Prometheus reads, and that nobody else does."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from prometheus_client.parser import text_string_to_metric_families

from core import outbox
from core.ids import new_id
from core.models import Outbox
from core.tenancy import SYSTEM, acting_as
from tests.stories import World, file, items_of, manager_decides, run_work

TOKEN = "a-token-for-the-test"


@pytest.fixture
def scrape(db: None, settings: Any) -> Callable[[], dict[str, dict[tuple[str, ...], float]]]:
    """Figures by name, and by the values of their labels."""
    settings.METRICS_TOKEN = TOKEN

    def scraped() -> dict[str, dict[tuple[str, ...], float]]:
        answer = Client().get("/metrics", headers={"Authorization": f"Bearer {TOKEN}"})
        assert answer.status_code == 200
        families = text_string_to_metric_families(answer.content.decode())
        samples = [sample for family in families for sample in family.samples]
        found: dict[str, dict[tuple[str, ...], float]] = {}
        for sample in samples:
            found.setdefault(sample.name, {})[tuple(sorted(sample.labels.values()))] = sample.value
        return found

    return scraped


@pytest.mark.parametrize(
    "headers", [{}, {"Authorization": "Bearer wrong"}, {"Authorization": f"bearer {TOKEN}"}]
)
def test_without_the_token_there_is_no_such_page(db: None, settings: Any, headers: dict[str, str]) -> None:
    settings.METRICS_TOKEN = TOKEN

    assert Client().get("/metrics", headers=headers).status_code == 404


def test_where_no_token_is_set_nobody_has_it(db: None, settings: Any) -> None:
    settings.METRICS_TOKEN = ""

    assert Client().get("/metrics", headers={"Authorization": "Bearer "}).status_code == 404


def test_requests_are_timed_by_the_name_of_their_address(scrape: Any) -> None:
    before = scrape().get("assay_http_request_duration_seconds_count", {}).get(("200", "GET", "help"), 0)

    Client().get("/help/")

    # Other test processes ask for it, too, and all of them are added up.
    assert scrape()["assay_http_request_duration_seconds_count"][("200", "GET", "help")] > before


def test_made_up_addresses_and_methods_add_no_series_of_their_own(scrape: Any) -> None:
    Client().get("/wp-login.php")
    Client().generic("BREW", "/coffee/")

    routes = set(scrape()["assay_http_request_duration_seconds_count"])
    assert not [labels for labels in routes if re.search(r"wp-login|coffee|BREW", " ".join(labels))]


def test_work_is_counted_by_kind_and_by_how_long_it_has_been_due(scrape: Any) -> None:
    kind = "test.metrics"
    with acting_as(SYSTEM):
        outbox.add_all(outbox.Order(kind=kind, subject_id=new_id(), tenant_id=None) for _ in range(3))
        Outbox.objects.filter(kind=kind).update(rings=1)
        outbox.add(outbox.Order(kind=kind, subject_id=new_id(), tenant_id=None))

    figures = scrape()

    assert figures["assay_outbox_rows"][("pending", kind)] == 4
    assert figures["assay_outbox_oldest_seconds"][(kind,)] >= 0


def test_work_that_is_done_is_not_counted(scrape: Any) -> None:
    with acting_as(SYSTEM):
        outbox.add(outbox.Order(kind="test.done", subject_id=new_id(), tenant_id=None))
        outbox.cancel(subject_ids=list(Outbox.objects.values_list("subject_id", flat=True)), kind="test.done")

    assert "test.done" not in str(scrape().get("assay_outbox_rows"))


def test_what_happens_to_a_complaint_is_seen(world: World, scrape: Any) -> None:
    complaint = file(world, "a1", "a2", by="charlie", brand="kestrel")
    run_work()
    manager_decides(world, items_of(complaint)[0])

    figures = scrape()

    assert sum(figures["assay_removals_moved_last_hour"].values()) == 1
    assert sum(figures["assay_findings_last_hour"].values()) > 0
    assert sum(figures["assay_review_waiting"].values()) == 1


def test_bells_that_nobody_answered_are_counted(scrape: Any) -> None:
    assert set(scrape()["assay_bells"]) == {("work",), ("webhooks",)}
