"""What stands on the seller's page besides the state: what they may see, more complaints, dates, and what they can do."""

import re
from io import BytesIO

import pytest
from django.test import Client
from PIL import Image

from complaints.models import Evidence, Item
from core import files
from core.models import StoredFile
from core.tenancy import SYSTEM, acting_as
from takedown.models import Ground
from takedown.redress.notices import token_of
from tests.stories import World, file, items_of, manager_decides, run_work
from tests.takedown import notice_states as states
from tests.takedown.notice_states import link_of_notice, the_notice
from tests.takedown.replying import counter_filed, shows_legal_action


def page() -> str:
    return Client().get(link_of_notice()).content.decode()


@pytest.fixture
def removed(world: World) -> Item:
    states.by_a_person(world)
    with acting_as(SYSTEM):
        return Item.objects.select_related("complaint").get(listing_ref="a1")


# --- evidence --------------------------------------------------------------------------------------------


def a_photo_with_its_place() -> bytes:
    """As a telephone makes them: the camera's name and where it was."""
    exif = Image.Exif()
    exif[271], exif[34853] = "Camera of Sam", {1: "N", 2: (52.0, 31.0, 0.0)}
    body = BytesIO()
    Image.new("RGB", (64, 64), "maroon").save(body, "JPEG", exif=exif)
    return body.getvalue()


def evidence(
    item: Item, *, shareable: bool, body: bytes | None = None, name: str = "sam-at-home.jpg"
) -> StoredFile:
    kept = files.keep_body(
        BytesIO(body or a_photo_with_its_place()), name=name, tenant_id=item.tenant_id, most_bytes=10**6
    )
    with acting_as(SYSTEM):
        stored = files.record_file(kept, by=SYSTEM)
        Evidence.objects.create(
            tenant_id=item.tenant_id, complaint=item.complaint, kind="other", file=stored, shareable=shareable
        )
    return stored


def link_to(stored: StoredFile) -> str:
    return f"{link_of_notice()}evidence/{stored.id}/"


def test_a_picture_that_is_marked_as_shareable_is_shown_without_what_the_camera_wrote(removed: Item) -> None:
    stored = evidence(removed, shareable=True)

    assert link_to(stored) in page()
    answer = Client().get(link_to(stored))
    shown = Image.open(BytesIO(answer.content))
    assert (answer["Content-Type"], shown.size, dict(shown.getexif())) == ("image/webp", (64, 64), {})
    assert b"Sam" not in answer.content


def test_its_name_stays_the_brands_own_affair(removed: Item) -> None:
    pdf = evidence(removed, shareable=True, body=b"%PDF-1.4 x", name="bought by Sam.pdf")

    answer = Client().get(link_to(pdf))

    assert b"".join(answer.streaming_content) == b"%PDF-1.4 x"
    assert "Sam" not in page()
    assert answer["Content-Disposition"] == 'attachment; filename="evidence.pdf"'


def test_what_is_not_marked_is_neither_shown_nor_there(removed: Item) -> None:
    stored = evidence(removed, shareable=False)

    assert str(stored.id) not in page()
    assert Client().get(link_to(stored)).status_code == 404


def test_a_report_of_a_test_buy_is_never_shown(removed: Item) -> None:
    with acting_as(SYSTEM):
        Evidence.objects.create(
            tenant_id=removed.tenant_id,
            complaint=removed.complaint,
            kind="test_buy",
            report={"buyer": "Sam Buyer"},
            shareable=True,
        )

    assert "Sam Buyer" not in page()


def test_another_notices_file_is_not_there(world: World, removed: Item) -> None:
    other = file(world, "b1")
    run_work()
    manager_decides(world, items_of(other)[0])
    stored = evidence(items_of(other)[0], shareable=True)

    assert Client().get(link_to(stored)).status_code == 404


# --- more than one complaint -----------------------------------------------------------------------------


def test_a_second_complaint_stands_there_with_its_own_reasons(world: World) -> None:
    states.a_second_brand(world)

    text = page()

    assert "Kestrel Audio has complained, too" in text
    assert "More than one complaint keeps it off sale." in text
    with acting_as(SYSTEM):
        cases = Item.objects.filter(listing_ref="a1").values_list("complaint__number", flat=True)
        assert all(case in text for case in cases)


def test_one_of_two_that_has_ended_is_said_to_have(world: World) -> None:
    states.a_second_brand_gone(world)

    text = page()

    assert "Off sale" in text
    assert "More than one complaint" not in text


