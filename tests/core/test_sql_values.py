"""Lists go to PostgreSQL as one text, and come back as what they were."""

import json
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from uuid import UUID, uuid4

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as some
from psycopg2.extras import Json

from core.ids import new_id
from core.models import Outbox, Tenant
from core.outbox import Order, add_all
from core.sql_values import array_of
from core.tenancy import SYSTEM, acting_as

KIND = "test.work"

pytestmark = pytest.mark.django_db


def back(values: list[object], kind: str) -> object:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT %s::{kind}[]", [values])
        return cursor.fetchone()[0]


TEXTS = some.text(some.characters(exclude_characters="\0", exclude_categories=("Cs",)))


@given(some.lists(TEXTS | some.none(), min_size=1))
def test_any_texts_come_back_as_they_were(texts):
    assert back(texts, "text") == texts


@pytest.mark.parametrize(
    ("values", "kind"),
    [
        ([uuid4(), None, uuid4()], "uuid"),
        ([1, -2, None], "int"),
        ([0.1, 1e300], "float8"),
        ([True, False, None], "bool"),
        ([Decimal("19.90")], "numeric"),
        ([date(2026, 2, 28)], "date"),
        ([datetime(2026, 2, 28, 1, 2, 3, 4, tzinfo=UTC)], "timestamptz"),
        ([["a", "b"], ["c", None]], "text"),
        (["NULL", "", "{}", '"', "\\", "a,b", "'; --"], "text"),
        ([], "text"),
    ],
)
def test_values_of_every_kind_come_back_as_they_were(values, kind):
    assert back(values, kind) == values


def test_a_member_of_an_enumeration_goes_as_its_value():
    assert back([Outbox.State.DEAD], "text") == ["dead"]


def test_what_has_no_plain_text_goes_as_it_always_did():
    with pytest.raises(TypeError, match="timedelta in a list"):
        array_of([timedelta(hours=1)])
    assert back([timedelta(hours=1)], "interval") == [timedelta(hours=1)]


def test_documents_come_back_as_they_were():
    document = {"a": ['"', "\\", None]}
    text, nothing = back([Json(document), None], "jsonb")
    assert (json.loads(text), nothing) == (document, None)


def test_uuids_come_back_as_uuids_and_as_equal_ones():
    asked = uuid4()
    with connection.cursor() as cursor:
        cursor.execute("SELECT %s, %s::text, NULL::uuid", [asked, asked])
        found, text, nothing = cursor.fetchone()
    assert (type(found), found, text, nothing) == (UUID, asked, str(asked), None)


def test_any_of_some_ids_finds_the_rows_with_these_ids_and_no_others():
    with acting_as(SYSTEM):
        Tenant.objects.bulk_create(tenants := [Tenant() for _ in range(3)])
        wanted = {tenants[0].id, tenants[2].id}
        assert set(Tenant.objects.filter(id__any_of=wanted).values_list("id", flat=True)) == wanted
        assert not Tenant.objects.filter(id__any_of=[]).exists()


def test_any_of_some_ids_is_understood_of_keys_to_other_tables():
    with acting_as(SYSTEM):
        Tenant.objects.bulk_create(tenants := [Tenant() for _ in range(2)])
        ours, _ = add_all(Order(kind=KIND, subject_id=new_id(), tenant_id=t.id) for t in tenants)
        assert [row.id for row in Outbox.objects.filter(tenant__any_of=[tenants[0].id])] == [ours]
        assert [row.id for row in Outbox.objects.filter(tenant_id__any_of=[tenants[0].id])] == [ours]
