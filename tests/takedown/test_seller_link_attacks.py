"""The seller's link under attack: guessed, expired, revoked, replayed, prefetched by a mail scanner, forwarded.

Nothing is acted, and nothing personal is shown.
"""

import logging
import re
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from complaints.models import Evidence
from core import clock
from core.ids import new_id
from core.tenancy import SYSTEM, acting_as
from portal.logs import LineFormatter
from takedown.models import Ground, LicenceClaim, SellerCode, SellerNotice
from takedown.redress.codes import revoking
from takedown.redress.codes.asking import digits_of
from takedown.redress.notices import token_of
from tests.fakes import a_picture
from tests.stories import World, file, items_of, manager_decides, run_work
from tests.takedown.notice_states import the_notice

SECRET = "s1@sellers.example"


@pytest.fixture
def notice(world: World) -> SellerNotice:
    """About a picture, so that everything can be done that a notice offers; one file may be seen by the seller."""
    complaint = file(world, "a1", reason="mark_in_title")
    run_work()
    manager_decides(world, items_of(complaint)[0])
    with acting_as(SYSTEM):
        Evidence.objects.filter(complaint_id=complaint.id).update(shareable=True)
    return the_notice()


def names() -> list[str]:
    """Every address behind a seller's link."""

    def walk(patterns: list[Any], before: str = "") -> Iterator[str]:
        for pattern in patterns:
            path = before + str(pattern.pattern)
            if isinstance(pattern, URLResolver):
                yield from walk(pattern.url_patterns, path)
            elif isinstance(pattern, URLPattern) and path.startswith("notice/<str:token>/"):
                yield pattern.name

    return sorted(walk(get_resolver().url_patterns))


def addresses(token: str, notice: SellerNotice) -> list[str]:
    """Each of them, with what this notice has."""
    with acting_as(SYSTEM):
        ground = Ground.objects.get(removal_id=notice.removal_id)
        shared = Evidence.objects.get(shareable=True)
    known: dict[str, Any] = {"ground_id": ground.id, "file_id": shared.file_id}
    found = []
    for name in names():
        arguments = get_resolver().reverse_dict.getlist(name)[0][0][0][1]
        wanted = {argument: known.get(argument, new_id()) for argument in arguments if argument != "token"}
        found.append(reverse(name, kwargs={"token": token, **wanted}))
    return found


_COUNT = """
SELECT string_agg(format('SELECT %L AS name, md5(string_agg(t::text, '','' ORDER BY t::text)) FROM %I t', tablename, tablename),
    ' UNION ALL ')
FROM pg_tables WHERE schemaname = 'public'
"""


def everything() -> dict[str, str]:
    """A digest of every row of every table."""
    with acting_as(SYSTEM), connection.cursor() as cursor:
        cursor.execute(_COUNT)
        cursor.execute(cursor.fetchone()[0])
        return dict(cursor.fetchall())


def forms(notice: SellerNotice) -> list[dict[str, Any]]:
    """What somebody without a code might send to any of them."""
    return [
        {"giver": "Me", "uploads": SimpleUploadedFile("x.jpg", a_picture(), "image/jpeg")},
        {"ask": "1"},
        {"code": "000000"},
        {"send": "1", "why": "mistake", "signed_name": "Me"},
    ]


def proven(notice: SellerNotice) -> Client:
    """A browser in which the seller has typed the code from the letter."""
    browser, path = Client(), reverse("seller-code", args=[token_of(notice.id)])
    browser.post(path, {"send": "1"})
    with acting_as(SYSTEM):
        code = digits_of(SellerCode.objects.filter(notice=notice).latest("made_at"))
    browser.post(path, {"code": code})
    return browser


def claim_path(notice: SellerNotice) -> str:
    with acting_as(SYSTEM):
        ground = Ground.objects.get(removal_id=notice.removal_id)
    return reverse("seller-licence", args=[token_of(notice.id), ground.id])


def a_claim() -> dict[str, Any]:
    return {"giver": "Northern Goods", "uploads": SimpleUploadedFile("x.jpg", a_picture(), "image/jpeg")}


def claims() -> int:
    with acting_as(SYSTEM):
        return LicenceClaim.objects.count()


# --- prefetched ------------------------------------------------------------------------------------------


def test_a_mail_scanner_that_opens_everything_changes_nothing(notice: SellerNotice) -> None:
    paths = addresses(token_of(notice.id), notice)
    before = everything()

    for path in paths:
        for query in ("", "?language=zh-hans", "?next=/notice/"):
            Client().get(path + query)
            Client().head(path + query)

    assert len(paths) >= 6
    assert [name for name, digest in everything().items() if before[name] != digest] == []
    assert [m for m in mail.outbox if "code" in m.subject] == []


# --- guessed, expired, revoked ---------------------------------------------------------------------------


def expire(world: World, notice: SellerNotice) -> None:
    with acting_as(SYSTEM):
        SellerNotice.objects.update(expires_at=clock.now() - timedelta(seconds=1))


def revoke(world: World, notice: SellerNotice) -> None:
    rita = world.actor("rita")
    with acting_as(rita):
        revoking.revoke_link(notice.id, reason="It was forwarded.", by=rita, now=clock.now())


def same(answer: Any) -> str:
    """Every page carries a fresh token against forgery, a fresh nonce and a reference, and repeats its own address."""
    return re.sub(
        r'[A-Za-z0-9]{64}|nonce="[^"]+"|[0-9a-f]{48}|[0-9a-f-]{36}|[0-9a-f]{12}', "", answer.content.decode()
    )


