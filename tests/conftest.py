"""The test database with the product's own login roles, and the people of the stories.

The schema is made by app_owner; every test then runs as app_web, behind row security, as the product does.
"""

import gc
import os
from collections.abc import Callable, Iterator
from contextlib import closing
from typing import Any
from weakref import WeakSet

import psycopg2
import pytest
from django.conf import settings
from django.db import connections
from django.db.backends.signals import connection_created
from django.test import Client, TransactionTestCase
from django.test.client import store_rendered_templates
from django.utils import translation
from hypothesis import settings as hypothesis_settings
from psycopg2.extensions import make_dsn
from xdist.scheduler import LoadScopeScheduling

from core.ids import new_id
from listings import marketplaces
from portal import environment as env
from tests import stories
from tests.fakes import FakeSite, HereAndNow
from tests.proofs import prove_in
from tests.template import migrated

# A busy machine is no finding, and a run leaves nothing behind for the next one.
hypothesis_settings.register_profile("suite", deadline=None, database=None)
hypothesis_settings.load_profile("suite")


# Tests that one worker does one after the other, by their folders.
GROUPS = {
    # They start and kill processes, and wait for most of their time. So do the pages that need no stack.
    "processes": ("tests/chaos/", "tests/stack/", "tests/e2e/pages/"),
    # They share one stack.
    "browsers": ("tests/e2e/",),
}
# Whatever comes after these is short enough for all workers to end at about the same time.
BEGIN_FIRST = ("tests/e2e/", "tests/chaos/", "tests/stack/", "tests/portal/", "tests/api/")
NICENESS = 10
"""Of all but the browsers' group, as of processes: people at a browser do not wait long."""


def _group_of(nodeid: str) -> str | None:
    return next((name for name, folders in GROUPS.items() if nodeid.startswith(folders)), None)


class InGroups(LoadScopeScheduling):
    """Each group of tests is one worker's, as is each other file."""

    def _split_scope(self, nodeid: str) -> str:
        return _group_of(nodeid) or nodeid.partition("::")[0]


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """After the shuffle."""
    begins = [*BEGIN_FIRST, ""]
    items.sort(key=lambda item: next(n for n, folder in enumerate(begins) if item.nodeid.startswith(folder)))


def pytest_runtest_setup(item: pytest.Item) -> None:
    is_beside_others = hasattr(item.config, "workerinput")
    if is_beside_others and _group_of(item.nodeid) != "browsers" and os.nice(0) == 0:
        os.nice(NICENESS)


def pytest_collection_finish() -> None:
    """Thousands of collected tests live to the end: the collector need not look at them again and again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> LoadScopeScheduling | None:
    """With --dist loadscope."""
    return InGroups(config, log) if config.getvalue("dist") == "loadscope" else None


def _sign_in_as(variable: str) -> None:
    address = env.address(variable)
    connections["default"].close()
    connections["default"].settings_dict.update(USER=address.user, PASSWORD=address.password)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings: None) -> None:
    _sign_in_as("DATABASE_OWNER_URL")
    template = migrated(os.environ["DATABASE_OWNER_URL"])
    connections["default"].settings_dict["TEST"]["TEMPLATE"] = template


def _connect(variable: str) -> Any:
    """Another connection to the test database, as the login role of the given variable."""
    address, default = env.address(variable), connections["default"].settings_dict
    where = {"host": default["HOST"], "port": default["PORT"], "dbname": default["NAME"]}
    return psycopg2.connect(make_dsn(**where, user=address.user, password=address.password))


# What migrations have written, and tests must find again.
_KEPT = ("django_migrations", "django_content_type", "takedown_policyversion")
_EMPTY = """
DO $$ DECLARE t record; every text; BEGIN
    FOR t IN SELECT tgrelid::regclass AS name FROM pg_trigger WHERE tgname = 'append_only_truncate' LOOP
        EXECUTE format('ALTER TABLE %%s DISABLE TRIGGER append_only_truncate', t.name);
    END LOOP;
    SELECT string_agg(quote_ident(tablename), ', ') INTO every FROM pg_tables
        WHERE schemaname = 'public' AND tablename <> ALL (%s);
    EXECUTE 'TRUNCATE ' || every;
    ALTER TABLE takedown_policyversion DISABLE TRIGGER append_only;
    DELETE FROM takedown_policyversion WHERE version > 1;
    SET CONSTRAINTS ALL IMMEDIATE;
    ALTER TABLE takedown_policyversion ENABLE TRIGGER append_only;
    FOR t IN SELECT tgrelid::regclass AS name FROM pg_trigger WHERE tgname = 'append_only_truncate' LOOP
        EXECUTE format('ALTER TABLE %%s ENABLE TRIGGER append_only_truncate', t.name);
    END LOOP;
