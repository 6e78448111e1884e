"""The people of the tests, and the steps their stories are made of. Everything goes through the services.

alice owns Lumora (trusted), oscar files for it, vera only looks; charlie owns Kestrel (plain), nina owns
Newleaf (unverified); rita and rupert are account managers, ada and ben programme admins, audrey audits.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from io import BytesIO
from typing import Any
from uuid import UUID

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.db import connection

from accounts.models import User
from accounts.roles import Role
from brands.models import Agency, AgencyMember, Authorisation, Brand, Membership, Right
from brands.people import actor_for
from complaints.conversation.questions import NewEvidence
from complaints.intake.filing import Filing, file_complaint
from complaints.models import Complaint, Item
from complaints.reasons import EvidenceKind
from complaints.review import decide as review
from complaints.review.decide import Choice
from complaints.review.queue import claim
from core import clock, files, outbox
from core.ids import new_id
from core.models import Outbox, Tenant
from core.tenancy import SYSTEM, Actor, acting_as
from listings.marketplaces import read_lines
from listings.models import Marketplace
from portal.work import HANDLERS
from takedown.programme import grants
from tests.fakes import FakeSite, a_picture
from tests.traffic import let_traffic_pass

ACCOUNT = "bazaar-portal"
LONG_AGO = timedelta(days=400)


@dataclass
class World:
    site: FakeSite
    marketplace: Marketplace
    people: dict[str, User] = field(default_factory=dict)
    brands: dict[str, Brand] = field(default_factory=dict)
    rights: dict[str, Right] = field(default_factory=dict)
    agency: Agency | None = None

    def __getattr__(self, name: str) -> User:
        try:
            return self.__dict__["people"][name]
        except KeyError:
            raise AttributeError(name) from None

    def actor(self, name: str, brand: str | None = None) -> Actor:
        user = self.people[name]
        known = Actor(role="public", label="", user_id=user.id, staff=bool(user.staff_role))
        with acting_as(known):
            return actor_for(user, chosen=self.brands[brand].tenant_id if brand else None)


def a_user(email: str, name: str, staff_role: str = "") -> User:
    return _users([(email, name, staff_role)])[0]


def _users(people: Iterable[tuple[str, str, str]]) -> list[User]:
    """In three statements: hundreds of tests begin with this. They sign in without a password, staff with an
    authenticator app that nobody has to read."""
    users = User.objects.bulk_create(
        User(email=email, name=name, staff_role=role, password="!") for email, name, role in people
    )
    EmailAddress.objects.bulk_create(
        EmailAddress(user=user, email=user.email, verified=True, primary=True) for user in users
    )
    Authenticator.objects.bulk_create(
        Authenticator(user=user, type=Authenticator.Type.TOTP, data={}) for user in users if user.staff_role
    )
    return users


def a_brand(name: str, *, verified: bool = True) -> Brand:
    now = clock.now()
    tenant = Tenant.objects.create()
    return Brand.objects.create(
        tenant=tenant,
        name=name,
        country="DE",
        registered_at=now - LONG_AGO,
        verified_at=now - LONG_AGO if verified else None,
    )


def a_member(brand: Brand, user: User, role: Role = Role.OWNER, *, since: timedelta = LONG_AGO) -> Membership:
    return _members([(brand, user, role)], since=since)[0]


def _members(people: Iterable[tuple[Brand, User, Role]], *, since: timedelta = LONG_AGO) -> list[Membership]:
    then = clock.now() - since
    return Membership.objects.bulk_create(
        Membership(tenant_id=brand.tenant_id, user=user, role=role, since=then)
        for brand, user, role in people
    )


def a_right(brand: Brand, title: str, *, verified_by: User | None, **values: Any) -> Right:
    defaults: dict[str, Any] = {
        "kind": Right.Kind.TRADEMARK,
        "number": str(new_id().int)[-9:],
        "office": "EUIPO",
        "owner_name": brand.name,
        "territories": ["EU"],
        "nice_classes": [14, 18],
        "registered_on": date(2020, 1, 1),
        "expires_on": date(2035, 1, 1),
        "verified_by": verified_by,
        "verified_at": clock.now() if verified_by else None,
    }
    return Right.objects.create(tenant_id=brand.tenant_id, title=title, **(defaults | values))


PEOPLE = (
    ("alice", "Alice Owner", ""),
    ("oscar", "Oscar Filer", ""),
    ("vera", "Vera Viewer", ""),
    ("charlie", "Charlie Owner", ""),
    ("nina", "Nina Owner", ""),
    ("gil", "Gil Agent", ""),
    ("rita", "Rita Manager", Role.MANAGER),
    ("rupert", "Rupert Manager", Role.MANAGER),
    ("ada", "Ada Admin", Role.ADMIN),
    ("ben", "Ben Admin", Role.ADMIN),
    ("audrey", "Audrey Auditor", Role.AUDITOR),
)


def build_world(site: FakeSite) -> World:
    with acting_as(SYSTEM):
        marketplace = Marketplace.objects.create(
            slug="bazaar",
            name="Bazaar",
            territories=["EU"],
            site_url="https://bazaar.example",
            account=ACCOUNT,
        )
        world = World(site=site, marketplace=marketplace)
        users = _users((f"{key}@example.test", name, role) for key, name, role in PEOPLE)
        world.people = dict(zip((key for key, _, _ in PEOPLE), users, strict=True))
        for key, name, verified in (
            ("lumora", "Lumora", True),
            ("kestrel", "Kestrel Audio", True),
            ("newleaf", "Newleaf", False),
        ):
            brand = world.brands[key] = a_brand(name, verified=verified)
            world.rights[key] = a_right(brand, name, verified_by=world.rita if verified else None)
        lumora, kestrel, newleaf = world.brands.values()
        _members(
            [
                (lumora, world.alice, Role.OWNER),
                (lumora, world.oscar, Role.FILER),
                (lumora, world.vera, Role.VIEWER),
                (kestrel, world.charlie, Role.OWNER),
                (newleaf, world.nina, Role.OWNER),
            ]
        )
        world.agency = Agency.objects.create(name="Guardwell")
        AgencyMember.objects.create(agency=world.agency, user=world.gil, since=clock.now() - LONG_AGO)
        Authorisation.objects.create(
            tenant_id=kestrel.tenant_id,
            agency=world.agency,
            granted_at=clock.now() - LONG_AGO,
            expires_on=date(2099, 1, 1),
        )
    return world


# --- steps -----------------------------------------------------------------------------------------------


def evidence_for(
    brand: Brand, kind: EvidenceKind = EvidenceKind.TEST_BUY, *, name: str = "proof.jpg"
) -> NewEvidence:
    body = files.keep_body(
        BytesIO(a_picture("maroon")), name=name, tenant_id=brand.tenant_id, most_bytes=10**6
    )
    return NewEvidence(kind=kind, body=body)


def file(
    world: World,
    *refs: str,
    by: str = "oscar",
    brand: str = "lumora",
    reason: str = "counterfeit_goods",
    with_evidence: bool = True,
    now: datetime | None = None,
    **changes: Any,
) -> Complaint:
    """File against listings that are (put) on sale; return the complaint."""
    for ref in refs:
        if ref not in world.site.listings:
            world.site.offer(ref, title=f"{world.rights[brand].title} handbag {ref}")
    actor = world.actor(by, brand)
    name = changes.pop("evidence_name", "proof.jpg")
    evidence = [evidence_for(world.brands[brand], name=name)] if with_evidence else []
    text = "\n".join(world.site.listings[ref].url for ref in refs)
    with acting_as(actor):
        filing = Filing(
            marketplace=world.marketplace,
            right_id=changes.pop("right_id", world.rights[brand].id),
            reason=reason,
            statement=changes.pop("statement", "These are fakes."),
            declared_by=changes.pop("declared_by", "Oscar Filer"),
            lines=read_lines(text, world.marketplace),
            form_key=changes.pop("form_key", new_id()),
            evidence=evidence,
            **changes,
        )
        complaint, _ = file_complaint(filing, by=actor, now=now or clock.now())
    return complaint


def run_work() -> None:
    """Do all work that is due, as relay and worker would, until nothing is due."""
    outbox.do_all_due(HANDLERS, most_rounds=60)


def let_pass(time: timedelta) -> None:
    """Time passes: everything that waits for a moment comes that much nearer to it."""
    with acting_as(SYSTEM), connection.cursor() as cursor:
        for table, columns in (
            ("core_outbox", ("due_at", "ring_at", "lease_until")),
            ("takedown_removal", ("look_again_at", "verified_at")),
            ("complaints_pendingdecision", ("made_at", "takes_effect_at")),
            ("complaints_item", ("status_at", "due_at", "claimed_until")),
            ("complaints_filingpause", ("since", "until")),
            ("takedown_filingwarning", ("given_at",)),
            ("takedown_filingsuspension", ("confirmed_at", "ends_at")),
            ("takedown_counterwarning", ("given_at",)),
            ("takedown_countersuspension", ("confirmed_at", "ends_at")),
            ("takedown_redressclock", ("started_at", "earliest", "latest")),
            ("takedown_sellercode", ("made_at", "expires_at", "used_at")),
            ("takedown_counterdraft", ("saved_at",)),
            ("accounts_webhookendpoint", ("made_at", "failing_since", "wait_until", "former_until")),
        ):
            changes = ", ".join(f"{column} = {column} - %(time)s" for column in columns)
            cursor.execute(f"UPDATE {table} SET {changes}", {"time": time})
        let_traffic_pass(list(Marketplace.objects.values_list("id", flat=True)), time)


def items_of(complaint: Complaint) -> list[Item]:
    with acting_as(SYSTEM):
        rows = Item.objects.filter(complaint_id=complaint.id).order_by("listing_ref")
        return list(rows.select_related("complaint", "snapshot", "listing"))


def status_of(complaint: Complaint) -> list[str]:
    return [item.status for item in items_of(complaint)]


def manager_decides(
    world: World,
    item: Item,
    outcome: str = "uphold",
    *,
    by: str = "rita",
    ground: str = "",
    explanation: str = "We looked at it.",
    wait: bool = True,
) -> UUID:
    """Claim and decide; with `wait` the ten seconds pass and everything that follows is done."""
    grounds = {
        "uphold": "evidence_convinces",
        "refuse": "evidence_insufficient",
        "ask": "picture_wanted",
    }
    actor, now = world.actor(by), clock.now()
    choice = Choice(
        outcome=review.Outcome(outcome), ground=ground or grounds[outcome], explanation=explanation
    )
    with acting_as(actor):
        claim(item.id, by=actor, now=now)
        pending = review.decide(item.id, choice, by=actor, now=now)
    if wait:
        let_pass(review.TIME_TO_UNDO)
        run_work()
    return pending.id


def give_record(world: World, brand: str, *, upheld: int, refused: int = 0) -> None:
    """A history of person-made decisions, in sets, through the same moves as any other."""
    total = upheld + refused
    refs = [f"old-{brand}-{n}" for n in range(total)]
    complaint = file(world, *refs, by=filer_of(brand), brand=brand)
    run_work()
    with acting_as(SYSTEM):
        items = list(Item.objects.filter(complaint_id=complaint.id).order_by("listing_ref"))
    rita = Actor(role=Role.MANAGER, label="Rita", user_id=world.rita.id, staff=True)
    with acting_as(rita):
        now = clock.now()
        rulings = [_ruling(item, world.rights[brand].kind) for item in items if item.status == "in_review"]
        assert len(rulings) == total, "a brand without trust is always reviewed"
        review.moves.uphold(rulings[:upheld], by=rita, now=now, automated=False)
        review.moves.refuse(rulings[upheld:], by=rita, now=now)
    run_work()


def filer_of(brand: str) -> str:
    return {"lumora": "oscar", "kestrel": "charlie", "newleaf": "nina"}[brand]


def _ruling(item: Item, right_kind: str) -> review.moves.Ruling:
    return review.moves.Ruling(
        item_id=item.id,
        tenant_id=item.tenant_id,
        marketplace_id=item.marketplace_id,
        right_kind=right_kind,
        ground="evidence_convinces",
        explanation="Looked at by a person.",
    )


def give_grant(
    world: World, brand: str, *, right_kind: str = "trademark", agency: Agency | None = None
) -> UUID:
    """Proposed by ada, confirmed by ben; returns the grant's id."""
    ada, ben = world.actor("ada"), world.actor("ben")
    with acting_as(ada):
        made = grants.grant(
            tenant_id=world.brands[brand].tenant_id,
            marketplace_id=world.marketplace.id,
            right_kind=right_kind,
            agency_id=agency.id if agency else None,
            note="Sixty of sixty.",
            by=ada,
            now=clock.now(),
        )
    with acting_as(ben):
        grants.confirm(made.id, by=ben, now=clock.now())
    return made.id


def make_trusted(world: World, brand: str = "lumora") -> UUID:
    """Sixty upheld decisions, a grant by ada and its confirmation by ben; returns the grant's id."""
    give_record(world, brand, upheld=60)
    made_id = give_grant(world, brand)
    # The sixty old removals are not this hour's: the caps start fresh.
    with acting_as(SYSTEM), connection.cursor() as cursor:
        cursor.execute("UPDATE takedown_removal SET requested_at = requested_at - interval '2 days'")
    return made_id


def pending_work(kinds: Iterable[str] | None = None) -> list[Outbox]:
    with acting_as(SYSTEM):
        rows = Outbox.objects.filter(state=Outbox.State.PENDING)
        return list(rows.filter(kind__in=kinds) if kinds is not None else rows)
