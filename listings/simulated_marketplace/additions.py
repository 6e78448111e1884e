"""Listings that the control API adds, one or ten thousand, from a template."""

import sqlite3
import zlib
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from . import stock
from .catalogue.brands import BRAND_BY_NAME
from .catalogue.drafts import Draft, Truth, copied_pictures
from .catalogue.sellers import SeedSeller, SellerKind
from .catalogue.vocabulary import CATEGORIES
from .dice import dice
from .pictures import picture
from .pictures.picture import Picture
from .sites import Site
from .web import HttpError

_DEFAULTS: dict[str, Any] = {
    "title": "Lum0ra Selene handbag, black, lot {n}",
    "description": "Top AAA quality 1:1, same as original from the shop.",
    "language": "en",
    "category": "handbags",
    "price": "39.90",
    "currency": "EUR",
    "quantity": 99,
    "condition": "new",
    "brand": "",
    "seller": "addition_wholesale",
    "seller_kind": SellerKind.COUNTERFEITER,
    "truth": {"kind": Truth.COUNTERFEIT, "brand": "Lumora"},
    "pictures_of": None,
    "count": 1,
}
MOST_AT_ONCE = 50_000
# Added listings share a few looks: ten thousand pictures need not all be drawn.
_LOOKS = 12


def drafts_from(db: sqlite3.Connection, site: Site, template: Mapping[str, Any]) -> list[tuple[int, Draft]]:
    if unknown := set(template) - set(_DEFAULTS):
        raise HttpError(422, "bad_template", f"Unknown fields: {', '.join(sorted(unknown))}.")
    wanted = {**_DEFAULTS, "currency": site.currencies[0], **template}
    if wanted["category"] not in CATEGORIES or not 1 <= int(wanted["count"]) <= MOST_AT_ONCE:
        raise HttpError(422, "bad_template", "No such category, or too many at once.")
    seller = _seller_number(db, site, wanted)
    copied = _pictures_of(db, site, wanted["pictures_of"])
    return [(seller, _draft(wanted, number, copied)) for number in range(1, int(wanted["count"]) + 1)]


def _draft(wanted: Mapping[str, Any], number: int, copied: tuple[Picture, ...]) -> Draft:
    category = CATEGORIES[wanted["category"]]
    return Draft(
        title=str(wanted["title"]).replace("{n}", str(number)),
        description=str(wanted["description"]),
        language=str(wanted["language"]),
        category=category.key,
        nice_class=category.nice_class,
        price=str(wanted["price"]),
        currency=str(wanted["currency"]),
        quantity=int(wanted["quantity"]),
        condition=str(wanted["condition"]),
        brand=str(wanted["brand"]),
        pictures=copied_pictures(copied, dice(number)) if copied else _own_picture(wanted, number),
        created=datetime.now(UTC),
        truth=dict(wanted["truth"]),
    )


def _own_picture(wanted: Mapping[str, Any], number: int) -> tuple[Picture, ...]:
    brand = BRAND_BY_NAME.get(str(wanted["truth"].get("brand", "")))
    look = number % _LOOKS
    return (
        Picture(
            shape=CATEGORIES[wanted["category"]].shape,
            look=look,
            scene=look,
            word=brand.name if brand else "",
            emblem=brand.emblem if brand else "",
            view="scene",
        ),
    )


def _pictures_of(db: sqlite3.Connection, site: Site, ref: str | None) -> tuple[Picture, ...]:
    if ref is None:
        return ()
    return picture.from_json(stock.require(db, site, int(ref))["pictures"])


def _seller_number(db: sqlite3.Connection, site: Site, wanted: Mapping[str, Any]) -> int:
    name = str(wanted["seller"])
    row = db.execute("SELECT id FROM seller WHERE site = ? AND name = ?", (site.key, name)).fetchone()
    if row is not None:
        return int(row["id"])
    seller = SeedSeller(
        site=site.key,
        name=name,
        kind=SellerKind(wanted["seller_kind"]),
        language=str(wanted["language"]),
        country="XX",
        email=f"added.{zlib.crc32(name.encode())}@{site.key}-sellers.example",
        joined_on="2025-09-01",
        rating=80,
    )
    return stock.add_seller(db, seller)
