"""Whatever is sent, the answer is a page that says what is wrong, nothing is written, and nothing typed is lost."""

import copy
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urlencode

import pytest
from django.conf import settings
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse

from core.tenancy import SYSTEM, acting_as
from tests.complaints.pages import text_of
from tests.fakes import listing_url
from tests.portal.addresses import ROWS, Things, things
from tests.portal.pages import PageForm, forms_in
from tests.stories import World

# One of each role that writes, and one who may nothing.
PEOPLE = ("alice", "rita", "ada", "visitor")
NEW = "/complaints/new/"


@pytest.fixture
def stage(world: World) -> Things:
    return things(world)


@pytest.fixture
def browsers(world: World, client_for: Callable[[Any], Client]) -> dict[str, Client]:
    return {name: client_for(world.people.get(name)) for name in PEOPLE}


# --- asking, and looking whether anything was written ----------------------------------------------------


_TABLES = """
SELECT string_agg(format('SELECT %L AS name, md5(coalesce(string_agg(t::text, '''' ORDER BY t::text), '''')) FROM %I t',
    tablename, tablename), ' UNION ALL ')
FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'django_session'
"""


def everything() -> dict[str, str]:
    """A digest of every table but the sessions', which signing in and out changes."""
    with acting_as(SYSTEM), connection.cursor() as cursor:
        cursor.execute(_TABLES)
        cursor.execute(cursor.fetchone()[0])
        return dict(cursor.fetchall())


class Asking:
    """Asks, checks the answer, and takes back what it did, to the database and to the browser's cookies."""

    def __init__(self) -> None:
        self.broken: list[str] = []
        self.asked = 0

    def ask(self, label: str, client: Client, question: Callable[[], Any], *, refused: bool = False) -> None:
        cookies, self.asked = copy.deepcopy(client.cookies), self.asked + 1
        before = everything() if refused else {}
        try:
            with transaction.atomic():
                answer = question()
                if answer.streaming:
                    answer.getvalue()
                self._judge(label, answer)
                if refused and (written := before.items() ^ everything().items()):
                    self.broken.append(f"{label}: wrote {sorted({name for name, _ in written})}")
                transaction.set_rollback(True)
        except Exception as error:  # noqa: BLE001 - it is the finding
            self.broken.append(f"{label}: {type(error).__name__} {str(error)[:100]}")
        client.cookies = cookies

    def _judge(self, label: str, answer: Any) -> None:
        if answer.status_code >= 500:
            self.broken.append(f"{label}: {answer.status_code}")
        elif answer.status_code >= 400 and not text_of(answer):
            self.broken.append(f"{label}: {answer.status_code} without a word")


@pytest.fixture
def asking() -> Iterator[Asking]:
    ask = Asking()
    yield ask
    assert ask.asked > 0
    assert ask.broken == [], "\n".join(ask.broken)


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


def every_form(stage: Things, browsers: dict[str, Client]) -> Iterator[tuple[str, PageForm]]:
    """Each form of each page, filled in; signing out is left out, it asks for nothing."""
    browsers["rita"].post(url_of("review-claim", stage))
    pages = [reverse("account_login"), reverse("account_signup"), reverse("account_reset_password")]
    pages += [url_of(name, stage) for name, row in ROWS.items() if row.post is None]
    pages.append(reverse("item", args=[stage.asked.id]))
    seen = set()
    for person in PEOPLE:
        for url in pages:
            answer = browsers[person].get(url)
            if answer.streaming:
                answer.getvalue()
            if answer.status_code != 200 or "html" not in answer["Content-Type"]:
                continue
            for form in forms_in(answer.content.decode(), url):
                key = (form.action, form.values.get("ground") == "fair_use")
                if key not in seen and not form.action.endswith("/logout/"):
                    seen.add(key)
                    form.values |= {
                        k: v for k, v in FILLED.items() if k in form.values and not form.values[k]
                    }
                    form.values |= {"send": "1"} if form.buttons else {}
                    yield person, form


# --- every field of every form ---------------------------------------------------------------------------

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


