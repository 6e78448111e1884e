"""Every page and letter in a language that nobody speaks: what is left in English was never marked for translation."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core import mail
from django.test import Client

from takedown.redress.replies.clauses import clauses
from tests.stories import World
from tests.translations.pseudo import CLOSE, OPEN, pseudo, spoken
from tests.translations.seen import NODE, unmarked, unmarked_in
from tests.translations.staging import entered, pages, staged

# Names, units and codes, which are the same in every language.
NAMES = (
    "Assay", "SHA-256", "Python", "JavaScript", "curl", "application/problem+json", "DMCA", "kB", "MB", "ms", "UTC",
    "handbag", "Oscar Vidal", "Selene replica",
)  # fmt: skip
# Addresses, and the beginnings of keys.
_NO_WORDS = re.compile(r"\S+://\S+|jf_\w+…")


@pytest.fixture
def language(tmp_path: Path) -> Iterator[str]:
    with spoken(tmp_path) as code:
        yield code


def test_nothing_that_people_read_is_left_unmarked(
    world: World, client_for: Callable[[Any], Client], language: str
) -> None:
    stage = staged(world, language)
    clauses_to_sign = (clause.text["en"] for clause in clauses().by_code.values())
    languages = dict(settings.LANGUAGES).values()
    texts = (*entered(), *NAMES, *clauses_to_sign, *languages, settings.SUPPORT_CONTACT)
    data = sorted({" ".join(text.split()) for text in texts}, key=len, reverse=True)
    found, spoken_pages = defaultdict(set), 0
    for name, page in pages(world, stage, client_for, language):
        spoken_pages += OPEN in page
        for text in unmarked_in(page, data=data):
            found[text].add(name)
    # Sellers' letters are in the language that the marketplace knows of; tests/takedown reads those.
    letters = [letter for letter in mail.outbox if OPEN in letter.body]
    for letter in letters:
        body = _NO_WORDS.sub("", letter.body).replace("\n", NODE)
        for text in (*unmarked(letter.subject, data=data), *unmarked(body, data=data)):
            found[text].add("a letter")

    assert spoken_pages > 100
    assert len(letters) > 10
    assert not found, "\n".join(f"{text!r} in {sorted(names)[:3]}" for text, names in sorted(found.items()))


@pytest.mark.parametrize(
    "page",
    ["<p>Left in English</p>", "<p title='Left in English'></p>", f"<p>{OPEN}Marked{CLOSE} and not</p>",
     "<input type=submit value='Send it'>"],
)  # fmt: skip
def test_the_walk_sees_what_is_not_marked(page: str) -> None:
    assert list(unmarked_in(page, data=[]))


@pytest.mark.parametrize(
    "page",
    [f"<p>{pseudo('Marked')}</p>", f"<p>{OPEN}Of <b>{OPEN}two{CLOSE}</b> parts{CLOSE}</p>", "<p>Lumora, 12</p>",
     "<code>curl</code> <time>3 May</time>", "<script>let us = 'see'</script>"],
)  # fmt: skip
def test_and_nothing_else(page: str) -> None:
    assert list(unmarked_in(page, data=["Lumora"])) == []


def test_a_text_gets_longer_and_keeps_its_places() -> None:
    text = "%(brand)s has <b>{n}</b> complaints about this listing, see https://a.example/b.\n"
    said = pseudo(text)

    assert len(said) - len(text) >= 0.35 * len(" has  complaints about this listing, see ")
    assert all(place in said for place in ("%(brand)s", "<b>{n}</b>", "https://a.example/b."))
    assert said.startswith(OPEN)
    assert said.endswith(f"{CLOSE}\n")
