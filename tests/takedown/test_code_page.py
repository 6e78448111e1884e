"""The page between a link and what it can do: links that are forwarded, scanned, guessed or stolen do nothing."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.signing import dumps
from django.db import connection
from django.test import Client

from core import clock
from core.tenancy import SYSTEM, acting_as
from listings.models import SellerContact
from takedown.models import CounterDraft, CounterNotice, SellerCode, SellerNotice
from takedown.redress.codes.proving import COOKIE
from takedown.redress.codes.rules import MOST_AN_HOUR, PROVEN_FOR
from takedown.redress.notices import READABLE_FOR
from tests.portal.test_double_clicks import rows_of_every_table
from tests.stories import World, let_pass
from tests.takedown.answering import (
    SENT_BY_THE_SELLER,
    a_proven_browser,
    a_removed_listing,
    code_in_the_mail,
    filed,
    link_to,
)

PAGES = ("", "statement.json", "code/", "answer/", "answer/sent/")


@pytest.fixture
def notice(world: World) -> SellerNotice:
    return a_removed_listing(world)


def words(answer: Any) -> str:
    return str(answer.content.decode())


def test_who_wants_to_answer_is_asked_for_a_code_and_led_back(notice: SellerNotice) -> None:
    browser = Client()

    first = browser.get(link_to(notice, "answer/"), follow=True)
    browser.post(link_to(notice, "code/"), {"send": "1", "next": link_to(notice, "answer/")})
    last = browser.post(
        link_to(notice, "code/"),
        {"code": code_in_the_mail(), "next": link_to(notice, "answer/")},
        follow=True,
    )

    assert "Send me a code" in words(first)
    assert last.redirect_chain == [(link_to(notice, "answer/"), 302)]
    assert "Send my answer" in words(last)


def test_the_browser_keeps_the_proof_where_scripts_and_other_sites_cannot_get_at_it(
    notice: SellerNotice,
) -> None:
    cookie = a_proven_browser(notice).cookies[COOKIE]

    assert (cookie["httponly"], cookie["samesite"], cookie["path"]) == (True, "Strict", link_to(notice))
    assert cookie["max-age"] == PROVEN_FOR.total_seconds()


def test_opening_any_page_changes_nothing_however_often(notice: SellerNotice) -> None:
    filed(notice)
    before = rows_of_every_table()

    for page in PAGES:
        for method in (Client().get, Client().head):
            method(link_to(notice, page))

    assert rows_of_every_table() == before


def test_before_a_proof_no_page_shows_anything_personal(world: World, notice: SellerNotice) -> None:
    a_proven_browser(notice).post(
        link_to(notice, "answer/"), SENT_BY_THE_SELLER | {"story": "My aunt in Lyon sent them."}
    )
    forwarded_to = Client()

    shown = [words(forwarded_to.get(link_to(notice, page), follow=True)) for page in PAGES]

    assert "Your answer is with Lumora now." in shown[0]
    for page in shown:
        assert not any(secret in page for secret in ("sellers.example", "Sam Seller", "My aunt"))


def test_a_forwarded_link_acts_on_nothing(notice: SellerNotice) -> None:
    [counter] = filed(notice)
    browser = Client()

    browser.post(link_to(notice, "answer/"), SENT_BY_THE_SELLER)
    browser.post(link_to(notice, f"answer/{counter.id}/withdrawal/"))

    with acting_as(SYSTEM):
        assert CounterNotice.objects.get().status == "filed"
        assert not CounterDraft.objects.exists()


def test_a_link_that_is_none_gets_the_very_answer_of_an_unknown_one(notice: SellerNotice) -> None:
    link = link_to(notice)
    guessed = f"/notice/{'0' * 48}/"
    expired = {"expires_at": clock.now() - READABLE_FOR}
    revoked = {"expires_at": notice.expires_at, "revoked_at": clock.now()}
    stories: list[tuple[str, dict[str, Any]]] = [
        (guessed, {}),
        (link[:-9] + "/", {}),
        (link, expired),
        (link, revoked),
    ]
    for address, change in stories:
        with acting_as(SYSTEM):
            SellerNotice.objects.update(**change) if change else None
        for page in PAGES:
            asked = Client().get(address + page)
            sent = Client().post(address + page, {"send": "1", "code": "1"})
            assert asked.status_code == 404, (address, page)
            assert sent.status_code in {404, 405}
    with acting_as(SYSTEM):
        assert not SellerCode.objects.exists()


def test_what_a_proof_is_good_for_is_one_notice(world: World, notice: SellerNotice) -> None:
    """The test's browser sends its cookie everywhere, as a thief would."""
    browser = a_proven_browser(notice)
    another = a_removed_listing(world, "a2", brand="kestrel")

    browser.post(link_to(another, "answer/"), SENT_BY_THE_SELLER)

    with acting_as(SYSTEM):
        assert not CounterNotice.objects.exists()