@pytest.mark.parametrize("bad", IN_A_FIELD.values(), ids=IN_A_FIELD.keys())
def test_no_form_breaks_when_a_field_holds(
    bad: str, stage: Things, browsers: dict[str, Client], asking: Asking
) -> None:
    for person, form in every_form(stage, browsers):
        send = browsers[person].get if form.method == "get" else browsers[person].post
        for name in [*form.values, *form.files]:
            data = form.values | {name: bad}
            asking.ask(
                f"{person} {form.action} {name}",
                browsers[person],
                lambda s=send, f=form, d=data: s(f.action, d),
            )


def test_a_megabyte_in_a_field_is_refused_and_writes_nothing(
    stage: Things, browsers: dict[str, Client], asking: Asking
) -> None:
    for person, form in every_form(stage, browsers):
        for name in form.typed if form.method == "post" else ():
            body = urlencode(form.values | {name: "ß" * 400_000})
            asking.ask(
                f"{person} {form.action} {name}",
                browsers[person],
                lambda f=form, p=person, b=body: browsers[p].post(
                    f.action, b, content_type="application/x-www-form-urlencoded"
                ),
                # Where no sentence is that long; links may be.
                refused=name not in {"listings", "password1", "password"},
            )


# --- every address ---------------------------------------------------------------------------------------

BODIES = {
    "bytes that are no UTF-8": (
        b"answer=\xff\xfe&statement=\xed\xa0\x80",
        "application/x-www-form-urlencoded",
    ),
    "JSON": (b'{"a": 1, "a": "1"}', "application/json"),
    "JSON without end": (b"[" * 100_000, "application/json"),
    "parts without a boundary": (b"x", "multipart/form-data"),
    "parts that are cut off": (
        b'--B\r\nContent-Disposition: form-data; name="a',
        "multipart/form-data; boundary=B",
    ),
    "parts of no sense": (b"\0" * 1000, "multipart/form-data; boundary=\xe9"),
    "an unknown type": (b"x", "text/plain; charset=klingon"),
    "no type": (b"x", ""),
    "UTF-7": (b"answer=+2AA-&statement=+2AA-&name=+2AA-", "multipart/form-data; boundary=B; charset=utf-7"),
    "escapes": (b"answer=%5Cud800", "application/x-www-form-urlencoded; charset=unicode_escape"),
    "no text": (b"answer=00", "multipart/form-data; boundary=B; charset=hex"),
    "thousands of fields": (
        b"&".join(b"a%d=1" % n for n in range(1_001)),
        "application/x-www-form-urlencoded",
    ),
    "a field of four megabytes": (b"answer=" + b"x" * 4_000_000, "application/x-www-form-urlencoded"),
}


@pytest.mark.parametrize("body", BODIES.values(), ids=BODIES.keys())
def test_no_address_breaks_when_it_is_sent(
    body: tuple[bytes, str], stage: Things, browsers: dict[str, Client], asking: Asking
) -> None:
    for name in ROWS:
        for person in {who_may(name), "visitor"}:
            url = url_of(name, stage)
            asking.ask(
                f"{person} {name}",
                browsers[person],
                lambda p=person, u=url: browsers[p].generic("POST", u, body[0], content_type=body[1]),
            )


IN_A_QUERY = {
    "a NUL": "%00",
    "half a letter": "%ED%A0%80",
    "no UTF-8": "%FF%FE",
    "a negative number": "-1",
    "a huge number": "9" * 60,
    "digits of another script": "٣",
    "no choice of ours": "burnt",
    "an empty cursor": "~~",
    "a cursor without a time zone": "1~2026-01-01~01a2002a-0000-7000-8000-000000000000",
    "a cursor outside of time": "1~0001-01-01T00:00:00+14:00~01a2002a-0000-7000-8000-000000000000",
    "a cursor with a huge number": f"{'9' * 30}~2026-01-01T00:00:00+00:00~01a2002a-0000-7000-8000-000000000000",
    "another list's cursor": "2026-01-01~01a2002a-0000-7000-8000-000000000000",
}
WORDS = (
    "status",
    "right",
    "marketplace",
    "days",
    "after",
    "before",
    "q",
    "brand",
    "reason",
    "seen",
    "preview",
)


