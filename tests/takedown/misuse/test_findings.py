"""That a seller swore falsely is found by a person, about a case of that seller, once; and it counts among the facts."""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from complaints.models import Item
from core import clock
from core.tenancy import SYSTEM, acting_as
from takedown.models import CounterFinding, CounterRecord
from takedown.redress.misuse.acting import MisuseRefused
from takedown.redress.misuse.behind import Row
from takedown.redress.misuse.findings import put_down_false_statement
from takedown.redress.misuse.gather_sellers import rows_behind_seller
from takedown.redress.misuse.parties import CounterNotifier
from takedown.redress.misuse.policy import rules_on
from takedown.redress.misuse.record import refresh
from tests.stories import World
from tests.takedown.delivery import ten_seconds_pass, upheld_by_rita
from tests.takedown.misuse.steps import a_seller, all_of


@pytest.fixture
def removed(world: World) -> Item:
    item = upheld_by_rita(world)
    ten_seconds_pass()
    with acting_as(SYSTEM):
        return Item.objects.select_related("complaint", "listing").get(id=item.id)


def seller_of(item: Item) -> CounterNotifier:
    assert item.listing is not None
    return CounterNotifier(seller_id=item.listing.seller_id)


def put_down(world: World, party: CounterNotifier, case: str, *, by: str = "rita") -> Any:
    actor = world.actor(by)
    with acting_as(actor):
        return put_down_false_statement(
            party, case=case, note="The bill was forged.", by=actor, now=clock.now()
        )


def behind(party: CounterNotifier) -> list[Row]:
    now = clock.now()
    with acting_as(SYSTEM):
        return rows_behind_seller(
            "sworn_statements_were_false", party, rules_on(now.date()), actor=SYSTEM, now=now
        )


def test_it_counts_once_for_a_case_and_opens_the_case(world: World, removed: Item) -> None:
    party = seller_of(removed)

    for by in ("rita", "ada"):
        put_down(world, party, removed.complaint.number.lower(), by=by)
    with acting_as(SYSTEM):
        refresh([])

    assert [(r.seller_id, r.raised_codes) for r in all_of(CounterRecord)] == [
        (party.seller_id, ["sworn_statements_were_false"])
    ]
    assert [(row.item_id, row.words) for row in behind(party)] == [(removed.id, "The bill was forged.")]


def test_it_is_about_a_case_of_that_seller(world: World, removed: Item) -> None:
    for party, case in ((a_seller(world), removed.complaint.number), (seller_of(removed), "C-QQQQ-QQ")):
        with pytest.raises(MisuseRefused, match="no case"):
            put_down(world, party, case)

    assert all_of(CounterFinding) == []


def test_an_auditor_only_reads(world: World, removed: Item) -> None:
    with pytest.raises(PermissionDenied):
        put_down(world, seller_of(removed), removed.complaint.number, by="audrey")
