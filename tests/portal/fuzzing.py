"""Asks every address as everybody for one's own, another's and nobody's things, and looks for what must not be told.

Here people ask in their browsers; tests/portal/fuzzing_keys.py asks the API with keys.

Each brand's rows hold a word of their own, its canary, wherever somebody may write. Nobody may be told the canary of
a brand that they may not see: not in a page, JSON, a file, a mail or a log line. And another's thing must be answered
byte for byte as one that does not exist. A case counts only if the same request of somebody who may is answered.

The engine of tests/portal/test_tenant_fuzz.py and of bench/tenant_fuzz.py.
"""

import json
import logging
import random
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, fields
from itertools import zip_longest
from typing import Any
from urllib.parse import quote, urlencode
from uuid import UUID

from django.core import mail
from django.db import transaction
from django.urls import reverse

from tests.portal.addresses import ROWS, Row, Things
from tests.portal.fuzzing_stage import BRANDS, PEOPLE_OF, Stage, nobodys
from tests.stories import run_work

METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
WORKED = {200, 201, 202, 204, 302, 303}
OWN, OTHER, ABSENT = "own", "other's", "absent"

# Bodies for the addresses whose row only looks. They name another's things wherever a form can.
BODIES: Mapping[str, Any] = {
    "complaint-new": lambda t: {
        "listings": t.waiting.url,
        "right": str(t.right),
        "reason": "counterfeit_goods",
        "declared_by": "F",
        "check": "1",
    },
    "sellers": lambda t: {"marketplace": str(t.marketplace), "seller": t.waiting.url},
}
# What the address may say besides. The part of a page that looks for news is another template.
QUERIES: tuple[Any, ...] = (
    lambda t: {},
    lambda t: {"seen": "1"},
    lambda t: {"preview": "1"},
    lambda t: {"status": "removed", "right": str(t.right)},
    lambda t: {"status": "in_review"},
    lambda t: {"brand": str(t.tenant)},
    lambda t: {"q": t.number},
)


@dataclass(frozen=True, kw_only=True)
class Case:
    name: str
    method: str
    person: str
    brand: str
    whose: str
    query: int = 0

    def __str__(self) -> str:
        return f"{self.person} {self.method} {self.name} of {self.brand} ({self.whose}, {self.query})"


@dataclass
class Findings:
    """What was asked, and what was told that must not be."""

    asked: int = 0
    cases: Counter[str] = field(default_factory=Counter)
    unanswered: set[str] = field(default_factory=set)
    methods: Counter[str] = field(default_factory=Counter)
    statuses: Counter[int] = field(default_factory=Counter)
    leaks: list[str] = field(default_factory=list)
    told_apart: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    letters: int = 0
    lines: int = 0
    own_seen: int = 0
    """How often somebody was told their own canary: without these, finding none would mean nothing."""

    @property
    def all(self) -> list[str]:
        return [*self.leaks, *self.told_apart, *self.errors]


@dataclass
class Answer:
    status: int
    head: bytes
    body: bytes
    said: bytes
    """Log lines and mails."""

    @property
    def told(self) -> tuple[int, bytes, bytes]:
        return self.status, self.head, self.body


class _Lines(logging.Handler):
    def __init__(self) -> None:
        super().__init__()
        self.lines: list[str] = []
        self.setFormatter(logging.Formatter("%(message)s"))

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(self.format(record))


@contextmanager
def _listening() -> Iterator[_Lines]:
    """To every log line, and nowhere else: thousands of refusals would bury what a run has to say."""
    root, lines = logging.getLogger(), _Lines()
    former, level = root.handlers[:], root.level
    root.handlers[:], root.level = [lines], logging.DEBUG
    try:
        yield lines
    finally:
        root.handlers[:], root.level = former, level


# What differs between any two answers.
_ALWAYS_DIFFERENT = re.compile(
    rb"nonce[=-]\"?[\w+/=-]+|form_key\" value=\"[^\"]+\"|csrfmiddlewaretoken\" value=\"[^\"]+\"|X-CSRFToken\": ?\"[^\"]+\""
    # The access review says as of when it is.
    rb"|As of <time[^>]+>[^<]+"
    # What finds the answer in the logs.
    rb"|Reference: <code>\w+</code>"
)
_ALWAYS_DIFFERENT_HEADERS = frozenset({"X-Request-Id", "Set-Cookie", "Content-Length", "Date"})
# They tell how much the asker has asked before.
_COUNTS = frozenset({"RateLimit-Limit", "RateLimit-Remaining", "RateLimit-Reset"})


