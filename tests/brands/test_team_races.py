"""What only two connections at once can show: whoever changes a team waits for others who do."""

import threading

import pytest
from django.db import IntegrityError, connection

from accounts.roles import Role
from brands import team
from brands.models import Membership
from core import clock
from core.tenancy import SYSTEM, acting_as
from tests import stories
from tests.brands.teams import accept, invite, member, role_of, somebody_new
from tests.racing import PATIENCE, at_the_same_time, until_somebody_waits_for_us


@pytest.fixture
def two_owners(committed, world):
    with acting_as(SYSTEM):
        world.people["bob"] = stories.a_user("bob@example.test", "Bob Owner")
        stories.a_member(world.brands["lumora"], world.people["bob"], Role.OWNER)
    return world


def together(world, *acts):
    """Each as (name, service, whose seat): all know who they are before the first of them changes anything."""
    ready = threading.Barrier(len(acts), timeout=PATIENCE)

    def one(by, what, whose, values):
        actor, seat = world.actor(by), member(world.people[whose]).id
        ready.wait()
        with acting_as(actor):
            return what(seat, by=actor, now=clock.now(), **values)

    return at_the_same_time(*(lambda act=act: one(*act) for act in acts))


def owners(world):
    return [name for name in ("alice", "bob") if role_of(world.people[name]) == "owner"]


def test_two_owners_who_leave_at_once_leave_one_behind(two_owners):
    results = together(
        two_owners,
        ("alice", team.remove_member, "alice", {}),
        ("bob", team.remove_member, "bob", {}),
    )

    assert len(owners(two_owners)) == 1
    assert sum(isinstance(result, team.TeamRefused) for result in results) == 1


def test_two_owners_who_take_each_others_role_at_once_leave_one_owner(two_owners):
    together(
        two_owners,
        ("alice", team.change_role, "bob", {"role": Role.VIEWER}),
        ("bob", team.change_role, "alice", {"role": Role.VIEWER}),
    )

    assert len(owners(two_owners)) == 1


def test_the_database_lets_two_connections_take_one_owner_only(two_owners):
    """Without our services: two transactions that each see the other's owner."""

    def take(name):
        Membership.objects.filter(user=two_owners.people[name]).delete()

    def second():
        try:
            with acting_as(SYSTEM):
                take("bob")
        except IntegrityError as error:
            refused.append(str(error))
        finally:
            connection.close()

    refused = []
    thread = threading.Thread(target=second)
    with acting_as(SYSTEM):
        take("alice")
        thread.start()
        until_somebody_waits_for_us()
    thread.join(PATIENCE)

    assert not thread.is_alive()
    assert owners(two_owners) == ["bob"]
    assert ["keeps a role owner" in error for error in refused] == [True]


def test_an_invitation_accepted_twice_at_once_gives_one_seat(committed, world):
    somebody_new(world)
    invitation = invite(world)
    ready = threading.Barrier(2, timeout=PATIENCE)

    def click():
        ready.wait()
        return accept(world, invitation)

    first, second = at_the_same_time(click, click)

    assert first.id == second.id
