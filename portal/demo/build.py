"""Builds the demo once: marketplaces, people, brands with their rights, half a year of decided cases."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from decimal import Decimal
from io import BytesIO
from uuid import UUID

from django.conf import settings

from accounts.roles import Role
from brands import services as brands
from brands import team
from brands.models import Agency, AgencyMember, Authorisation, Brand, Membership, Right, RightFile
from brands.services import NewRight, NewSeller
from complaints.models import Item
from complaints.review.decide import Outcome
from core import clock, files
from core.ids import new_id
from core.tenancy import SYSTEM, acting_as
from listings.categories import set_classes
from listings.marketplaces import connector_of
from listings.models import Marketplace
from listings.simulated_marketplace.catalogue.vocabulary import CATEGORIES
from listings.simulated_marketplace.control_client import ControlClient
from portal.demo import answers, appeals, cases, questions, replies
from portal.demo.people import PEOPLE, as_actor, create
from takedown.programme import grants
from takedown.redress.misuse import acting as misuse
from takedown.redress.misuse.acting import Said
from takedown.redress.misuse.parties import Complainant
from takedown.redress.misuse.record import refresh as count_misuse
from takedown.redress.misuse.states import Gravity, Intention

BAZAAR, HARBOR = "bazaar", "harbor"
HISTORY_BATCHES = 8
HISTORY_BATCH = 8
_SHOPS_LOOKED_AT = 30


def is_built() -> bool:
    with acting_as(SYSTEM):
        return Brand.objects.filter(name="Lumora").exists()


def build(*, password: str, app_key: str, control: ControlClient, say: Callable[[str], None]) -> None:
    """Everything in the order in which it would have happened. `say` is told what comes next."""
    with acting_as(SYSTEM):
        _marketplaces()
        for person in PEOPLE.values():
            create(person, password, app_key=app_key)
    with clock.shifted(timedelta(days=-400)):
        _categories()
    say("brands and rights")
    rights = _brands()
    say("half a year of decided cases")
    _history_of_lumora(rights["lumora"], control)
    _grant_good_faith(rights["lumora"])
    _history_of_kestrel(rights["kestrel"], control)
    _warn_the_agency(rights["kestrel"])
    say("three small brands")
    _small_brands(control)
    say("a brand that the marketplace asks")
    bazaar = Marketplace.objects.get(slug=BAZAAR)
    questions.join_force(rights["lumora"], bazaar, control)
    _show_what_is_genuine(rights["lumora"], by="alice")
    _show_what_is_genuine(rights["kestrel"], by="charlie")
    say("today's cases")
    _invite_somebody("alice")
    appeals.one_of_each_side(rights["kestrel"], rights["lumora"])
    _today(rights, control)
    answers.answer_one(rights["lumora"])
    replies.reply_twice(rights["kestrel"], by="charlie")


def _marketplaces() -> None:
    for slug, name, territories in (
        (BAZAAR, "Bazaar", ["EU", "US", "GB"]),
        (HARBOR, "Harbor", ["CN", "JP", "KR"]),
    ):
        Marketplace.objects.create(
            slug=slug,
            name=name,
            territories=territories,
            site_url=f"{settings.MARKETPLACE_URL}/{slug}",
            account=f"{slug}-portal",
            is_sandbox=True,
        )


def _categories() -> None:
    """An admin has said to which Nice classes the goods of both sites belong."""
    ada = as_actor("ada")
    with acting_as(ada):
        for site in Marketplace.objects.order_by("name"):
            for category in CATEGORIES.values():
                set_classes(site.id, category.key, [category.nice_class], by=ada, now=clock.now())


# --- brands ----------------------------------------------------------------------------------------------


def _brands() -> dict[str, Right]:
    with clock.shifted(timedelta(days=-400)):
        lumora = _brand("Lumora", "FR", owner="alice")
        kestrel = _brand("Kestrel Audio", "GB", owner="charlie")
        rights = {
            "lumora": _right(
                "alice",
                _mark("Lumora", ("露梦拉", "Люмора", "ルモラ"), (14, 18), ("EU", "US", "GB", "CN", "JP")),
            ),
            "kestrel": _right(
                "charlie",
                _mark("Kestrel Audio", ("凯斯特", "ケストレル"), (9,), ("EU", "GB")),
            ),
        }
        _verify([lumora, kestrel], list(rights.values()))
        _say_what_it_costs(rights["lumora"], Decimal("160.00"), by="alice")
        _member(lumora, "oscar", "filer")
        _member(lumora, "vera", "viewer")
        _mandate_for_guardwell(kestrel)
    with clock.shifted(timedelta(days=-3)):
        _brand("Pinebarrow", "SE", owner="nina")
        rights["pinebarrow"] = _right("nina", _mark("Pinebarrow", ("松丘",), (25, 28), ("EU",)))
    return rights


def _brand(name: str, country: str, *, owner: str) -> Brand:
    actor = as_actor(owner)
    with acting_as(actor):
        return brands.register_brand(name=name, country=country, by=actor, now=clock.now())


def _mark(
    title: str, variants: Sequence[str], classes: Sequence[int], territories: Sequence[str]
) -> NewRight:
    return NewRight(
        kind=Right.Kind.TRADEMARK,
        title=title,
        owner_name=f"{title} Holding",
        territories=territories,
        number=f"0{sum(map(ord, title)) * 7919 % 10_000_000:08d}",
        office="EUIPO",
        nice_classes=classes,
        variants=variants,
        registered_on=date(2019, 4, 2),
        expires_on=date(2029, 4, 2),
    )


def _right(owner: str, new: NewRight) -> Right:
    actor = as_actor(owner)
    with acting_as(actor):
        return brands.add_right(new, by=actor, now=clock.now())


def _show_what_is_genuine(right: Right, *, by: str) -> None:
    """Since lately: compared with each old case, too, they would only make a first start slower."""
    actor = as_actor(by)
    with acting_as(SYSTEM):
        bazaar = Marketplace.objects.get(slug=BAZAAR)
    with clock.shifted(timedelta(days=-5)):
        for body in _genuine_pictures(right.title, bazaar, tenant_id=actor.tenant):
            with acting_as(actor):
                brands.add_right_file(
                    right.id, body, purpose=RightFile.Purpose.REFERENCE, by=actor, now=clock.now()
                )


def _say_what_it_costs(right: Right, price: Decimal, *, by: str) -> None:
    owner = as_actor(by)
    with acting_as(owner):
        brands.set_price(right.id, price_from=price, price_currency="EUR", by=owner, now=clock.now())


def _genuine_pictures(brand: str, marketplace: Marketplace, *, tenant_id: UUID) -> list[files.Body]:
    """Pictures of the brand's own articles, one of each, as its authorised shops show them."""
    connector = connector_of(marketplace)
    with ControlClient(settings.MARKETPLACE_URL, settings.MARKETPLACE_SECRET) as control:
        offers = [
            (truth["model"], connector.get(truth["ref"]))
            for truth in control.truth(BAZAAR, kind="genuine", brand=brand)[:_SHOPS_LOOKED_AT]
        ]
    articles = {(model, shop.category): shop for model, shop in reversed(offers)}
    return [
        files.keep_body(
            BytesIO(connector.fetch_image(shop.image_urls[0])),
            name=f"{shop.title}.jpg",
            tenant_id=tenant_id,
            most_bytes=cases.MOST_BYTES,
        )
        for shop in articles.values()
    ]