class Fuzz:
    """The parts that know who asks, and how, are those that KeyFuzz has otherwise."""

    def __init__(self, stage: Stage, *, seed: int, rows: Mapping[str, Any] = ROWS) -> None:
        self.stage, self.rows, self.dice = stage, rows, random.Random(seed)
        self.found = Findings()
        self.things: Mapping[str, Any] = stage.things
        self.absent: Mapping[str, Any] = {brand: nobodys(some) for brand, some in stage.things.items()}
        self._answered: dict[tuple[str, str, str], bool] = {}

    def run(self, requests: int, *, until_found: bool = False) -> Findings:
        with _listening() as lines:
            self._look_at_letters(self.stage.letters)
            while self.found.asked < requests and not (until_found and self.found.all):
                before = self.found.asked
                for case in self._shuffled():
                    if self.found.asked >= requests or (until_found and self.found.all):
                        break
                    self._judge(case, lines)
                if self.found.asked == before:
                    raise AssertionError("no case counts: nobody was answered at all")
            self.found.lines = len(lines.lines)
        return self.found

    def _shuffled(self) -> list[Case]:
        """Every combination once, in an order of its own, each with some query."""
        cases = [
            Case(name=n, method=m, person=p, brand=b, whose=w, query=self.dice.randrange(len(QUERIES)))
            for n in self.rows
            for m in self._methods(n)
            for p in self._askers()
            for b in BRANDS
            for w in (OWN, OTHER)
            if (b in self._may_be_told(p)) == (w == OWN)
        ]
        self.dice.shuffle(cases)
        return cases

    # --- who asks, and how -------------------------------------------------------------------------------

    def _askers(self) -> Iterable[str]:
        return self.stage.browsers

    def _methods(self, name: str) -> Iterable[str]:
        return METHODS

    def _may_be_told(self, person: str) -> set[str]:
        return self.stage.may_be_told(person)

    def _who_may(self, brand: str) -> Sequence[str]:
        """Those of whom one is answered, if anybody is."""
        return [*PEOPLE_OF[brand], "rita", "ada"]

    def _may_read(self, case: Case) -> set[str]:
        """A link's token is itself the permission to read what it opens."""
        is_link = "token" in self.rows[case.name].names(self.things[case.brand])
        return self._may_be_told(case.person) | ({case.brand} if is_link else set())

    def _names_something(self, case: Case) -> bool:
        return case.brand not in self._may_read(case)

    def _send(self, case: Case, about: Any) -> tuple[Any, Iterable[str]]:
        """The answer, and the words of the question, which the answer may repeat."""
        row, client = self.rows[case.name], self.stage.browsers[case.person]
        names = dict(row.names(about))
        url = reverse(case.name, kwargs=names)
        query = QUERIES[case.query](about)
        headers = {"HTTP_HX_REQUEST": "true"} if "seen" in query else {}
        response = client.generic(
            case.method,
            f"{url}?{urlencode(query)}" if query else url,
            **_body(case, row, about),
            **headers,
        )
        # What was to be said on the next page is no part of the next question.
        client.cookies.pop("messages", None)
        return response, [url, quote(url), *map(str, [*names.values(), *_words(query), *_ids(about)])]

    # --- one case ----------------------------------------------------------------------------------------

    def _judge(self, case: Case, lines: _Lines) -> None:
        if not self._counts(case, lines):
            self.found.unanswered.add(f"{case.method} {case.name}")
            return
        # What follows from an act is told, too; doing all of it every time would take hours.
        follow = case.method == "POST" and case.whose == OWN and self.dice.random() < 0.2
        theirs = self._ask(case, self.things[case.brand], lines, follow=follow)
        self.found.cases[case.whose] += 1
        self._look(case, theirs)
        if case.whose == OTHER and self._names_something(case):
            absent = self._ask(case, self.absent[case.brand], lines)
            self.found.cases[ABSENT] += 1
            if theirs.told != absent.told:
                self.found.told_apart.append(f"{case}: {_where_they_differ(theirs, absent)}")

    def _counts(self, case: Case, lines: _Lines) -> bool:
        """Whether somebody who may see the brand is answered when they ask the same."""
        key = (case.name, case.method, case.brand)
        if key not in self._answered:
            self._answered[key] = any(
                self._ask(
                    Case(name=case.name, method=case.method, person=p, brand=case.brand, whose=OWN),
                    self.things[case.brand],
                    lines,
                ).status
                in WORKED
                for p in self._who_may(case.brand)
            )
        return self._answered[key]

    def _look(self, case: Case, answer: Answer) -> None:
        may = self._may_read(case)
        if answer.status >= 500:
            self.found.errors.append(f"{case}: {answer.status}")
        for kind, text in (("body", answer.body), ("headers", answer.head), ("log or mail", answer.said)):
            for brand in self.stage.foreign_in(text, may):
                self.found.leaks.append(f"{case}: the {kind} tells of {brand}")
        if self.stage.foreign_in(answer.body, set(BRANDS) - may):
            self.found.own_seen += 1

    def _look_at_letters(self, letters: list[Any]) -> None:
        """A letter to one of a brand's people, or to the seller of its fakes, tells of this brand alone."""
        self.found.letters += len(letters)
        of_address = {
            user.email: person for person, user in self.stage.world.people.items() if user is not None
        }
        for letter in letters:
            text = f"{letter.subject}\n{letter.body}\n{letter.attachments}".encode()
            for address in letter.to:
                may = (
                    self.stage.may_be_told(of_address[address])
                    if address in of_address
                    else {b for b, canary in self.stage.canaries.items() if canary.lower() in address.lower()}
                )
                for brand in self.stage.foreign_in(text, may):
                    self.found.leaks.append(f"a letter to {address} tells of {brand}")

    # --- asking ------------------------------------------------------------------------------------------

    def _ask(self, case: Case, about: Any, lines: _Lines, *, follow: bool = False) -> Answer:
        first_line, first_letter = len(lines.lines), len(mail.outbox)
        with transaction.atomic():
            response, told = self._send(case, about)
            body = response.getvalue() if response.streaming else response.content
            if follow and response.status_code in WORKED:
                run_work()
            transaction.set_rollback(True)
        self.found.asked += 1
        self.found.methods[case.method] += 1
        self.found.statuses[response.status_code] += 1
        self._look_at_letters(mail.outbox[first_letter:])
        del mail.outbox[first_letter:]
        said = "\n".join(lines.lines[first_line:]).encode()
        # Longest first: some names are parts of others.
        longest_first = sorted(set(told), key=len, reverse=True)
        left_out = _ALWAYS_DIFFERENT_HEADERS | _COUNTS
        head = "\n".join(f"{k}: {v}" for k, v in sorted(response.items()) if k not in left_out).encode()
        return Answer(
            response.status_code,
            _plain(head, response, longest_first),
            _plain(body, response, longest_first),
            said,
        )


