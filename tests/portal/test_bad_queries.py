"""Whatever stands behind the question mark, the answer is a page.

A page that has not looked for a word when there is no query cannot be changed by that word alone: up to where it would
look for it, it does the same. So each page is asked once which words it looks for, each of them is asked alone with every
bad value, and all words together with every bad value once more.
"""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.core.handlers.wsgi import WSGIRequest
from django.http import QueryDict
from django.test import Client

from tests.portal.addresses import ROWS, Things
from tests.portal.asking import Asking, in_turn, url_of, who_may

pytestmark = pytest.mark.thorough

BAD = {
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
# A page that looks at the query as a whole looks for all of them.
WHOLE = "*"
# Chosen beside the bad word: another list.
MORE = {"complaints": ("", "status=removed")}


class Watched(QueryDict):
    """Notes which words are looked for."""

    looked_for: set[str]
    is_ready = False

    def _note(self, word: str) -> None:
        if self.is_ready:
            self.looked_for.add(word)

    def __getitem__(self, word: str) -> Any:
        self._note(word)
        return super().__getitem__(word)

    def __contains__(self, word: object) -> bool:
        self._note(str(word))
        return super().__contains__(word)

    def getlist(self, word: str, default: Any = None) -> Any:
        self._note(word)
        return super().getlist(word, default)

    def __len__(self) -> int:
        self._note(WHOLE)
        return super().__len__()

    def __iter__(self) -> Iterator[str]:
        self._note(WHOLE)
        return super().__iter__()

    def lists(self) -> Any:
        self._note(WHOLE)
        return super().lists()


def words_looked_for(page: Callable[[], Any], monkeypatch: pytest.MonkeyPatch) -> set[str]:
    looked_for: set[str] = set()

    def watched(request: WSGIRequest) -> Watched:
        if "watched" not in request.__dict__:
            query = Watched(request.META["QUERY_STRING"])
            query.looked_for, query.is_ready = looked_for, True
            request.__dict__["watched"] = query
        return request.__dict__["watched"]  # type: ignore[no-any-return]

    with monkeypatch.context() as patch:
        patch.setattr(WSGIRequest, "GET", property(watched))
        answer = page()
        if answer.streaming:
            answer.getvalue()
    return set(WORDS) if WHOLE in looked_for else looked_for


def test_no_address_breaks_whatever_its_query_holds(
    stage: Things, browsers: dict[str, Client], asking: Asking, monkeypatch: pytest.MonkeyPatch
) -> None:
    turn = 0
    for name in (name for name, row in ROWS.items() if row.post is None):
        person, url = who_may(name), url_of(name, stage)
        browser = browsers[person]
        for more in MORE.get(name, ("",)):
            plain = f"{url}?{more}"
            known = words_looked_for(lambda b=browser, p=plain: b.get(p), monkeypatch)
            # Each alone, because one bad word may hide the next; then all, for what only repeats them.
            for words in [[word] for word in sorted(known)] + [sorted({*WORDS, *known})]:
                turn += 1
                for bad in in_turn(BAD, turn).values():
                    query = "&".join([*(f"{word}={bad}" for word in words), more])
                    asking.ask(
                        f"{person} {name} {query}",
                        browser,
                        lambda b=browser, q=query, u=url: b.get(f"{u}?{q}"),
                    )


def test_the_words_that_a_page_looks_for_are_found(
    stage: Things, browsers: dict[str, Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    found = words_looked_for(lambda: browsers["alice"].get("/complaints/"), monkeypatch)

    assert found >= {"status", "right", "q"}
