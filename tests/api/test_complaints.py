"""Filing and following complaints by program."""

import io
from base64 import b64encode

import pytest

from complaints.models import Complaint, Evidence
from core.models import AuditEvent
from core.tenancy import SYSTEM, acting_as
from tests.api.program import Program, a_complaint, a_key
from tests.fakes import a_picture
from tests.past import trust
from tests.stories import World, run_work


def picture(colour: str = "navy") -> io.BytesIO:
    found = io.BytesIO(a_picture(colour))
    found.name = "differences.jpg"
    return found


def test_a_trusted_brands_program_has_a_fake_taken_off_sale(world: World, program: Program) -> None:
    trust(world)
    evidence = program.upload(picture()).json()["id"]

    filed = program.post("complaints/", a_complaint(world, "n1", evidence=[evidence]))
    run_work()

    item = program.get(f"items/{filed.json()['items'][0]['id']}/").json()
    assert (filed.status_code, item["status"], item["label"]) == (201, "removed", "Off sale")
    assert world.site.calls["hide"] == 1


def test_bad_links_come_back_beside_the_good_ones_in_order(world: World, program: Program) -> None:
    body = a_complaint(world, "n1", "n2")
    body["items"].insert(1, {"url": "https://elsewhere.example/1"})

    items = program.post("complaints/", body).json()["items"]

    assert [item.get("listing_ref") for item in items] == ["n1", None, "n2"]
    assert items[1]["error"] == "This is not a listing of Bazaar."


def test_what_was_left_out_stays_readable(world: World, program: Program) -> None:
    body = a_complaint(world, "n1")
    body["items"].append({"url": "https://elsewhere.example/1"})
    filed = program.post("complaints/", body).json()

    left_out = program.get(f"complaints/{filed['id']}/").json()["left_out"]

    assert left_out == [{"url": "https://elsewhere.example/1", "error": "This is not a listing of Bazaar."}]


def test_nothing_is_filed_when_no_link_is_good(world: World, program: Program) -> None:
    answer = program.post(
        "complaints/", a_complaint(world, items=[{"url": "https://elsewhere.example/1"}])
    ).json()

    assert (answer["status"], answer["errors"][0]["field"]) == (422, "items[0].url")
    with acting_as(SYSTEM):
        assert not Complaint.objects.exists()


@pytest.mark.parametrize(
    ("change", "where"),
    [
        ({"declaration": False}, "declaration"),
        ({"declaration": "true"}, "declaration"),
        ({"reason": "dislike"}, "reason"),
        ({"right": 7}, "right"),
        ({"statement": 7}, "statement"),
        ({"marketplace": "nowhere"}, "marketplace"),
        ({"items": []}, "items"),
        ({"items": [{"url": 5}]}, "items[0].url"),
        ({"items": [{"link": "x"}]}, "items[0].link"),
        ({"evidence": ["01a1f2c4-0000-7000-8000-000000000003"]}, "evidence[0]"),
        ({"tenant": "x"}, "tenant"),
    ],
)
def test_what_is_wrong_is_named_and_nothing_is_filed(
    world: World, program: Program, change: dict, where: str
) -> None:
    answer = program.post("complaints/", a_complaint(world, "n1", **change))

    assert (answer.status_code, answer.json()["code"]) == (422, "invalid")
    assert where in {error["field"] for error in answer.json()["errors"]}
    with acting_as(SYSTEM):
        assert not Complaint.objects.exists()


def test_another_brands_right_is_refused_as_no_right(world: World, program: Program) -> None:
    answer = program.post(
        "complaints/", a_complaint(world, "n1", right=str(world.rights["kestrel"].id))
    ).json()

    assert (answer["code"], answer["detail"]) == ("refused", "Choose one of your rights.")


def test_another_brands_file_is_no_evidence(world: World, program: Program) -> None:
    theirs = a_key(world, "charlie").upload(picture()).json()["id"]

    answer = program.post("complaints/", a_complaint(world, "n1", evidence=[theirs])).json()

    assert answer["errors"] == [{"field": "evidence[0]", "message": "There is no such file."}]


def test_one_file_serves_many_complaints(world: World, program: Program) -> None:
    one = program.upload(picture()).json()["id"]
    assert program.upload(picture()).json()["id"] == one

    for ref in ("n1", "n2"):
        program.post("complaints/", a_complaint(world, ref, evidence=[one]))

    with acting_as(SYSTEM):
        assert Evidence.objects.count() == 2


@pytest.mark.parametrize("content", [b"", b"MZ\x90\x00 no picture"])
def test_an_empty_or_strange_file_is_refused(world: World, program: Program, content: bytes) -> None:
    upload = io.BytesIO(content)
    upload.name = "proof.jpg"

    answer = program.upload(upload)

    assert (answer.status_code, answer.json()["code"]) == (422, "invalid")


