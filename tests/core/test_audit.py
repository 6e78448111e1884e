"""What was written once stays: whoever asks, and however."""

from collections.abc import Callable
from contextlib import closing
from typing import Any

import psycopg2
import pytest
from django.db import DatabaseError

from core import audit, clock
from core.ids import new_id
from core.models import AuditEvent
from core.tenancy import SYSTEM, acting_as
from tests.stories import World

APPEND_ONLY = ["core_auditevent", "complaints_assessment", "complaints_decision", "takedown_attempt"]


def test_an_event_says_who_did_what_to_which_row(world: World) -> None:
    rita, subject, now = world.actor("rita"), new_id(), clock.now()
    brand = world.brands["lumora"].tenant_id

    with acting_as(rita):
        audit.record(
            audit.Event(
                name="item.tested",
                subject_kind="item",
                subject_id=subject,
                tenant_id=brand,
                policy_version=3,
                data={"because": ["x"], "n": 1},
            ),
            by=rita,
            now=now,
        )

        event = AuditEvent.objects.get(subject_id=subject)
    assert (event.actor_role, event.actor_id, event.actor_label) == (rita.role, rita.user_id, "Rita Manager")
    assert (event.event, event.subject_kind, event.tenant_id, event.at) == ("item.tested", "item", brand, now)
    assert (event.policy_version, event.data) == (3, {"because": ["x"], "n": 1})


@pytest.mark.parametrize("change", [{"event": "another"}, {"actor_label": "nobody"}])
def test_an_event_cannot_be_changed(world: World, change: dict[str, str]) -> None:
    _an_event()

    with pytest.raises(DatabaseError, match="append-only"), acting_as(SYSTEM):
        AuditEvent.objects.update(**change)


def test_an_event_cannot_be_deleted(world: World) -> None:
    _an_event()

    with pytest.raises(DatabaseError, match="append-only"), acting_as(SYSTEM):
        AuditEvent.objects.all().delete()


@pytest.mark.parametrize("table", [*APPEND_ONLY, "takedown_policyversion"])
def test_not_even_the_owner_empties_what_is_append_only(owner: Any, table: str) -> None:
    with pytest.raises(psycopg2.DatabaseError, match="append-only"):
        owner.execute(f"TRUNCATE {table} CASCADE")


@pytest.mark.parametrize(
    "change", ["UPDATE takedown_policyversion SET note = ''", "DELETE FROM takedown_policyversion"]
)
def test_not_even_the_owner_changes_a_published_policy(owner: Any, change: str) -> None:
    with pytest.raises(psycopg2.DatabaseError, match="append-only"):
        owner.execute(change)


@pytest.mark.parametrize("variable", ["DATABASE_URL", "DATABASE_WORKER_URL"])
def test_the_product_s_login_roles_may_truncate_nothing(
    world: World, sign_in: Callable[[str], Any], variable: str
) -> None:
    with closing(sign_in(variable)) as opened, opened.cursor() as cursor:
        cursor.execute("SET ROLE app_staff")
        with pytest.raises(psycopg2.errors.InsufficientPrivilege):
            cursor.execute("TRUNCATE core_auditevent")


def _an_event() -> None:
    with acting_as(SYSTEM):
        event = audit.Event(name="a", subject_kind="item", subject_id=new_id(), tenant_id=None)
        audit.record(event, by=SYSTEM, now=clock.now())
