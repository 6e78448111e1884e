"""A slice of the tenant fuzz (bench/tenant_fuzz.py asks 20,000 times), and the proof that it would see a breach."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import connection, transaction

from brands.models import AllowedSeller, Brand, Right
from complaints.models import Complaint, Item, Upload
from core import tenancy
from core.models import StoredFile
from core.tenancy import Actor, TenantQuerySet
from tests.api.test_operations import OPERATIONS
from tests.portal.addresses import ROWS
from tests.portal.fuzzing import ABSENT, OTHER, OWN, Fuzz
from tests.portal.fuzzing_keys import KeyFuzz, KeyStage, set_the_keys
from tests.portal.fuzzing_stage import Stage, set_the_stage
from tests.stories import World

pytestmark = pytest.mark.thorough

real_show = tenancy._show_only_what_is_visible_to
real_visible_to = TenantQuerySet.visible_to


@pytest.fixture
def stage(world: World, calls_here: None) -> Stage:
    return set_the_stage(world, seed=1)


def test_nobody_is_told_of_another_brand(stage: Stage) -> None:
    found = Fuzz(stage, seed=1).run(1000)

    assert found.all == [], "\n".join(found.all)
    assert min(found.cases[kind] for kind in (OWN, OTHER, ABSENT)) > 25
    assert found.own_seen > 20
    assert found.letters > 0
    assert found.lines > 0


# Those that alone decide what a page shows; other filters stand behind one of these.
ALONE = {
    Complaint: ("complaint", "complaints"),
    Item: ("item", "item-withdrawal", "complaints"),
    Right: ("right", "rights", "complaint-new"),
    StoredFile: ("file",),
    AllowedSeller: ("sellers",),
    Brand: ("programme-brand", "staff-brands", "home"),
}


def test_it_sees_that_one_filter_was_dropped(stage: Stage) -> None:
    unseen = []
    for model, names in ALONE.items():
        with filter_dropped(model):
            found = Fuzz(stage, seed=1, rows={name: ROWS[name] for name in names}).run(150, until_found=True)
        if not found.all:
            unseen.append(model.__name__)

    assert unseen == []


@contextmanager
def filter_dropped(model: Any) -> Iterator[None]:
    """And row security's, which would show no foreign row either. What is asked meanwhile is taken back."""

    def show_all(actor: Actor | None) -> None:
        real_show(actor)
        with connection.cursor() as cursor:
            cursor.execute("SELECT set_config('role', 'app_staff', true)")

    def visible_to(self: Any, actor: Actor) -> Any:
        return self if self.model is model else real_visible_to(self, actor)

    with pytest.MonkeyPatch.context() as patch, transaction.atomic():
        patch.setattr(tenancy, "_show_only_what_is_visible_to", show_all)
        patch.setattr(TenantQuerySet, "visible_to", visible_to)
        yield
        transaction.set_rollback(True)


# --- programs --------------------------------------------------------------------------------------------


@pytest.fixture
def keys(stage: Stage, settings: Any) -> KeyStage:
    settings.API_REQUESTS_PER_MINUTE_OF_KEY = settings.API_REQUESTS_PER_MINUTE_OF_BRAND = 10**9
    return set_the_keys(stage)


def test_no_key_is_told_of_another_brand(keys: KeyStage) -> None:
    found = KeyFuzz(keys, seed=1).run(500)

    assert found.all == [], "\n".join(found.all)
    assert found.unanswered.isdisjoint(f"{method} {name}" for name, method in OPERATIONS)
    assert min(found.cases[kind] for kind in (OWN, OTHER, ABSENT)) > 25
    assert found.own_seen > 10
    assert found.letters > 0
    assert found.lines > 0


ALONE_FOR_KEYS: Mapping[Any, tuple[tuple[str, str], ...]] = {
    Complaint: (("api-complaint", "GET"), ("api-withdrawal", "POST"), ("api-complaints", "GET")),
    Item: (("api-item", "GET"), ("api-item-answer", "POST"), ("api-items", "GET")),
    Right: (("api-right", "GET"), ("api-rights", "GET"), ("api-complaints", "POST")),
    Upload: (("api-complaints", "POST"), ("api-item-answer", "POST")),
}


def test_it_sees_that_one_filter_of_the_api_was_dropped(keys: KeyStage) -> None:
    unseen = []
    for model, names in ALONE_FOR_KEYS.items():
        operations = {name: OPERATIONS[name] for name in names}
        with filter_dropped(model):
            found = KeyFuzz(keys, seed=1, operations=operations).run(150, until_found=True)
        if not found.all:
            unseen.append(model.__name__)

    assert unseen == []
