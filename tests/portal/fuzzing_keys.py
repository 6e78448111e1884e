"""Asks every operation of the API with every kind of key, as tests/portal/fuzzing.py asks every address as people.

The operations are those of tests/api/test_operations.py: what has a row there is asked here.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from io import BytesIO
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.test import Client
from django.urls import resolve, reverse

from accounts.scopes import Scope
from core import clock
from core.ids import new_id
from core.tenancy import SYSTEM, acting_as
from listings.models import Marketplace
from tests.api.program import FOR_TESTS, Program, a_key
from tests.api.test_operations import OPERATIONS, Operation
from tests.fakes import a_picture
from tests.portal.fuzzing import Case, Fuzz
from tests.portal.fuzzing_stage import BRANDS, Stage
from tests.stories import ACCOUNT, World, file, items_of, run_work

type Ids = Mapping[str, str]


class Asking(Client):
    """Asks by another method than the operation's own, and with a query, where it is told to."""

    method, query = "", ""

    def generic(self, method: str, path: str, *more: Any, **named: Any) -> Any:
        return super().generic(self.method or method, f"{path}{self.query}", *more, **named)


@dataclass
class KeyStage:
    """`brand_of` is empty for those who bring no key that opens anything."""

    stage: Stage
    ids: dict[str, Ids]
    programs: dict[str, Program] = field(default_factory=dict)
    brand_of: dict[str, str] = field(default_factory=dict)


def set_the_keys(stage: Stage) -> KeyStage:
    world = stage.world
    found = KeyStage(stage, ids={})
    sandbox = _a_sandbox(world)

    def bring(name: str, brand: str, program: Program) -> Program:
        program.client = Asking(raise_request_exception=False)
        found.programs[name], found.brand_of[name] = program, brand
        return program

    for brand, told in BRANDS.items():
        owner = told.owner
        live = bring(f"{brand}'s live key", brand, a_key(world, owner))
        bring(f"{brand}'s test key", brand, a_key(world, owner, mode="test", scopes=FOR_TESTS))
        bring(f"{brand}'s narrow key", brand, a_key(world, owner, scopes=(str(Scope.COMPLAINTS_READ),)))
        _file_in_the_sandbox(world, sandbox, brand, stage.canaries[brand])
        found.ids[brand] = _ids_of(stage, brand, live)
    bring("the agency's key for kestrel", "kestrel", a_key(world, "gil"))
    _end(bring("lumora's revoked key", "", a_key(world)))
    bring("alice's session, which is no key", "", Program(secret="")).client.force_login(
        world.alice, backend=settings.AUTHENTICATION_BACKENDS[0]
    )
    return found


def _a_sandbox(world: World) -> Marketplace:
    with acting_as(SYSTEM):
        return Marketplace.objects.create(
            slug="sandbox",
            name="Sandbox",
            territories=["EU"],
            site_url=world.marketplace.site_url,
            account=ACCOUNT,
            is_sandbox=True,
        )


def _file_in_the_sandbox(world: World, sandbox: Marketplace, brand: str, word: str) -> None:
    told = BRANDS[brand]
    world.site.offer(f"{told.refs}s", title=f"{world.rights[brand].title} handbag {word}")
    there = replace(world, marketplace=sandbox)
    file(there, f"{told.refs}s", by=told.filer, brand=brand, statement=f"Fakes of {word}.")
    run_work()


def _ids_of(stage: Stage, brand: str, live: Program) -> Ids:
    canary, some = stage.canaries[brand], stage.things[brand]
    proof = BytesIO(a_picture("olive"))
    proof.name = f"{canary}-proof.jpg"
    upload = live.upload(proof).json()
    [asked] = [item for item in items_of(some.asked.complaint) if item.id == some.asked.id]
    return {
        "complaint": str(asked.complaint_id),
        "item": str(asked.id),
        "right": str(some.right),
        "request": str(some.question),
        "counter": str(some.counter),
        "endpoint": str(some.endpoint),
        "delivery": str(some.delivery),
        "upload": upload["id"],
        "refused": str(some.refused.id),
        "appeal": str(some.own_appeal),
    }


def _end(program: Program) -> None:
    assert program.row is not None
    with acting_as(SYSTEM):
        type(program.row).objects.filter(id=program.row.id).update(revoked_at=clock.now())


@dataclass(frozen=True, kw_only=True)
class Variant:
    """`only`: the one id that is the other brand's, beside the asker's own; empty: all are."""

    only: str = ""
    query: tuple[tuple[str, str], ...] = ()
    """Parameter, and its value or the name of an id."""


def variants_of(operation: Operation, method: str, name: str) -> Sequence[Variant]:
    mixed = [Variant(only=mentioned) for mentioned in operation.mentions]
    looks = method in {"GET", "HEAD"} and not operation.names
    # Any other parameter is refused to everybody.
    known = resolve(reverse(name)).func.view_class.queries if looks else frozenset()
    queries = [Variant(query=query) for query in QUERIES if known >= {parameter for parameter, _ in query}]
    return [Variant(), *mixed, *queries]


QUERIES: tuple[tuple[tuple[str, str], ...], ...] = (
    (("complaint", "complaint"),),
    (("status", "needs_information"),),
    (("status", "filed"),),
    (("marketplace", "bazaar"), ("limit", "1")),
)


class KeyFuzz(Fuzz):
    def __init__(
        self,
        keys: KeyStage,
        *,
        seed: int,
        operations: Mapping[tuple[str, str], Operation] = OPERATIONS,
    ) -> None:
        super().__init__(keys.stage, seed=seed, rows={name: None for name, _ in operations})
        self.keys, self.operations = keys, operations
        self.things = keys.ids
        self.absent = {brand: {name: str(new_id()) for name in ids} for brand, ids in keys.ids.items()}

    def _askers(self) -> Iterable[str]:
        return self.keys.programs

    def _methods(self, name: str) -> Iterable[str]:
        """An operation answers to its own; to others its address says 405 to everybody, which is no case."""
        own = {method for known, method in self.operations if known == name}
        return sorted(own | {"OPTIONS"} | ({"HEAD"} if "GET" in own else set()))

    def _may_be_told(self, person: str) -> set[str]:
        return {self.keys.brand_of[person]} - {""}

    def _who_may(self, brand: str) -> Sequence[str]:
        return [f"{brand}'s live key"]

    def _may_read(self, case: Case) -> set[str]:
        return self._may_be_told(case.person)

    def _names_something(self, case: Case) -> bool:
        operation, variant = self._operation(case), self._variant(case)
        return bool(
            operation.names
            or operation.mentions
            or any(v in self.absent[case.brand] for _, v in variant.query)
        )

    def _operation(self, case: Case) -> Operation:
        """For a method that the address does not know: any of its operations, sent by that method."""
        own = self.operations.get((case.name, case.method))
        return own or next(o for (name, _), o in self.operations.items() if name == case.name)

    def _variant(self, case: Case) -> Variant:
        variants = variants_of(self._operation(case), case.method, case.name)
        return variants[case.query % len(variants)]

    def _send(self, case: Case, about: Any) -> tuple[Any, Iterable[str]]:
        program, variant = self.keys.programs[case.person], self._variant(case)
        ids = dict(about)
        if variant.only and (own := self.keys.brand_of[case.person]):
            ids = {**self.keys.ids[own], variant.only: ids[variant.only]}
        client = program.client
        assert isinstance(client, Asking)
        query = urlencode({name: ids.get(value, value) for name, value in variant.query})
        client.method, client.query = case.method, f"?{query}" if query else ""
        return self._operation(case).ask(program, self.stage.world, ids), ids.values()
