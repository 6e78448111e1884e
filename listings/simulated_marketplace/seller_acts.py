"""What sellers do to their own listings while the portal is at work."""

import sqlite3
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from . import effects, stock
from .store import now_in_microseconds
from .web import HttpError


def republish(db: sqlite3.Connection, row: sqlite3.Row) -> None:
    """Puts a listing back on sale, whoever had hidden it: hidden is a switch here, not a lock."""
    db.execute(
        "UPDATE listing SET state = 'live', state_by = 'seller', hidden_at = NULL, updated_at = ? WHERE id = ?",
        (now_in_microseconds(), row["id"]),
    )
    effects.record(db, row, "seller_republish", changed=row["state"] != "live")


def edit(db: sqlite3.Connection, row: sqlite3.Row, changes: Mapping[str, Any]) -> None:
    title = str(changes.get("title", row["title"]))
    price = _price(changes.get("price", row["price"]))
    db.execute(
        "UPDATE listing SET title = ?, slug = ?, search_text = ?, price = ?, quantity = ?, description = ?,"
        " updated_at = ? WHERE id = ?",
        (
            title,
            stock.slug_of(title),
            stock.search_text(title, row["brand"]),
            price,
            int(changes.get("quantity", row["quantity"])),
            str(changes.get("description", row["description"])),
            now_in_microseconds(),
            row["id"],
        ),
    )
    effects.record(db, row, "edit", changed=True)


def delete(db: sqlite3.Connection, row: sqlite3.Row) -> None:
    db.execute("DELETE FROM listing WHERE id = ?", (row["id"],))
    effects.record(db, row, "delete", changed=True)


def _price(value: object) -> str:
    try:
        return str(Decimal(str(value)))
    except InvalidOperation:
        raise HttpError(422, "bad_price", "The price is not a number.") from None
