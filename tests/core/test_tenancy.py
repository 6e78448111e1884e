"""What each actor sees when asked of the database itself, without the first wall."""

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction

from brands.models import AllowedSeller, Right
from complaints.models import Complaint, Evidence, Item
from core.ids import new_id
from core.models import Tenant
from core.tenancy import ANONYMOUS, SYSTEM, Actor, acting_as, become, current_actor
from tests.core.catalogue import tenant_tables
from tests.core.everything import live_through_everything
from tests.stories import World, file


def count(table: str, tenant_id: object = None) -> int:
    column = {"core_tenant": "id"}.get(table, "tenant_id")
    condition = f" WHERE {column} = '{tenant_id}'" if tenant_id else ""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {table}{condition}")
        return int(cursor.fetchone()[0])


def counts(tenant_id: object = None) -> dict[str, int]:
    with connection.cursor() as cursor:
        return {table: count(table, tenant_id) for table in tenant_tables(cursor)}


def settings() -> tuple[str, ...]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT current_user, current_setting('app.tenant_id', true),"
            " current_setting('app.user_id', true), current_setting('app.link_hash', true)"
        )
        return tuple(value or "" for value in cursor.fetchone())


def test_a_brand_sees_no_row_of_another_in_any_table(world: World) -> None:
    live_through_everything(world)
    kestrel = world.brands["kestrel"].tenant_id
    with acting_as(SYSTEM):
        there = counts(kestrel)
    assert [table for table, rows in there.items() if not rows] == []

    with acting_as(world.actor("alice", "lumora")):
        seen = counts(kestrel)

    assert [table for table, rows in seen.items() if rows] == []


def test_a_brand_sees_its_own_rows_in_every_table(world: World) -> None:
    live_through_everything(world)
    kestrel = world.brands["kestrel"].tenant_id

    with acting_as(SYSTEM):
        there = counts(kestrel)
    with acting_as(world.actor("charlie", "kestrel")):
        seen = counts()

    assert seen == there


@pytest.mark.parametrize("actor", [None, ANONYMOUS, Actor(role="owner", label="of no brand")])
def test_whoever_acts_for_no_brand_sees_nothing(world: World, actor: Actor | None) -> None:
    live_through_everything(world)

    if actor is None:
        seen = counts()
    else:
        with acting_as(actor):
            seen = counts()

    assert set(seen.values()) == {0}


def test_staff_see_every_brand(world: World) -> None:
    with acting_as(world.actor("audrey")):
        assert count("brands_brand") == len(world.brands)


def test_a_person_finds_the_brands_they_may_act_for_before_one_is_chosen(world: World) -> None:
    with acting_as(Actor(role="public", label="", user_id=world.gil.id)):
        assert count("brands_brand") == count("brands_authorisation") == 1
        assert count("brands_membership") == count("brands_right") == 0


def test_a_row_for_another_brand_is_refused(world: World) -> None:
    kestrel = world.brands["kestrel"].tenant_id

    with (
        pytest.raises(ProgrammingError, match="row-level security"),
        acting_as(world.actor("alice", "lumora")),
    ):
        AllowedSeller.objects.create(
            tenant_id=kestrel, marketplace_id=world.marketplace.id, seller_ref="intruder"
        )


def test_a_row_cannot_be_given_away(world: World) -> None:
    with (
        pytest.raises(ProgrammingError, match="row-level security"),
        acting_as(world.actor("alice", "lumora")),
    ):
        Right.objects.update(tenant_id=world.brands["kestrel"].tenant_id)


def test_another_brands_row_is_not_changed_or_deleted(world: World) -> None:
    with acting_as(world.actor("alice", "lumora")):
        changed = Right.objects.filter(id=world.rights["kestrel"].id).update(title="Ours now")
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM brands_right WHERE id = %s", [world.rights["kestrel"].id])
            deleted = cursor.rowcount

    assert (changed, deleted) == (0, 0)


def test_pointing_at_another_brands_row_is_refused(world: World) -> None:
    theirs = file(world, "k1", by="charlie", brand="kestrel")

    with pytest.raises(IntegrityError, match="same_tenant"), acting_as(world.actor("oscar", "lumora")):
        Evidence.objects.create(
            tenant_id=world.brands["lumora"].tenant_id, complaint_id=theirs.id, kind="other", report={"a": 1}
        )


