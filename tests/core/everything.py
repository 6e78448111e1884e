"""A brand with at least one row in every table that tenants own."""

from datetime import timedelta
from io import BytesIO

from accounts.roles import Role
from brands import team
from brands.models import AllowedSeller, RightFile
from complaints.models import Item, PictureLook
from core import clock, files
from core.ids import new_id
from core.tenancy import SYSTEM, acting_as
from takedown.models import (
    Appeal,
    Application,
    CounterNotice,
    FilingAppeal,
    FilingWarning,
    FixRequest,
    Grant,
    Ground,
    LicenceClaim,
    LicenceProof,
    PolicyShadow,
    SellerNotice,
    Step,
)
from takedown.programme import caps
from takedown.programme.policy import Numbers
from takedown.programme.versions import drafts, shadows
from takedown.redress.appeals.making import Said, appeal_as_brand
from takedown.redress.clocks import keeping
from takedown.redress.clocks.laws import StartsWhen
from takedown.redress.counter.files import copies_for
from takedown.redress.misuse.record import count_complainants
from takedown.staydown.keep import AFTER
from tests.accounts.hooks import an_endpoint, send_a_test
from tests.api.program import a_key
from tests.detection.asking import questions_of
from tests.fakes import a_picture
from tests.past import a_past, trust
from tests.stories import World, evidence_for, file, items_of, let_pass, manager_decides, run_work
from tests.takedown.answering import filed
from tests.takedown.misuse.steps import lift, own_people, suspend
from tests.takedown.replying import (
    answers,
    checks,
    decides,
    offers,
    shows_legal_action,
    takes_offer_back,
)


def _in_the_programme(world: World, brand: str) -> None:
    """It has applied for its pictures, too, and was warned and appealed."""
    tenant, now = world.brands[brand].tenant_id, clock.now()
    Application.objects.create(
        tenant_id=tenant,
        marketplace=world.marketplace,
        right_kind="copyright",
        declared_by="Charlie Owner",
        applied_by=world.charlie,
        applied_at=now,
    )
    grant = Grant.objects.filter(tenant_id=tenant)[0]
    step = Step.objects.create(
        tenant_id=tenant, grant=grant, start="full", end="warned", at=now, reason="The figures."
    )
    Appeal.objects.create(
        tenant_id=tenant, step=step, statement="Look again.", made_by=world.charlie, made_at=now
    )


def _from_a_seller(world: World, brand: str) -> None:
    """They say that they are authorised, with a paper, and that they have corrected the listing."""
    tenant, now = world.brands[brand].tenant_id, clock.now()
    ground = Ground.objects.filter(tenant_id=tenant, ended_at=None).select_related("removal__listing")[0]
    claim = LicenceClaim.objects.create(
        tenant_id=tenant,
        ground=ground,
        removal=ground.removal,
        seller_id=ground.removal.listing.seller_id,
        giver="Their agent",
        pauses=True,
        status_at=now,
        made_at=now,
        answer_by=now + timedelta(days=7),
    )
    body = files.keep_body(BytesIO(a_picture("grey")), name="paper.jpg", tenant_id=tenant, most_bytes=10**6)
    LicenceProof.objects.create(tenant_id=tenant, claim=claim, file=files.record_file(body, by=SYSTEM))
    FixRequest.objects.create(
        tenant_id=tenant, ground=ground, removal=ground.removal, status_at=now, asked_at=now, due_at=now
    )


def _misused(world: World, brand: str) -> None:
    """It was warned and suspended, which was lifted, and appeals."""
    party = own_people(world, brand)
    suspension = suspend(world, party)
    lift(world, suspension, party)
    with acting_as(SYSTEM):
        warning = FilingWarning.objects.filter(tenant_id=party.tenant_id)[0]
        count_complainants([party], now=clock.now())
        FilingAppeal.objects.create(
            tenant_id=party.tenant_id,
            warning=warning,
            against=world.ada,
            statement="Look again.",
            made_by=world.charlie,
            made_at=clock.now(),
        )


def live_through_everything(world: World, brand: str = "kestrel", *, by: str = "charlie") -> None:
    """Kestrel has been trusted, warned, removed, asked, reviewed and undecided, and has sellers, certificates,
    an open invitation and a webhook."""
    _misused(world, brand)
    trust(world, brand)
    _a_shadow_that_differs(world)
    a_past(world, brand, automated=1, confirmed=1)
    file(world, f"{brand}1", by=by, brand=brand)
    run_work()
    _with_clocks_that_run(world, brand)
    _answered_by_its_seller(world, brand)
    # What the removed listing is known by is kept a little later.
    let_pass(AFTER)
    run_work()
    _appealed(world, brand, by=by)
    _argued_about(world, brand, by=by)
    _asked_and_undecided(world, brand, by=by)
    _wants_a_colleague_and_a_higher_cap(world, brand, by=by)
    with acting_as(SYSTEM):
        _with_an_own_shop_and_a_picture_of_its_mark(world, brand)
        _in_the_programme(world, brand)
        _from_a_seller(world, brand)
        _with_a_picture_looked_at(world, brand)
    questions_of(world, brand, by=by)
    # Nothing listens there: its test event has been tried.
    send_a_test(world, an_endpoint(world, by=by, brand=brand), by=by, brand=brand)
    run_work()
    program = a_key(world, by)
    program.upload(BytesIO(a_picture("olive")), **{"idempotency-key": brand})


