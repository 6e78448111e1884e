"""A seat offered to an address: who may take it, how long, and what the database itself refuses."""

from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, ProgrammingError, connection, transaction

from accounts.roles import Role
from brands import team
from brands.models import Brand, Invitation, Membership
from core import clock
from core.ids import new_id
from core.links import hash_of
from core.tenancy import SYSTEM, Actor, acting_as
from tests.brands.teams import NEW, accept, do, invite, later, ledger, member, role_of, somebody_new
from tests.complaints.pages import all_of

WEEK = timedelta(days=7)


@pytest.fixture
def pat(world):
    return somebody_new(world)


def test_who_accepts_is_of_the_team(world, pat):
    accept(world, invite(world, NEW, Role.FILER))

    assert (role_of(pat), world.actor("pat").role) == ("filer", Role.FILER)
    assert [(name, who) for name, who, _ in ledger()] == [
        ("team.invited", "Alice Owner"),
        ("team.joined", "Pat New"),
    ]


def test_who_accepts_is_new_to_the_brand(world, pat):
    accept(world, invite(world))

    assert member(pat).since > clock.now() - timedelta(minutes=1)


def test_accepting_twice_is_accepting_once(world, pat):
    invitation = invite(world)

    assert accept(world, invitation).id == accept(world, invitation).id
    assert len(ledger("team.joined")) == 1


def test_the_address_is_the_same_however_it_is_written(world, pat):
    accept(world, invite(world, "Pat@Example.TEST"))

    assert role_of(pat) == "filer"


def test_another_persons_link_opens_no_seat(world, pat):
    invitation = invite(world, "somebody.else@example.test")

    with pytest.raises(team.TeamRefused, match="another e-mail address"):
        accept(world, invitation)


def test_an_address_that_is_not_verified_does_not_count(world, pat):
    EmailAddress.objects.filter(user=pat).update(verified=False)

    with pytest.raises(team.TeamRefused, match="another e-mail address"):
        accept(world, invite(world))


def test_a_second_verified_address_counts(world, pat):
    EmailAddress.objects.create(user=pat, email="pat@work.test", verified=True)

    accept(world, invite(world, "pat@work.test"))

    assert role_of(pat) == "filer"


def test_staff_join_no_brand(world):
    with pytest.raises(team.TeamRefused, match="belong to no brand"):
        accept(world, invite(world, world.rita.email), by="rita")


def test_an_invitation_holds_for_a_week(world, pat):
    invitation = invite(world)
    later(invitation, WEEK)

    with pytest.raises(Invitation.DoesNotExist):
        accept(world, invitation)


def test_a_withdrawn_invitation_opens_nothing(world, pat):
    invitation = invite(world)
    do(world, team.withdraw_invitation, invitation.id)

    with pytest.raises(Invitation.DoesNotExist):
        accept(world, invitation)
    assert role_of(pat) is None


def test_withdrawing_twice_is_withdrawing_once(world):
    invitation = invite(world)

    do(world, team.withdraw_invitation, invitation.id)

    assert do(world, team.withdraw_invitation, invitation.id) is None
    assert len(ledger("team.invitation_withdrawn")) == 1


def test_who_was_removed_does_not_come_back_by_the_old_link(world, pat):
    invitation = invite(world)
    accept(world, invitation)
    do(world, team.remove_member, member(pat).id)

    with pytest.raises(Invitation.DoesNotExist):
        accept(world, invitation)


def test_an_address_is_invited_once(world):
    invite(world)

    with pytest.raises(team.TeamRefused, match="open invitation already"):
        invite(world, NEW.upper())


def test_an_address_is_invited_again_when_the_first_has_run_out(world, pat):
    first = invite(world)
    later(first, WEEK)

    accept(world, invite(world))

    assert role_of(pat) == "filer"


def test_somebody_of_the_team_is_not_invited(world):
    with pytest.raises(team.TeamRefused, match="of your team already"):
        invite(world, world.oscar.email)