@pytest.mark.parametrize("end", [expire, revoke])
def test_an_expired_or_revoked_link_gets_the_answer_of_a_guessed_one_everywhere(
    world: World, notice: SellerNotice, end: Callable[[World, SellerNotice], None]
) -> None:
    good, guessed = (addresses(token, notice) for token in (token_of(notice.id), "0" * 48))
    end(world, notice)
    before = everything()

    for here, there in zip(good, guessed, strict=True):
        answers = [Client().get(here), Client().get(there)]
        answers += [Client().post(path, body) for path in (here, there) for body in forms(notice)]
        assert {answer.status_code for answer in answers} <= {404, 405}, here
        assert same(answers[0]) == same(answers[1])
        assert SECRET not in answers[0].content.decode()
    changed = {name for name, digest in everything().items() if before[name] != digest}
    assert changed <= {"django_session"}


def test_a_proof_ends_with_its_link(world: World, notice: SellerNotice) -> None:
    browser = proven(notice)
    revoke(world, notice)

    assert browser.post(claim_path(notice), a_claim()).status_code == 404
    assert claims() == 0


# --- forwarded -------------------------------------------------------------------------------------------


def test_whoever_was_forwarded_the_link_reads_but_does_nothing(notice: SellerNotice) -> None:
    paths = addresses(token_of(notice.id), notice)
    before = everything()

    for path in paths:
        for body in forms(notice):
            # A code may be asked for: it goes to the seller's own address.
            if "code" in body or not path.endswith("/code/"):
                Client().post(path, body)

    changed = {name for name, digest in everything().items() if before[name] != digest}
    # A wrong guess at a code is counted, once there is one.
    assert changed <= {"django_session", "takedown_sellercode", "core_auditevent"}
    assert claims() == 0


def test_without_a_code_no_page_shows_what_is_personal(world: World, notice: SellerNotice) -> None:
    seller = proven(notice)
    seller.post(claim_path(notice), a_claim() | {"words": "My name is Sam Seller."})
    run_work()

    for path in addresses(token_of(notice.id), notice):
        answer = Client().get(path, follow=True)
        page = answer.content.decode("utf-8", "replace") if not answer.streaming else ""
        for personal in (SECRET, "Sam Seller", "Northern Goods", "Rita", "Oscar", "proof.jpg"):
            assert personal not in page, (path, personal)


def test_a_proof_for_one_notice_is_none_for_another(world: World, notice: SellerNotice) -> None:
    complaint = file(world, "b1", reason="mark_in_title")
    run_work()
    manager_decides(world, items_of(complaint)[0])
    with acting_as(SYSTEM):
        other = SellerNotice.objects.get(removal__listing__ref="b1")
    browser = proven(notice)
    # A browser that is told to send the cookie everywhere.
    browser.cookies["seller_proof"]["path"] = "/"

    answer = browser.post(claim_path(other), a_claim())

    assert answer.status_code == 200
    assert claims() == 0


# --- replayed --------------------------------------------------------------------------------------------


def test_a_code_that_was_used_opens_no_second_browser_later(world: World, notice: SellerNotice) -> None:
    proven(notice)
    with acting_as(SYSTEM):
        code = SellerCode.objects.get(notice=notice)
        SellerCode.objects.filter(id=code.id).update(
            made_at=clock.now() - timedelta(minutes=2), used_at=clock.now() - timedelta(minutes=1)
        )
    second, path = Client(), reverse("seller-code", args=[token_of(notice.id)])

    assert second.post(path, {"code": digits_of(code)}).status_code == 422
    assert second.get(claim_path(notice)).status_code == 302


def test_what_was_sent_is_not_done_twice_when_it_is_sent_again(notice: SellerNotice) -> None:
    browser = proven(notice)

    for _ in range(3):
        browser.post(claim_path(notice), a_claim())

    assert claims() == 1


# --- what is left behind ---------------------------------------------------------------------------------


def test_no_page_tells_another_site_where_one_came_from_and_none_is_kept(notice: SellerNotice) -> None:
    browser = proven(notice)

    for path in addresses(token_of(notice.id), notice):
        answer = browser.get(path)
        assert answer["Referrer-Policy"] in {"no-referrer", "same-origin"}, path
        assert "no-store" in answer["Cache-Control"], path
        assert answer["X-Robots-Tag"] == "noindex", path


def test_no_log_line_holds_the_link(notice: SellerNotice, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        browser = proven(notice)
        for path in addresses(token_of(notice.id), notice):
            browser.get(path)
            browser.post(path, {"x": "1"})

    lines = [LineFormatter("%(message)s").format(record) for record in caplog.records]
    assert lines
    assert not [line for line in lines if token_of(notice.id) in line]


def test_the_link_is_stored_nowhere(notice: SellerNotice) -> None:
    proven(notice).post(claim_path(notice), a_claim())
    run_work()

    found: Counter[str] = Counter()
    with acting_as(SYSTEM), connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        for (table,) in cursor.fetchall():
            cursor.execute(
                f'SELECT count(*) FROM "{table}" t WHERE t::text LIKE %s', [f"%{token_of(notice.id)}%"]
            )
            found[table] += cursor.fetchone()[0]
    assert +found == Counter()