def _with_clocks_that_run(world: World, brand: str) -> None:
    """A law's time runs for each of its grounds."""
    with acting_as(SYSTEM):
        grounds = Ground.objects.filter(tenant_id=world.brands[brand].tenant_id, ended_at=None)
        keeping.start(
            grounds.values_list("id", flat=True),
            law="us_dmca_512g",
            when=StartsWhen.COUNTER_NOTICE_RECEIVED,
            by=SYSTEM,
            now=clock.now(),
        )


def _asked_and_undecided(world: World, brand: str, *, by: str) -> None:
    """It is asked about one listing; of another's refusal the undo has not run out."""
    others = file(world, f"{brand}2", f"{brand}3", by=by, brand=brand, reason="mark_in_title")
    run_work()
    asked, pending = items_of(others)
    manager_decides(world, asked, "ask")
    manager_decides(world, pending, "refuse", wait=False)


def _wants_a_colleague_and_a_higher_cap(world: World, brand: str, *, by: str) -> None:
    actor = world.actor(by, brand)
    with acting_as(actor):
        team.invite(email="new@example.test", role=Role.VIEWER, by=actor, now=clock.now())
    ada = world.actor("ada")
    with acting_as(ada):
        caps.ask(world.brands[brand].tenant_id, cap=80, reason="A sale.", by=ada, now=clock.now())


def _with_an_own_shop_and_a_picture_of_its_mark(world: World, brand: str) -> None:
    tenant = world.brands[brand].tenant_id
    AllowedSeller.objects.create(tenant_id=tenant, marketplace_id=world.marketplace.id, seller_ref="our-shop")
    body = files.keep_body(BytesIO(a_picture("navy")), name="mark.jpg", tenant_id=tenant, most_bytes=10**6)
    RightFile.objects.create(
        tenant_id=tenant,
        right=world.rights[brand],
        file=files.record_file(body, by=SYSTEM),
        purpose=RightFile.Purpose.REFERENCE,
    )


def _with_a_picture_looked_at(world: World, brand: str) -> None:
    tenant = world.brands[brand].tenant_id
    seen = Item.objects.filter(tenant_id=tenant, snapshot__picture__isnull=False).first()
    PictureLook.objects.create(
        tenant_id=tenant,
        item=seen,
        picture=seen.snapshot.picture,
        made_at=clock.now(),
        version="1",
        references=[],
        readable=False,
        matches=[],
        allowed=[],
        marks=[],
    )


def _appealed(world: World, brand: str, *, by: str) -> None:
    """Against a refusal, with a new file."""
    complaint = file(world, f"{brand}4", by=by, brand=brand, reason="mark_in_title")
    run_work()
    manager_decides(world, items_of(complaint)[0], "refuse")
    actor = world.actor(by, brand)
    with acting_as(actor):
        said = Said(statement="Look again.", evidence=[evidence_for(world.brands[brand], name="new.jpg")])
        appeal_as_brand(items_of(complaint)[0].id, said, by=actor, now=clock.now())


def _argued_about(world: World, brand: str, *, by: str) -> None:
    """The brand says everything that can be said against it, and a person decides for the brand."""
    with acting_as(SYSTEM):
        counter = CounterNotice.objects.get(tenant_id=world.brands[brand].tenant_id, status="filed")
    offers(world, counter, by=by)
    takes_offer_back(world, counter, by=by)
    answers(world, counter, by=by)
    shows_legal_action(world, counter, by=by)
    checks(world, counter, "not_enough")
    decides(world, counter, "for_brand")


def _answered_by_its_seller(world: World, brand: str) -> None:
    """With a proof, of which the brand has a copy."""
    with acting_as(SYSTEM):
        ground = Ground.objects.filter(
            tenant_id=world.brands[brand].tenant_id, ended_at=None, item__listing_ref=f"{brand}1"
        ).get()
        notice = SellerNotice.objects.get(removal=ground.removal_id)
    body = files.keep_body(BytesIO(a_picture("tan")), name="bill.jpg", tenant_id=notice.id, most_bytes=10**6)
    filed(notice, ground_ids=frozenset({ground.id}), proof=copies_for([ground.tenant_id], [body]))
    run_work()


def _a_shadow_that_differs(world: World) -> None:
    """Two brands may live through everything in one world; one shadow looks on at both."""
    ada, now = world.actor("ada"), clock.now()
    with acting_as(ada):
        if PolicyShadow.objects.exists():
            return
        draft = drafts.make(like=1, note="Much stricter.", form_key=new_id(), by=ada, now=now)
        numbers = Numbers(score_threshold=1.0)
        drafts.change(draft.id, numbers=numbers, note=draft.note, revision=1, by=ada, now=now)
        shadows.start(draft.id, by=ada, now=now)
