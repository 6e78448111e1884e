"""Asks and looks whether anything broke or was written; and every form of every page, filled in."""

import copy
import os
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import Any

from django.db import connection, transaction
from django.test import Client
from django.urls import reverse

from core.tenancy import SYSTEM, acting_as
from tests.complaints.pages import text_of
from tests.fakes import listing_url
from tests.portal.addresses import ROWS, Things
from tests.portal.pages import PageForm, forms_in

# One of each role that writes, and one who may nothing.
PEOPLE = ("alice", "rita", "ada", "visitor")

_TABLES = """
SELECT string_agg(format('SELECT %L AS name, md5(coalesce(string_agg(t::text, '''' ORDER BY t::text), '''')) FROM %I t',
    tablename, tablename), ' UNION ALL ')
FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'django_session'
"""


@cache
def _digests() -> str:
    with connection.cursor() as cursor:
        cursor.execute(_TABLES)
        return str(cursor.fetchone()[0])


def everything() -> dict[str, str]:
    """A digest of every table but the sessions', which signing in and out changes."""
    with acting_as(SYSTEM), connection.cursor() as cursor:
        cursor.execute(_digests())
        return dict(cursor.fetchall())


_WRITES = """
SELECT relname, n_tup_ins + n_tup_upd + n_tup_del FROM pg_stat_xact_user_tables WHERE relname <> 'django_session'
"""


def writes() -> dict[str, int]:
    """How many rows of each table this transaction has written so far, those that were taken back among them."""
    with connection.cursor() as cursor:
        cursor.execute(_WRITES)
        return dict(cursor.fetchall())


class Asking:
    """Asks, checks the answer, and takes back what it did, to the database and to the browser's cookies."""

    def __init__(self) -> None:
        self.broken: list[str] = []
        self.asked = 0
        # What is asked is taken back, so this is the state before each question.
        self._before: dict[str, str] = {}
        self._writes: dict[str, int] = {}

    def ask(self, label: str, client: Client, question: Callable[[], Any], *, refused: bool = False) -> None:
        cookies, self.asked = copy.deepcopy(client.cookies), self.asked + 1
        if refused and not self._before:
            self._before = everything()
        self._writes = writes() if refused else {}
        try:
            with transaction.atomic():
                answer = question()
                if answer.streaming:
                    answer.getvalue()
                self._judge(label, answer)
                if refused and (written := self._written()):
                    self.broken.append(f"{label}: wrote {sorted(written)}")
                transaction.set_rollback(True)
        except Exception as error:  # noqa: BLE001 - it is the finding
            self.broken.append(f"{label}: {type(error).__name__} {str(error)[:100]}")
        client.cookies = cookies

    def _written(self) -> set[str]:
        """The tables that hold something else than before. Reading all of them takes longer than most questions, so
        that is done only when a row was written at all: it may have been written as it stood."""
        if writes() == self._writes:
            return set()
        return {name for name, _ in self._before.items() ^ everything().items()}

    def _judge(self, label: str, answer: Any) -> None:
        if answer.status_code >= 500:
            self.broken.append(f"{label}: {answer.status_code}")
        elif answer.status_code >= 400 and not text_of(answer):
            self.broken.append(f"{label}: {answer.status_code} without a word")


_ASKS_EVERYTHING = bool(os.environ.get("TESTS_FULL"))
_TURNS = 6


def in_turn[T](values: Mapping[str, T], turn: int) -> dict[str, T]:
    """With `script/test --full` all of them; else a sixth, the next one at every turn, so that each value has its addresses
    and each address its values."""
    if _ASKS_EVERYTHING:
        return dict(values)
    return dict(list(values.items())[turn % _TURNS :: _TURNS])


def who_may(name: str) -> str:
    """One of them: whoever may not is stopped before anything is read."""
    return next((person for person in PEOPLE if person in ROWS[name].may), "visitor")


def url_of(name: str, stage: Things) -> str:
    return reverse(name, kwargs=dict(ROWS[name].names(stage)))


FILLED = {
    "name": "Quill",
    "country": "DE",
    "kind": "copyright",
    "title": "Quill",
    "owner_name": "Quill",
    "territories": "EU",
    "listings": listing_url("q1"),
    "reason": "counterfeit_goods",
    "statement": "The stitching is wrong.",
    "declared_by": "Alice",
    "answer": "Here.",
    "explanation": "It only describes.",
    "seller": "s7",
    "note": "Sixty of sixty.",
    "email": "quill@example.test",
    "login": "quill@example.test",
}


# Person and page, once somebody has walked through all of them: which pages hold a form that no earlier one has is a
# matter of the code, so it is found out once for all tests.
_HOLD_FORMS: set[tuple[str, int]] = set()


def every_form(stage: Things, browsers: dict[str, Client]) -> Iterator[tuple[str, PageForm]]:
    """Each form of each page, filled in; signing out is left out, it asks for nothing."""
    browsers["rita"].post(url_of("review-claim", stage))
    pages = [reverse("account_login"), reverse("account_signup"), reverse("account_reset_password")]
    pages += [url_of(name, stage) for name, row in ROWS.items() if row.post is None]
    pages.append(reverse("item", args=[stage.asked.id]))
    seen, hold_forms = set(), set()
    for person in PEOPLE:
        for number, url in enumerate(pages):
            if _HOLD_FORMS and (person, number) not in _HOLD_FORMS:
                continue
            answer = browsers[person].get(url)
            if answer.streaming:
                answer.getvalue()
            if answer.status_code != 200 or "html" not in answer["Content-Type"]:
                continue
            for form in forms_in(answer.content.decode(), url):
                key = (form.action, form.values.get("ground") == "fair_use")
                if key not in seen and not form.action.endswith("/logout/"):
                    seen.add(key)
                    hold_forms.add((person, number))
                    form.values |= {
                        k: v for k, v in FILLED.items() if k in form.values and not form.values[k]
                    }
                    form.values |= {"send": "1"} if form.buttons else {}
                    yield person, form
    _HOLD_FORMS.update(hold_forms)
