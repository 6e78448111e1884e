"""A listing before it has a number, and the parts that one is put together from."""

import random
import zlib
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Any

from listings.simulated_marketplace.dice import dice
from listings.simulated_marketplace.pictures.picture import EDITS, Picture

from .brands import Brand
from .sellers import SeedSeller
from .vocabulary import LANGUAGES, Category

PER_EURO = {"EUR": 1.0, "USD": 1.08, "CNY": 7.8, "JPY": 162.0}
FIRST_DAY = datetime(2025, 1, 6, 8, tzinfo=UTC)
LAST_DAY = FIRST_DAY + timedelta(days=600)


class Truth(StrEnum):
    """What a listing really is. Only the control API tells."""

    GENUINE = "genuine"
    RESALE = "resale"
    COUNTERFEIT = "counterfeit"
    COPIED_PICTURE = "copied_picture"
    COMPATIBLE = "compatible"
    COINCIDENCE = "coincidence"
    UNBRANDED = "unbranded"


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    title: str
    description: str
    language: str
    category: str
    nice_class: int | None
    price: str
    currency: str
    quantity: int
    brand: str
    pictures: tuple[Picture, ...]
    created: datetime
    truth: dict[str, Any]
    condition: str = "new"


def draft(
    seller: SeedSeller, rng: random.Random, category: Category, tone: str, *, euros: float, **fields: Any
) -> Draft:
    words = LANGUAGES[seller.language]
    currency = _currency(seller, rng)
    return Draft(
        description=f"{_capitalised(words.nouns[category.key])}. {words.descriptions[tone]}",
        language=seller.language,
        category=category.key,
        nice_class=category.nice_class,
        price=_shop_price(euros, currency),
        currency=currency,
        created=FIRST_DAY + (LAST_DAY - FIRST_DAY) * rng.random(),
        **fields,
    )


def title(
    seller: SeedSeller, rng: random.Random, category: Category, *names: str, with_offer: bool = True
) -> str:
    words = LANGUAGES[seller.language]
    start = " ".join(part for part in (*names, words.nouns[category.key]) if part)
    return ", ".join((_capitalised(start), *_extras(seller, rng, category, with_offer=with_offer)))


def compatible_title(seller: SeedSeller, rng: random.Random, category: Category, thing: str) -> str:
    words = LANGUAGES[seller.language]
    start = words.compatible.format(noun=words.nouns[category.key], thing=thing)
    return ", ".join((_capitalised(start), *_extras(seller, rng, category, with_offer=True)))


def list_price(brand: Brand, model: str, category: Category) -> float:
    return dice(f"{brand.name}/{model}/{category.key}").uniform(*category.euros)


def official_pictures(brand: Brand, model: str, category: Category) -> tuple[Picture, ...]:
    """What the brand hands to its shops."""
    look = zlib.crc32(f"{brand.name}/{model}/{category.key}".encode())
    front = Picture(
        shape=category.shape,
        look=look,
        scene=zlib.crc32(brand.name.encode()),
        word=brand.name,
        emblem=brand.emblem,
    )
    return front, replace(front, view="close"), replace(front, view="scene", scene=look)


def own_pictures(official: Picture, rng: random.Random) -> tuple[Picture, ...]:
    """The same design in front of somebody's own wall."""
    own = replace(official, scene=rng.getrandbits(32), view="scene")
    return (own, replace(own, view="close"))[: rng.randint(1, 2)]


def copied_pictures(pictures: tuple[Picture, ...], rng: random.Random) -> tuple[Picture, ...]:
    return tuple(replace(picture, edit=rng.choice(EDITS)) for picture in pictures)


def _extras(
    seller: SeedSeller, rng: random.Random, category: Category, *, with_offer: bool
) -> tuple[str, ...]:
    words = LANGUAGES[seller.language]
    colour = rng.choice(words.colours) if category.comes_in_colours and rng.random() < 0.8 else ""
    offer = rng.choice(words.offers) if with_offer and rng.random() < 0.6 else ""
    return tuple(extra for extra in (colour, offer) if extra)


def _capitalised(text: str) -> str:
    return text[:1].upper() + text[1:]


def _currency(seller: SeedSeller, rng: random.Random) -> str:
    if seller.site == "harbor":
        return "JPY" if seller.language == "ja" else "CNY"
    if seller.country in {"US", "MX", "BR", "AE"}:
        return "USD"
    return rng.choices(("EUR", "USD"), (9, 1))[0]


def _shop_price(euros: float, currency: str) -> str:
    amount = euros * PER_EURO[currency]
    if currency == "JPY":
        return str(max(100, round(amount / 10) * 10))
    return f"{max(1, round(amount)) - 0.1:.2f}"
