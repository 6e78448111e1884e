"""A slice of the tenant fuzz (bench/tenant_fuzz.py asks 20,000 times), and the proof that it would see a breach."""

from typing import Any

import pytest
from django.db import connection

from brands.models import AllowedSeller, Brand, Right
from complaints.models import Complaint, Item
from core import tenancy
from core.models import StoredFile
from core.tenancy import Actor, TenantQuerySet
from tests.portal.addresses import ROWS
from tests.portal.fuzzing import ABSENT, OTHER, OWN, Fuzz, Stage, set_the_stage
from tests.stories import World

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


@pytest.mark.parametrize("model", ALONE, ids=lambda model: model.__name__)
def test_it_sees_that_one_filter_was_dropped(
    model: Any, stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    def show_all(actor: Actor | None) -> None:
        real_show(actor)
        with connection.cursor() as cursor:
            cursor.execute("SELECT set_config('role', 'app_staff', true)")

    def visible_to(self: Any, actor: Actor) -> Any:
        return self if self.model is model else real_visible_to(self, actor)

    monkeypatch.setattr(tenancy, "_show_only_what_is_visible_to", show_all)
    monkeypatch.setattr(TenantQuerySet, "visible_to", visible_to)

    found = Fuzz(stage, seed=1, rows={name: ROWS[name] for name in ALONE[model]}).run(150)

    assert found.all
