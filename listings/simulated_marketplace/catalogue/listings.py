"""What each kind of seller offers."""

import random
from collections.abc import Callable, Iterator
from dataclasses import replace

from listings.simulated_marketplace.dice import dice
from listings.simulated_marketplace.pictures.picture import Picture

from .brands import BRAND_BY_NAME, BRANDS, DEMO_BRANDS, DEVICES, KESTREL, OTHER_BRANDS, Brand
from .drafts import (
    Draft,
    Truth,
    compatible_title,
    copied_pictures,
    draft,
    list_price,
    official_pictures,
    own_pictures,
    title,
)
from .sellers import SeedSeller, SellerKind, seed_sellers
from .tricks import disguise
from .vocabulary import CATEGORIES, Category

Maker = Callable[[SeedSeller, random.Random], Draft]


def seed_drafts() -> Iterator[tuple[SeedSeller, Draft]]:
    for seller in seed_sellers():
        # Each seller has dice of their own, so that a change to one leaves the others as they were.
        rng = dice(f"{seller.site}/{seller.name}")
        for make in _assortment(seller, rng):
            yield seller, make(seller, rng)


def _assortment(seller: SeedSeller, rng: random.Random) -> list[Maker]:
    makers, weights, (least, most) = _MIXTURES[seller.kind]
    return rng.choices(makers, weights, k=rng.randint(least, most))


def _authorised(seller: SeedSeller, rng: random.Random) -> Draft:
    return _genuine(seller, rng, BRAND_BY_NAME[seller.focus])


def _other_brand(seller: SeedSeller, rng: random.Random) -> Draft:
    return _genuine(seller, rng, rng.choice(_brands_for(seller, OTHER_BRANDS)))


def _genuine(seller: SeedSeller, rng: random.Random, brand: Brand) -> Draft:
    category, model = _article(brand, rng)
    local = brand.variants.get(seller.language, "") if rng.random() < 0.6 else ""
    return draft(
        seller,
        rng,
        category,
        "genuine",
        title=title(seller, rng, category, brand.name, local, model),
        brand=brand.name,
        euros=list_price(brand, model, category) * rng.uniform(0.92, 1.0),
        quantity=rng.randint(2, 40),
        pictures=official_pictures(brand, model, category)[: rng.randint(1, 3)],
        truth={"kind": Truth.GENUINE, "brand": brand.name, "model": model},
    )


def _resale(seller: SeedSeller, rng: random.Random) -> Draft:
    brand = rng.choices(BRANDS, [5 if brand in DEMO_BRANDS else 1 for brand in BRANDS])[0]
    category, model = _article(brand, rng)
    return draft(
        seller,
        rng,
        category,
        "resale",
        title=title(seller, rng, category, brand.name, model, with_offer=False),
        brand=brand.name,
        euros=list_price(brand, model, category) * rng.uniform(0.4, 0.7),
        quantity=1,
        condition="used",
        pictures=own_pictures(official_pictures(brand, model, category)[0], rng),
        truth={"kind": Truth.RESALE, "brand": brand.name, "model": model},
    )


def _counterfeit(seller: SeedSeller, rng: random.Random) -> Draft:
    brands = _brands_for(seller, BRANDS)
    brand = rng.choices(brands, [8 if brand in DEMO_BRANDS else 1 for brand in brands])[0]
    category, model = _article(brand, rng)
    name, trick = disguise(brand, seller.language, rng)
    official = official_pictures(brand, model, category)[: rng.randint(1, 2)]
    copied = rng.random() < 0.5
    return draft(
        seller,
        rng,
        category,
        "counterfeit",
        title=title(seller, rng, category, name, model if rng.random() < 0.6 else ""),
        brand=rng.choice(("", "", brand.name, "OEM")),
        euros=list_price(brand, model, category) * rng.uniform(0.1, 0.35),
        quantity=rng.choice((50, 99, 120, 500, 999)),
        pictures=copied_pictures(official, rng) if copied else own_pictures(official[0], rng),
        truth={
            "kind": Truth.COUNTERFEIT,
            "brand": brand.name,
            "model": model,
            "trick": trick,
            "pictures_copied": copied,
        },
    )


def _copied_picture(seller: SeedSeller, rng: random.Random) -> Draft:
    """No-name goods offered with the picture of a brand."""
    brand = rng.choice(DEMO_BRANDS)
    category, model = _article(brand, rng)
    return replace(
        _unbranded(seller, rng, category),
        pictures=copied_pictures(official_pictures(brand, model, category)[:1], rng),
        truth={"kind": Truth.COPIED_PICTURE, "brand": brand.name, "model": model, "pictures_copied": True},
    )


def _unbranded(seller: SeedSeller, rng: random.Random, category: Category | None = None) -> Draft:
    category = category or CATEGORIES.get(seller.focus) or rng.choice(tuple(CATEGORIES.values()))
    picture = Picture(shape=category.shape, look=rng.getrandbits(32), scene=rng.getrandbits(32), word="")
    return draft(
        seller,
        rng,
        category,
        "plain",
        title=title(seller, rng, category),
        brand="",
        euros=rng.uniform(*category.euros) * 0.25 + 4,
        quantity=rng.randint(3, 200),
        pictures=(picture,),
        truth={"kind": Truth.UNBRANDED, "brand": ""},
    )


def _compatible(seller: SeedSeller, rng: random.Random) -> Draft:
    """Accessories that name the thing they fit, as they may."""
    category = CATEGORIES["phone-cases"]
    brand, thing = "", rng.choice(DEVICES)
    if not seller.focus and rng.random() < 0.6:
        category = CATEGORIES["ear-pads"]
        brand, thing = KESTREL.name, f"{KESTREL.name} {rng.choice(KESTREL.models['headphones'])}"
    return replace(
        _unbranded(seller, rng, category),
        title=compatible_title(seller, rng, category, thing),
        truth={"kind": Truth.COMPATIBLE, "brand": brand},
    )


def _coincidence(seller: SeedSeller, rng: random.Random) -> Draft:
    titles = KESTREL.ordinary_uses.get(seller.language) or KESTREL.ordinary_uses["en"]
    return replace(
        _unbranded(seller, rng, CATEGORIES["posters"]),
        title=rng.choice(titles),
        truth={"kind": Truth.COINCIDENCE, "brand": KESTREL.name},
    )


def _article(brand: Brand, rng: random.Random) -> tuple[Category, str]:
    category = rng.choice(tuple(brand.models))
    return CATEGORIES[category], rng.choice(brand.models[category])


def _brands_for(seller: SeedSeller, brands: tuple[Brand, ...]) -> tuple[Brand, ...]:
    return tuple(brand for brand in brands if not seller.focus or seller.focus in brand.models) or brands


_MIXTURES: dict[SellerKind, tuple[tuple[Maker, ...], tuple[int, ...], tuple[int, int]]] = {
    SellerKind.AUTHORISED: ((_authorised,), (1,), (7, 11)),
    SellerKind.HONEST: ((_other_brand, _unbranded, _compatible, _coincidence), (4, 3, 3, 1), (5, 7)),
    SellerKind.RESELLER: ((_resale, _other_brand), (4, 1), (4, 6)),
    SellerKind.COUNTERFEITER: ((_counterfeit, _copied_picture, _unbranded), (8, 1, 1), (7, 9)),
}
