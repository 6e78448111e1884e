"""Who is who in the demo."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from allauth.account.models import EmailAddress

from accounts.models import User
from accounts.roles import Role
from accounts.second_factor import give_authenticator_app
from brands.people import actor_for
from core.tenancy import Actor, acting_as


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    key: str
    name: str
    what: str
    staff_role: str = ""

    @property
    def email(self) -> str:
        return f"{self.key}@demo.example"


PEOPLE: Mapping[str, Person] = {
    person.key: person
    for person in (
        Person(key="alice", name="Alice Laurent", what="owner of Lumora, a Joint-Force brand"),
        Person(key="oscar", name="Oscar Vidal", what="files for Lumora"),
        Person(key="vera", name="Vera Nowak", what="may look at Lumora's cases, nothing else"),
        Person(key="charlie", name="Charlie Osei", what="owner of Kestrel Audio, a Standard brand"),
        Person(key="wim", name="Wim Haas", what="owner of three small brands, to switch between"),
        Person(key="nina", name="Nina Lindqvist", what="owner of Pinebarrow, new and not verified yet"),
        Person(key="gil", name="Gil Moreau", what="of the agency Guardwell, files for Kestrel Audio"),
        Person(key="rita", name="Rita Sandoval", what="account manager", staff_role=Role.MANAGER),
        Person(key="rupert", name="Rupert Hayashi", what="account manager", staff_role=Role.MANAGER),
        Person(key="ada", name="Ada Eriksen", what="programme admin", staff_role=Role.ADMIN),
        Person(key="ben", name="Ben Achterberg", what="programme admin", staff_role=Role.ADMIN),
        Person(key="audrey", name="Audrey Quist", what="auditor", staff_role=Role.AUDITOR),
    )
}


def create(person: Person, password: str, *, app_key: str) -> User:
    """Staff get an authenticator app: without a second factor they could open no page."""
    user = User.objects.create_user(
        email=person.email, password=password, name=person.name, staff_role=person.staff_role
    )
    EmailAddress.objects.create(user=user, email=person.email, verified=True, primary=True)
    if person.staff_role:
        give_authenticator_app(user, app_key)
    return user


def as_actor(key: str, brand: UUID | None = None) -> Actor:
    """The person as the portal would know them after signing in; `brand` for whoever has several."""
    user = User.objects.get(email=PEOPLE[key].email)
    asking = Actor(role=Role.PUBLIC, label="demo", user_id=user.id, staff=bool(user.staff_role))
    with acting_as(asking):
        return actor_for(user, chosen=brand)


def sign_ins(origin: str, password: str, *, app_key: str, key: str, seller_link: str) -> str:
    """The page of sign-ins that script/server prints, and Lumora's test key, which stands nowhere else."""
    width = max(len(person.email) for person in PEOPLE.values())
    lines = [
        f"  {person.email:<{width}}  {person.what}{' *' if person.staff_role else ''}"
        for person in PEOPLE.values()
    ]
    return "\n".join(
        [
            f"Demo sign-ins at {origin}/accounts/login/ — the password of all is: {password}",
            *lines,
            "  * also types a code: `script/manage demo --code` prints the present one.",
            f"    For an authenticator app of your own the key is: {app_key}",
            f"A seller who has answered, without an account (codes come by mail): {seller_link}",
            f"Lumora's test key for the API ({origin}/api/docs/): {key}",
            "",
        ]
    )


def app_key_in(page: str) -> str:
    """The key of the staff's authenticator app, read from the page of sign-ins."""
    found = re.search(r"the key is: (\S+)", page)
    if found is None:
        raise ValueError("The page of sign-ins names no key.")
    return found.group(1)
