"""The page on which a seller answers: five questions, a draft that waits, a receipt that stays true."""

import re
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from core.tenancy import SYSTEM, acting_as
from takedown.models import CounterDraft, CounterFile, CounterNotice, SellerNotice
from tests.fakes import a_picture
from tests.stories import World, run_work
from tests.takedown.answering import (
    SENT_BY_THE_SELLER,
    a_proven_browser,
    a_removed_listing,
    filed,
    link_to,
    sell_to,
    the_notice,
)
from tests.takedown.delivery import overturned_by
from tests.takedown.test_two_brands import Pair, both  # noqa: F401 - a fixture

READ_CHINA = {"read": "cn_ecommerce_43 1 en", "law": "cn_ecommerce_43"}


@pytest.fixture
def notice(world: World) -> SellerNotice:
    return a_removed_listing(world)


def words(answer: Any) -> str:
    return str(answer.content.decode())


def send(browser: Client, notice: SellerNotice, **changes: Any) -> Any:
    return browser.post(link_to(notice, "answer/"), SENT_BY_THE_SELLER | changes)


def a_file(name: str = "bill.jpg", colour: str = "navy") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, a_picture(colour))


def counters() -> list[CounterNotice]:
    with acting_as(SYSTEM):
        return list(CounterNotice.objects.order_by("filed_at", "id"))


def drafts() -> list[CounterDraft]:
    with acting_as(SYSTEM):
        return list(CounterDraft.objects.all())


def required_fields(page: str) -> set[str]:
    tags = re.findall(r"<(?:input|textarea|select)\b[^>]*\brequired\b[^>]*>", page)
    return {re.search(r'name="(\w+)"', tag)[1] for tag in tags}  # type: ignore[index]


def test_the_notice_leads_there_and_then_tells_how_it_stands(notice: SellerNotice) -> None:
    before = words(Client().get(link_to(notice)))
    [counter] = filed(notice)
    waiting = words(Client().get(link_to(notice)))
    run_work()
    after = words(Client().get(link_to(notice)))

    assert link_to(notice, "answer/") in before
    assert "The time starts when the brand has your answer." in waiting
    assert counter.number in after
    assert "If Lumora does not act, your listing comes back." in after
    assert f'href="{link_to(notice, "answer/")}"' not in after


def test_it_is_sent_and_the_receipt_shows_all_of_it(notice: SellerNotice) -> None:
    browser = a_proven_browser(notice)

    answer = send(browser, notice, uploads=[a_file()])

    assert answer["Location"] == link_to(notice, "answer/sent/")
    page = words(browser.get(answer["Location"]))
    [counter] = counters()
    for said in (
        counter.number,
        "Sam Seller",
        "bill.jpg",
        "own shop in Lyon",
        "I believe in good faith",
        "Lumora",
    ):
        assert said in page
    assert drafts() == []


def test_what_is_wrong_is_named_and_nothing_typed_is_lost(notice: SellerNotice) -> None:
    browser = a_proven_browser(notice)

    answer = send(browser, notice, name="", statements="", uploads=[a_file()])

    page = words(answer)
    assert answer.status_code == 422
    assert "Sign with your name." in page
    assert "Read what you sign, and tick the box." in page
    assert "own shop in Lyon" in page
    assert "bill.jpg" in page
    assert counters() == []


def test_whatever_is_typed_is_kept_but_for_what_no_database_keeps(notice: SellerNotice) -> None:
    browser = a_proven_browser(notice)

    answer = send(browser, notice, story="a\0b" + "x" * 6000, grounds=["\0", "x"], law="\0", form_key="\0")

    assert answer.status_code == 422
    assert drafts()[0].answers["story"].startswith("abx")


def test_a_draft_waits_behind_the_link(notice: SellerNotice) -> None:
    browser = a_proven_browser(notice)
    saved = browser.post(
        link_to(notice, "answer/"), {"story": "Half a thought", "save": "1", "uploads": [a_file()]}
    )

    page = words(a_proven_browser_later(notice).get(link_to(notice, "answer/")))

    assert saved["Location"] == link_to(notice, "answer/")
    assert "Half a thought" in page
    assert "bill.jpg" in page
    assert counters() == []


def a_proven_browser_later(notice: SellerNotice) -> Client:
    with acting_as(SYSTEM):
        notice.codes.update(made_at=notice.written_at)
    return a_proven_browser(notice)


def test_a_file_can_be_left_out_again(notice: SellerNotice) -> None:
    browser = a_proven_browser(notice)
    browser.post(link_to(notice, "answer/"), {"save": "1", "uploads": [a_file(), a_file("b.jpg", "olive")]})
    [draft] = drafts()

    send(browser, notice, drop=[draft.files[0]["sha256"]])

    with acting_as(SYSTEM):
        assert [row.file.name for row in CounterFile.objects.select_related("file")] == ["b.jpg"]


def test_a_file_that_is_no_picture_and_no_pdf_is_refused_by_name(notice: SellerNotice) -> None:
    browser = a_proven_browser(notice)
    program = BytesIO(b"MZ\x90\x00")
    program.name = "bill.exe"

    sent = send(browser, notice, uploads=[program])
    saved = browser.post(
        link_to(notice, "answer/"), {"save": "1", "uploads": [SimpleUploadedFile("e.pdf", b"")]}
    )

    assert "bill.exe is not a JPEG, PNG, WebP or PDF file." in words(sent)
    assert "e.pdf is empty." in words(saved)
    assert counters() == []