END $$
"""


def _empty_as_the_owner(self: TransactionTestCase) -> None:
    """Django's own flush may not truncate as app_web, and append-only tables refuse it to anybody."""
    with closing(_connect("DATABASE_OWNER_URL")) as owner, owner, owner.cursor() as cursor:
        cursor.execute(_EMPTY, [list(_KEPT)])


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    with django_db_blocker.unblock():
        with connections["default"].cursor() as cursor:
            cursor.execute(
                "GRANT USAGE ON SCHEMA public TO app_web, app_worker, app_staff, app_relay;"
                "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public"
                " TO app_web, app_worker, app_staff;"
                "GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO app_web, app_worker, app_staff"
            )
        _sign_in_as("DATABASE_URL")
    opened: WeakSet[Any] = WeakSet()

    def remember(connection: Any, **_: Any) -> None:
        opened.add(connection)

    connection_created.connect(remember)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", _empty_as_the_owner)
        yield
    # Once a browser runs in this process, Django keeps connections by asynchronous context: one from before is nobody's,
    # and the database cannot be dropped under it.
    connection_created.disconnect(remember)
    for connection in list(opened):
        if connection.connection is not None:
            connection.connection.close()
    with django_db_blocker.unblock():
        _sign_in_as("DATABASE_OWNER_URL")


def _keep_what_pages_show(
    store: dict[str, Any], signal: Any, sender: Any, template: Any, context: Any, **more: Any
) -> None:
    """For `answer.context`. Django would copy the context for each part of each field of each form, too."""
    if not (template.name or "").startswith("django/forms/"):
        store_rendered_templates(store, signal, sender, template, context, **more)


@pytest.fixture(scope="session", autouse=True)
def _contexts_of_pages_alone() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("django.test.client.store_rendered_templates", _keep_what_pages_show)
        yield


@pytest.fixture(autouse=True)
def _in_the_sites_own_language() -> None:
    """A request in another language leaves it on for whatever its thread does next."""
    translation.deactivate()


@pytest.fixture(autouse=True)
def _quick_and_quiet(settings: Any, tmp_path: Any) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": tmp_path / "files"},
        },
    }
    # Or every new browser would have all static files looked through first.
    settings.WHITENOISE_AUTOREFRESH = True
    settings.MAILERS = {"default": {"BACKEND": "django.core.mail.backends.locmem.EmailBackend"}}
    # One Redis for all workers: each test counts its own attempts.
    settings.CACHES = {"default": {**settings.CACHES["default"], "KEY_PREFIX": str(new_id())}}


@pytest.fixture
def sign_in() -> Callable[[str], Any]:
    """Another connection to the test database, as the login role of the given variable. Close it."""
    return _connect


@pytest.fixture
def committed(transactional_db: None) -> None:
    """What the test writes is really committed, for other connections to see. Slow: use it for races only."""


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> FakeSite:
    """A marketplace in memory, held to the same contract as the real connectors (tests/listings)."""
    fake = FakeSite()
    monkeypatch.setattr(marketplaces, "_connector", lambda kind, site_url, account, secret: fake)
    monkeypatch.setitem(settings.MARKETPLACE_SECRETS, stories.ACCOUNT, "secret")
    return fake


@pytest.fixture
def world(db: None, site: FakeSite) -> stories.World:
    """A marketplace, three brands (one trusted, one plain, one new), staff and an agency."""
    return stories.build_world(site)


@pytest.fixture
def calls_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Calls to marketplaces run in the test's own thread, so that `site.at` may touch the database."""
    monkeypatch.setattr("takedown.removal.calls.ThreadPoolExecutor", HereAndNow)
    monkeypatch.setattr("complaints.intake.freeze.ThreadPoolExecutor", HereAndNow)


@pytest.fixture
def client_for() -> Callable[[Any], Client]:
    """A browser in which the given user has just signed in, staff by two steps; None is a visitor."""

    def sign_in(user: Any) -> Client:
        client = Client()
        if user is not None:
            client.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[0])
            prove_in(client, user, seconds_ago=0)
        return client

    return sign_in
