"""The second wall between tenants, as PostgreSQL's catalogue has it (docs/adr/0002-row-security.md)."""

from typing import Any

import pytest
from django.db.backends.postgresql.psycopg_any import is_psycopg3

from core.database_roles import LOGIN_ROLES, RELAY, ROW_USERS, STAFF, STAFF_MEMBERS, WEB, WORKER
from tests.core.catalogue import flaws, keys_between_tenant_rows, tenant_tables

# Tables that no tenant owns: staff and the system only, by row security …
# What people have set for themselves (SecurePersonTable).
PERSONS = {"accounts_savedview"}
STAFF_ONLY = {
    "complaints_assessmentmodel",
    "complaints_scorewatch",
    "core_scheduledrun",
    "listings_arrivals",
    "listings_feedkey",
    "listings_feedrun",
    "listings_sellercontact",
    "takedown_agencyday",
    "takedown_attempt",
    "takedown_brake",
    "takedown_counterappeal",
    "takedown_counterfinding",
    "takedown_counterrecord",
    "takedown_countersuspension",
    "takedown_counterwarning",
    "takedown_counterdraft",
    "takedown_policydraft",
    "takedown_policypreview",
    "takedown_policyproposal",
    "takedown_policyshadow",
    "takedown_policyversion",
    "takedown_reinstatement",
    "takedown_removal",
    "takedown_selleraction",
    "takedown_sellercode",
    "takedown_sellerrecord",
    "takedown_letterway",
    "takedown_sellerletter",
    "takedown_sellernotice",
    "takedown_strikeevent",
}
# … and those that anybody who is signed in may read: what stands on the storefront, and sign-in itself.
OPEN = {
    "account_emailaddress",
    "account_emailconfirmation",
    "accounts_user",
    "auth_group",
    "auth_group_permissions",
    "auth_permission",
    "brands_agency",
    "brands_agencymember",
    "django_content_type",
    "django_migrations",
    "django_session",
    "listings_categoryclasses",
    "listings_listing",
    "listings_marketplace",
    "listings_seller",
    "mfa_authenticator",
    "socialaccount_socialaccount",
    "socialaccount_socialapp",
    "socialaccount_socialtoken",
    "usersessions_usersession",
}

GOOD_TABLE = """
CREATE TABLE bad (id uuid PRIMARY KEY, tenant_id uuid NOT NULL, item_id uuid NOT NULL);
ALTER TABLE bad ENABLE ROW LEVEL SECURITY; ALTER TABLE bad FORCE ROW LEVEL SECURITY;
CREATE POLICY owner ON bad TO app_owner USING (true) WITH CHECK (true);
CREATE POLICY staff ON bad TO app_staff USING (true) WITH CHECK (true);
CREATE POLICY tenant ON bad TO app_web, app_worker
    USING (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid)
    WITH CHECK (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid);
ALTER TABLE bad ADD FOREIGN KEY (tenant_id, item_id) REFERENCES complaints_item (tenant_id, id);
"""
ITS_KEY = ("bad", "item_id", "complaints_item")


def test_no_table_has_a_hole(owner: Any) -> None:
    assert flaws(owner, keys=keys_between_tenant_rows()) == []


def test_a_table_of_a_new_model_would_be_found_sound(owner: Any) -> None:
    owner.execute(GOOD_TABLE)

    assert flaws(owner, keys=[ITS_KEY]) == []


@pytest.mark.parametrize(
    ("damage", "flaw"),
    [
        ("ALTER TABLE bad NO FORCE ROW LEVEL SECURITY", "row security is not enabled and forced"),
        ("ALTER TABLE bad DISABLE ROW LEVEL SECURITY", "row security is not enabled and forced"),
        ("DROP POLICY owner ON bad", "no policy for app_owner"),
        ("DROP POLICY staff ON bad", "no policy for app_staff"),
        ("ALTER POLICY tenant ON bad TO app_web", "no policy for app_worker"),
        ("ALTER POLICY tenant ON bad TO app_worker", "no policy for app_web"),
        ("ALTER POLICY tenant ON bad WITH CHECK (true)", "no policy for app_web"),
        ("ALTER TABLE bad DROP CONSTRAINT bad_tenant_id_item_id_fkey", "no key (tenant_id, item_id)"),
        (
            "ALTER TABLE bad ADD CONSTRAINT plain FOREIGN KEY (item_id) REFERENCES complaints_item (id)",
            "plain is a key that does not carry the tenant",
        ),
    ],
)
def test_each_hole_is_named(owner: Any, damage: str, flaw: str) -> None:
    owner.execute(GOOD_TABLE)
    owner.execute(damage)

    found = flaws(owner, keys=[ITS_KEY])

    assert found
    assert all(one.startswith("bad: ") for one in found)
    assert any(flaw in one for one in found)