def _verify(found: Sequence[Brand], rights: Sequence[Right]) -> None:
    rita = as_actor("rita")
    with acting_as(rita):
        for brand in found:
            brands.verify_brand(brand.tenant_id, by=rita, now=clock.now())
        for right in rights:
            brands.verify_right(right.id, by=rita, now=clock.now())


def _member(brand: Brand, key: str, role: str) -> None:
    with acting_as(SYSTEM):
        Membership.objects.create(
            tenant_id=brand.tenant_id, user_id=as_actor(key).person, role=role, since=clock.now()
        )


def _mandate_for_guardwell(brand: Brand) -> None:
    with acting_as(SYSTEM):
        agency = Agency.objects.create(name="Guardwell")
        AgencyMember.objects.create(agency=agency, user_id=as_actor("gil").person, since=clock.now())
        Authorisation.objects.create(
            tenant_id=brand.tenant_id,
            agency=agency,
            granted_at=clock.now(),
            expires_on=date(2035, 12, 31),
        )


# --- the past --------------------------------------------------------------------------------------------


def _history_of_lumora(right: Right, control: ControlClient) -> None:
    """64 cases in eight batches over five months: 62 upheld by people, 2 refused."""
    with acting_as(SYSTEM):
        bazaar = Marketplace.objects.get(slug=BAZAAR)
    for batch in range(HISTORY_BATCHES):
        refs = control.add_listings(
            BAZAAR,
            title=f"LUMORA Selene handbag replica, lot {batch + 1}-{{n}}",
            count=HISTORY_BATCH,
            seller=f"clearance_{batch % 5 + 1}",
        )
        filed_at = timedelta(days=-150 + batch * 17)
        with clock.shifted(filed_at):
            complaint = cases.file(refs, by="oscar", marketplace=bazaar, right=right)
            cases.run_pipeline()
            items = cases.waiting_items(complaint)
        # Between two and eleven hours: within the day that is promised, and never the same.
        with clock.shifted(filed_at + timedelta(hours=2 + batch * 5 % 9, minutes=batch * 23 % 60)):
            refused = 1 if batch in {2, 5} else 0
            _uphold(items[refused:], by="rita" if batch % 2 else "rupert")
            _refuse(items[:refused], by="rita")