def test_a_complaint_that_ended_before_anybody_was_told_is_not_there(world: World) -> None:
    states.by_a_person(world)
    with acting_as(SYSTEM):
        ground = Ground.objects.get()
        notice = the_notice()
        complaint = file(world, "z1", by="charlie", brand="kestrel")
        item = Item.objects.get(complaint=complaint)
        Ground.objects.create(
            tenant_id=item.tenant_id,
            removal=ground.removal,
            item=item,
            since=notice.written_at - (notice.expires_at - notice.written_at),
            ended_at=notice.written_at - (notice.expires_at - notice.written_at) / 2,
            end_cause="withdrawn",
        )

    assert "Kestrel" not in page()


# --- where it stands -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("story", "said"),
    [
        ("on_its_way", "Being taken off sale"),
        ("contested", "Off sale, and you have objected"),
        ("put_back_and_removed_again", "Off sale again"),
        ("put_back_and_on_its_way_again", "Being taken off sale again"),
        ("stopped_on_its_way_back", "A person is looking at it"),
        ("back_because_silent", "showed nothing against that in time"),
        ("back_because_withdrawn", "Lumora took its complaint back."),
        ("over_as_it_was", "You can put it on sale yourself."),
        ("replaced", "A person will look at that one by itself."),
    ],
)
def test_the_present_state_is_said_and_why(world: World, story: str, said: str) -> None:
    states.STORIES[story](world)

    assert said in page()


def test_the_notice_of_a_closed_case_says_that_there_is_a_new_one(world: World) -> None:
    states.replaced(world)
    earlier = link_of_notice()
    with acting_as(SYSTEM):
        raised = Item.objects.select_related("complaint").get(status="in_review")
    manager_decides(world, raised)

    assert "but there is a new one" in Client().get(earlier).content.decode()
    assert "but there is a new one" not in page()


def banner_of(text: str) -> str:
    return text.partition('<div class="notice"')[2].partition("</div>")[0]


def test_what_is_said_at_the_top_of_an_answer_is_how_it_stands(world: World, removed: Item) -> None:
    counter = counter_filed(removed)
    sent = banner_of(page())
    shows_legal_action(world, counter)
    at_court = banner_of(page())

    assert "Your answer is with Lumora now." in sent
    assert "went to court or to an authority" in at_court
    assert "Your answer is with Lumora now." not in at_court


def test_whoever_has_answered_is_not_sent_to_support_as_well(removed: Item) -> None:
    before = page()
    counter_filed(removed)

    assert "seller support" in before
    assert "seller support" not in page()


def test_who_looks_again_is_said_plainly(removed: Item) -> None:
    assert "Somebody who has not decided about it before will look at both sides." in page()


# --- dates and choices -----------------------------------------------------------------------------------


def test_sentences_have_readable_days_and_the_file_keeps_those_for_programs(removed: Item) -> None:
    text, iso = re.sub(r"<[^>]+>", "", page()), re.compile(r"\d{4}-\d{2}-\d{2}")

    assert not iso.search(text)
    assert re.search(r"complained about the listing on [A-Z][a-z]{2} \d{1,2}, \d{4}\.", text)
    assert iso.search(Client().get(f"{link_of_notice()}statement.json").content.decode())


def test_every_choice_says_until_when(removed: Item) -> None:
    choices = re.findall(r"<li>(.*?)</li>", page().partition("What you can do")[2], re.DOTALL)

    assert [("Possible until" in choice) for choice in choices if "<a " in choice] == [True]
    assert all("datetime=" in choice for choice in choices if "Possible until" in choice)


@pytest.mark.parametrize(("reason", "offered"), [("mark_in_title", True), ("counterfeit_goods", False)])
def test_a_correction_is_offered_where_there_is_something_to_correct(
    world: World, reason: str, offered: bool
) -> None:
    complaint = file(world, "a1", reason=reason)
    run_work()
    manager_decides(world, items_of(complaint)[0])

    assert ("I have corrected it" in page()) is offered


def test_the_token_of_the_page_leads_nowhere_else(removed: Item) -> None:
    hrefs = re.findall(r'(?:href|src|action)="([^"]*)"', page())

    ours = [href for href in hrefs if token_of(the_notice().id) in href]
    assert all(href.startswith(link_of_notice()) for href in ours)
