"""Every address of the portal, who may use it, and how to ask it. A new address without a row fails the walk."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.urls import URLPattern, URLResolver, get_resolver

from brands import services as brand_services
from brands.services import NewSeller
from complaints.models import Item
from core import clock
from core.ids import new_id
from core.models import Outbox, StoredFile
from core.tenancy import SYSTEM, acting_as
from takedown.models import Grant, SellerNotice
from takedown.redress.notices import token_of
from tests.stories import World, file, items_of, manager_decides, run_work

BRAND = frozenset({"alice", "oscar", "vera"})
FILERS = frozenset({"alice", "oscar"})
MANAGERS = frozenset({"rita", "rupert"})
ADMINS = frozenset({"ada", "ben"})
STAFF = MANAGERS | ADMINS | {"audrey"}
EVERYBODY = BRAND | STAFF | {"charlie", "gil", "nina", "visitor"}
SIGNED_IN = EVERYBODY - {"visitor"}


@dataclass
class Things:
    """One of everything that an address can name, all of it Lumora's."""

    removed: Item
    waiting: Item
    asked: Item
    number: str
    right: UUID
    file: UUID
    tenant: UUID
    allowed: UUID
    grant: UUID
    letter: UUID
    token: str
    marketplace: UUID
    pending: UUID


type Words = Callable[[Things], Mapping[str, Any]]


@dataclass(frozen=True, kw_only=True)
class Row:
    """`may`: who gets an answer (2xx, or a redirect to the result); `asks`: what the address names."""

    may: frozenset[str]
    names: Words = field(default=lambda t: {})
    post: Words | None = None
    foreign: bool = False
    """Names something of one brand: others must not be able to tell it from nothing."""


def things(world: World) -> Things:
    gone = file(world, "w1")
    run_work()
    [removed] = items_of(gone)
    manager_decides(world, removed, "uphold")
    asked = file(world, "w2", with_evidence=False)
    run_work()
    waiting = file(world, "w3")
    run_work()
    [undecided] = items_of(waiting)
    other = file(world, "w4")
    run_work()
    pending = manager_decides(world, items_of(other)[0], "refuse", wait=False)
    alice = world.actor("alice")
    with acting_as(alice):
        allowed, _ = brand_services.allow_seller(
            NewSeller(marketplace_id=world.marketplace.id, seller_ref="s9"), by=alice, now=clock.now()
        )
    with acting_as(SYSTEM):
        tenant = world.brands["lumora"].tenant_id
        grant = Grant.objects.create(
            tenant_id=tenant,
            marketplace=world.marketplace,
            right_kind="trademark",
            granted_by=world.ada,
            granted_at=clock.now() - timedelta(days=1),
        )
        letter = Outbox.objects.create(
            kind="takedown.deliver", subject_id=new_id(), state="dead", ended_at=clock.now(), error="gone"
        )
        return Things(
            removed=items_of(gone)[0],
            waiting=undecided,
            asked=items_of(asked)[0],
            number=gone.number,
            right=world.rights["lumora"].id,
            file=StoredFile.objects.filter(tenant_id=tenant)[0].id,
            tenant=tenant,
            allowed=allowed.id,
            grant=grant.id,
            letter=letter.id,
            token=token_of(SellerNotice.objects.get().id),
            marketplace=world.marketplace.id,
            pending=pending,
        )


