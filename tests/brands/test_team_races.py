"""What only two connections at once can show: whoever changes a team waits for others who do."""

import threading
from contextlib import closing

import pytest

from accounts.roles import Role
from brands import team
from core import clock
from core.tenancy import SYSTEM, acting_as
from tests import stories
from tests.brands.teams import accept, invite, member, role_of, somebody_new
from tests.racing import PATIENCE, at_the_same_time


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


def test_the_database_lets_two_connections_take_one_owner_only(two_owners, sign_in):
    """Without our services: two transactions that each see the other's owner."""
    delete = "SET LOCAL ROLE app_staff; SET LOCAL lock_timeout = '10s'; DELETE FROM brands_membership WHERE id = %s"
    seats = [str(member(two_owners.people[name]).id) for name in ("alice", "bob")]
    errors = []
    with closing(sign_in("DATABASE_WORKER_URL")) as first, first.cursor() as cursor:
        cursor.execute(delete, seats[:1])

        def second():
            with closing(sign_in("DATABASE_WORKER_URL")) as other, other.cursor() as theirs:
                started.set()
                try:
                    theirs.execute(delete, seats[1:])
                    other.commit()
                except Exception as error:  # noqa: BLE001 - the test looks at it
                    errors.append(str(error))

        started = threading.Event()
        thread = threading.Thread(target=second)
        thread.start()
        started.wait(PATIENCE)
        first.commit()
        thread.join(PATIENCE)

    assert not thread.is_alive()
    assert len(owners(two_owners)) == 1
    assert ["keeps a role owner" in error for error in errors] == [True]


def test_an_invitation_accepted_twice_at_once_gives_one_seat(committed, world):
    somebody_new(world)
    invitation = invite(world)
    ready = threading.Barrier(2, timeout=PATIENCE)

    def click():
        ready.wait()
        return accept(world, invitation)

    first, second = at_the_same_time(click, click)

    assert first.id == second.id
