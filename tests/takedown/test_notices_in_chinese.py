"""A seller who reads Chinese reads nothing else: every state of the notice, and every letter."""

import re
from collections.abc import Iterator
from dataclasses import replace

import pytest
from django.core import mail
from django.test import Client

from core.tenancy import SYSTEM, acting_as
from takedown.models import SellerNotice
from takedown.redress.language import language_for
from takedown.redress.notices import token_of
from tests.reading import text_of
from tests.stories import World
from tests.takedown.notice_states import STORIES, by_a_person, link_of_notice

LONGEST = 40
# Names, addresses, numbers and codes of countries are written as they are.
NAMES = re.compile(
    r"Lumora|Kestrel Audio|Bazaar|handbag|now in red|\ba1\b|https?://\S+|C-[0-9A-Z-]+|EUIPO|English|UTC|\b[A-Z]{2}\b"
)
MARKS = re.compile(r"[。！？\n]")


@pytest.fixture
def chinese(world: World, monkeypatch: pytest.MonkeyPatch) -> World:
    """The marketplace says of every seller that they read Chinese."""
    put_on_sale = world.site.offer

    def offer(ref: str, **changes: object) -> str:
        url = put_on_sale(ref, **changes)
        listing = world.site.listings[ref]
        world.site.listings[ref] = replace(listing, seller=replace(listing.seller, language="zh"))
        return url

    monkeypatch.setattr(world.site, "offer", offer)
    return world


def told() -> Iterator[str]:
    """The pages, and the letters with their subjects."""
    with acting_as(SYSTEM):
        tokens = [token_of(id) for id in SellerNotice.objects.values_list("id", flat=True)]
    for token in tokens:
        yield text_of(Client().get(f"/notice/{token}/").content.decode())
    for letter in mail.outbox:
        if letter.to[0].endswith("@sellers.example"):
            yield f"{letter.subject}\n{letter.body}"


@pytest.mark.parametrize("story", STORIES)
def test_every_notice_is_in_chinese_and_its_sentences_are_short(chinese: World, story: str) -> None:
    STORIES[story](chinese)

    texts = [NAMES.sub("", text) for text in told()]

    assert len(texts) >= 2
    foreign = sorted({word for text in texts for word in re.findall(r"[A-Za-z]{3,}", text)})
    long = [s.strip() for text in texts for s in MARKS.split(text) if len(s.strip()) > LONGEST]
    assert (foreign, long) == ([], [])


@pytest.mark.parametrize(
    ("theirs", "ours"),
    [("zh", "zh-hans"), ("zh-CN", "zh-hans"), ("zh-hans", "zh-hans"), ("en-GB", "en"), ("de", "en"), ("", "en"),
     ("tlh", "en"), ("x" * 200, "en")],
)  # fmt: skip
def test_a_language_we_do_not_speak_falls_back_to_english(theirs: str, ours: str) -> None:
    assert language_for(theirs) == ours


def test_a_seller_may_choose_the_other_language_and_keeps_it_in_the_browser(chinese: World) -> None:
    by_a_person(chinese)
    browser = Client()

    answer = browser.get(link_of_notice(), {"language": "en"})
    again = browser.get(link_of_notice())

    assert "Off sale" in answer.content.decode()
    assert 'lang="en"' in again.content.decode()
    assert 'lang="zh-hans"' in Client().get(link_of_notice()).content.decode()


def test_what_the_browser_prefers_does_not_overrule_what_the_marketplace_knows(chinese: World) -> None:
    by_a_person(chinese)

    page = Client().get(link_of_notice(), headers={"accept-language": "en"}).content.decode()

    assert "已下架" in page


def test_a_choice_that_means_nothing_is_passed_over(chinese: World) -> None:
    by_a_person(chinese)

    assert "已下架" in Client().get(link_of_notice(), {"language": "../../etc"}).content.decode()