def test_a_forged_proof_is_none(notice: SellerNotice) -> None:
    for forged in ("", "1", dumps("1", salt="takedown.seller-proof"), dumps(str(notice.id), salt="else")):
        browser = Client()
        browser.cookies[COOKIE] = forged

        assert "/code/" in browser.get(link_to(notice, "answer/"))["Location"]


def test_a_proof_holds_for_half_an_hour(notice: SellerNotice) -> None:
    browser = a_proven_browser(notice)
    assert browser.get(link_to(notice, "answer/")).status_code == 200

    let_pass(PROVEN_FOR)

    assert "/code/" in browser.get(link_to(notice, "answer/"))["Location"]


def test_what_was_typed_when_the_proof_ran_out_is_sent_with_one_more_click(notice: SellerNotice) -> None:
    browser = Client()
    typed = browser.post(link_to(notice, "answer/"), SENT_BY_THE_SELLER)
    carried = {"carried": typed.context["carried"], "next": link_to(notice, "answer/")}

    browser.post(link_to(notice, "code/"), {"send": "1", **carried})
    page = browser.post(link_to(notice, "code/"), {"code": code_in_the_mail(), **carried})

    assert "nothing was sent yet" in words(page)
    assert dict(page.context["fields"]) == SENT_BY_THE_SELLER


def test_what_claims_to_have_been_typed_and_was_not_is_passed_over(notice: SellerNotice) -> None:
    browser = Client()
    browser.post(link_to(notice, "code/"), {"send": "1"})
    code = code_in_the_mail()

    for carried in ("{", "{}", "[1]", '[["a"]]', '[["a", 1]]', "x" * 9):
        answer = browser.post(link_to(notice, "code/"), {"code": code, "carried": carried})

        assert (answer.status_code, answer["Location"]) == (302, link_to(notice))


def test_one_is_led_back_to_nowhere_else(notice: SellerNotice) -> None:
    browser = Client()
    browser.post(link_to(notice, "code/"), {"send": "1"})
    code = code_in_the_mail()

    for elsewhere in (
        "https://evil.example/",
        "//evil.example/",
        "/queue/",
        f"{link_to(notice)}../queue/",
        "",
    ):
        answer = browser.post(link_to(notice, "code/"), {"code": code, "next": elsewhere})

        assert answer["Location"] == link_to(notice)


def test_a_wrong_code_says_so_and_the_sixth_letter_in_an_hour_is_not_sent(notice: SellerNotice) -> None:
    browser, page = Client(), link_to(notice, "code/")
    for _ in range(MOST_AN_HOUR):
        browser.post(page, {"send": "1"})
        let_pass(timedelta(minutes=1))

    too_many = browser.post(page, {"send": "1"})
    wrong = browser.post(page, {"code": "1"})

    assert (too_many.status_code, wrong.status_code) == (422, 422)
    assert "No more codes for now" in words(too_many)
    assert "This code does not work" in words(wrong)


def test_a_seller_without_an_address_is_told_what_to_do_instead(notice: SellerNotice) -> None:
    with acting_as(SYSTEM):
        SellerContact.objects.update(email="")

    page = words(Client().get(link_to(notice, "code/")))

    assert "has no mail address of yours" in page
    assert "Send me a code" not in page


def test_pages_behind_the_link_are_kept_by_nobody(notice: SellerNotice) -> None:
    answer = Client().get(link_to(notice, "code/"))

    assert (answer["Cache-Control"], answer["X-Robots-Tag"]) == ("no-store", "noindex")
    assert answer["Referrer-Policy"] == "same-origin"


def test_no_code_is_read_out_of_the_ledger(notice: SellerNotice) -> None:
    browser = Client()
    browser.post(link_to(notice, "code/"), {"send": "1"})
    code = code_in_the_mail()

    with acting_as(SYSTEM), connection.cursor() as cursor:
        cursor.execute("SELECT string_agg(data::text, ' ') FROM core_auditevent")
        assert code not in cursor.fetchone()[0]
