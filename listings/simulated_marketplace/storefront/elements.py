"""The pieces that the pages are made of."""

import re
import sqlite3
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from urllib.parse import urlencode

from listings.simulated_marketplace import stock
from listings.simulated_marketplace.catalogue.vocabulary import CATEGORIES
from listings.simulated_marketplace.markup import Child, Html, joined, page, tag
from listings.simulated_marketplace.sites import Site

STYLESHEET = "/static/market.css"
PAGE_SIZE = 24

_SYMBOLS = {"EUR": "€", "USD": "$", "CNY": "CN¥", "JPY": "¥"}


def layout(
    site: Site, title: str, *content: Child, query: str = "", here: str = "", canonical: str | None = None
) -> str:
    return page(
        f"{title} · {site.name}",
        tag("a", "Skip to the goods", href="#goods", class_="skip"),
        _header(site, query, here),
        tag("main", *content, id="goods"),
        _footer(),
        stylesheet=STYLESHEET,
        kind=site.key,
        canonical=canonical,
    )


def _header(site: Site, query: str, here: str) -> Html:
    search = tag(
        "form",
        tag(
            "input", type="search", name="q", value=query, aria_label="Search", placeholder="Search for goods"
        ),
        tag("button", "Search"),
        action=f"/{site.key}/search",
        role="search",
    )
    categories = (
        tag(
            "a",
            category.label,
            href=f"/{site.key}/c/{category.key}",
            aria_current="page" if category.key == here else None,
        )
        for category in CATEGORIES.values()
    )
    top = tag("div", tag("a", site.name, href=f"/{site.key}/", class_="name"), search, class_="top")
    return tag("header", top, tag("nav", *categories, aria_label="Categories"))


def _footer() -> Html:
    words = "A simulated marketplace. Every brand, seller and article on it is invented, every picture drawn."
    return tag("footer", tag("p", words))


def grid(rows: Iterable[sqlite3.Row], empty: str) -> Html:
    cards = [card(row) for row in rows]
    return tag("ul", *cards, class_="grid") if cards else tag("p", empty, class_="empty")


def card(row: sqlite3.Row) -> Html:
    link = tag(
        "a",
        tag("img", src=picture_path(row, 1), alt="", width=600, height=600, loading="lazy"),
        tag("span", row["title"], class_="title", dir="auto", lang=row["language"]),
        href=stock.path_of(row),
    )
    return tag("li", link, price(row), tag("span", row["seller_name"], class_="seller", dir="auto"))


_LINK = re.compile(r"https?://\S+")


def letter(row: sqlite3.Row, base: str) -> Html:
    """One message of a seller's inbox; addresses in it can be followed."""
    day = datetime.fromtimestamp(row["at"] / 1_000_000, UTC).strftime("%Y-%m-%d %H:%M UTC")
    about = tag("a", f"item {row['listing']}", href=f"{base}/item/{row['listing']}")
    lines = (tag("p", *_with_links(line)) for line in row["body"].splitlines() if line.strip())
    return tag(
        "article",
        tag("h2", row["subject"], dir="auto", lang=row["language"]),
        tag("p", f"{day} · about ", about, class_="note"),
        tag("div", *lines, dir="auto", lang=row["language"]),
        class_="letter",
    )


def _with_links(line: str) -> Iterable[Child]:
    end = 0
    for found in _LINK.finditer(line):
        yield line[end : found.start()]
        yield tag("a", found[0], href=found[0], rel="noreferrer")
        end = found.end()
    yield line[end:]


def price(row: sqlite3.Row) -> Html:
    amount = f"{_SYMBOLS[row['currency']]}{stock.price_of(row):,}"
    return tag("span", amount, class_="price")


def picture_path(row: sqlite3.Row, number: int) -> str:
    return f"/{row['site']}/img/{row['id']}/{number}.jpg"


def paging(path: str, query: Mapping[str, str], number: int, total: int) -> Html | None:
    last = max(1, -(-total // PAGE_SIZE))
    if last == 1:
        return None

    def link(label: str, target: int, relation: str) -> Html:
        if not 1 <= target <= last:
            return tag("span", label, aria_hidden="true")
        return tag("a", label, href=f"{path}?{urlencode({**query, 'page': target})}", rel=relation)

    return tag(
        "nav",
        link("← Previous", number - 1, "prev"),
        tag("span", f"Page {number} of {last}"),
        link("Next →", number + 1, "next"),
        class_="paging",
        aria_label="Pages",
    )


def heading(title: str, note: str = "") -> Html:
    return joined(tag("h1", title, dir="auto"), tag("p", note, class_="note") if note else None)