def test_somebody_of_the_team_takes_no_second_seat(world):
    EmailAddress.objects.create(user=world.oscar, email=NEW, verified=False)
    invitation = invite(world)
    EmailAddress.objects.filter(email=NEW).update(verified=True)

    with pytest.raises(team.TeamRefused, match="of this team already"):
        accept(world, invitation, by="oscar")


@pytest.mark.parametrize("who", ["oscar", "vera"])
def test_only_an_owner_invites(world, who):
    with pytest.raises(PermissionDenied):
        invite(world, by=who)


def test_somebody_of_one_brand_accepts_a_seat_at_another(world):
    accept(world, invite(world, world.charlie.email), by="charlie")

    assert world.actor("charlie", "lumora").role == Role.FILER
    assert world.actor("charlie", "kestrel").role == Role.OWNER


# --- what the database refuses ---------------------------------------------------------------------------


def test_the_link_is_stored_as_a_hash_only(world):
    invitation = invite(world)
    token = team.token_of(invitation.id)

    with acting_as(SYSTEM), connection.cursor() as cursor:
        cursor.execute("SELECT brands_invitation::text FROM brands_invitation")
        [(row,)] = cursor.fetchall()
    assert token not in row
    assert invitation.token_hash == hash_of(token)


def test_a_link_shows_one_invitation_and_the_name_of_its_brand(world):
    invitation = invite(world)
    invite(world, "other@example.test")

    with acting_as(Actor(role="public", label="", link_hash=invitation.token_hash)):
        assert [i.id for i in Invitation.objects.all()] == [invitation.id]
        assert [b.name for b in Brand.objects.all()] == ["Lumora"]
        assert not Membership.objects.exists()


def test_a_link_alone_changes_nothing(world):
    invitation = invite(world)

    with acting_as(Actor(role="public", label="", link_hash=invitation.token_hash)):
        assert Invitation.objects.update(role="owner") == 0


def test_a_link_alone_writes_no_seat(world, pat):
    invitation = invite(world)
    holder = Actor(role="public", label="", user_id=pat.id, link_hash=invitation.token_hash)

    with pytest.raises(ProgrammingError, match="row-level security"), acting_as(holder):
        Membership.objects.create(tenant_id=invitation.tenant_id, user=pat, role="owner")


@pytest.mark.parametrize(
    ("changes", "constraint"),
    [
        ({"role": "agency"}, "invitation_role_known"),
        ({"token_hash": "in clear"}, "invitation_token_hash"),
        ({"expires_at": "2020-01-01T00:00Z"}, "invitation_expires_later"),
        ({"accepted_at": "2026-01-01T00:00Z"}, "invitation_accepted_by_somebody"),
        ({"revoked_at": "2026-01-01T00:00Z"}, "invitation_revoked_by_somebody"),
    ],
)
def test_impossible_invitations_are_refused(world, changes, constraint):
    invite(world)

    with pytest.raises(IntegrityError, match=constraint), acting_as(SYSTEM), transaction.atomic():
        Invitation.objects.update(**changes)


def test_an_invitation_ends_once(world, pat):
    accept(world, invite(world))

    with pytest.raises(IntegrityError, match="invitation_ends_once"), acting_as(SYSTEM), transaction.atomic():
        Invitation.objects.update(revoked_at=clock.now(), revoked_by=pat)


def test_two_open_invitations_of_one_address_are_refused(world):
    first = invite(world)

    with (
        pytest.raises(IntegrityError, match="invitation_one_open"),
        acting_as(SYSTEM),
        transaction.atomic(),
    ):
        Invitation.objects.create(
            tenant_id=first.tenant_id,
            email=NEW.upper(),
            role="viewer",
            token_hash=hash_of(str(new_id())),
            invited_by=world.alice,
            invited_at=first.invited_at,
            expires_at=first.expires_at,
        )


def test_two_brands_invite_the_same_address(world, pat):
    invite(world)
    do(world, team.invite, email=NEW, role=Role.VIEWER, by="charlie", brand="kestrel")

    assert len(all_of(Invitation, email=NEW)) == 2
