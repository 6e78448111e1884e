"""A seller appeals by the notice's link: with a code, without a script, in plain words."""

import re
from typing import Any

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from complaints.models import Item
from core.files import media_type_of
from core.tenancy import SYSTEM, acting_as
from takedown.models import DecisionAppeal, SellerNotice
from takedown.redress.notices import token_of
from tests.complaints.pages import a_file, text_of, tokens_in
from tests.past import trust
from tests.reading import as_spoken, by_rule, grade, sentences_of
from tests.reading import text_of as words_of
from tests.stories import World, run_work
from tests.takedown.appealing import decide, removed_by_rita, removed_for_two_brands, seller_appeals
from tests.takedown.auditing import removed_by_the_policy

HARDEST = 8.0


@pytest.fixture
def removed(world: World) -> Item:
    return removed_by_rita(world)


def link() -> str:
    with acting_as(SYSTEM):
        return f"/notice/{token_of(SellerNotice.objects.latest('written_at').id)}/"


def proven() -> Client:
    """A browser into which the code from the mail was typed."""
    client, page = Client(), f"{link()}code/"
    client.post(page, {"send": "1"})
    run_work()
    found = re.search(r"\b\d{6}\b", str(mail.outbox[-1].body))
    assert found is not None
    client.post(page, {"code": found[0]})
    return client


def send(client: Client, **form: Any) -> Any:
    return client.post(f"{link()}appeal/", {"statement": "I have the bill.", "send": "1"} | form, follow=True)


def the_appeal() -> DecisionAppeal:
    with acting_as(SYSTEM):
        return DecisionAppeal.objects.get()


def test_the_link_alone_shows_no_form_and_changes_nothing(world: World, removed: Item) -> None:
    answer = Client().get(f"{link()}appeal/")
    sent = send(Client(), about=str(removed.id))

    assert (answer.status_code, answer["Location"].split("?")[0]) == (302, f"{link()}code/")
    assert "First, show that it is you" in text_of(sent)
    with acting_as(SYSTEM):
        assert not DecisionAppeal.objects.exists()


def test_the_notice_leads_to_a_form_with_two_fields_to_fill_in(world: World, removed: Item) -> None:
    client = proven()

    assert f'href="{link()}appeal/"' in client.get(link()).content.decode()
    page = client.get(f"{link()}appeal/").content.decode()

    assert "A person at the marketplace took your listing off sale." in page
    form = page[page.index("<form") :]
    assert re.findall(r'<(?:input|textarea)[^>]*name="(statement|uploads|about)"', form) == [
        "about",
        "statement",
        "uploads",
    ]
    assert "<script" not in form


def test_a_seller_sends_proof_and_gets_a_receipt(world: World, removed: Item) -> None:
    page = send(proven(), about=str(removed.id), uploads=a_file("bill.jpg"))
    run_work()

    appeal = the_appeal()
    assert f"Your appeal has the number {appeal.number}." in text_of(page)
    assert [kept["name"] for kept in appeal.seller_files] == ["bill.jpg"]
    assert appeal.number in mail.outbox[-1].subject
    assert "Waits for another person" in text_of(Client().get(link()))


def test_whoever_merely_holds_the_link_reads_that_there_is_an_appeal_and_not_what_it_says(
    world: World, removed: Item
) -> None:
    appeal = seller_appeals(removed, statement="My supplier is Acme.")

    page = text_of(Client().get(link()))

    assert appeal.number in page
    assert "Acme" not in page


def test_files_are_kept_while_the_words_are_missing(world: World, removed: Item) -> None:
    client = proven()

    page = send(client, about=str(removed.id), statement=" ", uploads=a_file("bill.jpg"))
    [token] = tokens_in(page.content.decode())
    assert page.status_code == 422
    send(client, about=str(removed.id), kept=token)

    assert [kept["name"] for kept in the_appeal().seller_files] == ["bill.jpg"]


def test_a_file_that_is_none_is_refused(world: World, removed: Item) -> None:
    page = send(proven(), about=str(removed.id), uploads=SimpleUploadedFile("bill.jpg", b"not a picture"))

    assert media_type_of(b"not a picture") is None
    assert "bill.jpg is not a JPEG, PNG, WebP or PDF file." in text_of(page)


def test_what_the_link_does_not_open_is_no_choice(world: World, removed: Item) -> None:
    other = removed_by_rita(world, "b1")
    page = send(proven(), about=str(removed.id))

    assert other.id != removed.id
    assert page.status_code == 422


def test_two_brands_on_one_listing_are_two_choices(world: World) -> None:
    removed, other = removed_for_two_brands(world)

    page = proven().get(f"{link()}appeal/").content.decode()

    assert f'value="{removed.id}"' in page
    assert f'value="{other.id}"' in page


def test_staff_read_the_sellers_file_and_brands_do_not(world: World, removed: Item, client_for: Any) -> None:
    send(proven(), about=str(removed.id), uploads=a_file("bill.jpg"))
    url = f"/staff/appeals/{the_appeal().id}/files/0/"

    assert client_for(world.rupert).get(url).getvalue()
    assert client_for(world.alice).get(url).status_code in {403, 404}


def plain(text: str) -> float:
    read = sentences_of(text)
    return max(grade(read, by_rule), grade(read, as_spoken))


@pytest.mark.parametrize("answer", [None, True, False])
@pytest.mark.parametrize("trusted", [True, False])
def test_every_page_and_letter_reads_easily(world: World, trusted: bool, answer: bool | None) -> None:
    if trusted:
        trust(world)
        [item] = removed_by_the_policy(world, "a1")
    else:
        item = removed_by_rita(world)
    client = proven()
    read = [client.get(f"{link()}appeal/").content.decode()]
    appeal = seller_appeals(item)
    if answer is not None:
        decide(world, appeal, by="ada", granted=answer)
    run_work()
    read.append(client.get(f"{link()}appeal/").content.decode())

    letters = [str(m.body) for m in mail.outbox if appeal.number in m.subject]
    assert letters
    grades = [plain(words_of(page)) for page in read] + [plain(letter) for letter in letters]
    assert max(grades) <= HARDEST, grades