def test_the_seller_reads_what_the_brand_will_get(world: World) -> None:
    sell_to(world, "CN")
    notice = a_removed_listing(world)
    browser = a_proven_browser(notice)

    page = words(browser.get(link_to(notice, "answer/")))
    chinese = words(
        browser.post(link_to(notice, "answer/"), {"law": "cn_ecommerce_43", "change": "1"}, follow=True)
    )

    assert "What Lumora will get" in page
    assert "your phone number" not in page
    assert "your phone number" in chinese
    assert "Not your mail address." in chinese


def test_a_law_is_signed_only_after_its_statements_were_read(world: World) -> None:
    sell_to(world, "CN")
    notice = a_removed_listing(world)
    browser = a_proven_browser(notice)

    unread = send(browser, notice, law="cn_ecommerce_43")
    unproven = send(browser, notice, address="Road 1", phone="1", **READ_CHINA)
    read = send(browser, notice, address="Road 1", phone="1", uploads=[a_file()], **READ_CHINA)

    assert "You chose another rule" in words(unread)
    assert (unread.status_code, unproven.status_code, read.status_code) == (422, 422, 302)
    [counter] = counters()
    assert (counter.law, counter.address) == ("cn_ecommerce_43", "Road 1")


def test_no_law_asks_for_more_than_seven_fields(world: World, both: Pair) -> None:  # noqa: F811
    sell_to(world, "CN", "US")
    notice = the_notice()
    browser = a_proven_browser(notice)

    page = words(browser.get(link_to(notice, "answer/")))
    chinese = words(
        browser.post(link_to(notice, "answer/"), {"law": "cn_ecommerce_43", "change": "1"}, follow=True)
    )

    # Which complaint, and by which rule, is filled in already.
    assert required_fields(page) - {"law"} == {"why", "story", "name", "statements"}
    assert len(required_fields(chinese) - {"law"}) == 7


def test_of_two_brands_the_seller_chooses(world: World, both: Pair) -> None:  # noqa: F811
    notice = the_notice()
    browser = a_proven_browser(notice)
    page = browser.get(link_to(notice, "answer/"))
    [first, _second] = [value for value, _ in page.context["form"].fields["grounds"].choices]

    none = send(browser, notice)
    one = send(browser, notice, grounds=[first])
    rest = words(browser.get(link_to(notice, "answer/sent/")))

    assert "Choose which complaint you answer." in words(none)
    assert one.status_code == 302
    assert len(counters()) == 1
    assert "Answer another complaint" in rest


def test_the_same_form_sent_twice_is_one_answer(notice: SellerNotice) -> None:
    browser = a_proven_browser(notice)
    key = str(browser.get(link_to(notice, "answer/")).context["form"].initial["form_key"])

    for _ in range(2):
        assert send(browser, notice, form_key=key, uploads=[a_file()]).status_code == 302

    assert len(counters()) == 1
    assert drafts() == []


def test_taking_it_back_is_asked_first(notice: SellerNotice) -> None:
    browser = a_proven_browser(notice)
    [counter] = filed(notice)
    address = link_to(notice, f"answer/{counter.id}/withdrawal/")

    asked = words(browser.get(address))
    assert counters()[0].status == "filed"
    done = words(browser.post(address, follow=True))

    assert "Take your answer back?" in asked
    assert "You took your answer back." in done
    assert counters()[0].status == "withdrawn"
    assert link_to(notice, "answer/") in words(Client().get(link_to(notice)))


def test_an_answer_to_another_removal_is_not_found(world: World, notice: SellerNotice) -> None:
    [counter] = filed(notice)
    another = a_removed_listing(world, "a2", brand="kestrel")

    answer = a_proven_browser(another).post(link_to(another, f"answer/{counter.id}/withdrawal/"))

    assert answer.status_code == 404
    assert counters()[0].status == "filed"


def test_when_nothing_is_left_to_answer_the_page_says_why(world: World, notice: SellerNotice) -> None:
    browser = a_proven_browser(notice)
    with acting_as(SYSTEM):
        item = notice.removal.grounds.get().item
    overturned_by(world, "rupert", item)

    page = words(browser.get(link_to(notice, "answer/")))

    assert "Your listing is on its way back. There is nothing to answer." in page
    assert "Answer this" not in words(Client().get(link_to(notice)))


def test_staff_revoke_a_link_on_the_items_page(world: World, notice: SellerNotice, client_for: Any) -> None:
    with acting_as(SYSTEM):
        item = notice.removal.grounds.get().item_id
    browser = client_for(world.rita)
    page = words(browser.get(f"/staff/items/{item}/"))
    url, body = f"/staff/items/{item}/link/revocation/", {"notice": str(notice.id)}

    unexplained = browser.post(url, body, follow=True)
    done = browser.post(url, body | {"reason": "It was posted in a forum."}, follow=True)

    assert url in page
    assert "Nothing was revoked: say why." in words(unexplained)
    assert "The link opens nothing any more." in words(done)
    assert Client().get(link_to(notice)).status_code == 404
    assert Client().get(link_to(the_notice())).status_code == 200
