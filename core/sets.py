"""Whole sets of rows in one statement, without a model instance for each (bench/pipeline.py says why)."""

import json
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any
from uuid import UUID

from django.db import connection, models


@cache
def _insert_sql(model: type[models.Model], names: tuple[str, ...]) -> str:
    of_model = {field.name: field for field in model._meta.concrete_fields}
    fields = [of_model[name] for name in names]
    columns = ", ".join(f'"{field.column}"' for field in fields)
    arrays = ", ".join(f"%s::{field.db_type(connection)}[]" for field in fields)
    return f'INSERT INTO "{model._meta.db_table}" ({columns}) SELECT * FROM unnest({arrays})'  # noqa: S608 - names of columns


def plain(value: Any) -> Any:
    """What psycopg2 quotes fastest: its own adapters for UUID and JSON cost more than the statement."""
    if isinstance(value, UUID):
        return str(value)
    if isinstance(value, dict | list):
        return json.dumps(value)
    return value


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
    sql = _insert_sql(model, names) + (" ON CONFLICT DO NOTHING" if ignore_conflicts else "")
    with connection.cursor() as cursor:
        cursor.execute(sql, [[plain(row[name]) for row in rows] for name in names])
