"""Roles, leaving, handing over, mandates and reviews, through the services."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from accounts import api_keys
from accounts.roles import Action, Role, can
from brands import team
from brands.access import fingerprint_of, last_review, who_can_act
from brands.models import Authorisation, Brand, Invitation, Membership
from core import clock
from core.tenancy import SYSTEM, acting_as
from tests import stories
from tests.api.program import a_key
from tests.brands.teams import NEW, accept, do, invite, ledger, member, role_of, somebody_new
from tests.past import trust


@pytest.fixture
def bob(world):
    """A second owner of Lumora."""
    with acting_as(SYSTEM):
        world.people["bob"] = stories.a_user("bob@example.test", "Bob Owner")
        stories.a_member(world.brands["lumora"], world.people["bob"], Role.OWNER)
    return world.people["bob"]


# --- roles -----------------------------------------------------------------------------------------------


def test_a_new_role_holds_at_once(world):
    do(world, team.change_role, member(world.oscar).id, role=Role.VIEWER)

    assert not can(world.actor("oscar"), Action.FILE_COMPLAINT)


def test_the_ledger_says_who_changed_whose_role(world):
    do(world, team.change_role, member(world.vera).id, role=Role.FILER)

    data = {"user": str(world.vera.id), "former": "viewer", "role": "filer"}
    assert ledger() == [("team.role_changed", "Alice Owner", data)]


def test_giving_somebody_the_role_they_have_changes_nothing(world):
    before = member(world.oscar).since

    do(world, team.change_role, member(world.oscar).id, role=Role.FILER)

    assert (member(world.oscar).since, ledger()) == (before, [])


def test_who_rises_is_new_again(world):
    do(world, team.change_role, member(world.vera).id, role=Role.FILER)

    assert member(world.vera).since > clock.now() - timedelta(minutes=1)


def test_who_falls_is_not(world):
    before = member(world.oscar).since

    do(world, team.change_role, member(world.oscar).id, role=Role.VIEWER)

    assert member(world.oscar).since == before


def test_what_somebody_files_who_has_just_risen_goes_to_a_person(world):
    trust(world)
    do(world, team.change_role, member(world.vera).id, role=Role.FILER)

    complaint = stories.file(world, "a1", by="vera")
    stories.run_work()

    assert stories.status_of(complaint) == ["in_review"]


def test_what_somebody_files_who_has_come_back_goes_to_a_person(world):
    trust(world)
    do(world, team.remove_member, member(world.oscar).id)
    accept(world, invite(world, world.oscar.email), by="oscar")

    complaint = stories.file(world, "a1", by="oscar")
    stories.run_work()

    assert stories.status_of(complaint) == ["in_review"]


def test_nobody_changes_their_own_role(world, bob):
    with pytest.raises(team.TeamRefused, match="Nobody changes their own role"):
        do(world, team.change_role, member(world.alice).id, role=Role.FILER)


@pytest.mark.parametrize("who", ["oscar", "vera"])
def test_only_an_owner_changes_roles(world, who):
    with pytest.raises(PermissionDenied):
        do(world, team.change_role, member(world.vera).id, role=Role.OWNER, by=who)


def test_nobody_of_another_brand_changes_them(world):
    with pytest.raises(Membership.DoesNotExist):
        do(world, team.change_role, member(world.vera).id, role=Role.OWNER, by="charlie", brand="kestrel")


def test_who_lost_the_role_meanwhile_is_refused(world, bob):
    """A request that began as an owner's."""
    alice = world.actor("alice")
    do(world, team.change_role, member(world.alice).id, role=Role.FILER, by="bob")

    with acting_as(alice), pytest.raises(PermissionDenied):
        team.change_role(member(bob).id, role=Role.VIEWER, by=alice, now=clock.now())


# --- leaving ---------------------------------------------------------------------------------------------


def test_who_is_removed_acts_for_the_brand_no_more(world):
    do(world, team.remove_member, member(world.oscar).id)

    assert (world.actor("oscar").role, world.actor("oscar").tenant_id) == (Role.PUBLIC, None)
    assert ledger("team.removed") == [
        ("team.removed", "Alice Owner", {"user": str(world.oscar.id), "former": "filer"})
    ]


def test_what_they_filed_goes_on(world):
    complaint = stories.file(world, "a1")
    do(world, team.remove_member, member(world.oscar).id)

    stories.run_work()

    assert stories.status_of(complaint) == ["in_review"]


def test_anybody_may_leave(world):
    do(world, team.remove_member, member(world.vera).id, by="vera")

    assert role_of(world.vera) is None


def test_somebody_who_is_no_owner_removes_nobody_else(world):
    with pytest.raises(PermissionDenied):
        do(world, team.remove_member, member(world.vera).id, by="oscar")


def test_the_last_owner_does_not_leave(world):
    with pytest.raises(team.TeamRefused, match="always has an owner"):
        do(world, team.remove_member, member(world.alice).id)


def test_the_last_owner_who_can_sign_in_does_not_leave(world, bob):
    bob.is_active = False
    bob.save(update_fields=["is_active"])

    with pytest.raises(team.TeamRefused, match="always has an owner"):
        do(world, team.remove_member, member(world.alice).id)


def test_one_of_two_owners_leaves(world, bob):
    do(world, team.remove_member, member(world.alice).id)

    assert role_of(world.alice) is None


def test_what_a_removed_owner_had_offered_is_withdrawn(world, bob):
    """Otherwise they would come back by a link of their own."""
    invitation = invite(world, NEW, Role.OWNER)
    somebody_new(world)

    do(world, team.remove_member, member(world.alice).id, by="bob")

    with pytest.raises(Invitation.DoesNotExist):
        accept(world, invitation)


