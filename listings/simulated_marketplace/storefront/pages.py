"""The pages of one site."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from listings.simulated_marketplace import messages, stock
from listings.simulated_marketplace.catalogue.vocabulary import CATEGORIES
from listings.simulated_marketplace.faults import Misbehaviour
from listings.simulated_marketplace.markup import Html, joined, tag
from listings.simulated_marketplace.pictures import picture
from listings.simulated_marketplace.pictures.gallery import Gallery
from listings.simulated_marketplace.sites import Site
from listings.simulated_marketplace.stock import ShopWindow
from listings.simulated_marketplace.store import Store
from listings.simulated_marketplace.web import (
    HttpError,
    Request,
    Response,
    Router,
    html_response,
    redirect,
    route,
)

from .elements import PAGE_SIZE, grid, heading, layout, letter, paging, picture_path, price


class Storefront:
    def __init__(self, site: Site, store: Store, gallery: Gallery, misbehaviour: Misbehaviour) -> None:
        self._site = site
        self._store = store
        self._gallery = gallery
        self._misbehaviour = misbehaviour
        self._base = f"/{site.key}"
        number = r"(?P<number>[0-9]{1,12})"
        self._router = Router(
            (
                route("GET", f"{self._base}/?", self._home),
                route("GET", rf"{self._base}/c/(?P<category>[a-z-]+)", self._category),
                route("GET", f"{self._base}/search", self._search),
                route("GET", f"{self._base}/seller/{number}", self._seller),
                route("GET", f"{self._base}/seller/{number}/inbox", self._inbox),
                route("GET", rf"{self._base}/item/{number}(-[^/]*)?/?", self._item),
                route("GET", rf"{self._base}/m/item/{number}(-[^/]*)?/?", self._to_item),
                route("GET", rf"{self._base}/i/{number}/?", self._to_item),
                route("GET", rf"{self._base}/img/{number}/(?P<which>[0-9])\.jpg", self._picture),
            )
        )

    def __call__(self, request: Request) -> Response:
        try:
            return self._router(request)
        except HttpError as error:
            return self._apology(error)

    @contextmanager
    def _window(self) -> Iterator[ShopWindow]:
        with self._store.reading() as db:
            yield ShopWindow(db, self._site, self._misbehaviour.switches.visible_lag_seconds)

    def _home(self, request: Request) -> Response:
        page = _page_number(request)
        with self._window() as window:
            shelf = window.shelf("1", (), page=page, size=PAGE_SIZE)
        intro = heading(self._site.tagline) if page == 1 else heading("All goods")
        content = (intro, grid(shelf.rows, "Nothing here."), paging(f"{self._base}/", {}, page, shelf.total))
        return html_response(layout(self._site, self._site.tagline, *content))

    def _category(self, request: Request, category: str) -> Response:
        if category not in CATEGORIES:
            raise HttpError(404, "not_found", "There is no such category.")
        page, label = _page_number(request), CATEGORIES[category].label
        with self._window() as window:
            shelf = window.shelf("category = ?", (category,), page=page, size=PAGE_SIZE)
        content = (
            heading(label, _count(shelf.total)),
            grid(shelf.rows, "Nothing in this category at the moment."),
            paging(request.path, {}, page, shelf.total),
        )
        return html_response(layout(self._site, label, *content, here=category))

    def _search(self, request: Request) -> Response:
        query, page = request.query.get("q", "").strip()[:200], _page_number(request)
        with self._window() as window:
            shelf = window.search(query, page=page, size=PAGE_SIZE)
        content = (
            heading(f"“{query}”" if query else "Search", _count(shelf.total)),
            grid(shelf.rows, "Nothing found. Try fewer or other words."),
            paging(request.path, {"q": query}, page, shelf.total),
        )
        return html_response(layout(self._site, "Search", *content, query=query))

    def _seller(self, request: Request, number: str) -> Response:
        page = _page_number(request)
        seller = self._seller_row(number)
        with self._window() as window:
            shelf = window.shelf("seller_id = ?", (int(number),), page=page, size=PAGE_SIZE)
        content = (
            heading(seller["name"], _seller_note(seller)),
            tag("p", tag("a", "Inbox of this seller", href=f"{self._base}/seller/{number}/inbox")),
            grid(shelf.rows, "This seller has nothing on sale at the moment."),
            paging(request.path, {}, page, shelf.total),
        )
        return html_response(layout(self._site, seller["name"], *content))

    def _inbox(self, _request: Request, number: str) -> Response:
        """Signing in is left out: whoever looks plays the seller."""
        seller = self._seller_row(number)
        with self._store.reading() as db:
            letters = messages.inbox(db, int(number))
        title = f"Inbox of {seller['name']}"
        content = (
            heading(title, "What the marketplace has told this seller. Only they would see it."),
            *(letter(row, self._base) for row in letters),
            None if letters else tag("p", "No messages.", class_="empty"),
        )
        return html_response(layout(self._site, title, *content))

    def _seller_row(self, number: str) -> sqlite3.Row:
        with self._store.reading() as db:
            seller: sqlite3.Row | None = db.execute(
                "SELECT * FROM seller WHERE id = ? AND site = ?", (int(number), self._site.key)
            ).fetchone()
        if seller is None:
            raise HttpError(404, "not_found", "There is no such seller.")
        return seller

    def _item(self, _request: Request, number: str) -> Response:
        with self._window() as window:
            row = window.listing(int(number))
            more = window.shelf(
                "seller_id = ? AND listing.id != ?", (row["seller_id"], row["id"]), page=1, size=6
            )
        content = (
            tag("article", _pictures(row), _details(row), class_="item"),
            tag("h2", "More from this seller") if more.rows else None,
            grid(more.rows, "") if more.rows else None,
        )
        return html_response(layout(self._site, row["title"], *content, canonical=stock.path_of(row)))

    def _to_item(self, _request: Request, number: str) -> Response:
        with self._window() as window:
            return redirect(stock.path_of(window.listing(int(number))))

    def _picture(self, _request: Request, number: str, which: str) -> Response:
        # Pictures outlive their listing here, as they do behind the caches of real shops.
        with self._store.reading() as db:
            row = stock.require(db, self._site, int(number))
        pictures = picture.from_json(row["pictures"])
        if not 1 <= int(which) <= len(pictures):
            raise HttpError(404, "not_found", "There is no such picture.")
        headers = {"Content-Type": "image/jpeg", "Cache-Control": "public, max-age=60"}
        return Response(body=self._gallery.jpeg(pictures[int(which) - 1]), headers=headers)

    def _apology(self, error: HttpError) -> Response:
        gone = error.code in {"no_longer_on_sale", "no_such_listing"}
        title = "This item is no longer on sale" if gone else "Nothing here"
        words = (
            "It may have been sold, or its seller or the marketplace took it down." if gone else error.message
        )
        content = (heading(title, words), tag("p", tag("a", "See what else there is", href=f"{self._base}/")))
        return html_response(layout(self._site, title, tag("div", *content, class_="apology")), error.status)


def _page_number(request: Request) -> int:
    text = request.query.get("page", "1")
    return max(1, int(text)) if text.isascii() and text.isdigit() and len(text) < 7 else 1


def _count(total: int) -> str:
    return "1 article" if total == 1 else f"{total:,} articles"


def _seller_note(seller: sqlite3.Row) -> str:
    return f"{seller['country']} · here since {seller['joined_on'][:4]} · {seller['rating']} % happy buyers"


def _pictures(row: sqlite3.Row) -> Html:
    count = len(picture.from_json(row["pictures"]))
    images = (
        tag("img", src=picture_path(row, n), alt=f"Picture {n} of {count}", width=600, height=600)
        for n in range(1, count + 1)
    )
    return tag("div", *images, class_="pictures")


def _details(row: sqlite3.Row) -> Html:
    seller = tag("a", row["seller_name"], href=f"/{row['site']}/seller/{row['seller_id']}", dir="auto")
    facts = {
        "Seller": seller,
        "Ships from": row["seller_country"],
        "Brand": row["brand"] or "—",
        "Category": CATEGORIES[row["category"]].label,
        "In stock": f"{row['quantity']:,}",
        "Item number": row["id"],
    }
    return tag(
        "div",
        tag("h1", row["title"], dir="auto", lang=row["language"]),
        price(row),
        tag("p", row["description"], dir="auto", lang=row["language"], class_="description"),
        tag("dl", *(joined(tag("dt", name), tag("dd", value)) for name, value in facts.items())),
    )
