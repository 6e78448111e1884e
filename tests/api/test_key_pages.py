"""API keys in the browser: shown once, made once however often one clicks, and gone at once."""

import logging
import re
from datetime import timedelta
from functools import partial
from typing import Any

import pytest
from django.contrib.auth.hashers import make_password
from django.test import Client

from accounts import api_keys, key_pages
from accounts.keys import keys_in
from accounts.models import ApiKey
from core import clock
from core.models import AuditEvent
from portal.logs import LineFormatter
from tests.api.program import Program, a_key
from tests.complaints.pages import all_of, text_of
from tests.racing import at_the_same_time
from tests.stories import World


@pytest.fixture
def alice(world: World, client_for: Any) -> Client:
    browser: Client = client_for(world.alice)
    return browser


def a_form(client: Client, **changes: Any) -> dict[str, Any]:
    """The form as the page gives it out, filled in."""
    page = client.get("/keys/new/").content.decode()
    [form_key] = re.findall(r'name="form_key" value="([\w-]+)"', page)
    form = {
        "form_key": form_key,
        "name": "watch service",
        "mode": "live",
        "scopes": ["rights:read"],
        "days": "90",
        "addresses": "",
    }
    return form | changes


def make(client: Client, **changes: Any) -> Any:
    return client.post("/keys/new/", a_form(client, **changes))


def secret_in(answer: Any) -> str:
    [secret] = set(keys_in(answer.content.decode()))
    return secret


# --- made ------------------------------------------------------------------------------------------------


def test_an_owner_makes_a_key_that_opens_the_api(alice: Client) -> None:
    made = make(alice)

    assert "this is the only time it is shown" in text_of(made)
    assert Program(secret=secret_in(made)).get("rights/").status_code == 200


@pytest.mark.parametrize("address", ["/keys/", "/keys/new/", "/keys/{id}/log/", "/keys/{id}/renewal/"])
def test_a_key_is_shown_by_no_page_afterwards(alice: Client, address: str) -> None:
    secret = secret_in(make(alice))
    [row] = all_of(ApiKey)

    page = alice.get(address.format(id=row.id)).content.decode()

    assert secret[-38:] not in page
    assert keys_in(page) == []


@pytest.mark.parametrize("way", ["made", "renewed"])
def test_no_cache_keeps_the_page_with_the_key(alice: Client, way: str) -> None:
    answer = make(alice)
    if way == "renewed":
        answer = alice.post(f"/keys/{all_of(ApiKey)[0].id}/renewal/")

    assert secret_in(answer)
    assert {"no-store", "private"} <= set(answer["Cache-Control"].split(", "))


def test_the_key_stands_in_no_row_and_in_no_form_that_is_kept(alice: Client) -> None:
    """static/js/draft.js keeps what stands in the fields of forms with data-draft."""
    made = make(alice)
    page, secret = made.content.decode(), secret_in(made)

    assert 'data-draft="' not in page
    assert not re.findall(r"<(?:input|textarea)[^>]*jf_live", page)
    rows = [str(vars(row)) for model in (ApiKey, AuditEvent) for row in all_of(model)]
    assert not [row for row in rows if secret[-38:-6] in row]


def test_a_key_that_is_sent_to_the_wrong_place_is_masked_in_the_log(
    alice: Client, caplog: pytest.LogCaptureFixture
) -> None:
    secret = secret_in(make(alice))

    with caplog.at_level(logging.DEBUG):
        alice.get("/nothing-here/", {"key": secret})
        logging.getLogger("portal").warning("GET /rights/?key=%s", secret)

    lines = "\n".join(map(LineFormatter().format, caplog.records))
    assert "GET /rights/?key=" in lines
    assert secret[-38:] not in lines


# --- made once -------------------------------------------------------------------------------------------


def test_two_clicks_make_one_key_and_whichever_answer_is_seen_shows_it(alice: Client) -> None:
    form = a_form(alice)

    first, second = (alice.post("/keys/new/", form) for _ in range(2))

    assert secret_in(first) == secret_in(second)
    assert len(all_of(ApiKey)) == len(all_of(AuditEvent, event="api_key.made")) == 1
    assert Program(secret=secret_in(second)).get("rights/").status_code == 200


