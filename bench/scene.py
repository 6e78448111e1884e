"""Brands, listings and received complaints by the thousand, written straight into the tables.

A third of the brands is trusted, with sixty person-made decisions each, as the caps and bounds want it.
"""

import os
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import cache
from io import BytesIO
from uuid import UUID

import psycopg2
from django.conf import settings
from PIL import Image

from accounts.api_keys import NewKey, make_key
from accounts.models import User
from accounts.roles import Role
from accounts.scopes import Scope
from accounts.webhooks.endpoints import Wish, make_endpoint
from brands.models import Brand, Membership, Right
from complaints import work
from complaints.conversation.questions import NewEvidence
from complaints.intake.filing import Filing, file_complaint
from complaints.models import Complaint, Decision, Evidence, Item
from complaints.reasons import EvidenceKind
from core import clock, files, outbox
from core.ids import new_id, readable_number
from core.models import StoredFile, Tenant
from core.tenancy import SYSTEM, Actor, acting_as
from listings.marketplaces import read_lines
from listings.models import Listing, Marketplace, Seller, fingerprint_of
from takedown.models import Grant
from takedown.programme.contributions import recount

ITEMS_A_COMPLAINT = 100
DECIDED = 60
TITLES = (
    "Lumora Selene handbag, black leather",
    "L U M O R A bag top quality 1:1",
    "Lum0ra Aurelia tote, new with tags",
    "Strap for Lumora watch, 20 mm",
    "Canvas shopper, plain, no brand",
)


@dataclass(frozen=True)
class Scene:
    marketplace: Marketplace
    brands: list[UUID]
    rights: dict[UUID, UUID]
    filers: dict[UUID, UUID]


def tell_the_planner_of_all_rows() -> None:
    """As autovacuum does in time: a planner that takes tables for empty reads them whole. Only their owner may."""
    with closing(psycopg2.connect(os.environ["DATABASE_OWNER_URL"])) as owner:
        owner.autocommit = True
        owner.cursor().execute("ANALYZE")


def people_and_brands(
    count: int,
    *,
    marketplace: Marketplace | None = None,
    trust_every: int = 3,
    decided_an_hour: int = DECIDED,
) -> Scene:
    """Without a marketplace they get one of their own, which nobody runs."""
    now = clock.now()
    long_ago = now - timedelta(days=400)
    batch = new_id().hex[-8:]
    with acting_as(SYSTEM):
        marketplace = marketplace or Marketplace.objects.create(
            slug=f"bench-{new_id().hex[-8:]}",
            name="Bench",
            territories=["EU"],
            site_url="http://localhost:1/bench",
            account="bench",
        )
        tenants = Tenant.objects.bulk_create(Tenant() for _ in range(count))
        users = User.objects.bulk_create(
            User(email=f"{tenant.id.hex}@bench.test", name="Filer", password="!") for tenant in tenants
        )
        admins = User.objects.bulk_create(
            User(email=f"{new_id().hex}@bench.test", password="!", staff_role=Role.ADMIN) for _ in range(2)
        )
        Brand.objects.bulk_create(
            Brand(tenant=t, name=f"Brand {n}", country="DE", registered_at=long_ago, verified_at=long_ago)
            for n, t in enumerate(tenants)
        )
        Membership.objects.bulk_create(
            Membership(tenant=t, user=u, role=Role.OWNER, since=long_ago)
            for t, u in zip(tenants, users, strict=True)
        )
        rights = _rights(tenants, batch, long_ago, verified_by=admins[0])
        scene = Scene(
            marketplace=marketplace,
            brands=[t.id for t in tenants],
            rights={r.tenant_id: r.id for r in rights},
            filers={t.id: u.id for t, u in zip(tenants, users, strict=True)},
        )
        _trust(scene, scene.brands[::trust_every], admins, now, an_hour=decided_an_hour)
    return scene