def _uphold(items: Sequence[Item], *, by: str) -> None:
    cases.manager_decides(
        items,
        Outcome.UPHOLD,
        by=by,
        ground="evidence_convinces",
        words="The marked differences show that the article was not made by the rights holder.",
    )


def _refuse(items: Sequence[Item], *, by: str) -> None:
    cases.manager_decides(
        items,
        Outcome.REFUSE,
        by=by,
        ground="evidence_insufficient",
        words="The picture does not show this listing's article, so it does not show a fake.",
    )


def _grant_good_faith(right: Right) -> None:
    ada, ben = as_actor("ada"), as_actor("ben")
    with clock.shifted(timedelta(days=-14)):
        with acting_as(ada):
            made = grants.grant(
                tenant_id=right.tenant_id,
                marketplace_id=Marketplace.objects.get(slug=BAZAAR).id,
                right_kind=right.kind,
                note="62 of 64 upheld over five months, none overturned.",
                # Near its end: the demo can show how it is renewed.
                extent=grants.Extent(expires_at=clock.now() + timedelta(days=54)),
                by=ada,
                now=clock.now(),
            )
        with acting_as(ben):
            grants.confirm(made.id, by=ben, now=clock.now())


def _history_of_kestrel(right: Right, control: ControlClient) -> None:
    """A few cases, not all of them good: a Standard brand."""
    with acting_as(SYSTEM):
        bazaar = Marketplace.objects.get(slug=BAZAAR)
    refs = control.add_listings(
        BAZAAR,
        title="Kestrel Audio K5 Pro headphones 1:1, lot {n}",
        category="headphones",
        truth={"kind": "counterfeit", "brand": "Kestrel Audio"},
        seller="gadget_outlet",
        count=7,
    )
    filed_at = timedelta(days=-40)
    with clock.shifted(filed_at):
        complaint = cases.file(refs, by="gil", marketplace=bazaar, right=right)
        cases.run_pipeline()
        items = cases.waiting_items(complaint)
    with clock.shifted(filed_at + timedelta(hours=13, minutes=20)):
        _uphold(items[:5], by="rupert")
        _refuse(items[5:], by="rupert")


