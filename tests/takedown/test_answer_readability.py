"""Everything a seller reads on the way to an answer, and after it, reads as easily as the notice itself."""

from itertools import chain

from django.core import mail
from django.test import Client

from takedown.redress.clocks.laws import all_laws
from takedown.redress.counter.words import NOTHING_TO_ANSWER, REFUSALS, STANDS
from tests.reading import as_spoken, by_rule, grade, sentences_of, text_of
from tests.stories import World, run_work
from tests.takedown.answering import SENT_BY_THE_SELLER, a_proven_browser, a_removed_listing, link_to, sell_to
from tests.takedown.test_readability import HARDEST


def hardest(text: str) -> float:
    read = sentences_of(text)
    return max(grade(read, by_rule), grade(read, as_spoken))


def test_every_page_and_letter_of_an_answer_reads_easily(world: World) -> None:
    sell_to(world, "CN")
    notice = a_removed_listing(world)
    pages = [Client().get(link_to(notice, "code/"))]
    browser = a_proven_browser(notice)
    pages.append(browser.get(link_to(notice, "answer/")))
    pages.append(
        browser.post(link_to(notice, "answer/"), {"law": "cn_ecommerce_43", "change": "1"}, follow=True)
    )
    pages.append(
        browser.post(
            link_to(notice, "answer/"),
            SENT_BY_THE_SELLER | {"law": "marketplace_rule", "story": "They are mine."},
            follow=True,
        )
    )
    counter = pages[-1].context["answered"][0].counter
    run_work()
    pages.append(browser.get(link_to(notice)))
    pages.append(browser.get(link_to(notice, f"answer/{counter.id}/withdrawal/")))
    letters = [str(one.body) for one in mail.outbox if one.to == ["s1@sellers.example"]]

    grades = [hardest(text) for text in [*(text_of(p.content.decode()) for p in pages), *letters]]

    assert len(letters) == 3
    assert max(grades) <= HARDEST, grades


def test_what_is_signed_and_what_is_said_of_each_end_reads_easily() -> None:
    terms = [v[-1].counter_notice for v in all_laws().values() if v[-1].counter_notice]
    signed = " ".join(s.in_language("en") for t in terms for s in t.statements)
    summaries = " ".join(t.summary_in("en") for t in terms)
    ends = " ".join(
        chain(
            (str(s.text) % {"brand": "Lumora"} for s in STANDS.values()),
            map(str, NOTHING_TO_ANSWER.values()),
            map(str, REFUSALS.values()),
        )
    )

    assert max(map(hardest, (signed, summaries, ends))) <= HARDEST, [
        hardest(t) for t in (signed, summaries, ends)
    ]