def _rights(tenants: Sequence[Tenant], batch: str, long_ago: datetime, *, verified_by: User) -> list[Right]:
    return Right.objects.bulk_create(
        Right(
            tenant=tenant,
            kind=Right.Kind.TRADEMARK,
            # Each its own, also beside an earlier scene: a mark that two brands have is looked at by people.
            title=f"Lumora {batch} {n}",
            variants=["Lumora"],
            number=str(n),
            office="EUIPO",
            owner_name="Bench",
            territories=["EU"],
            nice_classes=[14, 18],
            registered_on=date(2020, 1, 1),
            expires_on=date(2040, 1, 1),
            created_at=long_ago,
            verified_at=long_ago,
            verified_by=verified_by,
        )
        for n, tenant in enumerate(tenants)
    )


def trusted_brands(count: int, *, site_url: str, account: str, decided_an_hour: int = DECIDED) -> Scene:
    """All of them trusted, on a marketplace that runs: the simulated one's site of that name.

    What was decided in one hour is usual for them, and three times that is their cap.
    """
    slug = site_url.rpartition("/")[2]
    with acting_as(SYSTEM):
        marketplace, _ = Marketplace.objects.get_or_create(
            slug=slug,
            defaults={"name": slug, "territories": ["EU"], "site_url": site_url, "account": account},
        )
    return people_and_brands(count, marketplace=marketplace, trust_every=1, decided_an_hour=decided_an_hour)


