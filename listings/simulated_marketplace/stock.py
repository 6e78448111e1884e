"""The listings on the shelves: putting them there, and finding them again."""

import json
import re
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from urllib.parse import quote

from .catalogue.drafts import Draft
from .catalogue.listings import seed_drafts
from .catalogue.sellers import SeedSeller, seed_sellers
from .pictures import picture
from .sites import SITES, Site
from .store import now_in_microseconds
from .web import HttpError

_WITH_SELLER = """
    SELECT listing.*, seller.name AS seller_name, seller.email AS seller_email,
        seller.language AS seller_language, seller.country AS seller_country
    FROM listing JOIN seller ON seller.id = listing.seller_id
"""


def seed_if_empty(db: sqlite3.Connection) -> None:
    if not db.execute("SELECT 1 FROM seller LIMIT 1").fetchone():
        _seed(db)


def start_over(db: sqlite3.Connection) -> None:
    for table in ("message", "answer", "log", "effects", "listing", "seller", "numbering"):
        db.execute(f"DELETE FROM {table}")  # noqa: S608 - the names stand in the line above
    _seed(db)


def _seed(db: sqlite3.Connection) -> None:
    numbers = {(seller.site, seller.name): add_seller(db, seller) for seller in seed_sellers()}
    offers: dict[str, list[tuple[int, Draft]]] = {key: [] for key in SITES}
    for seller, draft in seed_drafts():
        offers[seller.site].append((numbers[seller.site, seller.name], draft))
    for key, site in SITES.items():
        put_on_sale(db, site, offers[key])


def add_seller(db: sqlite3.Connection, seller: SeedSeller) -> int:
    cursor = db.execute(
        "INSERT INTO seller (site, name, email, language, country, joined_on, rating, truth)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (
            seller.site,
            seller.name,
            seller.email,
            seller.language,
            seller.country,
            seller.joined_on,
            seller.rating,
            json.dumps({"kind": seller.kind, "focus": seller.focus}),
        ),
    )
    return int(cursor.lastrowid or 0)


def put_on_sale(db: sqlite3.Connection, site: Site, offers: Sequence[tuple[int, Draft]]) -> list[str]:
    """Adds listings and returns their numbers, in the same order."""
    first = _take_numbers(db, site, len(offers))
    rows = [_row(number, site, seller, draft) for number, (seller, draft) in enumerate(offers, start=first)]
    db.executemany(
        "INSERT INTO listing (id, site, seller_id, title, slug, description, language, category, nice_class,"
        " price, currency, quantity, condition, brand, pictures, search_text, state, state_by, created_at, updated_at, truth)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'live', 'seller', ?, ?, ?)",
        rows,
    )
    return [str(row[0]) for row in rows]


def _take_numbers(db: sqlite3.Connection, site: Site, count: int) -> int:
    """The first of so many new numbers. The number of a deleted listing is never given again."""
    (last,) = db.execute(
        "INSERT INTO numbering (site, last) VALUES (?, ?)"
        " ON CONFLICT (site) DO UPDATE SET last = last + ? RETURNING last",
        (site.key, site.first_listing + count - 1, count),
    ).fetchone()
    return int(last) - count + 1


def _row(number: int, site: Site, seller: int, draft: Draft) -> tuple[Any, ...]:
    created = int(draft.created.timestamp() * 1_000_000)
    return (
        number,
        site.key,
        seller,
        draft.title,
        slug_of(draft.title),
        draft.description,
        draft.language,
        draft.category,
        draft.nice_class,
        draft.price,
        draft.currency,
        draft.quantity,
        draft.condition,
        draft.brand,
        picture.to_json(draft.pictures),
        search_text(draft.title, draft.brand),
        created,
        created,
        json.dumps(draft.truth, ensure_ascii=False),
    )


def slug_of(title: str) -> str:
    return re.sub(r"\W+", "-", title.casefold()).strip("-")[:60] or "item"


def search_text(title: str, brand: str) -> str:
    return f"{title} {brand}".casefold()


def path_of(row: sqlite3.Row) -> str:
    return f"/{row['site']}/item/{row['id']}-{quote(row['slug'])}"


def require(db: sqlite3.Connection, site: Site, listing: int) -> sqlite3.Row:
    row: sqlite3.Row | None = db.execute(
        f"{_WITH_SELLER} WHERE listing.id = ? AND listing.site = ?", (listing, site.key)
    ).fetchone()
    if row is None:
        raise HttpError(404, "no_such_listing", "There is no such listing.")
    return row


def in_every_state(
    db: sqlite3.Connection, site: Site, *, after: int, limit: int, since: int
) -> list[sqlite3.Row]:
    """Ordered by number, which never changes: a page can neither skip a listing nor repeat one."""
    return db.execute(
        f"{_WITH_SELLER} WHERE listing.id > ? AND listing.site = ? AND listing.updated_at >= ?"
        " ORDER BY listing.id LIMIT ?",
        (after, site.key, since, limit),
    ).fetchall()


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelf:
    """A page of what buyers see."""

    rows: list[sqlite3.Row]
    total: int


class ShopWindow:
    """The listings of one site that a buyer sees at this moment."""

    def __init__(self, db: sqlite3.Connection, site: Site, lag_seconds: float) -> None:
        self._db = db
        self._site = site
        # A hidden listing stays in the window for a while, as behind a slow cache or search index.
        self._hidden_after = now_in_microseconds() - int(lag_seconds * 1_000_000)

    def shows(self, row: sqlite3.Row) -> bool:
        return row["state"] == "live" or (row["hidden_at"] or 0) > self._hidden_after

    def listing(self, number: int) -> sqlite3.Row:
        row = require(self._db, self._site, number)
        if not self.shows(row):
            raise HttpError(404, "no_longer_on_sale", "This item is no longer on sale.")
        return row

    def shelf(self, where: str, values: Iterable[object], *, page: int, size: int) -> Shelf:
        condition = f"listing.site = ? AND (state = 'live' OR hidden_at > ?) AND {where}"
        bound = (self._site.key, self._hidden_after, *values)
        (total,) = self._db.execute(f"SELECT count(*) FROM listing WHERE {condition}", bound).fetchone()  # noqa: S608
        rows = self._db.execute(
            f"{_WITH_SELLER} WHERE {condition}"
            " ORDER BY listing.created_at DESC, listing.id DESC LIMIT ? OFFSET ?",
            (*bound, size, (page - 1) * size),
        ).fetchall()
        return Shelf(rows=rows, total=total)

    def search(self, query: str, *, page: int, size: int) -> Shelf:
        if query.isascii() and query.isdigit() and len(query) < 16:
            return self.shelf("listing.id = ?", (int(query),), page=page, size=size)
        words = query.casefold().split()[:8]
        where = " AND ".join(["instr(search_text, ?) > 0"] * len(words)) or "0"
        return self.shelf(where, words, page=page, size=size)


def price_of(row: sqlite3.Row) -> Decimal:
    return Decimal(row["price"])