def _small_brands(control: ControlClient) -> None:
    """Of one owner, each with a case or two: public figures are shown of five brands and more."""
    with acting_as(SYSTEM):
        bazaar = Marketplace.objects.get(slug=BAZAAR)
    for number, (name, country) in enumerate((("Tindra", "NO"), ("Corvane", "NL"), ("Osterley", "GB"))):
        filed_at = timedelta(days=-25 + 5 * number)
        refs = control.add_listings(
            BAZAAR,
            title=f"{name} tote replica, lot {{n}}",
            truth={"kind": "counterfeit", "brand": name},
            seller="bag_corner",
            count=1,
        )
        with clock.shifted(timedelta(days=-90)):
            brand = _brand(name, country, owner="wim")
            actor = as_actor("wim", brand.tenant_id)
            with acting_as(actor):
                right = brands.add_right(_mark(name, (), (18,), ("EU",)), by=actor, now=clock.now())
            _verify([brand], [right])
        with clock.shifted(filed_at):
            complaint = cases.file(refs, by="wim", brand=brand.tenant_id, marketplace=bazaar, right=right)
            cases.run_pipeline()
        with clock.shifted(filed_at + timedelta(hours=4 + number)):
            _uphold(cases.waiting_items(complaint), by="rupert")


def _warn_the_agency(right: Right) -> None:
    """Guardwell was told to look closer at what it files for Kestrel Audio. Nothing follows from that by itself."""
    ada = as_actor("ada")
    with acting_as(SYSTEM):
        agency = Agency.objects.get(name="Guardwell")
    with clock.shifted(timedelta(days=-20)), acting_as(ada):
        misuse.warn(
            Complainant(tenant_id=right.tenant_id, agency_id=agency.id),
            Said(
                reason="Two of seven complaints named articles that their pictures did not show. "
                "Look at each listing before you file.",
                gravity=Gravity.MINOR,
                intention=Intention.CARELESS,
                form_key=new_id(),
            ),
            by=ada,
            now=clock.now(),
        )
    with acting_as(SYSTEM):
        count_misuse([])


# --- today -----------------------------------------------------------------------------------------------


def _today(rights: dict[str, Right], control: ControlClient) -> None:
    with acting_as(SYSTEM):
        bazaar = Marketplace.objects.get(slug=BAZAAR)
    fakes = {
        brand: [t["ref"] for t in control.truth(BAZAAR, kind="counterfeit", brand=brand)]
        for brand in ("Lumora", "Kestrel Audio", "Pinebarrow")
    }
    shops = control.truth(BAZAAR, kind="genuine", brand="Lumora")
    _allow_first_shop("alice", bazaar, shops[0]["ref"])
    with clock.shifted(timedelta(hours=-2)):
        # Trusted: removed at once. The shop on the allow-list is filed by mistake and goes to a person.
        cases.file(
            [fakes["Lumora"][0], shops[0]["ref"]], by="oscar", marketplace=bazaar, right=rights["lumora"]
        )
        # Not trusted: two wait for a person; without evidence one question comes back.
        cases.file(fakes["Kestrel Audio"][:2], by="charlie", marketplace=bazaar, right=rights["kestrel"])
        cases.file(
            fakes["Kestrel Audio"][2:3], by="charlie", marketplace=bazaar, right=rights["kestrel"], proof=""
        )
        # New and unverified: always a person.
        cases.file(fakes["Pinebarrow"][:1], by="nina", marketplace=bazaar, right=rights["pinebarrow"])
        cases.run_pipeline()
        questions.answer_two(rights["lumora"], bazaar, control)
        questions.ask(rights["lumora"], bazaar, control, fakes=fakes["Lumora"][1:4])


def _invite_somebody(owner: str) -> None:
    actor = as_actor(owner)
    with clock.shifted(timedelta(days=-1)), acting_as(actor):
        team.invite(email="wren@demo.example", role=Role.VIEWER, by=actor, now=clock.now())


def _allow_first_shop(owner: str, marketplace: Marketplace, ref: str) -> None:
    seller = connector_of(marketplace).get(ref).seller
    actor = as_actor(owner)
    with acting_as(actor):
        brands.allow_seller(
            NewSeller(marketplace_id=marketplace.id, seller_ref=seller.ref, seller_name=seller.name),
            by=actor,
            now=clock.now(),
        )
