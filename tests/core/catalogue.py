"""What PostgreSQL's own catalogue says about the walls between tenants."""

from collections.abc import Iterable
from typing import Any

from django.apps import apps

TENANT_TABLES = """
SELECT c.oid::regclass::text FROM pg_class c
JOIN pg_attribute a ON a.attrelid = c.oid AND NOT a.attisdropped
WHERE c.relkind IN ('r', 'p') AND c.relnamespace = 'public'::regnamespace
    AND (a.attname = 'tenant_id' OR c.relname = 'core_tenant' AND a.attname = 'id')
ORDER BY 1
"""

_FLAWS = f"""
WITH tenant_table AS (SELECT t.name, t.name::regclass AS oid FROM ({TENANT_TABLES}) AS t(name)),
policy AS (
    SELECT p.polrelid, r.rolname, p.polcmd = '*' AS all_commands,
        pg_get_expr(p.polqual, p.polrelid) AS using, pg_get_expr(p.polwithcheck, p.polrelid) AS checked
    FROM pg_policy p CROSS JOIN unnest(p.polroles) AS role(oid) JOIN pg_roles r ON r.oid = role.oid
),
wanted(role, condition) AS (
    VALUES ('app_owner', 'true'), ('app_staff', 'true'),
        ('app_web', '%app.tenant_id%'), ('app_worker', '%app.tenant_id%')
)
SELECT name || ': row security is not enabled and forced' FROM tenant_table t JOIN pg_class c ON c.oid = t.oid
WHERE NOT (c.relrowsecurity AND c.relforcerowsecurity)
UNION ALL
SELECT name || ': no policy for ' || w.role FROM tenant_table t CROSS JOIN wanted w
WHERE NOT EXISTS (
    SELECT 1 FROM policy p WHERE p.polrelid = t.oid AND p.rolname = w.role AND p.all_commands
        AND p.using LIKE w.condition AND p.checked LIKE w.condition
)
UNION ALL
SELECT f.name || ': ' || k.conname || ' is a key that does not carry the tenant'
FROM pg_constraint k JOIN tenant_table f ON f.oid = k.conrelid JOIN tenant_table r ON r.oid = k.confrelid
WHERE k.contype = 'f' AND r.name <> 'core_tenant' AND NOT EXISTS (
    SELECT 1 FROM pg_attribute a WHERE a.attrelid = k.conrelid AND a.attnum = k.conkey[1]
        AND a.attname = 'tenant_id' AND cardinality(k.conkey) >= 2
)
"""

_KEYS = """
SELECT k.conrelid::regclass::text, a.attname, k.confrelid::regclass::text
FROM pg_constraint k
JOIN pg_attribute t ON t.attrelid = k.conrelid AND t.attnum = k.conkey[1] AND t.attname = 'tenant_id'
JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = k.conkey[2]
JOIN pg_attribute rt ON rt.attrelid = k.confrelid AND rt.attnum = k.confkey[1] AND rt.attname = 'tenant_id'
WHERE k.contype = 'f' AND k.convalidated AND cardinality(k.conkey) = 2
"""

type Key = tuple[str, str, str]


def tenant_tables(cursor: Any) -> list[str]:
    cursor.execute(TENANT_TABLES)
    return [row[0] for row in cursor.fetchall()]


def keys_between_tenant_rows() -> set[Key]:
    """(table, column, table pointed at) of each foreign key from one tenant-owned model to another."""
    owned = {
        model for model in apps.get_models() if any(f.name == "tenant" for f in model._meta.local_fields)
    }
    return {
        (model._meta.db_table, field.column, field.related_model._meta.db_table)
        for model in owned
        for field in model._meta.local_fields
        if field.is_relation and field.name != "tenant" and field.related_model in owned
    }


def flaws(cursor: Any, *, keys: Iterable[Key]) -> list[str]:
    """Every hole in the second wall, by name; empty when there is none."""
    cursor.execute(_FLAWS)
    found = [row[0] for row in cursor.fetchall()]
    cursor.execute(_KEYS)
    there = set(cursor.fetchall())
    missing = [f"{table}: no key (tenant_id, {column}) to {to}" for table, column, to in set(keys) - there]
    return sorted(found + missing)