ROWS: dict[str, Row] = {
    "home": Row(may=EVERYBODY),
    "help": Row(may=EVERYBODY),
    "company-sign-in": Row(may=EVERYBODY),
    "healthz": Row(may=EVERYBODY),
    "brand": Row(may=BRAND, post=lambda t: {"brand": str(t.tenant)}),
    "brand-new": Row(may=SIGNED_IN - STAFF),
    "standing": Row(may=BRAND | {"charlie", "gil", "nina"}),
    "sellers": Row(may=BRAND | {"charlie", "gil", "nina"}),
    "seller-removal": Row(
        may=frozenset({"alice"}), names=lambda t: {"allowed_id": t.allowed}, post=lambda t: {}, foreign=True
    ),
    "rights": Row(may=SIGNED_IN),
    "right-new": Row(may=frozenset({"alice", "charlie", "nina"})),
    "right": Row(may=BRAND | STAFF, names=lambda t: {"right_id": t.right}, foreign=True),
    "right-files": Row(
        may=frozenset({"alice"}), names=lambda t: {"right_id": t.right}, post=lambda t: {}, foreign=True
    ),
    "file": Row(may=BRAND | STAFF, names=lambda t: {"file_id": t.file}, foreign=True),
    "complaint-new": Row(may=FILERS | {"charlie", "gil", "nina"}),
    "complaints": Row(may=SIGNED_IN),
    "complaint": Row(may=BRAND | STAFF, names=lambda t: {"number": t.number}, foreign=True),
    "item": Row(may=BRAND | STAFF, names=lambda t: {"item_id": t.removed.id}, foreign=True),
    "item-withdrawal": Row(
        may=FILERS, names=lambda t: {"item_id": t.waiting.id}, post=lambda t: {}, foreign=True
    ),
    "item-answer": Row(
        may=FILERS, names=lambda t: {"item_id": t.asked.id}, post=lambda t: {"answer": "Here."}, foreign=True
    ),
    "queue": Row(may=STAFF),
    "queue-next": Row(may=MANAGERS, post=lambda t: {}),
    "review-item": Row(may=STAFF, names=lambda t: {"item_id": t.waiting.id}),
    "review-claim": Row(may=MANAGERS, names=lambda t: {"item_id": t.waiting.id}, post=lambda t: {}),
    "review-release": Row(may=MANAGERS, names=lambda t: {"item_id": t.waiting.id}, post=lambda t: {}),
    "review-decision": Row(
        may=MANAGERS,
        names=lambda t: {"item_id": t.waiting.id},
        post=lambda t: {"outcome": "refuse", "ground": "fair_use", "explanation": "It only describes."},
    ),
    "review-undo": Row(may=MANAGERS, names=lambda t: {"pending_id": t.pending}, post=lambda t: {}),
    "staff-search": Row(may=STAFF),
    "staff-item": Row(may=STAFF, names=lambda t: {"item_id": t.removed.id}),
    "item-restoration": Row(
        may=MANAGERS,
        names=lambda t: {"item_id": t.removed.id},
        post=lambda t: {"explanation": "It was genuine."},
    ),
    "delivery": Row(may=STAFF),
    "delivery-retry": Row(may=ADMINS, names=lambda t: {"work_id": t.letter}, post=lambda t: {}),
    "programme": Row(may=ADMINS | {"audrey"}),
    "staff-brands": Row(may=STAFF),
    "programme-brand": Row(may=STAFF, names=lambda t: {"tenant_id": t.tenant}),
    "brand-verification": Row(
        may=MANAGERS | ADMINS, names=lambda t: {"tenant_id": t.tenant}, post=lambda t: {}
    ),
    "right-verification": Row(
        may=MANAGERS | ADMINS, names=lambda t: {"right_id": t.right}, post=lambda t: {}
    ),
    "grants": Row(
        may=ADMINS,
        post=lambda t: {
            "brand": str(t.tenant),
            "marketplace": str(t.marketplace),
            "right_kind": "trademark",
            "note": "n",
        },
    ),
    "grant-confirmation": Row(may=ADMINS, names=lambda t: {"grant_id": t.grant}, post=lambda t: {}),
    "grant-suspension": Row(
        may=ADMINS, names=lambda t: {"grant_id": t.grant}, post=lambda t: {"reason": "Too many fakes claims."}
    ),
    "seller-notice": Row(may=EVERYBODY, names=lambda t: {"token": t.token}),
}


def names_of_addresses() -> Iterator[str]:
    """All named addresses of our own; allauth's belong to its own tests."""

    def walk(patterns: list[Any]) -> Iterator[str]:
        for pattern in patterns:
            if isinstance(pattern, URLResolver):
                if str(pattern.pattern) != "accounts/":
                    yield from walk(pattern.url_patterns)
            elif isinstance(pattern, URLPattern):
                yield pattern.name or str(pattern.pattern)

    return walk(get_resolver().url_patterns)
