"""Pages by position, never by number: the thousandth page costs what the first one costs.

A page starts after (or ends before) a row that the address names by its ordering values.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import F, Model, QuerySet
from django.db.models.fields.tuple_lookups import Tuple, TupleGreaterThan, TupleLessThan

SEPARATOR = "~"


def _priority(text: str) -> int:
    number = int(text)
    if not 0 <= number <= 9:
        raise ValueError("no priority of ours")
    return number


def _points(text: str) -> int:
    number = int(text)
    if not 0 <= number < 2**31:
        raise ValueError("no points of ours")
    return number


def _moment(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    if moment.utcoffset() != timedelta(0):
        raise ValueError("not in UTC, as we write it")
    return moment


_READ: dict[str, Callable[[str], Any]] = {
    "priority": _priority,
    "due_at": _moment,
    "status_at": _moment,
    "ended_at": _moment,
    "points": _points,
    "raised": _points,
    "weight": _points,
    "seller_id": UUID,
    "person_by": _moment,
    "id": UUID,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """The columns of one index, all in one direction."""

    columns: tuple[str, ...]
    descending: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a page begins or ends, as the address says it. Neither: at the start."""

    after: str = ""
    before: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page[M: Model]:
    """`earlier` and `later` name the places of the neighbouring pages; empty where there is none."""

    rows: Sequence[M]
    earlier: str = ""
    later: str = ""


def page_of[M: Model](rows: QuerySet[M], order: Order, place: Place, *, size: int) -> Page[M]:
    after, before = _values(order, place.after), _values(order, place.before)
    backwards = after is None and before is not None
    values = before if backwards else after
    if values is not None:
        rows = rows.filter(_beyond(order, values, backwards=backwards))
    down = order.descending != backwards
    ordered = rows.order_by(*(f"-{name}" if down else name for name in order.columns))
    found = list(ordered[: size + 1])
    more, found = len(found) > size, found[:size]
    if backwards:
        found.reverse()
    has_earlier, has_later = (more, True) if backwards else (values is not None, more)
    return Page(
        rows=found,
        earlier=_name(order, found[0]) if found and has_earlier else "",
        later=_name(order, found[-1]) if found and has_later else "",
    )


def _beyond(order: Order, values: Sequence[Any], *, backwards: bool) -> Any:
    """A row comparison, which PostgreSQL answers with one range of the index."""
    lookup = TupleLessThan if order.descending != backwards else TupleGreaterThan
    return lookup(Tuple(*map(F, order.columns)), tuple(values))


def _name(order: Order, row: Model) -> str:
    values = (getattr(row, name) for name in order.columns)
    return SEPARATOR.join(v.isoformat() if isinstance(v, datetime) else str(v) for v in values)


def _values(order: Order, name: str) -> Sequence[Any] | None:
    """None for no place, and for one that nobody of ours has written."""
    parts = name.split(SEPARATOR)
    if len(parts) != len(order.columns):
        return None
    try:
        return [_READ[column](part) for column, part in zip(order.columns, parts, strict=True)]
    except ValueError:
        return None
