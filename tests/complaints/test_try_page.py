"""The page where a text is tried."""

from collections.abc import Callable
from typing import Any

from django.test import Client
from django.urls import reverse

from tests.stories import World

PAGE = "try"


def test_a_brand_sees_where_its_mark_stands_and_why(
    world: World, client_for: Callable[[Any], Client]
) -> None:
    page = client_for(world.people["oscar"]).get(reverse(PAGE), {"text": "lamp LUM0RA <b>red</b>"})
    shown = page.content.decode()

    assert "lamp <mark>LUM0RA</mark> &lt;b&gt;red&lt;/b&gt;" in shown
    assert "reads as Lumora: digits stand in for letters." in shown
    assert '<span class="badge" data-tone="warn">Disguised</span>' in shown


def test_a_brand_tries_its_own_marks_only(world: World, client_for: Callable[[Any], Client]) -> None:
    page = client_for(world.people["charlie"]).get(reverse(PAGE), {"text": "Lumora lamp"})

    assert "<mark>" not in page.content.decode()


def test_a_manager_chooses_whose_marks_are_tried(world: World, client_for: Callable[[Any], Client]) -> None:
    manager = client_for(world.people["rita"])
    tenant = str(world.brands["lumora"].tenant_id)

    assert (
        "<mark>Lumora</mark>"
        in manager.get(reverse(PAGE), {"text": "Lumora lamp", "brand": tenant}).content.decode()
    )
    assert manager.get(reverse(PAGE), {"text": "Lumora lamp"}).context["form"].errors["brand"]


def test_a_text_without_a_mark_says_what_was_looked_for(
    world: World, client_for: Callable[[Any], Client]
) -> None:
    page = client_for(world.people["oscar"]).get(reverse(PAGE), {"text": "red lamp", "nice_class": "9"})

    assert "Nothing found" in page.content.decode()


def test_a_class_that_is_none_is_refused_in_words(world: World, client_for: Callable[[Any], Client]) -> None:
    page = client_for(world.people["oscar"]).get(reverse(PAGE), {"text": "Lumora", "nice_class": "99"})

    assert page.context["form"].errors["nice_class"]
    assert "<mark>" not in page.content.decode()
