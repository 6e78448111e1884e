"""What the fuzz of tenants is asked about: each brand's things, its canary in them, and who may be told it."""

import random
import re
from dataclasses import dataclass, field, fields
from types import SimpleNamespace
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core import mail
from django.db import models
from django.test import Client

from accounts.models import User
from accounts.roles import Role
from brands.models import Brand, Right
from core.ids import new_id
from core.tenancy import SYSTEM, acting_as
from tests.fakes import listing_url
from tests.portal.addresses import EVERYBODY, Things, Told, things
from tests.stories import World, a_user

# Whose people, and through whom each brand's things come about.
BRANDS = {
    "lumora": Told(brand="lumora", owner="alice", filer="oscar", refs="lu"),
    "kestrel": Told(brand="kestrel", owner="charlie", filer="charlie", refs="ke"),
    "newleaf": Told(brand="newleaf", owner="nina", filer="nina", refs="ne"),
}
PEOPLE_OF = {"lumora": ("alice", "oscar", "vera"), "kestrel": ("charlie", "gil"), "newleaf": ("nina",)}
# An account manager to whom one brand is assigned: only the first wall stands between her and the others.
LIMITED, ASSIGNED = "mona", "lumora"


@dataclass
class Stage:
    world: World
    canaries: dict[str, str]
    things: dict[str, Things]
    browsers: dict[str, Client]
    letters: list[Any] = field(default_factory=list)

    def may_be_told(self, person: str) -> set[str]:
        """The brands whose words this person may read."""
        user = self.world.people.get(person)
        if person == LIMITED:
            return {ASSIGNED}
        if user is not None and user.staff_role:
            return set(BRANDS)
        return {brand for brand, people in PEOPLE_OF.items() if person in people}

    def foreign_in(self, text: bytes, may: set[str]) -> set[str]:
        low = text.lower()
        return {b for b, canary in self.canaries.items() if b not in may and canary.lower().encode() in low}


# On sale, and filed against by nobody: a listing is public, that somebody has complained about it is not.
UNFILED = "none"


def set_the_stage(world: World, *, seed: int) -> Stage:
    dice = random.Random(seed)
    world.site.offer(UNFILED)
    canaries = {key: f"zq{key}{dice.randrange(16**8):08x}" for key in BRANDS}
    with acting_as(SYSTEM):
        mona = a_user("mona@example.test", "Mona Manager", Role.MANAGER)
        User.objects.filter(id=mona.id).update(sees_all_brands=False)
        world.people[LIMITED] = mona
        for key, canary in canaries.items():
            tenant = world.brands[key].tenant_id
            Brand.objects.filter(tenant_id=tenant).update(name=canary)
            Right.objects.filter(tenant_id=tenant).update(
                title=canary, owner_name=f"{canary} SE", variants=[f"{canary}x"]
            )
            world.brands[key].refresh_from_db()
            world.rights[key].refresh_from_db()
            ids = [world.people[name].id for name in PEOPLE_OF[key] if name != "gil"]
            User.objects.filter(id__in=ids).update(name=f"Person of {canary}")
        Brand.objects.filter(tenant_id=world.brands[ASSIGNED].tenant_id).update(account_manager=mona)
    mail.outbox.clear()
    staged = {}
    for key, canary in canaries.items():
        told = BRANDS[key]
        words = Told(brand=key, owner=told.owner, filer=told.filer, refs=told.refs, word=canary)
        staged[key] = things(world, words)
    browsers = {}
    for person in sorted({*EVERYBODY, LIMITED}):
        browsers[person] = Client(raise_request_exception=False)
        if person in world.people:
            user = User.objects.get(id=world.people[person].id)
            browsers[person].force_login(user, backend=settings.AUTHENTICATION_BACKENDS[0])
    return Stage(world, canaries, staged, browsers, letters=list(mail.outbox))


# What belongs to no brand is the same for everybody.
SHARED = frozenset({"marketplace"})


def nobodys(some: Things) -> Things:
    """The same kinds of names for things that do not exist."""
    values = {f.name: getattr(some, f.name) for f in fields(some)}
    return Things(**{name: v if name in SHARED else _nobodys(v) for name, v in values.items()})


def _nobodys(value: Any) -> Any:
    if isinstance(value, UUID):
        return new_id()
    if isinstance(value, models.Model):
        return SimpleNamespace(id=new_id(), pk=new_id(), url=listing_url(UNFILED))
    return "0" * len(value) if re.fullmatch(r"[0-9a-f]{48}", str(value)) else "C-QQQQ-QQ"
