"""Every notice a seller gets in English can be read after eight years at school, by two measures."""

from collections.abc import Iterator

import pytest
from django.core import mail
from django.test import Client

from core.tenancy import SYSTEM, acting_as
from takedown.models import SellerNotice
from takedown.redress.notices import token_of
from tests.reading import as_spoken, by_rule, grade, sentences_of, text_of
from tests.stories import World
from tests.takedown.notice_states import STORIES

HARDEST = 8.0


def notices() -> Iterator[str]:
    """The pages, and the letters that lead to them."""
    with acting_as(SYSTEM):
        tokens = [token_of(id) for id in SellerNotice.objects.values_list("id", flat=True)]
    for token in tokens:
        yield text_of(Client().get(f"/notice/{token}/").content.decode())
    for letter in mail.outbox:
        if letter.to[0].endswith("@sellers.example"):
            yield str(letter.body)


@pytest.mark.parametrize("story", STORIES)
def test_every_notice_reads_easily(world: World, story: str) -> None:
    STORIES[story](world)

    read = [sentences_of(text) for text in notices()]
    grades = [(grade(r, by_rule), grade(r, as_spoken)) for r in read]

    assert len(grades) >= 2
    assert max(max(both) for both in grades) <= HARDEST, grades
    assert max(abs(one - other) for one, other in grades) < 1


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