def test_two_clicks_at_the_same_moment_make_one_key(committed: None, world: World, client_for: Any) -> None:
    browsers = [client_for(world.alice) for _ in range(2)]
    form = a_form(browsers[0])

    answers = at_the_same_time(*(partial(browser.post, "/keys/new/", form) for browser in browsers))

    assert len({secret_in(answer) for answer in answers}) == 1
    assert len(all_of(ApiKey)) == len(all_of(AuditEvent, event="api_key.made")) == 1


def test_two_clicks_renew_once(alice: Client, world: World) -> None:
    old = a_key(world).row
    address = f"/keys/{old.id}/renewal/"
    [form_key] = re.findall(r'name="form_key" value="([\w-]+)"', alice.get(address).content.decode())

    first, second = (alice.post(address, {"form_key": form_key}) for _ in range(2))

    assert secret_in(first) == secret_in(second)
    assert len(all_of(ApiKey, renewed_from=old)) == 1


def test_the_same_form_sent_later_shows_nothing(alice: Client) -> None:
    form = a_form(alice)
    secret = secret_in(alice.post("/keys/new/", form))

    with clock.shifted(api_keys.SECOND_CLICK + timedelta(seconds=1)):
        late = alice.post("/keys/new/", form, follow=True)

    assert "has been made already, and its key was shown then" in text_of(late)
    assert secret not in late.content.decode()
    assert len(all_of(ApiKey)) == 1


@pytest.mark.parametrize("change", [{"name": "another"}, {"mode": "test"}, {"scopes": ["standing:read"]}])
def test_the_same_form_with_other_content_shows_nothing(alice: Client, change: dict[str, Any]) -> None:
    form = a_form(alice)
    alice.post("/keys/new/", form)

    answer = alice.post("/keys/new/", form | change, follow=True)

    assert keys_in(answer.content.decode()) == []
    assert len(all_of(ApiKey)) == 1


def test_what_another_persons_form_draws_is_another_key(world: World, alice: Client, client_for: Any) -> None:
    form = a_form(alice)

    ours, theirs = alice.post("/keys/new/", form), client_for(world.charlie).post("/keys/new/", form)

    assert secret_in(ours) != secret_in(theirs)


def test_two_forms_with_the_same_content_are_two_keys(alice: Client) -> None:
    assert secret_in(make(alice)) != secret_in(make(alice))


# --- refused ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"scopes": []}, "Choose at least one thing that the key may do."),
        ({"mode": "test", "scopes": ["rights:write"]}, "A test key cannot add rights"),
        ({"addresses": "203.0.113.0/24, my office"}, "“my” is no address or network"),
        ({"name": ""}, "Name: This field is required."),
        ({"days": "5000"}, "Ends after: Select a valid choice."),
        ({"name": "a\x00b"}, "Null characters are not allowed."),
    ],
)
def test_bad_input_comes_back_filled_in_with_words_that_help(
    alice: Client, change: dict[str, Any], words: str
) -> None:
    form = a_form(alice, **({"name": "night watch"} | change))

    answer = alice.post("/keys/new/", form)

    page = answer.content.decode()
    assert words in text_of(answer)
    assert "<title>Error:" in page
    assert f'value="{form["form_key"]}"' in page
    assert form["addresses"] in page
    assert change.get("name", "night watch").replace("\x00", "") in page
    assert all_of(ApiKey) == []


def test_what_is_wrong_stands_beside_its_field(alice: Client) -> None:
    page = make(alice, addresses="my office").content.decode()

    assert 'href="#id_addresses"' in page
    assert re.search(r'<textarea[^>]*aria-invalid="true"', page)


@pytest.mark.parametrize("name", ["oscar", "vera", "rita", "ada", "audrey"])
@pytest.mark.parametrize("address", ["/keys/", "/keys/new/", "/keys/{id}/log/", "/keys/{id}/revocation/"])
def test_nobody_but_owners_and_agencies_meets_keys(
    world: World, client_for: Any, name: str, address: str
) -> None:
    row = a_key(world).row
    assert row is not None

    assert client_for(world.people[name]).get(address.format(id=row.id)).status_code == 403


