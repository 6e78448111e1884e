from collections.abc import Callable, Iterator
from contextlib import closing

import psycopg2
import pytest
from psycopg2.errors import InsufficientPrivilege
from psycopg2.extensions import make_dsn

from core.database_roles import LOGIN_ROLES, UnsuitableDatabase, provision
from portal.stack import postgres, unprivileged
from portal.stack.files import read_json
from portal.stack.ports import find_free
from portal.stack.postgres import SUPERUSER
from portal.stack.stopping import StopSignals
from portal.stack.supervisor import Supervisor

Query = Callable[..., list[tuple]]


@pytest.fixture
def url_of(embedded) -> Callable[[str, str], str]:
    config, secrets = embedded
    port = read_json(config.data / "ports.json")["postgres"]
    return lambda role, database: f"postgresql://{role}:{secrets[role]}@127.0.0.1:{port}/{database}"


@pytest.fixture
def as_role(url_of) -> Query:
    """Runs statements as a role, in one transaction; the last one's rows come back."""

    def run(role: str, *statements: str, database: str = "portal") -> list[tuple]:
        url = url_of(role, database)
        with closing(psycopg2.connect(url)) as connection, connection, connection.cursor() as cursor:
            for statement in statements:
                cursor.execute(statement)
            return cursor.fetchall() if cursor.description else []

    return run


@pytest.fixture
def run_outside_transactions(url_of) -> Callable[[str, str], None]:
    """For what no transaction may hold: whole databases."""

    def run(role: str, statement: str) -> None:
        with closing(psycopg2.connect(url_of(role, "postgres"))) as connection:
            connection.autocommit = True
            with connection.cursor() as cursor:
                cursor.execute(statement)

    return run


@pytest.fixture
def table(as_role) -> Iterator[str]:
    as_role("app_owner", "CREATE TABLE goods (id int GENERATED ALWAYS AS IDENTITY, name text)")
    yield "goods"
    as_role("app_owner", "DROP TABLE goods")


@pytest.fixture
def provision_again(embedded, url_of) -> Callable[..., None]:
    _, secrets = embedded

    def run(database: str = "portal", **options: bool) -> None:
        options = {"owner_creates_databases": True} | options
        provision(url_of(SUPERUSER, "postgres"), database=database, passwords=secrets, **options)

    return run


@pytest.fixture
def fresh_server(tmp_path) -> Iterator[str]:
    """The superuser's URL of a server that knows nothing of us."""
    cluster = unprivileged.locate(tmp_path, stack_id="fresh")
    postgres.prepare(cluster, password="password")
    port = find_free()
    service = postgres.as_service(cluster, port=port, log=tmp_path / "log", throwaway=True)
    url = f"postgresql://{SUPERUSER}:password@127.0.0.1:{port}/postgres"
    with Supervisor(status_file=tmp_path / "stack.json", signals=StopSignals()) as supervisor:
        supervisor.start_and_wait(service, is_ready=lambda _: postgres.answers(url), seconds=20)
        yield url
    unprivileged.forget(stack_id="fresh")


def test_no_role_of_ours_can_go_around_row_security(as_role):
    rows = as_role(
        "app_owner",
        "SELECT rolname, rolsuper OR rolbypassrls OR rolcreaterole OR rolreplication OR rolinherit"
        " FROM pg_roles WHERE rolname LIKE 'app_%' ORDER BY rolname",
    )

    assert rows == [(role, False) for role in sorted((*LOGIN_ROLES, "app_staff"))]


def test_nobody_signs_in_as_staff(as_role):
    assert as_role("app_web", "SELECT rolcanlogin FROM pg_roles WHERE rolname = 'app_staff'") == [(False,)]


@pytest.mark.parametrize("role", ["app_web", "app_worker"])
def test_web_and_worker_may_become_staff_but_are_not(as_role, role):
    [(inherits, may_set)] = as_role(
        role,
        "SELECT pg_has_role(current_user, 'app_staff', 'USAGE'), pg_has_role(current_user, 'app_staff', 'SET')",
    )

    assert (inherits, may_set) == (False, True)
    assert as_role(role, "SET LOCAL ROLE app_staff", "SELECT current_user") == [("app_staff",)]


