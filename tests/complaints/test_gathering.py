"""Each fact of an assessment, gathered from what stands in the database; for a set in as many queries as for one."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from io import BytesIO
from typing import Any
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from brands import services
from brands.models import Authorisation, Right
from complaints.assessment.complaint_rules import BURST
from complaints.assessment.facts import Facts
from complaints.assessment.gather import gather, load_items
from complaints.conversation.questions import NewEvidence
from complaints.intake.purchases import Purchase
from complaints.models import Audit, Complaint, Item
from complaints.reasons import EvidenceKind
from core import clock, files
from core.tenancy import SYSTEM, acting_as
from listings.categories import set_classes
from tests.fakes import a_picture, a_picture_taken
from tests.stories import World, a_right, file, items_of, manager_decides, run_work


def gathered(complaint: Complaint) -> list[Facts]:
    ids = [item.id for item in items_of(complaint)]
    with acting_as(SYSTEM):
        facts = gather(load_items(ids), now=clock.now())
    return [facts[id] for id in ids]


def facts_of(complaint: Complaint) -> Facts:
    [facts] = gathered(complaint)
    return facts


def filed(world: World, *refs: str, **changes: Any) -> Complaint:
    complaint = file(world, *refs, **changes)
    run_work()
    return complaint


def proof(world: World, body: BytesIO, kind: EvidenceKind, *, name: str = "proof.jpg") -> NewEvidence:
    tenant = world.brands["lumora"].tenant_id
    kept = files.keep_body(body, name=name, tenant_id=tenant, most_bytes=10**6, looked_into=True)
    return NewEvidence(kind=kind, body=kept)


def test_what_was_put_down_about_a_right_is_known(world: World) -> None:
    right, now = world.rights["lumora"], clock.now()
    with acting_as(alice := world.actor("alice")):
        services.set_price(right.id, price_from=Decimal("160"), price_currency="EUR", by=alice, now=now)
    with acting_as(rita := world.actor("rita")):
        services.set_dispute(right.id, "EUIPO, cancellation 12 345 C", by=rita, now=now)

    facts = facts_of(filed(world, "a1"))

    assert (facts.genuine_price_from, facts.genuine_price_currency) == ("160.00", "EUR")
    assert (facts.listing_price, facts.listing_currency) == ("19.90", "EUR")
    assert facts.right_dispute == "EUIPO, cancellation 12 345 C"
    assert (facts.right_owner, facts.brand_name, facts.brand_verified) == ("Lumora", "Lumora", True)


def test_the_same_mark_counts_once_checked_and_where_goods_and_places_overlap(world: World) -> None:
    kestrel, newleaf = world.brands["kestrel"], world.brands["newleaf"]
    with acting_as(SYSTEM):
        a_right(kestrel, "LUMORA", verified_by=world.rita, territories=["DE"])
        a_right(newleaf, "lumora", verified_by=None)
        a_right(newleaf, "Lumora", verified_by=world.rita, nice_classes=[9])
        a_right(newleaf, "Lumora", verified_by=world.rita, territories=["US"])

    assert facts_of(filed(world, "a1")).same_mark_owners == 1


def test_the_category_says_which_classes_the_goods_are_of(world: World) -> None:
    with acting_as(ada := world.actor("ada")):
        set_classes(world.marketplace.id, "bags", [18, 25], by=ada, now=clock.now())
    world.site.offer("other", category="shoes")

    bags, shoes = gathered(filed(world, "bag", "other"))

    assert (bags.category_classes, shoes.category_classes) == ((18, 25), ())


def test_what_was_decided_of_the_listing_before_is_known(world: World) -> None:
    first = filed(world, "a1", reason="mark_in_title")
    assert facts_of(first).decided_before == ""
    manager_decides(world, items_of(first)[0], "refuse")

    facts = facts_of(filed(world, "a1"))

    assert (facts.decided_before, facts.decided_before_on) == ("refused", clock.now().date())
    assert facts_of(filed(world, "a1", by="charlie", brand="kestrel")).decided_before == ""


def test_what_is_under_audit_is_told_by_no_finding(world: World) -> None:
    [item] = items_of(filed(world, "a1", reason="mark_in_title"))
    manager_decides(world, item, "uphold")
    again = filed(world, "a1")
    assert facts_of(again).decided_before == "upheld"

    with acting_as(SYSTEM):
        decision = item.decisions.get()
        Audit.objects.create(
            tenant_id=item.tenant_id, item=item, decision=decision, drawn="random", opened_at=clock.now()
        )

    assert facts_of(again).decided_before == ""


def test_a_description_is_read_where_the_title_is_silent(world: World) -> None:
    text = "Same factory as Lumora, without the logo."
    world.site.offer("silent", title="Quilted bag", description=text, brand_field="LUMORA")
    world.site.offer("speaks", title="Lumora bag", description=text, brand_field="Kestrel")

    silent, speaks = gathered(filed(world, "silent", "speaks"))

    assert [use.kind for use in silent.description_uses] == ["use"]
    assert "factory as Lumora, without" in silent.description_uses[0].why
    assert speaks.description_uses == ()
    assert (silent.brand_field_is_the_mark, speaks.brand_field_is_the_mark) == (True, False)


def test_condition_and_quantity_come_with_the_listing(world: World) -> None:
    world.site.offer("worn", condition="used", quantity=1)

    facts = facts_of(filed(world, "worn"))

    assert (facts.listing_condition, facts.listing_quantity) == ("used", 1)


def test_files_that_cannot_be_opened_are_counted_and_prove_nothing(world: World) -> None:
    broken = proof(world, BytesIO(a_picture()[:200]), EvidenceKind.TEST_BUY)
    cut = proof(world, BytesIO(b"%PDF-1.7 and no end"), EvidenceKind.OTHER, name="order.pdf")
    whole = proof(world, BytesIO(b"%PDF-1.7 ...\n%%EOF\n"), EvidenceKind.OTHER, name="letter.pdf")

    facts = facts_of(filed(world, "a1", with_evidence=False, more_evidence=[broken, cut, whole]))

    assert (facts.evidence_kinds, facts.evidence_unreadable) == (("other",), 2)


def test_an_original_says_when_it_was_taken(world: World) -> None:
    at = datetime(2025, 5, 4, 12, tzinfo=UTC)
    original = proof(world, a_picture_taken(at), EvidenceKind.ORIGINAL)

    facts = facts_of(filed(world, "a1", more_evidence=[original]))

    assert facts.original_taken_on == date(2025, 5, 4)
    assert facts.listing_first_seen_on == clock.now().date()


def test_a_report_of_a_test_buy_speaks_beside_its_file_and_is_no_proof_alone(world: World) -> None:
    purchase = Purchase(order="4711", received_on=date(2026, 5, 4), differences="The clasp.")

    alone = facts_of(filed(world, "a1", with_evidence=False, purchase=purchase))
    beside = facts_of(filed(world, "a2", purchase=Purchase(order="4711")))

    assert alone.evidence_kinds == ()
    assert set(alone.test_buy_says) == {"order", "received_on", "differences"}
    assert (beside.evidence_kinds, beside.test_buy_says) == (("test_buy",), ("order",))


def test_the_same_test_buy_and_words_in_other_complaints_are_counted(world: World) -> None:
    filed(world, "a1")
    filed(world, "a2")
    filed(world, "a3", statement="Another thing.", with_evidence=False)
    filed(world, "k1", by="charlie", brand="kestrel")

    facts = facts_of(filed(world, "a4"))

    assert (facts.evidence_reused, facts.statement_copies) == (2, 2)


@pytest.mark.parametrize(
    ("ended", "holds"),
    [
        ({}, True),
        ({"revoked_at": datetime(2026, 1, 1, tzinfo=UTC)}, False),
        ({"expires_on": date(2020, 1, 1)}, False),
        ({"right_ids": [UUID(int=1)]}, False),
    ],
)
def test_an_agencys_mandate_is_looked_at_as_it_is_now(world: World, ended: Any, holds: bool) -> None:
    complaint = file(world, "a1", by="gil", brand="kestrel")
    with acting_as(SYSTEM):
        Authorisation.objects.update(**ended)
    run_work()

    facts = facts_of(complaint)

    assert (facts.filed_by_agency, facts.mandate_holds) == (True, holds)


def test_what_was_filed_within_a_day_is_counted_for_new_rights_and_no_further_than_it_matters(
    world: World,
) -> None:
    complaint = filed(world, "a1", "a2", "a3")
    assert gathered(complaint)[0].right_items_in_a_day == 3

    with acting_as(SYSTEM):
        [item] = Item.objects.filter(complaint=complaint)[:1]
        Item.objects.bulk_create(
            Item(
                tenant_id=item.tenant_id,
                complaint=complaint,
                marketplace_id=item.marketplace_id,
                listing_ref=f"more-{n}",
                url=item.url,
                status_at=item.status_at,
            )
            for n in range(BURST)
        )
    assert gathered(complaint)[0].right_items_in_a_day == BURST

    with acting_as(SYSTEM):
        Right.objects.update(created_at=clock.now() - timedelta(days=31))
    assert gathered(complaint)[0].right_items_in_a_day == 0


def test_a_set_takes_as_many_queries_as_one(world: World) -> None:
    one = filed(world, "a1", by="gil", brand="kestrel")
    more = [filed(world, *(f"b{n}-{m}" for m in range(4)), statement=f"Words {n}.") for n in range(3)]

    def queries(*complaints: Complaint) -> int:
        ids = [item.id for complaint in complaints for item in items_of(complaint)]
        now = clock.now()
        with acting_as(SYSTEM), CaptureQueriesContext(connection) as captured:
            gather(load_items(ids), now=now)
        return len(captured)

    assert queries(one, *more) == queries(one) <= 17
