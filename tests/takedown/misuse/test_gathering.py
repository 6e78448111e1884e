"""Figures about complainants: what counts for whom, in a constant number of queries, and what is behind each."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from brands.models import Right
from complaints.conversation.questions import NewEvidence, add_evidence
from complaints.models import Complaint
from complaints.reasons import EvidenceKind
from core import clock, files
from core.tenancy import SYSTEM, acting_as
from listings.models import Listing
from takedown.models import FilingRecord
from takedown.redress.misuse.behind import Question, Row, rows_behind
from takedown.redress.misuse.facts import ComplainantFigures
from takedown.redress.misuse.gather import figures_of_complainants
from takedown.redress.misuse.parties import Complainant
from takedown.redress.misuse.policy import rules_on
from takedown.redress.misuse.record import COUNT_ANYHOW_AFTER, count_complainants, refresh
from tests.fakes import a_picture_taken
from tests.past import a_past
from tests.stories import World, a_right, file, items_of, manager_decides, run_work
from tests.takedown.misuse.steps import guardwell, own_people

LONG_TEXT = "The seams are crooked, the label is misspelt and the box lacks its seal."


def figures(*who: Complainant) -> list[ComplainantFigures]:
    now = clock.now()
    with acting_as(SYSTEM):
        found = figures_of_complainants(who, rules_on(now.date()), now=now)
    return [found[one] for one in who]


def behind(code: str, who: Complainant) -> list[Row]:
    now = clock.now()
    with acting_as(SYSTEM):
        asked = Question(who=who, rules=rules_on(now.date()), actor=SYSTEM, now=now)
        return rows_behind(code, asked)


def test_what_people_decided_is_counted_apart_for_a_brand_and_for_its_agency(world: World) -> None:
    a_past(world, "kestrel", upheld=3, refused=2, overturned=1)
    a_past(world, "kestrel", refused=4, agency=world.agency)
    a_past(world, "kestrel", automated=5, overturned=2)
    a_past(world, refused=7)

    own, agency = figures(own_people(world, "kestrel"), guardwell(world))

    assert (own.decided, own.upheld, own.refused, own.overturned, own.wrongful_automatic) == (5, 2, 2, 1, 2)
    assert (agency.decided, agency.refused) == (4, 4)
    assert len(behind("complaints_are_often_wrong", own_people(world, "kestrel"))) == 5
    assert len(behind("removals_proved_wrong", own_people(world, "kestrel"))) == 3


def test_plainly_unfounded_is_what_was_refused_on_a_ground_that_says_so(world: World) -> None:
    complaint = file(world, "n1", "n2", "n3", by="nina", brand="newleaf")
    run_work()
    for item, ground in zip(
        items_of(complaint), ("goods_are_genuine", "fair_use", "evidence_insufficient"), strict=True
    ):
        manager_decides(world, item, "refuse", ground=ground)

    (own,) = figures(own_people(world, "newleaf"))

    assert (own.refused, own.unfounded) == (3, 2)
    assert len(behind("complaints_are_manifestly_unfounded", own_people(world, "newleaf"))) == 2


def a_picture_claim(world: World, ref: str, taken: datetime | None, *, seen: datetime) -> Complaint:
    right = copyright_of(world)
    complaint = file(
        world, ref, reason="copied_image", right_id=right.id, with_evidence=False, statement="Our picture."
    )
    run_work()
    body = files.keep_body(
        a_picture_taken(taken),
        name=f"{ref}.jpg",
        tenant_id=right.tenant_id,
        most_bytes=10**6,
        looked_into=True,
    )
    with acting_as(SYSTEM):
        add_evidence(complaint.id, [NewEvidence(kind=EvidenceKind.ORIGINAL, body=body)], by=SYSTEM)
        Listing.objects.filter(ref=ref).update(first_seen_at=seen)
    return complaint


def copyright_of(world: World) -> Right:
    with acting_as(SYSTEM):
        found = Right.objects.filter(tenant=world.brands["lumora"].tenant, kind="copyright").first()
        return found or a_right(world.brands["lumora"], "Catalogue", kind="copyright", verified_by=world.rita)


def test_a_picture_is_newer_only_beyond_the_doubt_of_a_clock_without_a_zone(world: World) -> None:
    seen = datetime(2026, 3, 1, 12, tzinfo=UTC)
    for number, hours in enumerate((-500, 0, 26, 27)):
        a_picture_claim(world, f"p{number}", seen + timedelta(hours=hours), seen=seen)
    a_picture_claim(world, "undated", None, seen=seen)
    a_picture_claim(world, "tomorrow", clock.now() + timedelta(days=40), seen=seen)

    (own,) = figures(own_people(world))

    assert (own.pictures_dated, own.pictures_newer) == (4, 1)
    (row,) = behind("pictures_are_newer_than_the_listings", own_people(world))
    assert "taken on 2026-03-02" in row.words


def test_the_oldest_original_speaks_for_the_complaint(world: World) -> None:
    seen = datetime(2026, 3, 1, 12, tzinfo=UTC)
    complaint = a_picture_claim(world, "p1", seen + timedelta(days=9), seen=seen)
    older = files.keep_body(
        a_picture_taken(seen - timedelta(days=300)),
        name="raw.jpg",
        tenant_id=complaint.tenant_id,
        most_bytes=10**6,
        looked_into=True,
    )
    with acting_as(SYSTEM):
        add_evidence(complaint.id, [NewEvidence(kind=EvidenceKind.ORIGINAL, body=older)], by=SYSTEM)

    (own,) = figures(own_people(world))

    assert (own.pictures_dated, own.pictures_newer) == (1, 0)


def test_one_text_counts_by_how_many_rights_it_stands_for(world: World) -> None:
    with acting_as(SYSTEM):
        rights = [a_right(world.brands["lumora"], f"Mark {n}", verified_by=world.rita).id for n in range(3)]
    for n, right in enumerate([*rights, rights[0]]):
        spelt = LONG_TEXT.upper() if n % 2 else f"  {LONG_TEXT}\n"
        file(world, f"t{n}", right_id=right, statement=spelt)
    for n in range(6):
        file(world, f"s{n}", statement="All of these are fakes, as before, you know it.")
    for n, right in enumerate(rights):
        file(world, f"u{n}", right_id=right, statement="Fakes.")

    (own,) = figures(own_people(world))

    assert (own.text_complaints, own.text_rights) == (4, 3)
    rows = behind("one_text_stands_for_many_rights", own_people(world))
    assert len(rows) == 4
    assert "Mark 0" in rows[0].words


@pytest.mark.parametrize(("registered", "burst"), [(-10, 3), (-200, 0)])
def test_a_burst_is_what_a_right_files_while_it_is_new(world: World, registered: int, burst: int) -> None:
    young = (clock.now() + timedelta(days=registered)).date()
    with acting_as(SYSTEM):
        right = a_right(world.brands["lumora"], "Quickmark", verified_by=world.rita, registered_on=young)
    file(world, "b1", "b2", "b3", right_id=right.id)
    file(world, "a1")

    (own,) = figures(own_people(world))

    assert own.burst == burst
    assert len(behind("a_new_right_files_in_a_burst", own_people(world))) == burst


def test_what_is_older_than_the_window_counts_no_more(world: World) -> None:
    a_past(world, refused=3, before=timedelta(days=181))

    (own,) = figures(own_people(world))

    assert own == ComplainantFigures()


def test_many_complainants_cost_as_many_queries_as_one(world: World) -> None:
    a_past(world, refused=2)
    a_past(world, "kestrel", refused=2, agency=world.agency)

    def cost(*who: Complainant) -> int:
        with CaptureQueriesContext(connection) as queries, acting_as(SYSTEM):
            count_complainants(who, now=clock.now())
        return len(queries)

    one = cost(own_people(world))

    assert cost(own_people(world), guardwell(world), own_people(world, "newleaf")) == one


def recount() -> dict[tuple[UUID, UUID | None], tuple[int, int]]:
    with acting_as(SYSTEM):
        refresh([])
        rows = FilingRecord.objects.values_list("tenant_id", "agency_id", "raised", "weight")
        return {(tenant, agency): (raised, weight) for tenant, agency, raised, weight in rows}


def test_whoever_has_filed_or_was_judged_is_counted_and_found_in_the_list(world: World) -> None:
    a_past(world, refused=25)
    file(world, "k1", by="gil", brand="kestrel")

    counted = recount()

    lumora, kestrel = world.brands["lumora"].tenant_id, world.brands["kestrel"].tenant_id
    assert world.agency is not None
    assert counted == {(lumora, None): (1, 25), (kestrel, world.agency.id): (0, 0)}


def test_what_ceases_to_count_leaves_the_list_the_next_day(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    a_past(world, refused=25)
    first = recount()
    monkeypatch.setattr("takedown.redress.misuse.record.COUNT_AGAIN_FOR", timedelta())

    with clock.shifted(timedelta(days=200)):
        later = recount()

    assert timedelta(days=200) >= COUNT_ANYHOW_AFTER
    assert [*first.values()] == [(1, 25)]
    assert [*later.values()] == [(0, 0)]


def test_an_unknown_fact_has_nothing_behind_it(world: World) -> None:
    with pytest.raises(KeyError):
        behind("they_look_suspicious", own_people(world))
