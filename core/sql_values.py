"""How UUIDs and lists go to PostgreSQL, and UUIDs come back.

psycopg2's own way, in Python or object by object for each value, was a sixth of the pipeline's time (bench/pipeline.py). UUIDs
never change, and a set of rows names the same tenants, items and rights again and again: each text becomes a UUID once, and
each UUID a text. A list goes as one text that the server reads at once, instead of an expression of as many constants.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from types import NoneType
from typing import Any
from uuid import UUID

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.utils import load_backend
from psycopg2.extensions import (
    AsIs,
    ISQLQuote,
    QuotedString,
    adapters,
    new_array_type,
    new_type,
    register_adapter,
    register_type,
)
from psycopg2.extras import Json

# Some sets' worth. Values that are seen once push each other out.
_REMEMBERED = 20_000
_OID, _ARRAY_OID = 2950, 2951

_text_of = lru_cache(_REMEMBERED)(str)
_uuid_of = lru_cache(_REMEMBERED)(UUID)


def _read(value: str | bytes | None, cursor: object) -> UUID | None:
    return _uuid_of(value) if isinstance(value, str) else None


@lru_cache(_REMEMBERED)
def _quoted(value: UUID) -> AsIs:
    return AsIs(f"'{value}'::uuid")


def array_of(values: Sequence[Any]) -> str:
    """As PostgreSQL writes arrays (its manual, 8.15.6); lists in lists have to be of one length each. Raises TypeError for
    a value of any other type than those below."""
    return "{" + ",".join([_ELEMENTS.get(type(value), _other)(value) for value in values]) + "}"


def _in_quotes(value: str) -> str:
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _other(value: Any) -> str:
    """Members of enumerations, above all: each has a type of its own."""
    if isinstance(value, str):
        # Not str(): it names the member.
        return _in_quotes(str.__str__(value))
    if isinstance(value, int):
        return str(int(value))
    if isinstance(value, Json):
        return _in_quotes(value.dumps(value.adapted))
    raise TypeError(f"{type(value).__name__} in a list of SQL values")


_ELEMENTS: Mapping[type, Callable[[Any], str]] = {
    NoneType: lambda value: "NULL",
    UUID: _text_of,
    str: _in_quotes,
    bool: str,
    int: str,
    float: repr,
    Decimal: str,
    date: date.isoformat,
    datetime: lambda value: _in_quotes(value.isoformat()),
    list: array_of,
}


_by_psycopg2 = adapters[list, ISQLQuote]


def _list(values: list[Any]) -> Any:
    try:
        return QuotedString(array_of(values))
    except TypeError:
        # Ranges, spans of time, bytes: seldom in a list.
        return _by_psycopg2(values)


def register() -> None:
    # As it is loaded, Django's backend registers psycopg2's own way, whose place ours takes.
    load_backend(connections.settings[DEFAULT_DB_ALIAS]["ENGINE"])
    of_one = new_type((_OID,), "UUID", _read)
    register_type(of_one)
    register_type(new_array_type((_ARRAY_OID,), "UUID[]", of_one))
    register_adapter(UUID, _quoted)
    register_adapter(list, _list)
