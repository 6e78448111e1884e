"""A seller reads the language that their marketplace knows of, or the one that they choose. (How well: test_readability.)"""

from dataclasses import replace

import pytest
from django.core import mail
from django.test import Client

from takedown.redress.language import language_for
from tests.stories import World
from tests.takedown.notice_states import by_a_person, link_of_notice


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


def test_the_letter_and_the_page_are_in_the_language_that_the_marketplace_knows(chinese: World) -> None:
    by_a_person(chinese)

    [letter] = [one for one in mail.outbox if one.to[0].endswith("@sellers.example")]
    assert letter.subject.startswith("您的商品已被下架")
    assert "投诉了您在 Bazaar 上的一件商品" in letter.body
    assert chinese.site.inbox["a1"][0].language == "zh-hans"
    assert "已下架" in Client().get(link_of_notice()).content.decode()


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
