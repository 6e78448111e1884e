"""Every notice a seller gets reads easily: in English after eight years at school, by two measures; in Chinese in short
sentences, and in nothing but Chinese."""

import re

import pytest
from django.test import Client

from core.tenancy import SYSTEM, acting_as
from takedown.models import SellerLetter, SellerNotice
from takedown.redress.letters.words import words_of
from takedown.redress.misuse.parties import CounterNotifier
from takedown.redress.notices import token_of
from tests.reading import as_spoken, by_rule, grade, sentences_of, text_of
from tests.stories import World
from tests.takedown.misuse.steps import suspend
from tests.takedown.notice_states import STORIES

HARDEST = 8.0
LONGEST = 40
# Names, addresses, numbers and codes of countries are written as they are.
NAMES = re.compile(
    r"Lumora|Kestrel Audio|Bazaar|handbag|now in red|\ba1\b|https?://\S+|C-[0-9A-Z-]+|EUIPO|English|UTC|"
    r"\b[A-Z]{2}\b(?:, [A-Z]{2}\b)*"
)
MARKS = re.compile(r"[。！？\n]")


def told(language: str) -> list[str]:
    """The pages, and the letters that lead to them with their subjects."""
    with acting_as(SYSTEM):
        tokens = [token_of(id) for id in SellerNotice.objects.values_list("id", flat=True)]
        letters = list(SellerLetter.objects.select_related("notice"))
    pages = [
        text_of(Client().get(f"/notice/{token}/", {"language": language}).content.decode())
        for token in tokens
    ]
    for letter in letters:
        letter.language = language
    return [*pages, *(f"{words.subject}\n{words.body}" for words in map(words_of, letters))]


@pytest.mark.parametrize("story", STORIES)
def test_every_notice_reads_easily(world: World, story: str) -> None:
    STORIES[story](world)

    read = [sentences_of(text) for text in told("en")]
    grades = [(grade(r, by_rule), grade(r, as_spoken)) for r in read]
    assert len(grades) >= 2
    assert max(max(both) for both in grades) <= HARDEST, grades
    assert max(abs(one - other) for one, other in grades) < 1

    chinese = [NAMES.sub("", text) for text in told("zh-hans")]
    foreign = sorted({word for text in chinese for word in re.findall(r"[A-Za-z]{3,}", text)})
    long = [s.strip() for text in chinese for s in MARKS.split(text) if len(s.strip()) > LONGEST]
    assert (foreign, long) == ([], [])


def test_the_notice_of_a_suspended_seller_reads_easily(world: World) -> None:
    STORIES["by_a_person"](world)
    with acting_as(SYSTEM):
        seller = SellerNotice.objects.values_list("removal__listing__seller_id", flat=True).get()
    suspend(world, CounterNotifier(seller_id=seller), reason="You sent one bill for ten goods.")

    assert max(grade(sentences_of(text), by_rule) for text in told("en")) <= HARDEST


def test_the_measure_knows_hard_words_from_easy_ones() -> None:
    easy = sentences_of("The cat sat on the mat. It was a fat cat.")
    hard = sentences_of(
        "Notwithstanding the aforementioned considerations, the complainant's representations necessitate "
        "an individualised determination regarding the permissibility of continued commercialisation."
    )

    for syllables in (by_rule, as_spoken):
        assert grade(easy, syllables) < 1
        assert grade(hard, syllables) > 20


@pytest.mark.parametrize(
    ("word", "spoken"),
    [("listing", 2), ("complaint", 2), ("sale", 1), ("marketplace", 3), ("looked", 1), ("decided", 3)],
)
def test_syllables_are_counted_as_they_are_spoken(word: str, spoken: int) -> None:
    assert as_spoken(word) == spoken