def test_every_table_is_a_tenants_or_staffs_or_open_on_purpose(owner: Any) -> None:
    owner.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
    every = {row[0] for row in owner.fetchall()}

    assert every - set(tenant_tables(owner)) == STAFF_ONLY | OPEN | PERSONS


def test_a_persons_tables_are_forced_and_show_their_rows_to_that_person_only(owner: Any) -> None:
    owner.execute(
        "SELECT c.relname, pg_get_expr(p.polqual, p.polrelid), pg_get_expr(p.polwithcheck, p.polrelid)"
        " FROM pg_policy p JOIN pg_class c ON c.oid = p.polrelid"
        " WHERE c.relname = ANY(%s) AND c.relrowsecurity AND c.relforcerowsecurity AND p.polname = 'person'",
        [sorted(PERSONS)],
    )
    policies = owner.fetchall()

    assert {name for name, _, _ in policies} == PERSONS
    assert all("user_id = " in seen and "app.user_id" in seen and seen == kept for _, seen, kept in policies)


def test_staff_tables_show_nothing_to_tenants_but_what_a_link_or_a_key_opens(owner: Any) -> None:
    owner.execute(
        "SELECT c.relname, p.polname FROM pg_policy p JOIN pg_class c ON c.oid = p.polrelid"
        " WHERE c.relname = ANY(%s) AND EXISTS (SELECT 1 FROM pg_roles r"
        " WHERE r.oid = ANY(p.polroles) AND r.rolname IN ('app_web', 'app_worker'))",
        [sorted(STAFF_ONLY)],
    )

    assert set(owner.fetchall()) == {
        ("listings_feedkey", "brought"),
        ("takedown_removal", "link"),
        ("takedown_sellernotice", "link"),
    }


def test_staff_tables_are_forced_too(owner: Any) -> None:
    owner.execute(
        "SELECT relname FROM pg_class WHERE relname = ANY(%s) AND relrowsecurity AND relforcerowsecurity",
        [sorted(STAFF_ONLY)],
    )

    assert {row[0] for row in owner.fetchall()} == STAFF_ONLY


def test_no_view_or_function_looks_round_the_wall(owner: Any) -> None:
    owner.execute(
        "SELECT relname FROM pg_class WHERE relkind IN ('v', 'm') AND relnamespace = 'public'::regnamespace"
        " UNION ALL SELECT p.proname FROM pg_proc p WHERE p.prosecdef"
        " AND p.pronamespace = 'public'::regnamespace"
    )

    assert owner.fetchall() == []


@pytest.mark.parametrize("role", [*LOGIN_ROLES, STAFF])
def test_no_role_stands_above_row_security(owner: Any, role: str) -> None:
    owner.execute("SELECT rolsuper, rolbypassrls FROM pg_roles WHERE rolname = %s", [role])

    assert owner.fetchone() == (False, False)


@pytest.mark.parametrize("role", LOGIN_ROLES)
def test_only_web_and_worker_may_become_staff_and_only_by_saying_so(owner: Any, role: str) -> None:
    owner.execute(
        "SELECT pg_has_role(%s, 'app_staff', 'MEMBER'), pg_has_role(%s, 'app_staff', 'USAGE')", [role, role]
    )

    assert owner.fetchone() == (role in STAFF_MEMBERS, False)


@pytest.mark.parametrize("role", [WEB, WORKER, RELAY, STAFF])
def test_nobody_becomes_the_owner(owner: Any, role: str) -> None:
    owner.execute("SELECT pg_has_role(%s, 'app_owner', 'MEMBER')", [role])

    assert owner.fetchone() == (False,)


def test_whoever_sees_rows_owns_no_table(owner: Any) -> None:
    owner.execute(
        "SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tableowner = ANY(%s)",
        [[*ROW_USERS, RELAY]],
    )

    assert owner.fetchall() == []


def test_parameters_are_still_put_in_by_the_client() -> None:
    # psycopg 3 sends them apart, and `SELECT set_config(…)` with our types then asks for casts: not yet tried.
    assert not is_psycopg3
