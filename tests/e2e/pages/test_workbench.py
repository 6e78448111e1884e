"""Two sides beside each other, a manager's and a brand's: their keys, their order, on a desk and on a phone."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from playwright.sync_api import Browser, Page, expect

from tests.detection.asking import ask, join_force
from tests.e2e.pages.screens import Answers, Screen, answering
from tests.fakes import a_picture
from tests.stories import World, file, items_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db]

_PHONE = {
    "viewport": {"width": 390, "height": 844},
    "has_touch": True,
    "is_mobile": True,
    "device_scale_factor": 2,
}
_IS_WITHIN = """(button) => {
  const inner = button.getBoundingClientRect(), outer = button.closest(".split__side").getBoundingClientRect();
  return inner.left >= outer.left && inner.right <= outer.right;
}"""

Open = Callable[..., Page]
WORKBENCH, QUESTION = 0, 1
BOTH = pytest.mark.parametrize("screen", [WORKBENCH, QUESTION])


@pytest.fixture
def both(world: World, client_for: Callable[[Any], Client]) -> Iterator[Answers]:
    """An item that Rita holds, and a listing that Oscar is asked about, each beside a picture of the genuine one."""
    join_force(world)
    for name, brand in (("charlie", "kestrel"), ("alice", "lumora")):
        picture = SimpleUploadedFile("genuine.jpg", a_picture(), content_type="image/jpeg")
        sent = {"purpose": "reference", "file": picture}
        client_for(world.people[name]).post(f"/rights/{world.rights[brand].id}/files/", sent)
    [item] = items_of(file(world, "a1", by="charlie", brand="kestrel"))
    ask(world, "s1")
    workbench = client_for(world.rita).post(f"/queue/items/{item.id}/claim/", follow=True)
    question = client_for(world.oscar).get("/questions/")
    screens = [
        Screen(name="", path="", status=200, headers=dict(answer.items()), body=answer.content)
        for answer in (workbench, question)
    ]
    with answering(screens) as answers:
        yield answers


@pytest.fixture
def opened(both: Answers, browser: Browser) -> Iterator[Open]:
    contexts = []

    def open_it(screen: int, **how: Any) -> Page:
        contexts.append(browser.new_context(**how))
        page = contexts[-1].new_page()
        page.goto(f"{both.origin}/screen/{screen}/")
        return page

    yield open_it
    for context in contexts:
        context.close()


def test_the_list_of_keys_has_each_visible_key_once_in_words(opened: Open) -> None:
    page = opened(WORKBENCH, viewport={"width": 1280, "height": 700})
    page.keyboard.press("?")
    dialog = page.get_by_role("dialog", name="Keyboard shortcuts")
    expect(dialog.get_by_role("button", name="Close")).to_be_in_viewport()
    keys = dialog.locator("dt").all_inner_texts()
    words = dict(zip(keys, dialog.locator("dd").all_inner_texts(), strict=True))

    assert len(keys) == len(set(keys))
    assert all(words.values()), words
    assert words["e"] == "Picture of the listing"
    # Its button stands in a choice that is closed.
    assert "d" not in words


def test_the_list_of_keys_scrolls_where_it_is_higher_than_the_screen(opened: Open) -> None:
    page = opened(WORKBENCH, viewport={"width": 1280, "height": 300})
    page.keyboard.press("?")
    close = page.get_by_role("dialog", name="Keyboard shortcuts").get_by_role("button", name="Close")
    expect(close).not_to_be_in_viewport()
    page.mouse.move(640, 150)
    page.mouse.wheel(0, 4_000)
    expect(close).to_be_in_viewport()


@BOTH
def test_the_compared_pictures_stand_in_the_order_of_the_page(opened: Open, screen: int) -> None:
    page = opened(screen, viewport={"width": 1280, "height": 900})
    beside = page.locator(".split__image img").evaluate_all("all => all.map(image => image.src)")
    page.keyboard.press("v")

    compared = page.locator("[data-compare] img")
    expect(compared.first).to_be_visible()
    assert compared.evaluate_all("all => all.map(image => image.src)") == beside
    assert page.locator("[data-compare] figcaption").all_inner_texts() == [
        "Picture of the listing",
        "The genuine article",
    ]


@BOTH
def test_a_phone_has_the_whole_button_and_no_keys(opened: Open, screen: int) -> None:
    page = opened(screen, **_PHONE)
    compare = page.get_by_role("button", name="Compare")

    assert compare.evaluate(_IS_WITHIN)
    assert [kbd.is_visible() for kbd in page.locator("kbd").all()] == [False] * page.locator("kbd").count()


@BOTH
def test_a_narrow_window_has_the_whole_button_and_its_key(opened: Open, screen: int) -> None:
    page = opened(screen, viewport={"width": 390, "height": 844})
    compare = page.get_by_role("button", name="Compare")

    expect(compare.locator("kbd")).to_be_visible()
    assert compare.evaluate(_IS_WITHIN)
