"""The control API: whoever knows the secret sets faults, plays the sellers, and reads the record."""

import json
import sqlite3
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from . import effects, messages, seller_acts, stock
from .additions import drafts_from
from .credentials import Credential
from .faults import Misbehaviour
from .signing import BadSignature, Verifier
from .sites import SITES
from .store import Store
from .web import HttpError, Request, Response, Router, error_response, json_response, route

_LOOPBACK = {"127.0.0.1", "::1"}
_MAX_PAGE = 5000


class Control:
    def __init__(self, store: Store, sites: Mapping[str, Misbehaviour], credential: Credential) -> None:
        self._store = store
        self._sites = sites
        self._verifier = Verifier({credential.account: credential.secret})
        site = f"/control/(?P<site>{'|'.join(SITES)})"
        listing = f"{site}/listings/(?P<number>[0-9]{{1,12}})"
        self._router = Router(
            (
                route("POST", "/control/reset", self._reset),
                route("GET", f"{site}/faults", self._faults),
                route("POST", f"{site}/faults", self._set_faults),
                route("POST", f"{site}/release", self._release),
                route("POST", f"{site}/listings", self._add),
                route("POST", f"{listing}/(?P<act>republish|edit|delete)", self._act_as_seller),
                route("GET", f"{site}/truth", self._truth),
                route("GET", f"{site}/sellers", self._sellers),
                route("GET", f"{site}/summary", self._summary),
                route("GET", f"{site}/messages", self._messages),
                route("GET", "/control/(?P<table>log|effects)", self._record),
            )
        )

    def __call__(self, request: Request) -> Response:
        try:
            require_loopback(request)
            self._verifier.account_of(request.method, request.target, request.headers, request.body)
            return self._router(request)
        except BadSignature as error:
            return error_response(HttpError(401, "bad_signature", str(error)))
        except HttpError as error:
            return error_response(error)

    def _reset(self, _request: Request) -> Response:
        for misbehaviour in self._sites.values():
            misbehaviour.reset()
        with self._store.writing() as db:
            stock.start_over(db)
        return json_response({"reset": True})

    def _faults(self, _request: Request, site: str) -> Response:
        return json_response(asdict(self._sites[site].switches))

    def _set_faults(self, request: Request, site: str) -> Response:
        return json_response(asdict(self._sites[site].change(request.json)))

    def _release(self, _request: Request, site: str) -> Response:
        self._sites[site].release()
        return json_response({"released": True})

    def _add(self, request: Request, site: str) -> Response:
        with self._store.writing() as db:
            offers = drafts_from(db, SITES[site], request.json)
            return json_response({"refs": stock.put_on_sale(db, SITES[site], offers)})

    def _act_as_seller(self, request: Request, site: str, number: str, act: str) -> Response:
        with self._store.writing() as db:
            row = stock.require(db, SITES[site], int(number))
            if act == "republish":
                seller_acts.republish(db, row)
            elif act == "edit":
                seller_acts.edit(db, row, request.json)
            else:
                seller_acts.delete(db, row)
        return json_response({"done": act})

    def _truth(self, _request: Request, site: str) -> Response:
        with self._store.reading() as db:
            rows = db.execute(
                "SELECT listing.id, listing.title, listing.state, listing.truth, seller.name AS seller,"
                " seller.truth AS seller_truth FROM listing JOIN seller ON seller.id = listing.seller_id"
                " WHERE listing.site = ? ORDER BY listing.id",
                (site,),
            )
            return json_response({"listings": [_truth_of(row) for row in rows]})

    def _sellers(self, _request: Request, site: str) -> Response:
        with self._store.reading() as db:
            rows = db.execute("SELECT * FROM seller WHERE site = ? ORDER BY id", (site,))
            sellers = [{**dict(row), "truth": json.loads(row["truth"])} for row in rows]
        return json_response({"sellers": sellers})

    def _summary(self, _request: Request, site: str) -> Response:
        with self._store.reading() as db:
            return json_response(effects.summary(db, site))

    def _messages(self, _request: Request, site: str) -> Response:
        with self._store.reading() as db:
            return json_response({"messages": messages.of_site(db, site)})

    def _record(self, request: Request, table: str) -> Response:
        query = request.query
        after, limit = _number(query.get("after", "0")), _number(query.get("limit", "1000"))
        limit = min(max(limit, 1), _MAX_PAGE)
        with self._store.reading() as db:
            rows = effects.page_of(db, table, site=query.get("site", ""), after=after, limit=limit)
        return json_response({"rows": rows, "next_after": rows[-1]["id"] if len(rows) == limit else None})


def require_loopback(request: Request) -> None:
    if request.remote not in _LOOPBACK:
        raise HttpError(403, "loopback_only", "Only from this machine.")


def _truth_of(row: sqlite3.Row) -> dict[str, Any]:
    return {
        "ref": str(row["id"]),
        "title": row["title"],
        "state": row["state"],
        "seller": row["seller"],
        "seller_kind": json.loads(row["seller_truth"])["kind"],
        **json.loads(row["truth"]),
    }


def _number(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) < 16):
        raise HttpError(400, "bad_number", "Not a number.")
    return int(text)