@pytest.mark.parametrize(
    "take",
    [lambda rows: rows.delete(), lambda rows: rows.update(role="filer")],
    ids=["removed", "made a filer"],
)
def test_the_database_itself_keeps_an_owner(world, take):
    with (
        pytest.raises(IntegrityError, match="keeps a role owner"),
        acting_as(SYSTEM),
        transaction.atomic(),
    ):
        take(Membership.objects.filter(user=world.alice))


# --- handing over ----------------------------------------------------------------------------------------


def test_ownership_goes_from_one_to_another(world):
    do(world, team.transfer_ownership, member(world.oscar).id)

    assert (role_of(world.oscar), role_of(world.alice)) == ("owner", "filer")
    assert ledger() == [
        (
            "team.ownership_transferred",
            "Alice Owner",
            {"user": str(world.oscar.id), "former": "filer", "giver": str(world.alice.id)},
        )
    ]


def test_a_new_owner_is_new_again_and_who_gave_it_is_not(world):
    before = member(world.alice).since

    do(world, team.transfer_ownership, member(world.oscar).id)

    assert member(world.oscar).since > clock.now() - timedelta(minutes=1)
    assert member(world.alice).since == before


def test_ownership_is_not_handed_to_an_owner(world, bob):
    with pytest.raises(team.TeamRefused, match="an owner already"):
        do(world, team.transfer_ownership, member(bob).id)


# --- mandates --------------------------------------------------------------------------------------------


def mandate():
    with acting_as(SYSTEM):
        return Authorisation.objects.get()


def test_a_revoked_mandate_ends_at_once(world):
    do(world, team.revoke_mandate, mandate().id, by="charlie", brand="kestrel")

    assert world.actor("gil", "kestrel").tenant_id is None
    assert ledger() == [("mandate.revoked", "Charlie Owner", {"agency": str(world.agency.id)})]


def test_revoking_twice_is_revoking_once(world):
    do(world, team.revoke_mandate, mandate().id, by="charlie", brand="kestrel")

    assert do(world, team.revoke_mandate, mandate().id, by="charlie", brand="kestrel") is None
    assert len(ledger()) == 1


def test_nobody_revokes_another_brands_mandate(world):
    assert do(world, team.revoke_mandate, mandate().id) is None
    assert mandate().revoked_at is None


def test_an_agency_changes_nothing(world):
    with pytest.raises(PermissionDenied):
        do(world, team.revoke_mandate, mandate().id, by="gil", brand="kestrel")


# --- the access review -----------------------------------------------------------------------------------


def seen(world, by="alice", brand="lumora"):
    actor = world.actor(by, brand)
    with acting_as(actor):
        return fingerprint_of(who_can_act(actor, now=clock.now()))


def test_everybody_who_can_act_is_on_the_list(world):
    charlie = world.actor("charlie", "kestrel")
    with acting_as(charlie):
        access = who_can_act(charlie, now=clock.now())

    assert [m.user for m in access.people] == [world.charlie]
    assert [(m.mandate.agency, list(m.people)) for m in access.mandates] == [(world.agency, [world.gil])]


def test_a_review_is_kept_in_the_ledger(world):
    do(world, team.confirm_review, seen=seen(world))

    alice = world.actor("alice")
    with acting_as(alice):
        review = last_review(alice)
    assert (review.by, review.seen) == ("Alice Owner", seen(world))
    [(_, _, data)] = ledger("team.access_reviewed")
    assert data["people"] == {
        str(world.alice.id): "owner",
        str(world.oscar.id): "filer",
        str(world.vera.id): "viewer",
    }


def test_a_review_says_which_keys_were_looked_at(world):
    key = a_key(world).row
    do(world, team.confirm_review, seen=seen(world))

    [(_, _, data)] = ledger("team.access_reviewed")
    assert data["keys"] == [str(key.id)]


@pytest.mark.parametrize("change", ["made", "renewed", "revoked", "shut"])
def test_keys_that_have_changed_are_looked_at_again(world, change):
    kept = a_key(world).row
    before = seen(world)
    if change == "made":
        a_key(world, mode="test", scopes=("rights:read",))
    elif change == "renewed":
        do(world, api_keys.renew_key, kept.id)
    elif change == "revoked":
        do(world, api_keys.revoke_key, kept.id)
    else:
        with acting_as(SYSTEM):
            type(world.alice).objects.filter(id=world.alice.id).update(is_active=False)

    assert seen(world) != before


def test_a_key_that_is_only_used_need_not_be_looked_at_again(world):
    program = a_key(world)
    before = seen(world)

    program.get("rights/")

    assert seen(world) == before


@pytest.mark.parametrize("change", ["role", "invitation", "removal"])
def test_a_list_that_has_changed_is_looked_at_again(world, change):
    before = seen(world)
    if change == "role":
        do(world, team.change_role, member(world.vera).id, role=Role.FILER)
    elif change == "invitation":
        invite(world)
    else:
        do(world, team.remove_member, member(world.vera).id)

    with pytest.raises(team.TeamRefused, match="look again"):
        do(world, team.confirm_review, seen=before)


def test_only_an_owner_reviews(world):
    with pytest.raises(PermissionDenied):
        do(world, team.confirm_review, seen=seen(world), by="oscar")


def test_a_brand_sees_only_its_own_reviews(world):
    do(world, team.confirm_review, seen=seen(world))

    charlie = world.actor("charlie", "kestrel")
    with acting_as(charlie):
        assert last_review(charlie) is None
        assert not Brand.objects.visible_to(charlie).filter(name="Lumora").exists()
