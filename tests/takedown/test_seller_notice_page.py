"""The seller's notice: a page behind a link, readable without an account."""

import logging
import re

import pytest
from django.core import mail
from django.test import Client
from django.urls import NoReverseMatch, reverse

from core import clock
from core.tenancy import SYSTEM, acting_as
from listings.connectors.base import Rejected
from portal.logs import LineFormatter
from takedown.models import Removal, SellerNotice
from takedown.redress.notices import token_of
from takedown.removal.restore import overturn
from tests import stories
from tests.past import trust

pytestmark = pytest.mark.django_db


def words(answer):
    return answer.content.decode()


@pytest.fixture
def item(world):
    complaint = stories.file(world, "a1", by="charlie", brand="kestrel")
    stories.run_work()
    return stories.items_of(complaint)[0]


def the_notice():
    with acting_as(SYSTEM):
        return SellerNotice.objects.get()


def link():
    return f"/notice/{token_of(the_notice().id)}/"


def test_it_says_what_whose_right_why_and_where_it_stands(world, item):
    stories.manager_decides(world, item)

    page = words(Client().get(link()))

    for said in (
        "Kestrel Audio handbag a1",
        "Kestrel Audio (Trademark",
        "The article itself is a fake",
        "A person at the marketplace looked",
        "Off sale",
        "What you can do",
        item.complaint.number,
    ):
        assert said in page


def test_a_decision_by_the_policy_is_called_one(world):
    trust(world)
    stories.file(world, "auto")
    stories.run_work()
    [new] = _ids()

    assert "A program decided, under published rules" in words(Client().get(f"/notice/{token_of(new)}/"))


def _ids():
    with acting_as(SYSTEM):
        return list(SellerNotice.objects.values_list("id", flat=True))


def test_it_tells_when_the_listing_is_back(world, item):
    stories.manager_decides(world, item)
    rupert = world.actor("rupert")
    with acting_as(rupert):
        overturn(item.id, explanation="They are genuine.", by=rupert, now=clock.now())
    assert "Being put back on sale" in words(Client().get(link()))

    stories.run_work()

    page = words(Client().get(link()))
    assert "Back on sale" in page
    assert "You need to do nothing." in page


def test_it_tells_when_the_removal_never_took_effect(world, item):
    world.site.fail("hide", Rejected("No.", status=422))
    stories.manager_decides(world, item)

    assert "Never took effect" in words(Client().get(link()))


def test_it_tells_nothing_that_is_not_the_sellers(world, item):
    stories.manager_decides(world, item, explanation="The stitching gives it away.")

    page = words(Client().get(link()))

    for secret in (
        "stitching",
        "proof.jpg",
        "Rita",
        "Charlie",
        "score",
        "s1@sellers.example",
        "These are fakes.",
    ):
        assert secret not in page


def test_it_is_kept_from_caches_referrers_and_search_engines(world, item):
    stories.manager_decides(world, item)

    answer = Client().get(link())

    assert answer["Referrer-Policy"] == "no-referrer"
    assert answer["Cache-Control"] == "no-store"
    assert answer["X-Robots-Tag"] == "noindex"


def test_reading_changes_nothing(world, item):
    stories.manager_decides(world, item)
    before = _everything()

    Client().get(link())
    Client().head(link())

    assert _everything() == before
    assert Client().post(link()).status_code == 405


def _everything():
    with acting_as(SYSTEM):
        return list(SellerNotice.objects.values()), list(Removal.objects.values())


def _own(answer):
    """The address that was asked for, to which a change of the language comes back."""
    return answer.wsgi_request.get_full_path()


def test_a_wrong_and_an_expired_link_get_the_same_answer(world, item):
    stories.manager_decides(world, item)
    good = link()
    wrong = f"/notice/{'0' * 48}/"
    with acting_as(SYSTEM):
        SellerNotice.objects.update(expires_at=clock.now())

    answers = [Client().get(path) for path in (good, wrong, "/notice/short/", "/notice/%00%2E/")]

    assert {answer.status_code for answer in answers} == {404}
    # Every page carries a fresh CSRF token, a fresh nonce, and what finds it in the logs.
    fresh = r'[A-Za-z0-9]{64}|nonce="[^"]+"|\b[0-9a-f]{12}\b'
    assert len({re.sub(fresh, "", words(answer).replace(_own(answer), "")) for answer in answers}) == 1
    assert {answer["Referrer-Policy"] for answer in answers} == {"no-referrer"}
    assert {answer["Cache-Control"] for answer in answers} == {"no-store"}


def test_one_link_opens_one_notice(world, item):
    stories.manager_decides(world, item)
    other = stories.file(world, "b1", by="charlie", brand="kestrel")
    stories.run_work()
    stories.manager_decides(world, stories.items_of(other)[0])

    for id in _ids():
        page = words(Client().get(f"/notice/{token_of(id)}/"))
        assert ("handbag a1" in page) != ("handbag b1" in page)


@pytest.mark.parametrize("name", ["alice", "rita", "nina"])
def test_being_signed_in_makes_no_difference(world, client_for, item, name):
    stories.manager_decides(world, item)

    answer = client_for(world.people[name]).get(link())

    assert answer.status_code == 200
    assert world.people[name].name not in words(answer)


def test_the_mail_carries_the_link(world, item):
    stories.manager_decides(world, item)

    [letter] = [m for m in mail.outbox if m.to == ["s1@sellers.example"]]

    assert link() in letter.body
    assert "Kestrel Audio has complained" in letter.body
    assert "&" not in letter.body


def line_of(caplog):
    return "\n".join(LineFormatter("%(message)s").format(record) for record in caplog.records)


def test_no_log_line_holds_a_link(world, item, caplog, settings):
    stories.manager_decides(world, item)
    good, bad = link(), "/notice/" + "a" * 47 + "/"
    settings.ALLOWED_HOSTS = ["testserver"]

    with caplog.at_level(logging.DEBUG):
        Client().get(bad)
        Client().get(good, {"x": "1"})
        Client(enforce_csrf_checks=True).post(good)

    lines = line_of(caplog)
    assert "/notice/…/" in lines
    assert token_of(the_notice().id) not in lines
    assert "a" * 47 not in lines


def test_a_traceback_is_masked_too(world, caplog):
    token = token_of(world.marketplace.id)

    try:
        reverse("no-such-page", args=[token])
    except NoReverseMatch:
        logging.getLogger("x").exception("broken")

    assert "Traceback" in line_of(caplog)

    assert token not in line_of(caplog)
