"""The database's roles: who owns the tables, who may log in, who may see across tenants (docs/adr/0002).

Needs psycopg2 alone, so that it can run before Django has a database to talk to.
"""

from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager

import psycopg2
from psycopg2 import sql
from psycopg2.extensions import connection as Connection
from psycopg2.extensions import cursor as Cursor
from psycopg2.extensions import encrypt_password, make_dsn

OWNER = "app_owner"
WEB = "app_web"
WORKER = "app_worker"
RELAY = "app_relay"
STAFF = "app_staff"

LOGIN_ROLES = (OWNER, WEB, WORKER, RELAY)
STAFF_MEMBERS = (WEB, WORKER)
# The relay is not among them: a migration grants it the outbox and nothing else.
ROW_USERS = (WEB, WORKER, STAFF)
EXTENSIONS = ("pg_trgm", "btree_gin")

# Any number that nothing else in the maintenance database locks.
_ADVISORY_LOCK = 7_240_301
_FIRST_WITH_MEMBERSHIP_OPTIONS = 160_000

_NO_POWERS = "NOSUPERUSER NOBYPASSRLS NOCREATEROLE NOCREATEDB NOREPLICATION NOINHERIT"
_HAS_POWERS = """
SELECT FROM pg_roles WHERE rolname = %s
AND (rolsuper OR rolbypassrls OR rolcreaterole OR rolcreatedb OR rolreplication OR rolinherit)
"""


class UnsuitableDatabase(Exception):
    """A database of that name exists and cannot be used."""


def provision(
    superuser_dsn: str, *, database: str, passwords: Mapping[str, str], owner_creates_databases: bool = False
) -> None:
    """Make the roles and the database what they must be; a second run changes nothing that a migration set.

    `owner_creates_databases` is for tests: Django's test database is made by app_owner from template1,
    so template1 then gets what the database itself gets.
    """
    with _session(superuser_dsn) as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [_ADVISORY_LOCK])
        for role in LOGIN_ROLES:
            _create_login_role(cursor, role, passwords[role])
        _create_staff_role(cursor)
        _allow_creating_databases(cursor, allowed=owner_creates_databases)
        _act_as_owner(cursor)
        _create_database(cursor, database)
        for name in (database, "template1") if owner_creates_databases else (database,):
            with _session(make_dsn(superuser_dsn, dbname=name)) as inside:
                _prepare_database(inside)


@contextmanager
def _session(dsn: str) -> Iterator[Cursor]:
    """Autocommit: CREATE DATABASE refuses to run in a transaction."""
    connection: Connection
    with closing(psycopg2.connect(dsn)) as connection:
        connection.autocommit = True
        with connection.cursor() as cursor:
            yield cursor


def _create_login_role(cursor: Cursor, role: str, password: str) -> None:
    _create_role(cursor, role)
    # A verifier instead of the password: statements end up in server logs.
    verifier = encrypt_password(password, role, cursor.connection, "scram-sha-256")
    _run(cursor, "ALTER ROLE {} LOGIN PASSWORD {}", sql.Identifier(role), sql.Literal(verifier))


def _create_staff_role(cursor: Cursor) -> None:
    _create_role(cursor, STAFF)
    _run(cursor, "ALTER ROLE {} NOLOGIN", sql.Identifier(STAFF))
    # Members must say SET ROLE. Before PostgreSQL 16 that is what NOINHERIT on the member role means;
    # since then the membership itself decides.
    options = ""
    if cursor.connection.server_version >= _FIRST_WITH_MEMBERSHIP_OPTIONS:
        options = " WITH INHERIT FALSE, SET TRUE"
    _run(cursor, "GRANT {} TO {}" + options, sql.Identifier(STAFF), _names(STAFF_MEMBERS))


def _create_role(cursor: Cursor, role: str) -> None:
    cursor.execute("SELECT FROM pg_roles WHERE rolname = %s", [role])
    if cursor.fetchone() is None:
        _run(cursor, "CREATE ROLE {} NOINHERIT", sql.Identifier(role))
    cursor.execute(_HAS_POWERS, [role])
    # Only if needed: even saying NOSUPERUSER is refused to the administrators of hosted databases.
    if cursor.fetchone() is not None:
        _run(cursor, "ALTER ROLE {} " + _NO_POWERS, sql.Identifier(role))


def _allow_creating_databases(cursor: Cursor, *, allowed: bool) -> None:
    _run(cursor, "ALTER ROLE {} " + ("CREATEDB" if allowed else "NOCREATEDB"), sql.Identifier(OWNER))


def _act_as_owner(cursor: Cursor) -> None:
    """A hosted database's administrator is no superuser, and may give away only what is theirs, too."""
    cursor.execute("SELECT FROM pg_roles WHERE rolname = current_user AND NOT rolsuper")
    if cursor.fetchone() is not None:
        _run(cursor, "GRANT {} TO CURRENT_USER", sql.Identifier(OWNER))


def _create_database(cursor: Cursor, database: str) -> None:
    cursor.execute("SELECT pg_encoding_to_char(encoding) FROM pg_database WHERE datname = %s", [database])
    found = cursor.fetchone()
    if found is None:
        # template0, because template1 may have another encoding on a server that is not ours.
        _run(
            cursor,
            "CREATE DATABASE {} OWNER {} ENCODING 'UTF8' TEMPLATE template0",
            sql.Identifier(database),
            sql.Identifier(OWNER),
        )
    elif found[0] != "UTF8":
        raise UnsuitableDatabase(f"Database {database} has the encoding {found[0]}; the portal needs UTF8.")
    else:
        _run(cursor, "ALTER DATABASE {} OWNER TO {}", sql.Identifier(database), sql.Identifier(OWNER))


def _prepare_database(cursor: Cursor) -> None:
    for extension in EXTENSIONS:
        _run(cursor, "CREATE EXTENSION IF NOT EXISTS {}", sql.Identifier(extension))
    owner = sql.Identifier(OWNER)
    _run(cursor, "ALTER SCHEMA public OWNER TO {}", owner)
    _run(cursor, "REVOKE CREATE ON SCHEMA public FROM PUBLIC")
    _run(cursor, "GRANT USAGE ON SCHEMA public TO {}", _names((*ROW_USERS, RELAY)))
    # Only for tables to come. Granting on existing ones here would undo what a migration has revoked.
    defaults = "ALTER DEFAULT PRIVILEGES FOR ROLE {} IN SCHEMA public GRANT "
    _run(cursor, defaults + "SELECT, INSERT, UPDATE, DELETE ON TABLES TO {}", owner, _names(ROW_USERS))
    _run(cursor, defaults + "USAGE ON SEQUENCES TO {}", owner, _names(ROW_USERS))


def _names(roles: tuple[str, ...]) -> sql.Composable:
    return sql.SQL(", ").join(map(sql.Identifier, roles))


def _run(cursor: Cursor, statement: str, *parts: sql.Composable) -> None:
    cursor.execute(sql.SQL(statement).format(*parts))
