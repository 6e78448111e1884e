"""Whatever stands in a field of a form, the answer is a page that says what is wrong."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

import pytest
from django.test import Client

from accounts.models import User
from core.tenancy import SYSTEM, acting_as
from takedown.models import Grant
from tests.complaints.pages import a_form, all_of, complaints
from tests.fakes import listing_url
from tests.portal.addresses import Things
from tests.portal.asking import Asking, every_form, in_turn, url_of
from tests.stories import World

pytestmark = pytest.mark.thorough

IN_A_FIELD = {
    "a NUL": "a\0b",
    "nothing": "",
    "spaces": "   ",
    "invisible letters": "\u200b\u2060",
    "a turned reading direction": "\u202egpj.exe\u202c",
    "a line break and a header": "a\r\nSet-Cookie: x=1",
    "letters that become two as capitals": "ß" * 20,
    "more than any column holds": "x" * 6_000,
    "letters of four bytes": "\U0001f600" * 130,
    "a negative number": "-1",
    "a number without end": "9" * 400,
    "placeholders": "%s {0} {x} %(y)s {{ y }} {% y %}",
    "the first day of all": "0001-01-01",
    "a link with an endless name": listing_url("r" * 300),
    "half a link": "http://[",
}


def test_no_form_breaks_whatever_a_field_holds(
    stage: Things, browsers: dict[str, Client], asking: Asking
) -> None:
    turn = 0
    for person, form in every_form(stage, browsers):
        send = browsers[person].get if form.method == "get" else browsers[person].post
        for name in [*form.values, *form.files]:
            turn += 1
            for what, bad in in_turn(IN_A_FIELD, turn).items():
                data = form.values | {name: bad}
                asking.ask(
                    f"{person} {form.action} {name}: {what}",
                    browsers[person],
                    lambda s=send, f=form, d=data: s(f.action, d),
                )


# Not quoted, which takes the server many times as long to read, and is read the same.
A_MEGABYTE = "ß" * 500_000


def test_a_megabyte_in_a_field_is_refused_and_writes_nothing(
    stage: Things, browsers: dict[str, Client], asking: Asking
) -> None:
    for person, form in every_form(stage, browsers):
        for name in form.typed if form.method == "post" else ():
            body = f"{urlencode({n: v for n, v in form.values.items() if n != name})}&{name}={A_MEGABYTE}".encode()
            asking.ask(
                f"{person} {form.action} {name}",
                browsers[person],
                lambda f=form, p=person, b=body: browsers[p].post(
                    f.action, b, content_type="application/x-www-form-urlencoded"
                ),
                # Where no sentence is that long; links may be.
                refused=name not in {"listings", "password"},
            )


def test_a_suspension_that_is_too_long_comes_back_as_it_was_typed(
    stage: Things, browsers: dict[str, Client]
) -> None:
    answer = browsers["ada"].post(url_of("grant-suspension", stage), {"reason": "long " * 500})

    assert answer.status_code == 422
    assert "long long long" in answer.content.decode()
    assert all_of(Grant, id=stage.grant)[0].ended_at is None


def test_somebody_with_an_endless_address_can_file(world: World, client_for: Callable[[Any], Client]) -> None:
    with acting_as(SYSTEM):
        User.objects.filter(id=world.oscar.id).update(name="", email="o" * 200 + "@example.test")

    client_for(world.oscar).post("/complaints/new/", a_form(world, "a1"))

    assert len(complaints()) == 1
