"""Requests that schemathesis makes from the API's own description: what it promises is what is answered."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
import schemathesis
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections, transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis.config import (
    ChecksConfig,
    GenerationConfig,
    PositiveDataAcceptanceConfig,
    ProjectConfig,
    ProjectsConfig,
    SchemathesisConfig,
)
from schemathesis.core.parameters import ParameterLocation
from schemathesis.generation import GenerationMode
from schemathesis.specs.openapi.checks import negative_data_rejection

from portal.api.pages import description
from tests.accounts.hooks import an_endpoint, sent_to
from tests.api.program import Program, a_feed_key
from tests.api.test_operations import a_counter_notice
from tests.detection.asking import ask
from tests.stories import World, file, items_of, run_work
from tests.takedown.appealing import brand_appeals, refused_by_rita

pytestmark = pytest.mark.thorough

# Of each kind: as described, and otherwise.
EXAMPLES = 10
FEED = "POST /api/v1/listings/"

CHECKS = ChecksConfig(
    # What has the right shape may still name a marketplace, right or file that the brand has not (422), lack what the
    # rules want of it (422), or name what has ended (409).
    positive_data_acceptance=PositiveDataAcceptanceConfig(
        expected_statuses=["2xx", "404", "409", "412", "422"]
    ),
)
# A text with NUL is refused as malformed (test_requests.py), for which JSON Schema has no word.
GENERATION = GenerationConfig(allow_x00=False)
SCHEMA = schemathesis.openapi.from_dict(
    dict(description()),
    config=SchemathesisConfig(
        seed=1, projects=ProjectsConfig(default=ProjectConfig(checks=CHECKS, generation=GENERATION))
    ),
)
SCHEMA.app = WSGIHandler()


@schemathesis.serializer("application/x-ndjson")
def one_line(ctx: Any, value: Any) -> bytes:
    return json.dumps(value).encode()


OPERATIONS = {found.ok().label: found.ok() for found in SCHEMA.get_all_operations()}
MODES = (GenerationMode.POSITIVE, GenerationMode.NEGATIVE)


@pytest.fixture(autouse=True)
def _one_transaction() -> Iterator[None]:
    """A real request closes its connection, and with it the transaction in which this test's rows are."""
    for moment in (request_started, request_finished):
        moment.disconnect(close_old_connections)
    yield
    for moment in (request_started, request_finished):
        moment.connect(close_old_connections)


@pytest.fixture
def known(world: World) -> dict[str, str]:
    """Ids that exist, by the parameter that takes them."""
    endpoint = an_endpoint(world, events=["complaint.received"])
    complaint = file(world, "a1", with_evidence=False)
    run_work()
    [item] = items_of(complaint)
    [question] = ask(world, "q1")
    return {
        "complaint_id": str(complaint.id),
        "item_id": str(item.id),
        "request_id": str(question.id),
        "counter_id": str(a_counter_notice(world).id),
        "right_id": str(world.rights["lumora"].id),
        "endpoint_id": str(endpoint.id),
        "delivery_id": str(sent_to(endpoint)[0].id),
        "appeal_id": str(brand_appeals(world, refused_by_rita(world, "a2")).id),
    }


@pytest.mark.parametrize("label", OPERATIONS)
def test_every_answer_is_as_it_is_described(
    world: World, label: str, program: Program, known: dict[str, str]
) -> None:
    operation, is_feed = OPERATIONS[label], label == FEED
    headers = {"Authorization": f"Bearer {(a_feed_key(world) if is_feed else program).secret}"}
    # A bad line of a feed is named in an answer that is good.
    unfit = [negative_data_rejection] if is_feed else []

    for mode in MODES:

        @settings(
            max_examples=EXAMPLES,
            derandomize=True,
            phases=(Phase.explicit, Phase.generate, Phase.shrink),
            # How fast schemathesis draws, and how much it throws away, is its own affair.
            suppress_health_check=[
                HealthCheck.too_slow,
                HealthCheck.filter_too_much,
                HealthCheck.data_too_large,
            ],
        )
        @given(case=operation.as_strategy(mode), there_is_such=st.booleans())
        def ask(case: Any, there_is_such: bool) -> None:
            if case.meta.generation.mode.is_positive:
                # Only `next` and `previous` hand out cursors: a made-up one is rightly none (400), whatever its letters.
                case.query.pop("cursor", None)
            if there_is_such and not case.meta.is_negative_at(ParameterLocation.PATH):
                case.path_parameters |= {name: known[name] for name in case.path_parameters.keys() & known}
            case.call_and_validate(headers=headers, excluded_checks=unfit)

        with everything_taken_back():
            ask()


@contextmanager
def everything_taken_back() -> Iterator[None]:
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
