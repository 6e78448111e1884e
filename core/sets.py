"""Whole sets of rows in one statement, without a model instance for each (bench/pipeline.py says why)."""

import json
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from django.db import connection, models


@cache
def _insert_sql(model: type[models.Model], names: tuple[str, ...]) -> tuple[str, frozenset[str]]:
    """The statement, and which of the columns hold JSON."""
    of_model = {field.name: field for field in model._meta.concrete_fields}
    fields = [of_model[name] for name in names]
    columns = ", ".join(f'"{field.column}"' for field in fields)
    arrays = ", ".join(f"%s::{field.db_type(connection)}[]" for field in fields)
    sql = f'INSERT INTO "{model._meta.db_table}" ({columns}) SELECT * FROM unnest({arrays})'  # noqa: S608 - names of columns
    return sql, frozenset(field.name for field in fields if isinstance(field, models.JSONField))


def _as_json(value: Any) -> str | None:
    return None if value is None else json.dumps(value)


def plain(value: Any) -> Any:
    """What is no one value of its own is JSON."""
    return json.dumps(value) if isinstance(value, dict | list) else value


def insert(
    model: type[models.Model],
    rows: Sequence[Mapping[str, Any]],
    *,
    ignore_conflicts: bool = False,
) -> None:
    """Insert rows of the same columns, by field name. Columns left out get the database's own default.

    Array columns are not supported: their arrays would be taken for the set.
    """
    if not rows:
        return
    names = tuple(rows[0])
    sql, of_json = _insert_sql(model, names)
    columns = {name: [row[name] for row in rows] for name in names}
    for name in of_json:
        columns[name] = [_as_json(value) for value in columns[name]]
    with connection.cursor() as cursor:
        cursor.execute(
            sql + (" ON CONFLICT DO NOTHING" if ignore_conflicts else ""),
            list(columns.values()),
        )
