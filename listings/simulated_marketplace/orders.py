"""What the portal orders, hide, restore and tell the seller, each with its idempotency key."""

import json
import sqlite3
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from . import effects, messages, stock
from .sites import Site
from .store import Store, now_in_microseconds
from .web import HttpError


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    site: Site
    listing: int
    key: str
    case: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    body: Mapping[str, Any]
    replayed: bool = False


Effect = Callable[[sqlite3.Connection, sqlite3.Row, Order], Mapping[str, Any]]


class Orders:
    def __init__(self, store: Store) -> None:
        self._store = store

    def hide(self, order: Order, *, ignore_keys: bool = False) -> Outcome:
        return self._carry_out("hide", order, _hide, ignore_keys=ignore_keys)

    def restore(self, order: Order, prior_state: str, *, ignore_keys: bool = False) -> Outcome:
        def effect(db: sqlite3.Connection, row: sqlite3.Row, order: Order) -> Mapping[str, Any]:
            return _restore(db, row, order, prior_state)

        return self._carry_out("restore", order, effect, ignore_keys=ignore_keys)

    def message(self, order: Order, words: messages.Words, *, ignore_keys: bool = False) -> Outcome:
        def effect(db: sqlite3.Connection, row: sqlite3.Row, order: Order) -> Mapping[str, Any]:
            number = messages.put_into_inbox(db, row, words, case=order.case)
            return {"message": f"{row['site']}-m{number}"}

        return self._carry_out("message", order, effect, ignore_keys=ignore_keys)

    def _carry_out(self, operation: str, order: Order, effect: Effect, *, ignore_keys: bool) -> Outcome:
        """The effect and the remembered answer are one transaction: never one without the other."""
        with self._store.writing() as db:
            if not ignore_keys and (earlier := _earlier_answer(db, operation, order)) is not None:
                return Outcome(body=earlier, replayed=True)
            body = effect(db, stock.require(db, order.site, order.listing), order)
            db.execute(
                "INSERT OR IGNORE INTO answer (site, key, operation, listing, body) VALUES (?, ?, ?, ?, ?)",
                (order.site.key, order.key, operation, order.listing, json.dumps(body)),
            )
            return Outcome(body=body)


def _earlier_answer(db: sqlite3.Connection, operation: str, order: Order) -> Mapping[str, Any] | None:
    row = db.execute(
        "SELECT operation, listing, body FROM answer WHERE site = ? AND key = ?", (order.site.key, order.key)
    ).fetchone()
    if row is None:
        return None
    if (row["operation"], row["listing"]) != (operation, order.listing):
        raise HttpError(422, "key_reused", "This key was used for another order.")
    answer: Mapping[str, Any] = json.loads(row["body"])
    return answer


def _hide(db: sqlite3.Connection, row: sqlite3.Row, order: Order) -> Mapping[str, Any]:
    # As in real shops, hiding what is hidden already is no empty step: it touches the listing again.
    changed = row["state"] != "hidden"
    now = now_in_microseconds()
    db.execute(
        "UPDATE listing SET state = 'hidden', state_by = 'portal', hidden_at = ?, updated_at = ? WHERE id = ?",
        (now if changed else row["hidden_at"], now, row["id"]),
    )
    number = effects.record(db, row, "hide", key=order.key, case=order.case, changed=changed)
    return _answer(row, number, state="hidden", changed=changed)


def _restore(db: sqlite3.Connection, row: sqlite3.Row, order: Order, prior_state: str) -> Mapping[str, Any]:
    if (row["state"], row["state_by"]) != ("hidden", "portal"):
        raise HttpError(409, "changed_since", "The listing is no longer as the portal left it.")
    changed = prior_state != "hidden"
    db.execute(
        "UPDATE listing SET state = ?, state_by = 'seller', hidden_at = ?, updated_at = ? WHERE id = ?",
        (prior_state, None if changed else row["hidden_at"], now_in_microseconds(), row["id"]),
    )
    number = effects.record(db, row, "restore", key=order.key, case=order.case, changed=changed)
    return _answer(row, number, state=prior_state, changed=changed)


def _answer(row: sqlite3.Row, number: int, *, state: str, changed: bool) -> Mapping[str, Any]:
    return {
        "id": str(row["id"]),
        "state": state,
        "changed": changed,
        "prior": {"state": row["state"]},
        "order": f"{row['site']}-{number}",
    }