def test_not_even_staff_can_mix_two_brands_rows(world: World) -> None:
    theirs = file(world, "k1", by="charlie", brand="kestrel")

    with pytest.raises(IntegrityError, match="same_tenant"), acting_as(SYSTEM):
        Item.objects.create(
            tenant_id=world.brands["lumora"].tenant_id,
            complaint_id=theirs.id,
            marketplace=world.marketplace,
            listing_ref="mixed",
            url="https://bazaar.example/item/mixed",
            status_at=theirs.filed_at,
        )


def test_the_first_wall_alone_keeps_brands_apart(world: World) -> None:
    file(world, "a1")
    file(world, "k1", by="charlie", brand="kestrel")
    charlie = world.actor("charlie", "kestrel")

    with acting_as(SYSTEM):
        seen = Complaint.objects.visible_to(charlie)
        assert {c.tenant_id for c in seen} == {world.brands["kestrel"].tenant_id}
        assert not Complaint.objects.visible_to(ANONYMOUS).exists()


def test_a_manager_of_some_brands_sees_only_these(world: World) -> None:
    file(world, "a1")
    file(world, "k1", by="charlie", brand="kestrel")
    lumora = world.brands["lumora"]
    with acting_as(SYSTEM):
        type(lumora).objects.filter(tenant_id=lumora.tenant_id).update(account_manager=world.rita)
    world.rita.sees_all_brands = False
    world.rita.save()
    rita = world.actor("rita")

    with acting_as(rita):
        assert {c.tenant_id for c in Complaint.objects.visible_to(rita)} == {lumora.tenant_id}


# --- the settings ----------------------------------------------------------------------------------------


def test_the_former_view_comes_back_after_a_nested_one(world: World) -> None:
    alice = world.actor("alice", "lumora")

    with acting_as(alice):
        before = settings()
        with acting_as(SYSTEM):
            assert settings()[0] == "app_staff"
            with acting_as(world.actor("charlie", "kestrel")):
                assert settings()[1] == str(world.brands["kestrel"].tenant_id)
            assert settings() == ("app_staff", "", "", "")
        assert settings() == before
        assert current_actor() is alice


def test_the_former_view_comes_back_after_a_failure(world: World) -> None:
    alice = world.actor("alice", "lumora")

    with acting_as(alice):
        before = settings()
        with pytest.raises(ZeroDivisionError), acting_as(SYSTEM):
            raise ZeroDivisionError
        assert settings() == before
        assert current_actor() is alice


def test_who_somebody_becomes_lasts_as_long_as_the_block(world: World) -> None:
    alice = world.actor("alice", "lumora")

    with acting_as(ANONYMOUS):
        become(alice)
        assert settings()[1] == str(alice.tenant_id)
        with acting_as(SYSTEM):
            pass
        assert settings()[1] == str(alice.tenant_id)

    assert settings()[1] == ""
    assert current_actor() is None


def test_a_block_that_is_to_be_rolled_back_says_nothing_more_to_the_database(world: World) -> None:
    with acting_as(world.actor("alice", "lumora")):
        with acting_as(SYSTEM):
            transaction.set_rollback(True)
        assert settings()[0] == "app_web"


def test_settings_do_not_survive_the_transaction(committed: None) -> None:
    actor = Actor(role="owner", label="a", user_id=new_id(), tenant_id=new_id(), link_hash="b" * 64)

    with acting_as(actor):
        inside = settings()
    after = settings()
    with acting_as(SYSTEM):
        pass

    assert inside == ("app_web", str(actor.tenant_id), str(actor.user_id), actor.link_hash)
    assert after == settings() == ("app_web", "", "", "")


def test_settings_do_not_survive_a_failed_transaction(committed: None) -> None:
    one = new_id()

    with pytest.raises(IntegrityError), acting_as(SYSTEM):
        Tenant.objects.bulk_create([Tenant(id=one), Tenant(id=one)])

    assert settings() == ("app_web", "", "", "")
    with acting_as(SYSTEM):
        assert not Tenant.objects.exists()