def _trust(scene: Scene, tenants: list[UUID], admins: list[User], now: datetime, *, an_hour: int) -> None:
    """Sixty upheld items each, and a grant by two people."""
    old = now - timedelta(days=20)
    for tenant in tenants:
        complaint = _complaint(scene, tenant, old)
        complaint.save(force_insert=True)
        items = Item.objects.bulk_create(
            Item(
                tenant_id=tenant,
                complaint=complaint,
                marketplace=scene.marketplace,
                listing_ref=f"old-{n}",
                url="http://localhost:1/old",
                status_at=old,
            )
            for n in range(DECIDED)
        )
        made = Decision.objects.bulk_create(
            Decision(
                tenant_id=tenant,
                item=item,
                outcome=Decision.Outcome.UPHELD,
                ground="evidence_convinces",
                explanation="By hand.",
                decided_at=old + timedelta(hours=number // an_hour),
                decided_by=admins[0].id,
                automated=False,
                marketplace=scene.marketplace,
                right_kind=Right.Kind.TRADEMARK,
            )
            for number, item in enumerate(items)
        )
        recount([decision.id for decision in made])
    Grant.objects.bulk_create(
        Grant(
            tenant_id=tenant,
            marketplace=scene.marketplace,
            right_kind=Right.Kind.TRADEMARK,
            granted_by=admins[0],
            granted_at=old,
            confirmed_by=admins[1],
            confirmed_at=old,
        )
        for tenant in tenants
    )


def _complaint(scene: Scene, tenant: UUID, now: datetime) -> Complaint:
    return Complaint(
        tenant_id=tenant,
        number=readable_number("C"),
        marketplace=scene.marketplace,
        right_id=scene.rights[tenant],
        reason="counterfeit_goods",
        statement="These are fakes.",
        declared_by="Filer",
        declared_at=now,
        filed_at=now,
        filed_by=scene.filers[tenant],
        filed_by_label="Filer",
        form_key=new_id(),
    )


def file(scene: Scene, tenant: UUID, refs: Sequence[str], *, form_key: UUID | None = None) -> Complaint:
    """A brand files against listings that are on sale, through the service that the filing page calls."""
    by = Actor(role=Role.OWNER, label="Filer", user_id=scene.filers[tenant], tenant_id=tenant)
    evidence = files.keep_body(
        BytesIO(proof()), name="proof.png", tenant_id=tenant, most_bytes=settings.EVIDENCE_MAX_BYTES
    )
    addresses = "\n".join(f"{scene.marketplace.site_url}/item/{ref}" for ref in refs)
    with acting_as(by):
        complaint, _ = file_complaint(
            Filing(
                marketplace=scene.marketplace,
                right_id=scene.rights[tenant],
                reason="counterfeit_goods",
                statement="The clasp and the serial number differ from ours.",
                declared_by="Filer",
                lines=read_lines(addresses, scene.marketplace),
                form_key=form_key or new_id(),
                evidence=[NewEvidence(kind=EvidenceKind.TEST_BUY, body=evidence)],
            ),
            by=by,
            now=clock.now(),
        )
    return complaint


def api_key(scene: Scene, tenant: UUID) -> str:
    """A live key of a brand that may do everything a key can."""
    by = Actor(role=Role.OWNER, label="Filer", user_id=scene.filers[tenant], tenant_id=tenant)
    now = clock.now()
    new = NewKey(
        name="bench", mode="live", scopes=[str(scope) for scope in Scope], expires_at=now + timedelta(days=1)
    )
    with acting_as(by):
        _, secret = make_key(new, by=by, now=now)
    return secret


# Nothing listens there.
NOWHERE = "http://127.0.0.1:9/hook"


def webhook_endpoint(scene: Scene, tenant: UUID) -> str:
    """Its id. It hears of one kind of event only, so that nothing else of the bench is told."""
    by = Actor(role=Role.OWNER, label="Filer", user_id=scene.filers[tenant], tenant_id=tenant)
    wish = Wish(url=NOWHERE, events=["item.contested"])
    with acting_as(by):
        row, _ = make_endpoint(wish, form_key=str(new_id()), by=by, now=clock.now())
    return str(row.id)


@cache
def proof() -> bytes:
    picture = BytesIO()
    Image.new("RGB", (320, 200), (190, 30, 30)).save(picture, "PNG")
    return picture.getvalue()


def received_items(scene: Scene, count: int) -> list[UUID]:
    """Items that have just been filed against listings that the feed has just brought: nothing has to be fetched."""
    now = clock.now()
    with acting_as(SYSTEM):
        listings = _listings(scene, count, now)
        ids: list[UUID] = []
        for start in range(0, count, ITEMS_A_COMPLAINT):
            tenant = scene.brands[(start // ITEMS_A_COMPLAINT) % len(scene.brands)]
            complaint = _complaint(scene, tenant, now)
            complaint.save(force_insert=True)
            file = StoredFile.objects.create(
                tenant_id=tenant, sha256=new_id().hex * 2, size=1, media_type="image/png", name="proof.png"
            )
            Evidence.objects.create(
                tenant_id=tenant, complaint=complaint, kind=EvidenceKind.TEST_BUY, file=file
            )
            items = Item.objects.bulk_create(
                Item(
                    tenant_id=tenant,
                    complaint=complaint,
                    marketplace=scene.marketplace,
                    listing_ref=listing.ref,
                    url=listing.url,
                    status_at=now,
                )
                for listing in listings[start : start + ITEMS_A_COMPLAINT]
            )
            outbox.add_all(
                outbox.Order(kind=work.FREEZE, subject_id=i.id, tenant_id=i.tenant_id) for i in items
            )
            ids += [item.id for item in items]
    return ids


def _listings(scene: Scene, count: int, now: datetime) -> list[Listing]:
    batch = new_id().hex[-8:]
    sellers = Seller.objects.bulk_create(
        Seller(marketplace=scene.marketplace, ref=f"{batch}-{n}", name=f"Seller {n}")
        for n in range(max(count // 20, 1))
    )
    return Listing.objects.bulk_create(
        (
            Listing(
                marketplace=scene.marketplace,
                seller=sellers[n % len(sellers)],
                ref=f"{batch}-{n}",
                url=f"http://localhost:1/bench/item/{batch}-{n}",
                title=f"{TITLES[n % len(TITLES)]} {n}",
                description="A fine piece in very good order, sent within a day.",
                nice_class=18,
                category="bags",
                price=Decimal("19.90"),
                currency="EUR",
                fingerprint=fingerprint_of(title=str(n), description="", seller_ref="", images=()),
                seen_at=now,
            )
            for n in range(count)
        ),
        batch_size=2000,
    )