def test_withdrawing_ends_every_item_once(world: World, program: Program) -> None:
    filed = program.post("complaints/", a_complaint(world, "n1", "n2")).json()

    first = program.post(f"complaints/{filed['id']}/withdrawal/")
    second = program.post(f"complaints/{filed['id']}/withdrawal/")

    assert {item["status"] for item in first.json()["items"]} == {"withdrawn"}
    assert (second.status_code, second.json()["code"]) == (409, "state_changed")


@pytest.mark.parametrize("body", [b"false", b"0", b'""', b"[]", b"null"])
def test_withdrawing_takes_an_empty_object_or_no_body_and_nothing_else(
    world: World, program: Program, body: bytes
) -> None:
    address = f"complaints/{program.post('complaints/', a_complaint(world, 'n1')).json()['id']}/withdrawal/"

    answer = program.send(address, body)

    assert (answer.status_code, answer.json()["code"]) == (422, "invalid")
    assert program.send(address, b"").status_code == 200


def test_a_change_that_was_not_seen_is_not_overwritten(world: World, program: Program) -> None:
    filed = program.post("complaints/", a_complaint(world, "n1"))
    address = f"complaints/{filed.json()['id']}/withdrawal/"
    run_work()

    stale = program.post(address, **{"if-match": filed["ETag"]})
    fresh = program.post(address, **{"if-match": stale["ETag"]})

    assert (stale.status_code, stale.json()["code"]) == (412, "precondition_failed")
    assert fresh.status_code == 200


def test_a_question_is_answered_by_program(world: World, program: Program) -> None:
    filed = program.post("complaints/", a_complaint(world, "n1")).json()
    run_work()
    address = f"items/{filed['items'][0]['id']}/"
    asked = program.get(address).json()
    assert asked["status"] == "needs_information"
    assert asked["question"]["text"]

    evidence = program.upload(picture()).json()["id"]
    answered = program.post(f"{address}answer/", {"answer": "A test buy.", "evidence": [evidence]})
    run_work()

    assert answered.json()["status"] == "assessing"
    assert program.get(address).json()["status"] == "in_review"


def test_brands_read_named_gaps_and_never_the_score(world: World, program: Program) -> None:
    filed = program.post("complaints/", a_complaint(world, "n1")).json()
    run_work()

    item = program.get(f"items/{filed['items'][0]['id']}/")

    assert "evidence_is_missing" in {gap["code"] for gap in item.json()["gaps"]}
    assert "score" not in item.content.decode()


def test_items_are_filtered_and_paged_in_an_order_that_nothing_moves(world: World, program: Program) -> None:
    program.post("complaints/", a_complaint(world, *(f"n{n}" for n in range(5))))
    seen, page = [], program.get("items/", {"limit": "2", "status": "received"}).json()
    seen += page["results"]
    program.post("complaints/", a_complaint(world, "late"))
    while page["next"]:
        page = program.client.get(page["next"], headers=program.headers({})).json()
        seen += page["results"]

    assert [item["listing_ref"] for item in seen] == ["n4", "n3", "n2", "n1", "n0"]
    assert program.get("items/", {"status": "removed"}).json()["results"] == []


@pytest.mark.parametrize(
    "query",
    [
        {"status": "lost"},
        {"limit": "0"},
        {"limit": "many"},
        {"limit": "9" * 40},
        {"cursor": "%%%"},
        {"cursor": "cD0xMjM="},
        {"cursor": "cD0lMDA="},
        # Positions of 36 characters that are no ids: hyphens alone, hyphens elsewhere, none.
        {"cursor": b64encode(b"p=" + b"-" * 36).decode()},
        {"cursor": b64encode(b"p=0-1a1f2c4-0000-7000-8000-00000000000").decode()},
        {"cursor": b64encode(b"p=" + b"a" * 36).decode()},
        {"complaint": "C-1"},
        {"marketplace": "\x00"},
        {"marketplace": ""},
        {"status": ""},
        {"complaint": ""},
    ],
)
def test_a_filter_that_cannot_be_is_said_to_be_so(program: Program, query: dict[str, str]) -> None:
    answer = program.get("items/", query)

    assert (answer.status_code, answer.json()["code"]) == (400, "malformed")


def test_the_key_stands_in_the_ledger_as_who_filed(world: World, program: Program) -> None:
    program.post("complaints/", a_complaint(world, "n1"))

    with acting_as(SYSTEM):
        event = AuditEvent.objects.get(event="complaint.filed")
        complaint = Complaint.objects.get()
    assert (event.actor_role, event.actor_label) == ("api_key", "watch service (API key)")
    assert complaint.channel == "api"
