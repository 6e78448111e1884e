"""The marketplace's own people are appointed by whoever runs the portal, and belong to no brand."""

from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from django.core.management.base import CommandError

from accounts.models import User
from accounts.roles import Role
from brands.staff import NotAppointed, appoint
from core import clock
from core.models import AuditEvent
from core.tenancy import SYSTEM, acting_as
from listings.models import Marketplace
from tests.stories import World, a_user


@pytest.fixture
def somebody(world: World) -> User:
    with acting_as(SYSTEM):
        return a_user("new@example.test", "Newcomer")


def role_of(user: User) -> str:
    with acting_as(SYSTEM):
        user.refresh_from_db()
    return user.staff_role


def test_whoever_has_confirmed_their_address_can_be_appointed(somebody: User) -> None:
    call_command("appoint", "NEW@example.test", "programme_admin")

    assert role_of(somebody) == Role.ADMIN
    with acting_as(SYSTEM):
        event = AuditEvent.objects.get(event="staff.appointed")
    assert (event.subject_id, event.data) == (somebody.id, {"role": "programme_admin", "before": ""})


def test_it_can_be_ended(somebody: User) -> None:
    call_command("appoint", somebody.email, "auditor")
    call_command("appoint", somebody.email, "none")

    assert role_of(somebody) == ""


def test_an_address_that_nobody_has_confirmed_is_nobodys(somebody: User) -> None:
    with acting_as(SYSTEM):
        EmailAddress.objects.update(verified=False)

    with pytest.raises(CommandError, match="confirmed"):
        call_command("appoint", somebody.email, "auditor")


@pytest.mark.parametrize("name", ["alice", "gil"])
def test_people_of_brands_and_agencies_cannot_be(world: World, name: str) -> None:
    with pytest.raises(CommandError, match="staff belong to none"):
        call_command("appoint", world.people[name].email, "auditor")


def test_nobody_who_signs_in_can_appoint(world: World, somebody: User) -> None:
    admin = world.actor("ada")

    with acting_as(admin), pytest.raises(PermissionDenied):
        appoint(somebody.email, Role.ADMIN, by=admin, now=clock.now())


def test_an_unknown_address_is_refused(world: World) -> None:
    with acting_as(SYSTEM), pytest.raises(NotAppointed):
        appoint("nobody@example.test", Role.ADMIN, by=SYSTEM, now=clock.now())


NEW_SITE = (
    *("add_marketplace", "harbor", "--name", "Harbor", "--site-url", "https://harbor.example"),
    *("--account", "harbor-portal", "--territories", "eu,gb"),
)


def test_a_marketplace_is_added_with_the_account_whose_secret_is_known(db: None, settings: Any) -> None:
    settings.MARKETPLACE_SECRETS = {"harbor-portal": "secret"}

    call_command(*NEW_SITE)

    with acting_as(SYSTEM):
        site = Marketplace.objects.get(slug="harbor")
    assert (site.territories, site.account, site.is_sandbox) == (["EU", "GB"], "harbor-portal", False)


def test_without_its_secret_it_is_not_added(db: None, settings: Any) -> None:
    settings.MARKETPLACE_SECRETS = {}

    with pytest.raises(CommandError, match="no secret"):
        call_command(*NEW_SITE)


def test_a_marketplace_of_that_name_is_not_added_twice(db: None, settings: Any) -> None:
    settings.MARKETPLACE_SECRETS = {"harbor-portal": "secret"}
    call_command(*NEW_SITE)

    with pytest.raises(CommandError, match="Slug"):
        call_command(*NEW_SITE)
