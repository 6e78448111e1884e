"""Without JavaScript a form is sent twice by a double click: on two connections at once, it has one effect."""

from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse

from core.ids import new_id
from core.tenancy import SYSTEM, acting_as
from tests.complaints.pages import a_form
from tests.portal.addresses import ROWS, Things, things
from tests.racing import at_the_same_time
from tests.stories import World

pytestmark = pytest.mark.thorough

_COUNT = """
SELECT string_agg(format('SELECT %L AS name, count(*) FROM %I', tablename, tablename), ' UNION ALL ')
FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'django_session'
"""

# Who sends which form; those whose row only looks are filled in below.
SENDERS = ("alice", "rita", "ben", "ada")


def rows_of_every_table() -> Counter[str]:
    with acting_as(SYSTEM), connection.cursor() as cursor:
        cursor.execute(_COUNT)
        cursor.execute(cursor.fetchone()[0])
        return Counter(dict(cursor.fetchall()))


def forms(world: World, stage: Things) -> list[tuple[str, str, dict[str, Any]]]:
    """Person, address and body of everything that can be sent, each once."""
    own: dict[str, dict[str, Any]] = {
        "brand-new": {"name": "Quill", "country": "DE"},
        "right-new": {
            "kind": "copyright",
            "title": "Catalogue",
            "owner_name": "Lumora SE",
            "territories": "EU",
        },
        "sellers": {"marketplace": str(stage.marketplace), "seller": "s77"},
        "complaint-new": a_form(world, "d1", form_key=str(new_id())),
        "item-appeal": {"statement": "Look again."},
    }
    found = []
    for name, row in ROWS.items():
        body = dict(row.post(stage)) if row.post else own.get(name)
        if body is not None and not row.json:
            person = next(p for p in SENDERS if p in row.may)
            # Withdrawing last of all: what is withdrawn cannot be decided.
            found.append((person, reverse(name, kwargs=dict(row.names(stage))), body | {"send": "1"}))
    return sorted(found, key=lambda form: "withdrawal" in form[1])


def test_a_double_click_on_any_form_has_one_effect(
    committed: None, world: World, client_for: Callable[[Any], Client]
) -> None:
    stage = things(world)
    wrong = []
    for person, url, body in forms(world, stage):
        client, twin = client_for(world.people[person]), client_for(world.people[person])
        before = rows_of_every_table()
        with transaction.atomic():
            client.post(url, body)
            once = rows_of_every_table() - before, before - rows_of_every_table()
            transaction.set_rollback(True)
        client = client_for(world.people[person])

        answers = at_the_same_time(
            lambda c=client, u=url, b=body: c.post(u, b), lambda c=twin, u=url, b=body: c.post(u, b)
        )

        twice = rows_of_every_table() - before, before - rows_of_every_table()
        said = [getattr(a, "status_code", repr(a)) for a in answers]
        if once != twice or any(not isinstance(code, int) or code >= 500 for code in said):
            wrong.append(f"{person} {url}: once {once}, twice {twice}, answers {said}")

    assert wrong == [], "\n".join(wrong)


def test_a_double_click_on_next_claims_one_item(
    committed: None, world: World, client_for: Callable[[Any], Client]
) -> None:
    things(world)

    one, two = client_for(world.rita), client_for(world.rita)

    answers = at_the_same_time(lambda: one.post("/queue/next/"), lambda: two.post("/queue/next/"))

    assert len({answer["Location"] for answer in answers}) == 1
