"""A small run through the real services: its figures are what the tables and the truth say."""

from collections.abc import Iterator
from typing import Any

import pytest

from complaints.models import AssessmentModel, Audit, Decision, Item
from core.models import AuditEvent, Outbox
from core.tenancy import SYSTEM, acting_as
from simulation.acts import learning
from simulation.clock import prepare
from simulation.report.words import in_words
from simulation.run import Ran
from takedown.models import Grant, Removal, SellerNotice
from tests.simulation.running import an_empty_database, simulate

pytestmark = pytest.mark.thorough

COMPLAINTS = 150


@pytest.fixture(scope="module")
def ran(django_db_setup: None, django_db_blocker: Any) -> Iterator[Ran]:
    with django_db_blocker.unblock(), an_empty_database() as owner_url:
        prepare(owner_url)
        yield simulate(COMPLAINTS, seed=7, weeks=2)


@pytest.fixture(autouse=True)
def _everything_shows(ran: Ran) -> Iterator[None]:
    with acting_as(SYSTEM):
        yield


def infringes(ran: Ran, item: Item) -> bool:
    return ran.world.truth.infringes(item.marketplace.slug, item.listing_ref)


def removed(item: Item) -> bool:
    return AuditEvent.objects.filter(subject_id=item.id, event="item.removed").exists()


def removed_alone() -> list[Item]:
    by_people = Decision.objects.filter(automated=False, outcome="upheld").values("item_id")
    decided = Decision.objects.filter(automated=True, outcome="upheld").exclude(item_id__in=by_people)
    return [
        decision.item for decision in decided.select_related("item__marketplace") if removed(decision.item)
    ]


def test_all_that_was_filed_has_met_the_services(ran):
    items = list(Item.objects.all())

    assert ran.figures["items"] == len(items) >= COMPLAINTS
    assert not {item.status for item in items} & {"received", "assessing", "assessed"}
    assert not Outbox.objects.filter(state="dead").exists()


def test_people_decided_and_the_marketplace_carried_it_out(ran):
    assert Decision.objects.filter(automated=False, outcome="upheld").exists()
    assert Decision.objects.filter(automated=False, outcome="refused").exists()
    verified = Removal.objects.filter(status="verified").select_related("listing", "marketplace")
    shown = [
        r for r in verified if ran.world.store(r.marketplace.slug).listings[r.listing.ref].state == "live"
    ]
    assert verified
    assert len(shown) <= ran.world.noted["listings put back"]
    assert SellerNotice.objects.count() >= len(verified)


def test_trust_was_granted_by_two_people(ran):
    assert all(g.granted_by_id != g.confirmed_by_id for g in Grant.objects.all())
    assert Grant.objects.filter(confirmed_at__isnull=False).exists()


def test_wrong_automatic_removals_are_those_that_the_tables_and_the_truth_name(ran):
    alone = removed_alone()

    assert ran.figures["removed_automatically"] == len(alone) > 0
    assert ran.figures["wrongly"] == sum(not infringes(ran, item) for item in alone)


def test_coverage_of_trusted_brands_is_what_the_tables_and_the_truth_say(ran):
    trusted = []
    for item in Item.objects.select_related("complaint__right", "marketplace"):
        grants = Grant.objects.filter(tenant_id=item.tenant_id, marketplace_id=item.marketplace_id)
        filed_at = item.complaint.filed_at
        in_force = any(g.confirmed_at and g.confirmed_at <= filed_at and not g.ended_at for g in grants)
        if in_force and infringes(ran, item) and item.cause not in {"listing_gone", "duplicate"}:
            trusted.append(item)
    alone = {item.id for item in removed_alone()}
    covered = [item for item in trusted if item.id in alone]

    assert ran.figures["coverage_of_trusted"] == pytest.approx(len(covered) / len(trusted), abs=1e-5)


def test_base_rates_are_those_of_the_tables(ran):
    ends = {"taken": 0, "invalid": 0}
    for item in Item.objects.all():
        if removed(item):
            ends["taken"] += 1
        elif item.status in {"refused", "closed"}:
            ends["invalid"] += 1

    rates = ran.figures["base_rates"]
    total = sum(ends.values())
    assert rates["taken_down"] == pytest.approx(ends["taken"] / total, abs=1e-5)
    assert rates["invalid"] == pytest.approx(ends["invalid"] / total, abs=1e-5)


def test_everything_happened_in_simulated_time(ran):
    begins, ends = ran.world.begins, ran.world.ends
    for model, column in ((Decision, "decided_at"), (Audit, "opened_at"), (Outbox, "created_at")):
        times = list(model.objects.filter(**{f"{column}__gte": begins}).values_list(column, flat=True))
        assert times
        assert max(times) <= ends


def test_a_score_is_learnt_where_there_is_enough_to_learn_from(ran, monkeypatch):
    assert ran.world.noted[learning.THIN] == 2
    monkeypatch.setattr("complaints.scoring.training.LEAST_LABELLED", 50)
    monkeypatch.setattr("complaints.scoring.training.LEAST_OF_EACH", 5)

    learning.learn(ran.world, ran.world.ends)

    [learnt] = ran.world.learnt
    assert AssessmentModel.objects.get(version=learnt["version"]).state == "candidate"
    assert "too_little_was_tested" in learnt["against_promoting"]
    assert "may come into force: no" in in_words(ran.figures)
