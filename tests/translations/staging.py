"""Everything that an address can name, in a portal whose people all speak the language that nobody speaks."""

from collections.abc import Callable, Iterator
from typing import Any

from django.core import mail
from django.db import connection
from django.test import Client
from django.urls import reverse

from accounts.models import User
from core.tenancy import SYSTEM, acting_as
from takedown.redress.spoken import COOKIE
from tests.portal.addresses import ROWS, Things, things
from tests.portal.test_walls_of_addresses import ask
from tests.stories import World

_TEXTS = """
SELECT table_name, column_name FROM information_schema.columns
WHERE table_schema = 'public' AND data_type IN ('text', 'character varying') ORDER BY 1, 2
"""
# What a seller signs and what a brand asks them to promise is kept in the words that they read then.
_LISTS = """
SELECT jsonb_path_query(statements, '$[*].text') #>> '{}' FROM takedown_counternotice
UNION SELECT jsonb_path_query(clauses, '$[*].text') #>> '{}' FROM takedown_undertaking
UNION SELECT unnest(territories) FROM brands_right
UNION SELECT unnest(territories) FROM listings_marketplace
UNION SELECT unnest(scopes) FROM accounts_apikey
"""
# allauth's pages.
ENTRANCE = ("account_login", "account_signup", "account_reset_password")
OWN_ACCOUNT = (
    "account_email",
    "account_change_password",
    "mfa_index",
    "usersessions_list",
    "mfa_activate_totp",
)


def staged(world: World, language: str) -> Things:
    with acting_as(SYSTEM):
        User.objects.update(language=language)
    mail.outbox.clear()
    return things(world)


def entered() -> Iterator[str]:
    """Every text that the database holds."""
    with acting_as(SYSTEM), connection.cursor() as cursor:
        cursor.execute(_TEXTS)
        for table, column in cursor.fetchall():
            cursor.execute(f'SELECT DISTINCT "{column}" FROM "{table}" WHERE "{column}" IS NOT NULL')
            yield from (value for (value,) in cursor.fetchall())
        cursor.execute(_LISTS)
        yield from (value for (value,) in cursor.fetchall())


def pages(
    world: World, stage: Things, client_for: Callable[[Any], Client], language: str
) -> Iterator[tuple[str, str]]:
    """Each address as one of those who may read it sees it: its name and the page."""

    def client_of(person: str) -> Client:
        client = client_for(world.people.get(person))
        client.cookies["django_language"] = client.cookies[COOKIE] = language
        return client

    for name, row in ((name, row) for name, row in ROWS.items() if row.may):
        answer = ask(client_of(min(row.may)), name, row, stage)
        if "html" in answer.get("Content-Type", "") and not answer.streaming and answer.content:
            yield name, answer.content.decode()
    for name in ENTRANCE:
        for answer in (client_of("visitor").get(reverse(name)), client_of("visitor").post(reverse(name), {})):
            yield name, answer.content.decode()
    for name in OWN_ACCOUNT:
        yield name, client_of("alice").get(reverse(name)).content.decode()