@pytest.mark.parametrize("role", ["app_relay", "app_owner"])
def test_nobody_else_may_become_staff(as_role, role):
    with pytest.raises(InsufficientPrivilege):
        as_role(role, "SET ROLE app_staff")


@pytest.mark.parametrize("role", ["app_web", "app_worker"])
def test_rows_of_a_new_table_may_be_read_and_written(as_role, table, role):
    rows = as_role(
        role,
        f"INSERT INTO {table} (name) VALUES ('a')",
        f"UPDATE {table} SET name = 'b'",
        f"DELETE FROM {table} RETURNING name",
    )

    assert rows == [("b",)]


@pytest.mark.parametrize(
    "statement", ["TRUNCATE goods", "DROP TABLE goods", "CREATE TABLE public.more (id int)"]
)
def test_the_tables_themselves_are_their_owners(as_role, table, statement):
    with pytest.raises(InsufficientPrivilege):
        as_role("app_web", statement)


def test_the_relay_is_given_no_table(as_role, table):
    with pytest.raises(InsufficientPrivilege):
        as_role("app_relay", f"SELECT FROM {table}")


def test_a_second_run_keeps_what_a_migration_has_revoked(as_role, table, provision_again):
    as_role("app_owner", f"REVOKE UPDATE ON {table} FROM app_web")

    provision_again()

    with pytest.raises(InsufficientPrivilege):
        as_role("app_web", f"UPDATE {table} SET name = ''")


def test_text_is_sorted_alike_on_every_machine(as_role):
    rows = as_role(
        "app_web",
        "SELECT pg_encoding_to_char(encoding), datlocprovider, datlocale FROM pg_database WHERE datname = 'portal'",
    )

    assert rows == [("UTF8", "b", "C.UTF-8")]


def test_a_test_database_gets_what_the_portals_database_has(run_outside_transactions, as_role):
    run_outside_transactions("app_owner", "CREATE DATABASE of_a_test")

    as_role("app_owner", "CREATE TABLE goods (name text)", database="of_a_test")
    as_role("app_owner", "CREATE INDEX ON goods USING gin (name gin_trgm_ops)", database="of_a_test")
    rows = as_role("app_web", "INSERT INTO goods VALUES ('a') RETURNING name", database="of_a_test")

    run_outside_transactions("app_owner", "DROP DATABASE of_a_test")
    assert rows == [("a",)]


def test_by_default_nobody_may_create_databases(as_role, provision_again):
    provision_again(owner_creates_databases=False)

    rows = as_role("app_owner", "SELECT count(*) FROM pg_roles WHERE rolname LIKE 'app_%' AND rolcreatedb")

    provision_again()
    assert rows == [(0,)]


def test_a_database_of_another_encoding_is_refused(run_outside_transactions, provision_again):
    run_outside_transactions(
        SUPERUSER,
        "CREATE DATABASE old ENCODING 'LATIN1' LOCALE 'C' LOCALE_PROVIDER 'libc' TEMPLATE template0",
    )

    with pytest.raises(UnsuitableDatabase, match="has the encoding LATIN1"):
        provision_again(database="old")
    run_outside_transactions(SUPERUSER, "DROP DATABASE old")


def test_a_role_that_was_given_too_much_loses_it(as_role, provision_again):
    as_role(SUPERUSER, "ALTER ROLE app_web BYPASSRLS INHERIT")

    provision_again()

    query = "SELECT rolbypassrls OR rolinherit FROM pg_roles WHERE rolname = 'app_web'"
    assert as_role("app_web", query) == [(False,)]


def test_the_administrator_of_a_hosted_database_may_provision_it(fresh_server):
    with closing(psycopg2.connect(fresh_server)) as connection, connection, connection.cursor() as cursor:
        cursor.execute("CREATE ROLE administrator LOGIN CREATEROLE CREATEDB PASSWORD 'administrator'")
    administrator = make_dsn(fresh_server, user="administrator", password="administrator")
    passwords = dict.fromkeys(LOGIN_ROLES, "password")

    for _ in range(2):
        provision(administrator, database="portal", passwords=passwords)

    owner = make_dsn(fresh_server, user="app_owner", password="password", dbname="portal")
    with closing(psycopg2.connect(owner)) as connection, connection, connection.cursor() as cursor:
        cursor.execute("CREATE TABLE goods (id int)")
