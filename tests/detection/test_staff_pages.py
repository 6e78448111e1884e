"""The marketplace's people: asking by hand and in bulk, what came back, how brands answer."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from core.tenancy import SYSTEM, acting_as
from detection import work
from detection.models import AuthenticationRequest
from detection.states import Answer
from tests.complaints.pages import a_file, get, text_of
from tests.detection.asking import ask, now_of, say, sign, time_passes
from tests.detection.test_letters import tick
from tests.fakes import listing_url
from tests.stories import World, run_work


@pytest.fixture
def rita(world: World, client_for: Any) -> Client:
    return client_for(world.rita)


def ask_page(world: World) -> str:
    return f"/staff/questions/new/?brand={world.brands['lumora'].tenant_id}"


def a_question(world: World, **changes: Any) -> dict[str, Any]:
    return {
        "right": str(world.rights["lumora"].id),
        "listings": "",
        "codes": ["low_price", "mark_in_title"],
        "sentence": "A tenth of your price.",
    } | changes


def requests() -> list[AuthenticationRequest]:
    with acting_as(SYSTEM):
        return list(AuthenticationRequest.objects.order_by("listing_ref"))


def test_links_that_were_pasted_are_asked_about(world: World, rita: Client) -> None:
    for ref in ("s1", "s2"):
        world.site.offer(ref)
    pasted = f"{listing_url('s1')}, {listing_url('s2')}\nhttps://elsewhere.example/1"

    page = text_of(rita.post(ask_page(world), a_question(world, listings=pasted)))
    run_work()

    assert "Lumora is asked about 2 listings" in page
    assert "This is not a listing of Bazaar." in page
    assert [(r.listing_ref, r.state) for r in requests()] == [("s1", "open"), ("s2", "open")]


def test_a_table_is_read_in_whatever_column_the_links_are(world: World, rita: Client) -> None:
    world.site.offer("s1")
    table = SimpleUploadedFile("found.csv", f"who;link\nwatch;{listing_url('s1')}\n".encode("utf-8-sig"))

    rita.post(ask_page(world), a_question(world, table=table))

    assert [r.listing_ref for r in requests()] == ["s1"]


def test_what_the_brand_is_asked_about_already_is_left_out_with_the_reason(
    world: World, rita: Client
) -> None:
    ask(world, "s1")

    page = text_of(rita.post(ask_page(world), a_question(world, listings=listing_url("s1"))))

    assert "Left out: The brand is being asked about this listing already." in page


@pytest.mark.parametrize(
    ("changes", "trouble"),
    [
        ({"listings": "nothing here"}, "We found no link in this."),
        ({"codes": []}, "Choose at least one reason."),
        ({"right": ""}, "Choose a right."),
        ({"sentence": ""}, "This field is required."),
    ],
)
def test_a_question_that_lacks_something_is_not_put(
    world: World, rita: Client, changes: dict[str, Any], trouble: str
) -> None:
    page = rita.post(ask_page(world), a_question(world, **{"listings": listing_url("s1")} | changes))

    assert (page.status_code, trouble in text_of(page)) == (422, True)
    assert requests() == []


def test_first_the_brand_is_chosen_and_a_link_comes_along(world: World, rita: Client) -> None:
    page = rita.get(f"/staff/questions/new/?listings={listing_url('s1')}").content.decode()
    assert "Lumora" in page

    chosen = rita.get(
        ask_page(world), {"brand": world.brands["lumora"].tenant_id, "listings": listing_url("s1")}
    )
    assert listing_url("s1") in chosen.content.decode()


def test_what_came_back_is_work(world: World, rita: Client) -> None:
    first, second = ask(world, "s1", "s2")
    say(world, first, Answer.CANNOT_TELL)
    say(world, second, Answer.NEED_PHOTOS)

    page = get(rita, "/staff/questions/")
    assert "The brand cannot tell: look at it" in page
    assert "Photos from the seller" in page

    rita.post(f"/staff/questions/{first.id}/note/")
    rita.post(f"/staff/questions/{second.id}/photos/", {"photos": [a_file("inside.jpg", "olive")]})

    assert "Nothing came back." in get(rita, "/staff/questions/")
    assert now_of(second).state == "open"


def test_the_brand_sees_the_photos_that_it_asked_for(world: World, rita: Client, client_for: Any) -> None:
    [request] = ask(world, "s1")
    say(world, request, Answer.NEED_PHOTOS)
    rita.post(f"/staff/questions/{request.id}/photos/", {"photos": [a_file("inside.jpg", "olive")]})

    with acting_as(SYSTEM):
        photo = request.photos.get().file_id
    oscar = client_for(world.oscar)
    assert f"/files/{photo}/" in oscar.get("/questions/").content.decode()
    assert oscar.get(f"/files/{photo}/?preview=1").status_code == 200


def test_a_document_is_no_photo(world: World, rita: Client) -> None:
    [request] = ask(world, "s1")
    say(world, request, Answer.NEED_PHOTOS)
    paper = SimpleUploadedFile("paper.pdf", b"%PDF-1.7 nothing", content_type="application/pdf")

    page = rita.post(f"/staff/questions/{request.id}/photos/", {"photos": [paper]}, follow=True)

    assert "paper.pdf is no picture." in text_of(page)
    assert now_of(request).state == "needs_photos"


def test_a_question_is_withdrawn(world: World, rita: Client) -> None:
    [request] = ask(world, "s1")

    page = rita.post(f"/staff/questions/{request.id}/withdrawal/", follow=True)

    assert "The question is withdrawn" in text_of(page)
    assert "nothing to withdraw any more" in text_of(
        rita.post(f"/staff/questions/{request.id}/withdrawal/", follow=True)
    )


def test_the_figures_of_a_brand(world: World, rita: Client) -> None:
    sign(world)
    one, two, three, _four = ask(world, "s1", "s2", "s3", "s4")
    time_passes(timedelta(hours=2))
    say(world, one, Answer.COUNTERFEIT)
    say(world, two, Answer.GENUINE)
    say(world, three, Answer.GENUINE)
    time_passes(timedelta(hours=70))
    tick(work.EXPIRE)

    page = get(rita, "/staff/questions/")

    # asked, open, answered, median, expired, then each answer
    assert "Lumora 4 0 3 2 hours 1 (25 %) 1 2 0 0" in page


def test_an_auditor_looks_and_changes_nothing(world: World, client_for: Any) -> None:
    [request] = ask(world, "s1")
    audrey = client_for(world.audrey)

    page = audrey.get(f"/staff/questions/{request.id}/").content.decode()

    assert "Withdraw the question" not in page
    assert audrey.post(f"/staff/questions/{request.id}/withdrawal/").status_code == 403