def test_somebody_who_signed_in_long_ago_says_their_password_first(world: World, client: Client) -> None:
    world.alice.password = make_password("correct horse")
    world.alice.save(update_fields=["password"])
    client.force_login(world.alice, backend="allauth.account.auth_backends.AuthenticationBackend")

    asked = client.get("/keys/new/")
    assert asked["Location"].startswith("/accounts/reauthenticate/")
    client.post(asked["Location"], {"password": "correct horse"})

    assert secret_in(make(client))


# --- the list, renewing, revoking, the log ---------------------------------------------------------------


def test_the_list_is_empty_until_there_is_a_key(alice: Client) -> None:
    assert "No key yet" in text_of(alice.get("/keys/"))

    make(alice, name="night watch", addresses="203.0.113.7")

    listed = text_of(alice.get("/keys/"))
    assert "night watch" in listed
    assert "203.0.113.7/32" in listed
    assert "not in 30 days" in listed


def test_renewing_says_first_what_it_does_and_then_does_it(alice: Client, world: World) -> None:
    old = a_key(world)
    address = f"/keys/{old.row.id}/renewal/"

    assert "The old one works for 7 more days" in text_of(alice.get(address))
    assert len(all_of(ApiKey)) == 1
    renewed = Program(secret=secret_in(alice.post(address)))

    assert [p.get("rights/").status_code for p in (old, renewed)] == [200, 200]
    with clock.shifted(timedelta(days=8)):
        assert [p.get("rights/").status_code for p in (old, renewed)] == [401, 200]


def test_a_key_is_renewed_once(alice: Client, world: World) -> None:
    address = f"/keys/{a_key(world).row.id}/renewal/"
    alice.post(address)

    again = alice.post(address, follow=True)

    assert "This key has been renewed already." in text_of(again)
    assert keys_in(again.content.decode()) == []


def test_revoking_says_first_what_it_does_and_then_does_it(alice: Client, world: World) -> None:
    program = a_key(world)
    address = f"/keys/{program.row.id}/revocation/"

    assert "A revoked key cannot be brought back." in text_of(alice.get(address))
    assert program.get("rights/").status_code == 200
    revoked = alice.post(address, follow=True)

    assert "watch service is revoked. It opens nothing any more." in text_of(revoked)
    assert program.get("rights/").status_code == 401


def test_the_log_shows_what_was_refused_too(alice: Client, world: World) -> None:
    program = a_key(world, scopes=("rights:read",))
    address = f"/keys/{program.row.id}/log/"
    assert "Not used yet" in text_of(alice.get(address))

    program.get("rights/")
    program.get("complaints/")
    program.post("rights/", {"title": "Lumora"})

    log = text_of(alice.get(address))
    assert "GET /api/v1/rights/" in log
    assert "403 scope_missing" in log
    assert "POST /api/v1/rights/" in log


def test_a_long_log_shows_its_latest_lines(
    alice: Client, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(key_pages, "LOG_LINES", 2)
    program = a_key(world)
    for path in ("standing/", "rights/", "complaints/"):
        program.get(path)

    log = text_of(alice.get(f"/keys/{program.row.id}/log/"))

    assert "/api/v1/complaints/" in log
    assert "/api/v1/standing/" not in log


# --- without JavaScript ----------------------------------------------------------------------------------


@pytest.mark.parametrize("address", ["/keys/new/", "/keys/{id}/renewal/", "/keys/{id}/revocation/"])
def test_every_form_is_sent_without_javascript(alice: Client, world: World, address: str) -> None:
    page = alice.get(address.format(id=a_key(world).row.id)).content.decode()
    [form] = re.findall(r'<main.*?(<form.*?method="post".*?</form>)', page, re.DOTALL)

    assert "hx-" not in form
    assert "csrfmiddlewaretoken" in form
    assert re.search(r'<button[^>]*type="submit"', form)
