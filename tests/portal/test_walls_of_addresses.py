"""Every address, asked by everybody: with both walls, and with each wall alone."""

import re
from collections.abc import Callable, Iterator
from typing import Any
from uuid import UUID

import pytest
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse

from core import tenancy
from core.ids import new_id
from core.tenancy import Actor, TenantQuerySet
from portal.logs import JsonFormatter
from tests.portal.addresses import EVERYBODY, ROWS, Row, Things, names_of_addresses, things
from tests.stories import World

WORKED = {200, 204, 302, 303}
# Understood, but the form lacks something, or the state forbids it to this very person.
ANSWERED = {409, 422}
REFUSED = {403, 404}
STRANGERS = ("charlie", "gil", "nina")

real_show = tenancy._show_only_what_is_visible_to


@pytest.fixture(autouse=True)
def nobody_is_named_in_the_logs(caplog: pytest.LogCaptureFixture, world: World) -> Iterator[None]:
    """Whatever is asked, and however it ends: no mail address, no name, no token, no key."""
    caplog.set_level("DEBUG")
    yield
    written = "\n".join(JsonFormatter().format(record) for record in caplog.records)
    names = {word for user in world.people.values() for word in (user.email, user.name)}
    found = {name for name in names if name in written}
    found |= set(
        re.findall(
            r"[\w.+-]+@[\w-]+\.\w+|jf_(?:live|test)_\w{40,}|(?<![0-9a-f])[0-9a-f]{48}(?![0-9a-f])", written
        )
    )
    assert found == set()


def test_every_address_has_a_row() -> None:
    assert set(names_of_addresses()) == set(ROWS)


@pytest.fixture
def stage(world: World) -> Things:
    return things(world)


@pytest.fixture
def browsers(world: World, client_for: Callable[[Any], Client]) -> dict[str, Client]:
    return {name: client_for(world.people.get(name)) for name in sorted(EVERYBODY)}


def ask(client: Client, name: str, row: Row, stage: Things, names: dict[str, Any] | None = None) -> Any:
    """Ask, then take back whatever the request changed."""
    url = reverse(name, kwargs=names if names is not None else dict(row.names(stage)))
    before = transaction.savepoint_create()
    try:
        answer = client.get(url) if row.post is None else client.post(url, row.post(stage))
        if answer.streaming:
            answer.getvalue()
        return answer
    finally:
        transaction.savepoint_rollback(before)
        # What was to be said on the next page is no part of the next question.
        client.cookies.pop("messages", None)


def leaks(stage: Things, browsers: dict[str, Client], *, people: frozenset[str] = EVERYBODY) -> Iterator[str]:
    for name, row in ROWS.items():
        for person in sorted(people - row.may):
            answer = ask(browsers[person], name, row, stage)
            to_sign_in = answer.status_code == 302 and "/accounts/login/" in answer["Location"]
            if (
                answer.status_code not in REFUSED
                and not to_sign_in
                and not _as_for_nothing(
                    answer, ask(browsers[person], name, row, stage, names=_absent(dict(row.names(stage))))
                )
            ):
                yield f"{person} → {name}: {answer.status_code}"


def is_answer(answer: Any, row: Row) -> bool:
    """Being sent to sign in, or to give a second factor, is none yet."""
    if answer.status_code == 302 and answer["Location"].startswith("/accounts/"):
        return False
    return answer.status_code in WORKED or (answer.status_code in ANSWERED and row.post is not None)


def _as_for_nothing(answer: Any, absent: Any) -> bool:
    """The very redirect that one also gets for a row that does not exist: nothing done, nothing told."""
    return answer.status_code == 302 == absent.status_code and answer["Location"] == absent["Location"]


def test_everybody_who_may_gets_an_answer(stage: Things, browsers: dict[str, Client]) -> None:
    broken = [
        f"{person} → {name}: {answer.status_code}"
        for name, row in ROWS.items()
        for person in sorted(row.may)
        if not is_answer(answer := ask(browsers[person], name, row, stage), row)
    ]

    assert broken == [], "\n".join(broken)


def test_nobody_else_gets_one(stage: Things, browsers: dict[str, Client]) -> None:
    found = list(leaks(stage, browsers))

    assert found == [], "\n".join(found)


def test_another_brands_row_looks_like_no_row(stage: Things, browsers: dict[str, Client]) -> None:
    told = []
    for name, row in ROWS.items():
        for person in STRANGERS if row.foreign else ():
            theirs = ask(browsers[person], name, row, stage)
            absent = ask(browsers[person], name, row, stage, names=_absent(dict(row.names(stage))))
            if (theirs.status_code, _body(theirs)) != (absent.status_code, _body(absent)):
                told.append(f"{person} → {name}")

    assert told == [], "\n".join(told)


def _absent(names: dict[str, Any]) -> dict[str, Any]:
    absent = {UUID: new_id(), int: 999_999}
    return {key: absent.get(type(value), "C-QQQQ-QQ") for key, value in names.items()}


# What differs between any two requests for the same page.
_ALWAYS_DIFFERENT = re.compile(rb'nonce="[^"]+"|csrfmiddlewaretoken" value="[^"]+"|X-CSRFToken": ?"[^"]+"')


def _body(answer: Any) -> bytes:
    """The page without its own id and path, the nonce and the CSRF token."""
    request = answer.wsgi_request
    page = _ALWAYS_DIFFERENT.sub(b"", answer.content)
    return bytes(page.replace(request.id.encode(), b"").replace(request.path.encode(), b""))


@pytest.fixture
def without_row_security(monkeypatch: pytest.MonkeyPatch, stage: Things) -> None:
    """Everybody's transaction shows everything: only `visible_to` stands."""

    def show_all(actor: Actor | None) -> None:
        real_show(actor)
        with connection.cursor() as cursor:
            cursor.execute("SELECT set_config('role', 'app_staff', true)")

    monkeypatch.setattr(tenancy, "_show_only_what_is_visible_to", show_all)


@pytest.fixture
def without_visible_to(monkeypatch: pytest.MonkeyPatch, stage: Things) -> None:
    """Every query starts from all rows: only row security stands."""
    monkeypatch.setattr(TenantQuerySet, "visible_to", lambda self, actor: self)


STRANGE = frozenset(STRANGERS)


@pytest.mark.thorough
def test_the_first_wall_holds_alone(
    stage: Things, browsers: dict[str, Client], without_row_security: None
) -> None:
    assert list(leaks(stage, browsers, people=STRANGE)) == []


@pytest.mark.thorough
def test_the_second_wall_holds_alone(
    stage: Things, browsers: dict[str, Client], without_visible_to: None
) -> None:
    assert list(leaks(stage, browsers, people=STRANGE)) == []


@pytest.mark.thorough
def test_the_walk_sees_a_breach_when_both_walls_are_down(
    stage: Things, browsers: dict[str, Client], without_row_security: None, without_visible_to: None
) -> None:
    found = " ".join(leaks(stage, browsers, people=STRANGE))

    for name in ("item", "complaint", "right", "file"):
        assert f"charlie → {name}:" in found
