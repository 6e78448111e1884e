"""A brand files: what is written, what is refused, and that the same form sent twice is one complaint."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError

from brands.models import Authorisation, Right
from complaints import work
from complaints.intake import filing
from complaints.intake.filing import Filing, FilingRefused
from complaints.models import Complaint, Evidence, Item
from core import clock
from core.ids import new_id
from core.models import AuditEvent
from core.tenancy import SYSTEM, acting_as
from listings.marketplaces import Line
from tests.stories import World, a_right, file, items_of, pending_work


def count(model: Any) -> int:
    with acting_as(SYSTEM):
        return int(model.objects.count())


def now() -> datetime:
    return clock.now()


def a_filing(world: World, **changes: Any) -> Filing:
    values: dict[str, Any] = {
        "marketplace": world.marketplace,
        "right_id": world.rights["lumora"].id,
        "reason": "counterfeit_goods",
        "statement": "",
        "declared_by": "Oscar Filer",
        "lines": [Line(url="https://bazaar.example/item/a1", ref="a1")],
        "form_key": new_id(),
    }
    return Filing(**(values | changes))


def test_a_complaint_is_written_whole(world: World) -> None:
    complaint = file(world, "a1", "a2")

    assert (complaint.filed_by, complaint.filed_by_label) == (world.oscar.id, "Oscar Filer")
    assert complaint.tenant_id == world.brands["lumora"].tenant_id
    assert [(i.listing_ref, i.status) for i in items_of(complaint)] == [
        ("a1", "received"),
        ("a2", "received"),
    ]
    assert count(Evidence) == 1


def test_each_listing_is_put_out_to_be_frozen(world: World) -> None:
    complaint = file(world, "a1", "a2")

    assert {w.subject_id for w in pending_work([work.FREEZE])} == {i.id for i in items_of(complaint)}


def test_filing_is_in_the_ledger(world: World) -> None:
    complaint = file(world, "a1", "a2")

    with acting_as(world.actor("oscar", "lumora")):
        events = AuditEvent.objects.filter(actor_id=world.oscar.id)
        assert sorted(e.event for e in events) == ["complaint.filed", "item.received", "item.received"]
        assert events.get(event="complaint.filed").data == {
            "number": complaint.number,
            "items": 2,
            "reason": "counterfeit_goods",
        }


def test_the_same_form_sent_twice_is_one_complaint(world: World) -> None:
    key = new_id()

    first, second = file(world, "a1", form_key=key), file(world, "a1", form_key=key)

    assert first.id == second.id
    assert (count(Complaint), count(Item)) == (1, 1)


def test_another_brands_form_key_is_not_in_the_way(world: World) -> None:
    key = new_id()

    file(world, "a1", form_key=key)
    file(world, "k1", by="charlie", brand="kestrel", form_key=key)

    assert count(Complaint) == 2


def test_a_number_that_is_taken_is_no_obstacle(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    numbers = iter(["C-AAAA-AA", "C-AAAA-AA", "C-BBBB-BB"])
    monkeypatch.setattr(filing, "readable_number", lambda prefix: next(numbers))

    file(world, "a1")

    assert file(world, "a2").number == "C-BBBB-BB"


def test_a_listing_pasted_twice_in_a_row_of_lines_is_refused_by_the_database(world: World) -> None:
    world.site.offer("a1")
    lines = Line(url="https://bazaar.example/item/a1", ref="a1")

    with pytest.raises(IntegrityError), acting_as(world.actor("oscar", "lumora")):
        filing._write(a_filing(world, lines=[lines, lines]), by=world.actor("oscar", "lumora"), now=now())


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"reason": "copied_image"}, "does not go with"),
        ({"reason": "dislike"}, "does not go with"),
        ({"lines": []}, "None of the links"),
        ({"lines": [Line(url="u", ref=str(n)) for n in range(1001)]}, "At most 1000"),
        ({"declared_by": "  "}, "Type your name"),
        ({"right_id": new_id()}, "Choose one of your rights"),
    ],
)
def test_what_is_refused_says_what_to_change(world: World, changes: dict[str, Any], words: str) -> None:
    oscar = world.actor("oscar", "lumora")

    with pytest.raises(FilingRefused, match=words), acting_as(oscar):
        filing.file_complaint(a_filing(world, **changes), by=oscar, now=now())

    assert count(Complaint) == 0


def test_another_brands_right_is_none_of_yours(world: World) -> None:
    with pytest.raises(FilingRefused, match="Choose one of your rights"):
        file(world, "a1", right_id=world.rights["kestrel"].id)


def test_a_closed_marketplace_takes_no_complaints(world: World) -> None:
    world.marketplace.open = False

    with pytest.raises(FilingRefused, match="takes no complaints"):
        file(world, "a1")


@pytest.mark.parametrize("name", ["vera", "rita", "ada", "audrey"])
def test_only_those_who_file_for_the_brand_file(world: World, name: str) -> None:
    with pytest.raises(PermissionDenied):
        file(world, "a1", by=name)


# --- agencies --------------------------------------------------------------------------------------------


def change_mandate(**changes: Any) -> None:
    with acting_as(SYSTEM):
        Authorisation.objects.update(**changes)


def test_an_agency_files_for_the_brand_that_gave_it_a_mandate(world: World) -> None:
    complaint = file(world, "k1", by="gil", brand="kestrel")

    assert world.agency
    assert complaint.agency_id == world.agency.id
    assert complaint.tenant_id == world.brands["kestrel"].tenant_id


@pytest.mark.parametrize(
    "changes", [{"expires_on": date(2020, 1, 1)}, {"revoked_at": "2026-01-01T00:00:00Z"}]
)
def test_without_a_live_mandate_an_agency_does_not_file(world: World, changes: dict[str, Any]) -> None:
    change_mandate(**changes)

    with pytest.raises(PermissionDenied):
        file(world, "k1", by="gil", brand="kestrel")


@pytest.mark.parametrize("column", ["right_ids", "marketplace_ids"])
def test_a_mandate_for_something_else_does_not_cover_it(world: World, column: str) -> None:
    change_mandate(**{column: [new_id()]})

    with pytest.raises(PermissionDenied, match="does not cover"):
        file(world, "k1", by="gil", brand="kestrel")


def test_a_mandate_that_names_the_right_covers_it(world: World) -> None:
    change_mandate(right_ids=[world.rights["kestrel"].id], marketplace_ids=[world.marketplace.id])

    assert file(world, "k1", by="gil", brand="kestrel")


def test_a_mandate_revoked_since_the_sign_in_no_longer_covers(world: World) -> None:
    gil = world.actor("gil", "kestrel")
    change_mandate(revoked_at=now())

    with pytest.raises(PermissionDenied, match="does not cover"), acting_as(gil):
        filing.file_complaint(
            a_filing(world, right_id=world.rights["kestrel"].id), by=gil, now=now() + timedelta(seconds=1)
        )


def test_a_right_of_the_kind_that_the_reason_wants_is_enough(world: World) -> None:
    with acting_as(SYSTEM):
        picture = a_right(
            world.brands["lumora"], "Photo", verified_by=world.rita, kind=Right.Kind.COPYRIGHT, number=""
        )

    assert file(world, "a1", reason="copied_image", right_id=picture.id)
