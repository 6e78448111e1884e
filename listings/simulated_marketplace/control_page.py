"""A page for people that shows the switches and the last events. It changes nothing."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any

from . import effects
from .control import require_loopback
from .faults import Misbehaviour, Switches
from .markup import Html, joined, page, tag
from .sites import SITES
from .store import Store
from .storefront.elements import STYLESHEET
from .web import Request, Response, html_response

_ROWS = 30


class ControlPage:
    def __init__(self, store: Store, sites: Mapping[str, Misbehaviour]) -> None:
        self._store = store
        self._sites = sites

    def __call__(self, request: Request) -> Response:
        require_loopback(request)
        with self._store.reading() as db:
            last_effects = effects.latest(db, "effects", _ROWS)
            last_requests = effects.latest(db, "log", _ROWS)
        main = tag(
            "main",
            tag("h1", "Simulated marketplaces"),
            tag("p", "Switches are set through the signed control API; what differs from good behaviour is marked.",
                class_="note"),
            self._switches(),
            _events("Last effects", last_effects, ("at", "site", "listing", "kind", "key", "case_ref", "changed")),
            _events("Last requests", last_requests, ("at", "site", "method", "path", "key", "status", "fault")),
        )  # fmt: skip
        return html_response(page("Control · Simulated marketplaces", main, stylesheet=STYLESHEET))

    def _switches(self) -> Html:
        columns = [asdict(misbehaviour.switches) for misbehaviour in self._sites.values()]
        names = tag("tr", tag("th", "Switch"), *(tag("th", SITES[key].name) for key in self._sites))
        rows = (
            tag(
                "tr",
                tag("th", name.replace("_", " "), scope="row"),
                *(_value(c[name], usual) for c in columns),
            )
            for name, usual in asdict(Switches()).items()
        )
        return tag("table", tag("thead", names), tag("tbody", *rows))


def _value(value: Any, usual: Any) -> Html:
    return tag("td", str(value), class_="on" if value != usual else None)


def _events(title: str, rows: Sequence[Any], columns: Sequence[str]) -> Html:
    head = tag("thead", tag("tr", *(tag("th", name.replace("_", " ")) for name in columns)))
    body = (tag("tr", *(tag("td", _cell(name, row[name])) for name in columns)) for row in rows)
    empty = None if rows else tag("p", "None yet.", class_="note")
    return joined(tag("h2", title), tag("table", head, tag("tbody", *body)), empty)


def _cell(name: str, value: Any) -> str:
    if name == "at":
        return datetime.fromtimestamp(value / 1_000_000, UTC).strftime("%Y-%m-%d %H:%M:%S.%f")[:-3]
    return str(value)