def _where_they_differ(one: Answer, other: Answer) -> str:
    if one.status != other.status:
        return f"{one.status} and {other.status}"
    for mine, yours in zip_longest(
        (one.head + one.body).splitlines(), (other.head + other.body).splitlines()
    ):
        if mine != yours:
            return f"{one.status}, and {(mine or b'')[:200]!r} instead of {(yours or b'')[:200]!r}"
    return ""


def _body(case: Case, row: Row, about: Things) -> dict[str, Any]:
    if case.method in {"GET", "HEAD"}:
        return {}
    body = (row.post or BODIES.get(case.name, lambda t: {}))(about)
    if row.json:
        return {"data": json.dumps(dict(body), default=str), "content_type": "application/json"}
    return {"data": urlencode(body), "content_type": "application/x-www-form-urlencoded"}


def _words(query: Mapping[str, str]) -> Iterator[str]:
    for word in query.values():
        yield from (word, quote(word))


def _ids(about: Things) -> Iterator[str]:
    """The names that a question may have held: an answer may repeat them."""
    for one in fields(about):
        value = getattr(about, one.name)
        if isinstance(value, UUID):
            yield str(value)
        elif hasattr(value, "id"):
            yield str(value.id)
            yield getattr(value, "url", "")


def _plain(text: bytes, response: Any, told: list[str]) -> bytes:
    text = _ALWAYS_DIFFERENT.sub(b"", text)
    for word in (response.get("X-Request-Id", ""), *told):
        if len(word) > 1:
            text = text.replace(word.encode(), b"")
    return text
