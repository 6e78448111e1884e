"""Whatever is sent, the answer is a page that says what is wrong, nothing is written, and nothing typed is lost."""

import contextlib
import copy
import struct
import zlib
from collections.abc import Callable, Iterator
from io import BytesIO
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.handlers.wsgi import WSGIHandler
from django.db import connection, transaction
from django.test import Client, RequestFactory
from django.urls import reverse
from PIL import Image

from accounts.models import User
from complaints.models import PendingDecision
from core.files import plain_name
from core.models import StoredFile
from core.pictures import NotAPicture, preview
from core.tenancy import SYSTEM, acting_as
from takedown.models import Grant
from tests.complaints.pages import a_file, a_form, all_of, complaints, text_of, tokens_in
from tests.fakes import a_picture, listing_url
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


# --- files -----------------------------------------------------------------------------------------------


def upload(name: str, body: bytes) -> dict[str, Any]:
    return {"uploads": SimpleUploadedFile(name, body, content_type="image/jpeg"), "new_kind": "other"}


def a_bomb() -> bytes:
    """A PNG of a few kilobytes that says it has two gigapixels."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    size = struct.pack(">IIBBBBB", 45_000, 45_000, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", size)
        + chunk(b"IDAT", zlib.compress(b"\0" * 9_999))
        + chunk(b"IEND", b"")
    )


REFUSED_FILES = {
    "empty": (b"", "is empty"),
    "a renamed program": (b"MZ\x90\0" + b"\0" * 99, "is not a JPEG, PNG, WebP or PDF file"),
    "a page": (b"<html><script>alert(1)</script>", "is not a JPEG, PNG, WebP or PDF file"),
    "a drawing with a script": (b"<svg onload='alert(1)'/>", "is not a JPEG, PNG, WebP or PDF file"),
}


@pytest.mark.parametrize(("body", "why"), REFUSED_FILES.values(), ids=REFUSED_FILES.keys())
def test_a_file_that_cannot_be_kept_is_named_and_nothing_typed_is_lost(
    body: bytes, why: str, world: World, client_for: Callable[[Any], Client]
) -> None:
    answer = client_for(world.oscar).post(NEW, a_form(world, "a1") | upload("proof.jpg", body))

    assert f"proof.jpg {why}" in text_of(answer)
    assert "The stitching is wrong." in answer.content.decode()
    assert complaints() == []
    assert all_of(StoredFile) == []


def test_a_file_over_the_limit_is_named_and_the_others_stay(
    world: World, client_for: Callable[[Any], Client], settings: Any
) -> None:
    settings.EVIDENCE_MAX_BYTES = 1024 * 1024
    big = SimpleUploadedFile("big.jpg", a_picture() + b"\0" * 1024 * 1024)

    answer = client_for(world.oscar).post(
        NEW, a_form(world, "a1") | {"uploads": [big, a_file("small.jpg")], "new_kind": "other"}
    )

    assert "big.jpg is larger than 1 MB." in text_of(answer)
    assert len(tokens_in(answer.content.decode())) == 1
    assert complaints() == []


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("../../etc/passwd.jpg", "passwd.jpg"),
        ("C:\\temp\\a.jpg", "a.jpg"),
        ("\u202egpj.exe\u202c.jpg", "gpj.exe.jpg"),
        ("a\r\nSet-Cookie: x=1.jpg", "aSet-Cookie: x=1.jpg"),
        ("x" * 400 + ".jpg", "x" * 200),
        ("..", "file"),
        ("\u202e\u200b", "file"),
    ],
)
def test_a_file_keeps_a_name_that_can_do_no_harm(said: str, kept: str) -> None:
    assert plain_name(said) == kept


def test_the_download_of_a_file_with_a_name_of_tricks_works(
    world: World, client_for: Callable[[Any], Client]
) -> None:
    oscar = client_for(world.oscar)
    oscar.post(NEW, a_form(world, "a1") | upload('"\u202ea\r\nb;%s"\u4e2d.jpg', a_picture()))
    [stored] = all_of(StoredFile)

    answer = oscar.get(f"/files/{stored.id}/")
    body = answer.getvalue()

    assert body == a_picture()
    assert "\u202e" not in stored.name


def test_no_cut_of_a_picture_breaks_its_preview() -> None:
    for kind in ("JPEG", "PNG", "WEBP"):
        whole = BytesIO()
        Image.new("RGB", (64, 64), "teal").save(whole, kind)
        for end in range(16, len(whole.getvalue()), 7):
            with contextlib.suppress(NotAPicture):
                preview(BytesIO(whole.getvalue()[:end]))


def test_a_decompression_bomb_is_no_picture() -> None:
    with pytest.raises(NotAPicture):
        preview(BytesIO(a_bomb()))


# --- a body beyond every limit ---------------------------------------------------------------------------


class Endless:
    """A body of any length that is made only when it is read, and counts how much of it was."""

    def __init__(self) -> None:
        self.read_bytes = 0

    def read(self, size: int = -1) -> bytes:
        self.read_bytes += size if size > 0 else 1
        return b"x" * (size if size > 0 else 1)

    readline = read


def through_the_server(body: Endless, **environ: str) -> tuple[str, bytes]:
    """As the web process calls it."""
    said: list[str] = []
    answer = WSGIHandler()(
        RequestFactory()._base_environ(  # type: ignore[attr-defined]
            **{"REQUEST_METHOD": "POST", "PATH_INFO": NEW, "wsgi.input": body} | environ
        ),
        lambda status, headers: said.append(status),
    )
    return said[0], b"".join(answer)


MULTIPART = "multipart/form-data; boundary=B"


@pytest.mark.parametrize("path", [NEW, "/", "/accounts/login/", "/healthz", "/nowhere/"])
def test_a_gigabyte_is_refused_before_a_byte_of_it_is_read(path: str, world: World) -> None:
    body = Endless()

    status, page = through_the_server(
        body, PATH_INFO=path, CONTENT_LENGTH=str(1024**3), CONTENT_TYPE=MULTIPART
    )

    assert status.startswith("413")
    assert b"That is too much at once" in page
    assert body.read_bytes == 0


def test_a_body_that_does_not_say_how_long_it_is_is_not_read_at_all(world: World) -> None:
    body = Endless()

    status, page = through_the_server(body, CONTENT_TYPE=MULTIPART)

    assert status.startswith("403")
    assert b"Nothing was changed" in page
    assert body.read_bytes == 0


def test_a_body_is_never_read_beyond_what_it_says(world: World) -> None:
    body = Endless()

    through_the_server(body, CONTENT_LENGTH="1000", CONTENT_TYPE=MULTIPART)

    assert body.read_bytes <= 1000


def test_too_many_fields_are_too_much_as_well(world: World, client_for: Callable[[Any], Client]) -> None:
    answer = client_for(world.oscar).post(NEW, {f"f{n}": "1" for n in range(1_001)})

    assert answer.status_code == 413
    assert "That is too much at once" in text_of(answer)


# --- what has changed meanwhile --------------------------------------------------------------------------


def test_an_address_that_nobody_knows_says_so(client_for: Callable[[Any], Client], world: World) -> None:
    answer = client_for(world.alice).get("/no/such/page/")

    assert answer.status_code == 404
    assert "There is nothing here" in text_of(answer)


def test_a_half_filled_form_of_an_expired_session_comes_back_to_its_own_page(
    stage: Things, browsers: dict[str, Client], world: World, client_for: Callable[[Any], Client]
) -> None:
    """Where static/js/draft.js then gives back what was typed: it needs the same form on the page."""
    lost = []
    for person, form in every_form(stage, browsers):
        if form.method == "get" or not form.typed or form.action.startswith("/accounts/"):
            continue
        to_sign_in = Client().post(form.action, form.values)
        back = parse_qs(urlsplit(to_sign_in["Location"]).query)["next"][0]
        page = browsers[person].get(back, follow=True)
        here = [f.action for f in forms_in(page.content.decode(), page.request["PATH_INFO"])]
        if form.action not in here and b"data-draft-keep" not in page.content:
            lost.append(f"{form.action} → {back}")
    assert lost == [], "\n".join(lost)


def test_every_form_that_is_typed_into_is_kept_as_a_draft(stage: Things, browsers: dict[str, Client]) -> None:
    for _person, form in every_form(stage, browsers):
        if form.method == "post" and form.typed and not form.action.startswith("/accounts/"):
            assert form.draft, form.action


# --- two tabs --------------------------------------------------------------------------------------------


def test_an_item_decided_in_one_tab_is_refused_in_the_other_and_keeps_what_was_written(
    stage: Things, browsers: dict[str, Client]
) -> None:
    rita, decision = browsers["rita"], url_of("review-decision", stage)
    rita.post(url_of("review-claim", stage))
    first = {"outcome": "refuse", "ground": "fair_use", "explanation": "It only describes."}
    rita.post(decision, first)

    answer = rita.post(decision, first | {"explanation": "Another sentence of mine."})

    assert answer.status_code == 409
    assert "Nothing was decided" in text_of(answer)
    assert "Another sentence of mine." in answer.content.decode()
    assert len(all_of(PendingDecision, item=stage.waiting)) == 1


def test_the_same_decision_twice_goes_on_as_once(stage: Things, browsers: dict[str, Client]) -> None:
    rita, decision = browsers["rita"], url_of("review-decision", stage)
    rita.post(url_of("review-claim", stage))
    same = {"outcome": "refuse", "ground": "fair_use", "explanation": "It only describes."}

    answers = [rita.post(decision, same), rita.post(decision, same)]

    assert {answer["Location"] for answer in answers} == {answers[0]["Location"]}
    assert len(all_of(PendingDecision, item=stage.waiting)) == 1


def test_undoing_in_two_tabs_says_that_it_was_undone(stage: Things, browsers: dict[str, Client]) -> None:
    browsers["rita"].post(url_of("review-undo", stage))

    answer = browsers["rita"].post(url_of("review-undo", stage), follow=True)

    assert "There is nothing left to undo" in text_of(answer)


def test_withdrawing_in_two_tabs_says_that_nothing_is_left(
    stage: Things, browsers: dict[str, Client]
) -> None:
    browsers["alice"].post(url_of("item-withdrawal", stage))

    answer = browsers["alice"].post(url_of("item-withdrawal", stage), follow=True)

    assert "There is nothing to withdraw any more." in text_of(answer)


def test_taking_a_seller_off_in_two_tabs_says_that_they_are_off(
    stage: Things, browsers: dict[str, Client]
) -> None:
    browsers["alice"].post(url_of("seller-removal", stage))

    answer = browsers["alice"].post(url_of("seller-removal", stage), follow=True)

    assert "This seller is not on your list any more." in text_of(answer)


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

    client_for(world.oscar).post(NEW, a_form(world, "a1"))

    assert len(complaints()) == 1
