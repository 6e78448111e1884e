"""Every notice a seller gets in English can be read after eight years at school, by two measures."""

from collections.abc import Callable, Iterator

import pytest
from django.core import mail
from django.test import Client

from core import clock
from core.tenancy import SYSTEM, acting_as
from listings.connectors.base import Rejected
from takedown.models import Ground, SellerNotice
from takedown.redress.clocks import keeping
from takedown.redress.clocks.laws import StartsWhen
from takedown.redress.misuse.parties import CounterNotifier
from takedown.redress.notices import token_of
from tests.past import trust
from tests.reading import as_spoken, by_rule, grade, sentences_of, text_of
from tests.stories import World, file, run_work
from tests.takedown.delivery import overturned_by, ten_seconds_pass, upheld_by_rita
from tests.takedown.misuse.steps import suspend

HARDEST = 8.0


def by_a_person(world: World) -> None:
    upheld_by_rita(world)
    ten_seconds_pass()


def by_the_policy(world: World) -> None:
    trust(world)
    file(world, "a1")
    run_work()


def with_a_clock(world: World) -> None:
    by_a_person(world)
    with acting_as(SYSTEM):
        keeping.start(
            Ground.objects.values_list("id", flat=True),
            law="us_dmca_512g",
            when=StartsWhen.COUNTER_NOTICE_RECEIVED,
            by=SYSTEM,
            now=clock.now(),
        )


def back_on_sale(world: World) -> None:
    item = upheld_by_rita(world)
    ten_seconds_pass()
    overturned_by(world, "rupert", item)
    run_work()


def on_its_way_back(world: World) -> None:
    item = upheld_by_rita(world)
    ten_seconds_pass()
    overturned_by(world, "rupert", item)


def never_taken_off(world: World) -> None:
    world.site.fail("hide", Rejected("No.", status=422))
    by_a_person(world)


def of_a_seller_who_is_suspended(world: World) -> None:
    by_a_person(world)
    with acting_as(SYSTEM):
        seller = SellerNotice.objects.values_list("removal__listing__seller_id", flat=True).get()
    suspend(world, CounterNotifier(seller_id=seller), reason="You sent one bill for ten goods.")


STORIES = [
    by_a_person,
    by_the_policy,
    with_a_clock,
    back_on_sale,
    on_its_way_back,
    never_taken_off,
    of_a_seller_who_is_suspended,
]


def notices() -> Iterator[str]:
    """The page, and the letter that leads to it."""
    with acting_as(SYSTEM):
        token = token_of(SellerNotice.objects.get().id)
    yield text_of(Client().get(f"/notice/{token}/").content.decode())
    for letter in mail.outbox:
        if letter.to[0].endswith("@sellers.example"):
            yield str(letter.body)


@pytest.mark.parametrize("story", STORIES)
def test_every_notice_reads_easily(world: World, story: Callable[[World], None]) -> None:
    story(world)

    read = [sentences_of(text) for text in notices()]
    grades = [(grade(r, by_rule), grade(r, as_spoken)) for r in read]

    assert len(grades) == 2
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