@pytest.mark.parametrize("bad", IN_A_QUERY.values(), ids=IN_A_QUERY.keys())
def test_no_address_breaks_when_its_query_holds(
    bad: str, stage: Things, browsers: dict[str, Client], asking: Asking
) -> None:
    for name, row in ROWS.items():
        for person in [who_may(name)] if row.post is None else []:
            url = url_of(name, stage)
            # Each alone, because one bad word may hide the next; and with a state chosen, which is another list.
            for word in WORDS:
                for more in ("", "&status=removed") if name == "complaints" else ("",):
                    asking.ask(
                        f"{person} {name} {word}",
                        browsers[person],
                        lambda p=person, u=f"{url}?{word}={bad}{more}": browsers[p].get(u),
                    )


PIECES = (
    "%00",
    "a%00b",
    "%ED%A0%80",
    "%FF",
    "-1",
    "9" * 400,
    "..%2F..%2Fetc",
    "%0D%0ASet-Cookie:x",
    "ß",
    "%E2%80%AE",
)


@pytest.mark.parametrize("piece", PIECES)
def test_no_address_breaks_when_an_id_in_it_is(
    piece: str, stage: Things, browsers: dict[str, Client], asking: Asking
) -> None:
    for name, row in ROWS.items():
        url = url_of(name, stage)
        for value in dict(row.names(stage)).values():
            for person in {who_may(name), "visitor"}:
                bad = url.replace(str(value), piece)
                asking.ask(f"{person} {bad}", browsers[person], lambda p=person, u=bad: browsers[p].get(u))
                asking.ask(
                    f"{person} POST {bad}", browsers[person], lambda p=person, u=bad: browsers[p].post(u)
                )


HEADERS = {
    "a session that is a NUL": {"HTTP_COOKIE": 'sessionid="\\000aaaaaaaaaa"'},
    "an endless session": {"HTTP_COOKIE": "sessionid=" + "a" * 5_000},
    "a CSRF token that is a NUL": {"HTTP_COOKIE": 'csrftoken="\\000"'},
    "an unknown language": {"HTTP_ACCEPT_LANGUAGE": "\0" * 50, "HTTP_COOKIE": "django_language=%00"},
    "another host": {"HTTP_HOST": "elsewhere.example"},
    "half a host": {"HTTP_HOST": "[::"},
    "half a page it came from": {
        "HTTP_REFERER": "http://[",
        "HTTP_HX_REQUEST": "true",
        "HTTP_HX_CURRENT_URL": "http://[",
    },
    "a negative length": {"CONTENT_LENGTH": "-1"},
    "a length that is no number": {"CONTENT_LENGTH": "many"},
    "a huge agent": {"HTTP_USER_AGENT": "x" * 100_000},
}


@pytest.mark.parametrize("header", HEADERS.values(), ids=HEADERS.keys())
def test_no_address_breaks_when_the_browser_sends(
    header: dict[str, str], stage: Things, browsers: dict[str, Client], asking: Asking
) -> None:
    for name in ROWS:
        for person in ("alice", "visitor"):
            url = url_of(name, stage)
            asking.ask(
                f"{person} {name}", browsers[person], lambda p=person, u=url: browsers[p].get(u, **header)
            )


def test_no_form_is_taken_without_its_csrf_token(world: World, stage: Things, asking: Asking) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(world.alice, backend=settings.AUTHENTICATION_BACKENDS[0])
    for name in ROWS:
        for token in ({}, {"csrfmiddlewaretoken": "\0"}, {"csrfmiddlewaretoken": "ß" * 64}):
            url = url_of(name, stage)
            asking.ask(name, strict, lambda u=url, t=token: strict.post(u, t), refused=True)


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "BREW"])
def test_another_method_changes_nothing(
    method: str, stage: Things, browsers: dict[str, Client], asking: Asking
) -> None:
    for name in ROWS:
        url = url_of(name, stage)
        for person in [who_may(name)]:
            asking.ask(
                f"{person} {method} {name}",
                browsers[person],
                lambda p=person, u=url: browsers[p].generic(method, u, b"x"),
                refused=True,
            )


def test_a_method_that_an_address_does_not_take_is_answered_in_words(browsers: dict[str, Client]) -> None:
    answer = browsers["alice"].delete("/rights/")

    assert answer.status_code == 405
    assert answer["Allow"] == "GET, HEAD"
    assert "This address does not take that" in text_of(answer)
