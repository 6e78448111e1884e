"""Every address of the portal, who may use it, and how to ask it. A new address without a row fails the walk."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from io import BytesIO
from typing import Any
from uuid import UUID

from django.urls import URLPattern, URLResolver, get_resolver

from accounts.api_keys import NewKey, make_key
from accounts.roles import Role
from accounts.webhooks.endpoints import Wish, make_endpoint, send_test
from brands import services as brand_services
from brands import team
from brands.models import Agency, Authorisation, Membership
from brands.services import NewSeller
from complaints.models import AssessmentModel, Complaint, Evidence, Item
from complaints.review.decide import TIME_TO_UNDO
from complaints.scoring import moves
from core import clock
from core.files import keep_body
from core.ids import new_id
from core.models import Outbox, StoredFile
from core.tenancy import SYSTEM, acting_as
from detection.models import AnswerLink, AuthenticationRequest, Digest
from detection.questions.digests import token_of as token_of_question
from detection.questions.digests import write_letters
from listings.models import FeedKey, Seller
from takedown.models import (
    Appeal,
    Application,
    Brake,
    CapRaise,
    CounterSuspension,
    CounterWarning,
    FilingAppeal,
    FilingSuspension,
    FilingWarning,
    FixRequest,
    Grant,
    Ground,
    LicenceClaim,
    PolicyShadow,
    Reinstatement,
    Removal,
    SellerNotice,
    Step,
)
from takedown.programme.policy import Numbers
from takedown.programme.versions import drafts, previews, publishing, shadows
from takedown.redress.appeals.making import Said, appeal_as_brand, appeal_as_seller
from takedown.redress.notices import proven_seller, token_of
from takedown.redress.replies.papers import Paper
from tests.detection.asking import ask
from tests.fakes import a_picture
from tests.score.trained import a_model, a_shadow, fit_to_serve, step
from tests.stories import World, file, items_of, let_pass, manager_decides, run_work
from tests.takedown.answering import filed
from tests.takedown.replying import a_paper, answers, counter_filed, offer_of, offers, shows_legal_action

MOST_BYTES = 10**6
BRAND = frozenset({"alice", "oscar", "vera"})
FILERS = frozenset({"alice", "oscar"})
MANAGERS = frozenset({"rita", "rupert"})
ADMINS = frozenset({"ada", "ben"})
STAFF = MANAGERS | ADMINS | {"audrey"}
EVERYBODY = BRAND | STAFF | {"charlie", "gil", "nina", "visitor"}
KEY_MAKERS = frozenset({"alice", "charlie", "gil", "nina"})
OWNERS = frozenset({"alice", "charlie", "nina"})
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
    parked: UUID
    removal: UUID
    seller: UUID
    token: str
    notice: UUID
    counter: UUID
    marketplace: UUID
    pending: UUID
    key: UUID
    member: UUID
    """Vera's seat: she may leave it, and an owner may take it."""
    invitation: UUID
    link: str
    mandate: UUID
    brake: UUID
    cap_raise: UUID
    reinstatement: UUID
    confirmed: UUID
    application: UUID
    declined: UUID
    step: UUID
    appeal: UUID
    draft: UUID
    proposal: UUID
    preview: UUID
    shadow: UUID
    question: UUID
    question_link: str
    question_picture: UUID
    endpoint: UUID
    delivery: UUID
    feed_key: UUID
    refused: Item
    """Nobody has appealed against that yet."""
    appealed: Item
    own_appeal: UUID
    sellers_appeal: UUID
    """With a file."""
    claim: UUID
    """The brand has to answer it."""
    late_claim: UUID
    fix: UUID
    shared: UUID
    """A file that the seller may see."""
    ground: UUID
    objected: UUID
    """Other counter-notices than that one: the brand does not agree, has shown legal action, has made an offer."""
    proved: UUID
    offered: UUID
    promise: UUID
    promise_token: str
    paper: str
    warning: UUID
    """Of an agency, like the suspension and the appeal: the brand's own people go on filing."""
    suspension: UUID
    misuse_appeal: UUID
    seller_warning: UUID
    proposed: UUID
    """To suspend a seller."""


type Words = Callable[[Things], Mapping[str, Any]]


@dataclass(frozen=True, kw_only=True)
class Row:
    """`may`: who gets an answer (2xx, or a redirect to the result); `asks`: what the address names."""

    may: frozenset[str]
    names: Words = field(default=lambda t: {})
    post: Words | None = None
    json: bool = False
    """`post` is sent as JSON."""
    foreign: bool = False
    """Names something of one brand: others must not be able to tell it from nothing."""


@dataclass(frozen=True, kw_only=True)
class Told:
    """Whose things they are, and the words in them."""

    brand: str = "lumora"
    owner: str = "alice"
    filer: str = "oscar"
    refs: str = "w"
    word: str = "Lumora"


def things(world: World, told: Told = Told()) -> Things:
    word, tenant = told.word, world.brands[told.brand].tenant_id

    def filed(number: int, **changes: Any) -> Complaint:
        ref = f"{told.refs}{number}"
        world.site.offer(ref, title=f"{world.rights[told.brand].title} handbag {word}", seller=f"s-{word}")
        words = {
            "statement": f"Fakes of {word}.",
            "declared_by": f"Filer {word}",
            "evidence_name": f"{word}.jpg",
        }
        complaint = file(world, ref, by=told.filer, brand=told.brand, **(words | changes))
        run_work()
        return complaint

    gone = filed(1)
    [removed] = items_of(gone)
    manager_decides(world, removed, "uphold", explanation=f"Upheld for {word}.")
    asked = filed(2, with_evidence=False)
    [undecided] = items_of(filed(3))
    other = filed(4)
    pending = manager_decides(world, items_of(other)[0], "refuse", explanation=f"Not {word}.", wait=False)
    owner = world.actor(told.owner, told.brand)
    with acting_as(owner):
        allowed, _ = brand_services.allow_seller(
            NewSeller(marketplace_id=world.marketplace.id, seller_ref=f"{told.refs}9", seller_name=word),
            by=owner,
            now=clock.now(),
        )
        key, _ = make_key(
            NewKey(
                name=f"watch {word}",
                mode="live",
                scopes=["rights:read"],
                expires_at=clock.now() + timedelta(days=9),
            ),
            by=owner,
            now=clock.now(),
        )
        endpoint, _ = make_endpoint(
            Wish(url=f"http://127.0.0.1:9/{word}", description=f"Hook of {word}"),
            form_key=str(new_id()),
            by=owner,
            now=clock.now(),
        )
        invitation = team.invite(
            email=f"new.{word.lower()}@example.test", role=Role.FILER, by=owner, now=clock.now()
        )
        delivery = send_test(endpoint.id, by=owner, now=clock.now())
    policy = _a_policy_in_the_making(world)
    _trained_scores(world)
    appeals = _two_appeals(world, told, removed)
    question, question_link = _a_question(world, told)
    counters = _replied(world, told, filed(5), filed(6), filed(7))
    with acting_as(SYSTEM):
        feed_key = FeedKey.objects.create(
            marketplace=world.marketplace,
            name=f"Feed {told.refs}",
            prefix=f"fuzz{told.refs:0<8}"[:12],
            digest="0" * 64,
            made_by=world.ada,
            made_at=clock.now(),
            expires_at=clock.now() + timedelta(days=9),
        )
        grant = Grant.objects.create(
            tenant_id=tenant,
            marketplace=world.marketplace,
            right_kind="trademark",
            granted_by=world.ada,
            granted_at=clock.now() - timedelta(days=1),
            note=f"Granted to {word}.",
        )
        letter = Outbox.objects.create(
            kind="takedown.deliver", subject_id=new_id(), state="dead", ended_at=clock.now(), error="gone"
        )
        parked = Outbox.objects.create(
            kind="takedown.deliver",
            subject_id=new_id(),
            state="parked",
            ended_at=clock.now(),
            parked_because="No.",
        )
        mandate = Authorisation.objects.create(
            tenant_id=tenant,
            agency=Agency.objects.create(name=f"Other {told.refs}"),
            expires_on=date(2099, 1, 1),
        )
        mine = _in_the_programme(world, tenant, word)
        notice = SellerNotice.objects.get(removal__grounds__item=removed)
        return Things(
            removed=items_of(gone)[0],
            waiting=undecided,
            asked=items_of(asked)[0],
            number=gone.number,
            right=world.rights[told.brand].id,
            file=StoredFile.objects.filter(tenant_id=tenant)[0].id,
            tenant=tenant,
            allowed=allowed.id,
            grant=grant.id,
            letter=letter.id,
            parked=parked.id,
            removal=Removal.objects.get(grounds__item=removed).id,
            seller=Removal.objects.get(grounds__item=removed).listing.seller_id,
            token=token_of(notice.id),
            notice=notice.id,
            counter=_an_answer(notice, word),
            marketplace=world.marketplace.id,
            pending=pending,
            key=key.id,
            member=_a_seat(world, tenant),
            invitation=invitation.id,
            link=team.token_of(invitation.id),
            mandate=mandate.id,
            brake=Brake.objects.get_or_create(
                brand_id=tenant,
                rule="",
                released_at=None,
                defaults={"reason": f"Stopped {word}.", "pulled_at": clock.now(), "pulled_by": world.rita},
            )[0].id,
            cap_raise=CapRaise.objects.create(
                tenant_id=tenant,
                cap=80,
                reason=f"A sale of {word}.",
                asked_by=world.ben,
                asked_at=clock.now(),
                expires_at=clock.now() + timedelta(hours=1),
            ).id,
            reinstatement=Reinstatement.objects.create(
                brand_id=tenant,
                since=clock.now() - timedelta(days=1),
                until=clock.now() - timedelta(hours=1),
                with_confirmed=False,
                reason=f"Wrong for {word}.",
                form_key=new_id(),
                ordered_by=world.ada,
                ordered_at=clock.now(),
                total=1,
            ).id,
            **mine,
            **policy,
            **appeals,
            question=question.id,
            question_link=question_link,
            question_picture=question.snapshot.picture_id,
            endpoint=endpoint.id,
            delivery=delivery.id,
            feed_key=feed_key.id,
            **_of_the_seller(world, removed, word),
            **counters,
            **_misuse(world, mandate, Removal.objects.get(grounds__item=removed).listing.seller_id, word),
        )


def _of_the_seller(world: World, removed: Item, word: str) -> dict[str, UUID]:
    """A claim that the brand has to answer, one that it did not, and a correction to be looked at."""
    now, ground = clock.now(), Ground.objects.select_related("removal__listing").get(item=removed)
    other = Seller.objects.create(marketplace=world.marketplace, ref=f"other-{word}", name=f"Other {word}")

    def a_claim(seller_id: UUID) -> UUID:
        return LicenceClaim.objects.create(
            tenant_id=ground.tenant_id,
            ground=ground,
            removal=ground.removal,
            seller_id=seller_id,
            giver=f"The agent of {word}",
            pauses=True,
            status_at=now,
            made_at=now,
            answer_by=now + timedelta(days=7),
        ).id

    late = a_claim(other.id)
    LicenceClaim.objects.filter(id=late).update(status="with_a_person")
    fix = FixRequest.objects.create(
        tenant_id=ground.tenant_id,
        ground=ground,
        removal=ground.removal,
        status_at=now,
        asked_at=now,
        due_at=now,
        snapshot_id=removed.snapshot_id,
    )
    FixRequest.objects.filter(id=fix.id).update(status="waiting")
    shared = Evidence.objects.filter(complaint_id=removed.complaint_id, file__isnull=False)[0]
    Evidence.objects.filter(id=shared.id).update(shareable=True)
    return {
        "shared": shared.file_id,
        "ground": ground.id,
        "claim": a_claim(ground.removal.listing.seller_id),
        "late_claim": late,
        "fix": fix.id,
    }


def _in_the_programme(world: World, tenant: UUID, word: str) -> dict[str, UUID]:
    """A grant for pictures that was taken down a step, with an appeal; one application waits, one was declined."""
    now = clock.now()

    def a_grant(kind: str, step: str) -> Grant:
        grant = Grant.objects.create(
            tenant_id=tenant,
            marketplace=world.marketplace,
            right_kind=kind,
            granted_by=world.ada,
            granted_at=now,
            confirmed_by=world.ben,
            confirmed_at=now,
        )
        Grant.objects.filter(id=grant.id).update(step=step)
        return grant

    def a_step(grant: Grant) -> Step:
        return Step.objects.create(
            tenant_id=tenant, grant=grant, start="full", end="warned", at=now, reason=f"Figures of {word}."
        )

    def an_application(kind: str) -> Application:
        return Application.objects.create(
            tenant_id=tenant,
            marketplace=world.marketplace,
            right_kind=kind,
            statement=f"Asked by {word}.",
            declared_by=f"Signed {word}",
            applied_by=world.alice,
            applied_at=now,
        )

    pictures, shapes = a_grant("copyright", "warned"), a_grant("design", "warned")
    step, other = a_step(pictures), a_step(shapes)
    waiting, declined = an_application("trademark"), an_application("patent")
    Application.objects.filter(id=declined.id).update(
        status="declined", answer=f"Not yet, {word}.", answered_by=world.ada, answered_at=now
    )
    appeal = Appeal.objects.create(
        tenant_id=tenant, step=other, statement=f"Wrong, says {word}.", made_by=world.alice, made_at=now
    )
    return {
        "confirmed": pictures.id,
        "application": waiting.id,
        "declined": declined.id,
        "step": step.id,
        "appeal": appeal.id,
    }


def _misuse(world: World, mandate: Authorisation, seller_id: UUID, word: str) -> dict[str, UUID]:
    """The agency was warned twice, appeals against one of them, and is suspended; a seller is to be suspended."""
    now, weighed = (
        clock.now(),
        {"gravity": "serious", "intention": "careless", "facts": [], "rules_version": 1},
    )
    agency = {"tenant_id": mandate.tenant_id, "agency_id": mandate.agency_id}

    def a_warning(model: Any, **whom: Any) -> Any:
        given = {"given_by": world.ada, "given_at": now - timedelta(days=30)}
        return model.objects.create(
            **whom, **weighed, **given, reason=f"Warned for {word}.", form_key=new_id()
        )

    def a_proposal(model: Any, warning: Any, **whom: Any) -> Any:
        proposed = {"proposed_by": world.ada, "proposed_at": now, "days": 14, "warning": warning}
        return model.objects.create(
            **whom, **weighed, **proposed, reason=f"Suspended for {word}.", form_key=new_id()
        )

    warning, other = a_warning(FilingWarning, **agency), a_warning(FilingWarning, **agency)
    suspension = a_proposal(FilingSuspension, other, **agency)
    FilingSuspension.objects.filter(id=suspension.id).update(
        status="in_force", confirmed_by=world.ben, confirmed_at=now, ends_at=now + timedelta(days=14)
    )
    appeal = FilingAppeal.objects.create(
        tenant_id=mandate.tenant_id,
        warning=other,
        against=world.ada,
        statement=f"Wrong, says {word}.",
        made_by=world.alice,
        made_at=now,
    )
    seller_warning = a_warning(CounterWarning, seller_id=seller_id)
    return {
        "warning": warning.id,
        "suspension": suspension.id,
        "misuse_appeal": appeal.id,
        "seller_warning": seller_warning.id,
        "proposed": a_proposal(CounterSuspension, seller_warning, seller_id=seller_id).id,
    }


def _a_policy_in_the_making(world: World) -> dict[str, UUID]:
    """Staff's, and one for all brands: there is nothing of theirs in it."""
    ada, now = world.actor("ada"), clock.now()
    with acting_as(ada):
        if running := PolicyShadow.objects.first():
            draft = running.draft
            [proposal], [preview] = draft.proposals.all(), draft.previews.all()
            return {
                "draft": draft.id,
                "proposal": proposal.id,
                "preview": preview.id,
                "shadow": running.id,
            }
        draft = drafts.make(like=1, note="After the spring.", form_key=new_id(), by=ada, now=now)
        numbers = Numbers(score_threshold=0.8)
        draft = drafts.change(draft.id, numbers=numbers, note=draft.note, revision=1, by=ada, now=now)
        proposal = publishing.propose(
            draft.id, revision=draft.revision, effective_at=now + timedelta(days=1), by=ada, now=now
        )
        return {
            "draft": draft.id,
            "proposal": proposal.id,
            "preview": previews.ask(draft.id, days=7, by=ada, now=now).id,
            "shadow": shadows.start(draft.id, by=ada, now=now).id,
        }


def _trained_scores(world: World) -> None:
    """Staff's, and for all brands: a candidate, one that is proposed by ada, one that looks on."""
    with acting_as(SYSTEM):
        if AssessmentModel.objects.exists():
            return
    a_model()
    proposed = a_shadow(world, fit_to_serve(**{"reason:counterfeit_goods": 1.0}))
    step(world, "ada", moves.propose, proposed.version)
    a_shadow(world, fit_to_serve(**{"reason:counterfeit_goods": 2.0}))


def _two_appeals(world: World, told: Told, removed: Item) -> dict[str, Any]:
    """Rupert has refused two listings, and the brand appeals against one; the seller of what was removed appeals, too."""
    refs = [f"{told.refs}5", f"{told.refs}6"]
    for ref in refs:
        world.site.offer(ref, title=f"{world.rights[told.brand].title} handbag {told.word}")
    words = {"statement": f"Fakes of {told.word}.", "declared_by": f"Filer {told.word}"}
    complaint = file(world, *refs, by=told.filer, brand=told.brand, **words)
    run_work()
    for item in items_of(complaint):
        manager_decides(world, item, "refuse", by="rupert", explanation=f"Not {told.word}, either.")
    refused, appealed = items_of(complaint)
    owner, now = world.actor(told.owner, told.brand), clock.now()
    with acting_as(owner):
        own = appeal_as_brand(appealed.id, Said(statement=f"Wrong, says {told.word}."), by=owner, now=now)
    with acting_as(SYSTEM):
        notice = SellerNotice.objects.get(removal__grounds__item=removed)
        bill = keep_body(
            BytesIO(a_picture("navy")), name="bill.jpg", tenant_id=notice.id, most_bytes=MOST_BYTES
        )
        theirs = appeal_as_seller(
            notice,
            removed.id,
            Said(statement="I have the bill.", seller_files=[bill]),
            by=proven_seller(token_of(notice.id)),
            now=now,
        )
    run_work()
    return {"refused": refused, "appealed": appealed, "own_appeal": own.id, "sellers_appeal": theirs.id}


def _a_question(world: World, told: Told) -> tuple[AuthenticationRequest, str]:
    """What the marketplace asks the brand, and its owner's link to it."""
    [question] = ask(world, f"{told.refs}-asked", brand=told.brand, title=f"Handbag {told.word}, suspected")
    with acting_as(SYSTEM):
        write_letters([question], kind=Digest.Kind.NEW, now=clock.now())
        owner = world.people[told.owner]
        return question, token_of_question(AnswerLink.objects.get(request=question, user=owner).id)


def _replied(world: World, told: Told, *complaints: Complaint) -> dict[str, Any]:
    """Three removals that Rupert decided, that their sellers answered, and to whose answers the brand has replied."""
    items = [item for complaint in complaints for item in items_of(complaint)]
    for item in items:
        manager_decides(world, item, "uphold", by="rupert", wait=False)
    let_pass(TIME_TO_UNDO)
    run_work()
    counters = [counter_filed(item, wait=False, story=f"They are from {told.word}.") for item in items]
    run_work()
    objected, proved, offered = counters
    answers(world, objected, f"{told.word} disagrees.", by=told.filer)
    shows_legal_action(world, proved, f"{told.word} 1/26", by=told.filer)
    offers(world, offered, by=told.filer)
    paper = Paper(body=a_paper(world.brands[told.brand].tenant_id, f"{told.word}.jpg", "navy"))
    return {
        "objected": objected.id,
        "proved": proved.id,
        "offered": offered.id,
        "promise": offer_of(offered).id,
        "promise_token": token_of(offered.notice_id),
        "paper": paper.token,
    }


def _an_answer(notice: SellerNotice, word: str) -> UUID:
    """The seller's, to the brand."""
    words = {"story": f"They are genuine, {word}.", "signed_name": f"Seller of {word}"}
    return filed(notice, **words)[0].id


def _a_seat(world: World, tenant: UUID) -> UUID:
    """Vera's, where she has one."""
    seats = {seat.user_id: seat.id for seat in Membership.objects.filter(tenant_id=tenant)}
    return seats.get(world.vera.id) or next(iter(seats.values()))


def _place(of: Things) -> dict[str, Any]:
    return {"marketplace_id": of.marketplace, "right_kind": "trademark"}


def _endpoint(t: Things) -> Mapping[str, Any]:
    return {"endpoint_id": t.endpoint}


def _delivery(t: Things) -> Mapping[str, Any]:
    return {"endpoint_id": t.endpoint, "delivery_id": t.delivery}


_STEP = {
    "gravity": "serious",
    "intention": "careless",
    "reason": "Genuine goods, again and again.",
    "form_key": str(new_id()),
}
ROWS: dict[str, Row] = {
    "home": Row(may=EVERYBODY),
    "help": Row(may=EVERYBODY),
    "search": Row(may=SIGNED_IN),
    "saved-views": Row(
        may=SIGNED_IN, post=lambda t: {"page": "complaints", "name": "Mine", "query": "status=removed"}
    ),
    # Nobody has a view of this id; whoever takes one away twice is told nothing else.
    "saved-view-removal": Row(may=SIGNED_IN, names=lambda t: {"view_id": t.tenant}, post=lambda t: {}),
    "single-keys": Row(may=SIGNED_IN, post=lambda t: {"on": "on"}),
    "style": Row(may=SIGNED_IN),
    "company-sign-in": Row(may=EVERYBODY),
    "set_language": Row(may=EVERYBODY, post=lambda t: {"language": "en", "next": "/help/"}),
    "account-language": Row(may=SIGNED_IN),
    "healthz": Row(may=EVERYBODY),
    "readyz": Row(may=EVERYBODY),
    # By a token alone, which is no person's (tests/portal/test_metrics.py).
    "metrics": Row(may=frozenset()),
    "brand": Row(may=BRAND, post=lambda t: {"brand": str(t.tenant)}),
    "brand-new": Row(may=SIGNED_IN - STAFF),
    "standing": Row(may=BRAND | {"charlie", "gil", "nina"}),
    "standing-decisions": Row(may=BRAND | {"charlie", "gil", "nina"}, names=lambda t: _place(t)),
    "my-programme": Row(may=BRAND | {"charlie", "gil", "nina"}),
    "application-new": Row(may=frozenset({"alice", "charlie", "nina"}), names=lambda t: _place(t)),
    "application-withdrawal": Row(
        may=frozenset({"alice"}),
        names=lambda t: {"application_id": t.application},
        post=lambda t: {},
        foreign=True,
    ),
    "application-appeal": Row(
        may=frozenset({"alice"}),
        names=lambda t: {"application_id": t.declined},
        post=lambda t: {"statement": "Look again."},
        foreign=True,
    ),
    "application-refusal": Row(
        may=ADMINS, names=lambda t: {"application_id": t.application}, post=lambda t: {"answer": "Not yet."}
    ),
    "step-appeal": Row(
        may=frozenset({"alice"}),
        names=lambda t: {"step_id": t.step},
        post=lambda t: {"statement": "Look again."},
        foreign=True,
    ),
    "appeal-decision": Row(
        may=ADMINS,
        names=lambda t: {"appeal_id": t.appeal},
        post=lambda t: {"outcome": "dismissed", "explanation": "It stands."},
    ),
    "programme-exit": Row(
        may=frozenset({"alice"}), names=lambda t: {"grant_id": t.confirmed}, post=lambda t: {}, foreign=True
    ),
    "programme-decisions": Row(may=STAFF, names=lambda t: {"tenant_id": t.tenant} | _place(t)),
    "try-picture": Row(may=SIGNED_IN),
    "sellers": Row(may=BRAND | {"charlie", "gil", "nina"}),
    "seller-removal": Row(
        may=frozenset({"alice"}), names=lambda t: {"allowed_id": t.allowed}, post=lambda t: {}, foreign=True
    ),
    "api-schema": Row(may=EVERYBODY),
    "api-docs": Row(may=EVERYBODY),
    "api-problems": Row(may=EVERYBODY),
    "api-keys": Row(may=KEY_MAKERS),
    "api-key-new": Row(may=KEY_MAKERS),
    "api-key-renewal": Row(
        may=frozenset({"alice"}), names=lambda t: {"key_id": t.key}, post=lambda t: {}, foreign=True
    ),
    "api-key-revocation": Row(
        may=frozenset({"alice"}), names=lambda t: {"key_id": t.key}, post=lambda t: {}, foreign=True
    ),
    "api-key-log": Row(may=frozenset({"alice"}), names=lambda t: {"key_id": t.key}, foreign=True),
    "webhooks": Row(may=OWNERS),
    "webhook-new": Row(may=OWNERS),
    "webhook": Row(may=frozenset({"alice"}), names=_endpoint, foreign=True),
    "webhook-change": Row(
        may=frozenset({"alice"}),
        names=_endpoint,
        post=lambda t: {"url": "http://127.0.0.1:9/changed"},
        foreign=True,
    ),
    "webhook-switch": Row(may=frozenset({"alice"}), names=_endpoint, post=lambda t: {}, foreign=True),
    "webhook-secret": Row(
        may=frozenset({"alice"}), names=_endpoint, post=lambda t: {"generation": "1"}, foreign=True
    ),
    "webhook-removal": Row(may=frozenset({"alice"}), names=_endpoint, post=lambda t: {}, foreign=True),
    "webhook-test": Row(may=frozenset({"alice"}), names=_endpoint, post=lambda t: {}, foreign=True),
    "webhook-redeliveries": Row(may=frozenset({"alice"}), names=_endpoint, post=lambda t: {}, foreign=True),
    "webhook-delivery": Row(may=frozenset({"alice"}), names=_delivery, foreign=True),
    "webhook-redelivery": Row(may=frozenset({"alice"}), names=_delivery, post=lambda t: {}, foreign=True),
    "categories": Row(may=STAFF),
    "findings": Row(may=SIGNED_IN),
    "feeds": Row(may=ADMINS | {"audrey"}),
    "feed-key-new": Row(may=ADMINS),
    "feed-key-revocation": Row(may=ADMINS, names=lambda t: {"key_id": t.feed_key}, post=lambda t: {}),
    "team": Row(may=BRAND | {"charlie", "nina"}),
    "team-role": Row(
        may=frozenset({"alice"}),
        names=lambda t: {"member_id": t.member},
        post=lambda t: {"role": "filer"},
        foreign=True,
    ),
    "team-removal": Row(
        may=frozenset({"alice", "vera"}),
        names=lambda t: {"member_id": t.member},
        post=lambda t: {},
        foreign=True,
    ),
    "team-ownership": Row(
        may=frozenset({"alice"}), names=lambda t: {"member_id": t.member}, post=lambda t: {}, foreign=True
    ),
    "invitation-withdrawal": Row(
        may=frozenset({"alice"}),
        names=lambda t: {"invitation_id": t.invitation},
        post=lambda t: {},
        foreign=True,
    ),
    "mandate-revocation": Row(
        may=frozenset({"alice"}), names=lambda t: {"mandate_id": t.mandate}, post=lambda t: {}, foreign=True
    ),
    "access-review": Row(may=BRAND | {"charlie", "nina"}),
    "invitation": Row(may=EVERYBODY, names=lambda t: {"token": t.link}),
    "rights": Row(may=SIGNED_IN),
    "right-new": Row(may=frozenset({"alice", "charlie", "nina"})),
    "right": Row(may=BRAND | STAFF, names=lambda t: {"right_id": t.right}, foreign=True),
    "right-price": Row(may=frozenset({"alice"}), names=lambda t: {"right_id": t.right}, foreign=True),
    "right-dispute": Row(may=MANAGERS | ADMINS, names=lambda t: {"right_id": t.right}),
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
    "items-withdrawal": Row(
        may=FILERS | {"charlie", "gil", "nina"},
        post=lambda t: {"status": "in_review", "item": str(t.waiting.id)},
    ),
    "item-answer": Row(
        may=FILERS, names=lambda t: {"item_id": t.asked.id}, post=lambda t: {"answer": "Here."}, foreign=True
    ),
    "questions": Row(may=BRAND | {"charlie", "gil", "nina"}),
    "answers": Row(may=BRAND | {"charlie", "gil", "nina"}),
    "answer-declaration": Row(may=frozenset({"alice", "charlie", "nina"}), post=lambda t: {"signed_as": "A"}),
    "answer-declaration-end": Row(may=frozenset({"alice", "charlie", "nina"}), post=lambda t: {}),
    "question": Row(may=BRAND, names=lambda t: {"request_id": t.question}, foreign=True),
    "question-answer": Row(
        may=FILERS,
        names=lambda t: {"request_id": t.question},
        post=lambda t: {"answer": "genuine"},
        foreign=True,
    ),
    "question-seller": Row(
        may=frozenset({"alice"}),
        names=lambda t: {"request_id": t.question},
        post=lambda t: {"add": "on"},
        foreign=True,
    ),
    "question-link": Row(may=EVERYBODY, names=lambda t: {"token": t.question_link}),
    "question-link-picture": Row(
        may=EVERYBODY, names=lambda t: {"token": t.question_link, "file_id": t.question_picture}
    ),
    "staff-questions": Row(may=STAFF),
    "staff-question-new": Row(may=MANAGERS | ADMINS),
    "staff-question": Row(may=STAFF, names=lambda t: {"request_id": t.question}),
    "staff-question-withdrawal": Row(
        may=MANAGERS | ADMINS, names=lambda t: {"request_id": t.question}, post=lambda t: {}
    ),
    "staff-question-note": Row(
        may=MANAGERS | ADMINS, names=lambda t: {"request_id": t.question}, post=lambda t: {}
    ),
    "staff-question-photos": Row(
        may=MANAGERS | ADMINS, names=lambda t: {"request_id": t.question}, post=lambda t: {}
    ),
    "try": Row(may=SIGNED_IN),
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
    "staff-item": Row(may=STAFF, names=lambda t: {"item_id": t.removed.id}),
    "item-statement": Row(may=STAFF, names=lambda t: {"item_id": t.removed.id}),
    "item-restoration": Row(
        may=MANAGERS,
        names=lambda t: {"item_id": t.removed.id},
        post=lambda t: {"explanation": "It was genuine."},
    ),
    "live": Row(may=STAFF),
    "live-stop": Row(may=MANAGERS | ADMINS, post=lambda t: {"scope": f"brand:{t.tenant}", "reason": "So."}),
    "brake-release": Row(
        may=MANAGERS | ADMINS, names=lambda t: {"brake_id": t.brake}, post=lambda t: {"reason": "Fine now."}
    ),
    "cap-raises": Row(may=ADMINS, post=lambda t: {"brand": str(t.tenant), "cap": "80", "reason": "A sale."}),
    "cap-raise-confirmation": Row(may=ADMINS, names=lambda t: {"raise_id": t.cap_raise}, post=lambda t: {}),
    "reinstatements": Row(may=ADMINS),
    "reinstatement": Row(may=STAFF, names=lambda t: {"run_id": t.reinstatement}),
    "brand-counter-notices": Row(may=BRAND | {"charlie", "gil", "nina"}),
    "brand-counter-notice": Row(may=BRAND, names=lambda t: {"counter_id": t.counter}, foreign=True),
    "counter-reply": Row(
        may=FILERS,
        names=lambda t: {"counter_id": t.counter},
        post=lambda t: {"text": "The invoice is for other goods.", "kept_papers": t.paper},
        foreign=True,
    ),
    "counter-legal-action": Row(
        may=FILERS,
        names=lambda t: {"counter_id": t.counter},
        post=lambda t: {
            "kind": "court",
            "body": "Landgericht Hamburg",
            "file_number": "3 O 9/26",
            "taken_on": "2026-01-05",
            "kept_papers": t.paper,
        },
        foreign=True,
    ),
    "counter-undertaking-end": Row(
        may=FILERS, names=lambda t: {"counter_id": t.offered}, post=lambda t: {}, foreign=True
    ),
    "counter-undertaking": Row(
        may=FILERS,
        names=lambda t: {"counter_id": t.offered},
        post=lambda t: {"clauses": "show_invoices", "signed_name": "Alice Owner"},
        foreign=True,
    ),
    "counter-acceptance": Row(
        may=FILERS, names=lambda t: {"counter_id": t.offered}, post=lambda t: {}, foreign=True
    ),
    "seller-undertaking": Row(
        may=EVERYBODY, names=lambda t: {"token": t.promise_token, "undertaking_id": t.promise}
    ),
    "redress": Row(may=STAFF),
    "appeals": Row(may=STAFF),
    "appeals-next": Row(may=MANAGERS | ADMINS, post=lambda t: {}),
    "appeal": Row(may=STAFF, names=lambda t: {"appeal_id": t.own_appeal}),
    "appeal-claim": Row(
        may=MANAGERS | ADMINS, names=lambda t: {"appeal_id": t.own_appeal}, post=lambda t: {}
    ),
    "appeal-release": Row(
        may=MANAGERS | ADMINS, names=lambda t: {"appeal_id": t.own_appeal}, post=lambda t: {}
    ),
    "appeal-answer": Row(
        may=MANAGERS | ADMINS,
        names=lambda t: {"appeal_id": t.own_appeal},
        post=lambda t: {"outcome": "dismissed", "ground": "nothing_new_shown", "explanation": "It stands."},
    ),
    "appeal-file": Row(may=STAFF, names=lambda t: {"appeal_id": t.sellers_appeal, "number": 0}),
    "seller-appeal": Row(may=EVERYBODY, names=lambda t: {"token": t.token}),
    "item-appeal": Row(
        may=BRAND | STAFF,
        names=lambda t: {"item_id": t.refused.id},
        foreign=True,
    ),
    "item-appeal-withdrawal": Row(
        may=FILERS,
        names=lambda t: {"item_id": t.appealed.id, "appeal_id": t.own_appeal},
        post=lambda t: {},
        foreign=True,
    ),
    "licence-claims": Row(may=SIGNED_IN),
    "licence-claim": Row(may=BRAND | STAFF, names=lambda t: {"claim_id": t.claim}, foreign=True),
    "licence-denial": Row(
        may=frozenset({"alice"}),
        names=lambda t: {"claim_id": t.claim},
        post=lambda t: {"reason": "We do not know them."},
        foreign=True,
    ),
    "licence-confirmation": Row(
        may=frozenset({"alice"}), names=lambda t: {"claim_id": t.claim}, post=lambda t: {}, foreign=True
    ),
    "licence-decision": Row(
        may=MANAGERS,
        names=lambda t: {"claim_id": t.late_claim},
        post=lambda t: {"outcome": "deny", "explanation": "A copy of a copy."},
    ),
    "fixes": Row(may=STAFF),
    "fix": Row(may=STAFF, names=lambda t: {"fix_id": t.fix}),
    "fix-answer": Row(
        may=MANAGERS, names=lambda t: {"fix_id": t.fix}, post=lambda t: {"answer": "The name is still there."}
    ),
    "fix-restoration": Row(may=MANAGERS, names=lambda t: {"fix_id": t.fix}, post=lambda t: {}),
    "staff-counter": Row(may=STAFF, names=lambda t: {"counter_id": t.counter}),
    "counter-proof": Row(
        may=MANAGERS,
        names=lambda t: {"counter_id": t.proved},
        post=lambda t: {"result": "not_enough", "explanation": "It names no court."},
    ),
    "counter-ruling": Row(
        may=MANAGERS,
        names=lambda t: {"counter_id": t.objected},
        post=lambda t: {
            "outcome": "for_brand",
            "reason": "proof_does_not_show_it",
            "explanation": "The invoice is for other goods.",
        },
    ),
    "delivery": Row(may=STAFF),
    "removal": Row(may=STAFF, names=lambda t: {"removal_id": t.removal}),
    "removal-restoration": Row(
        may=MANAGERS | ADMINS, names=lambda t: {"removal_id": t.removal}, post=lambda t: {}
    ),
    "removal-leaving": Row(
        may=MANAGERS | ADMINS,
        names=lambda t: {"removal_id": t.removal},
        post=lambda t: {"reason": "It stays."},
    ),
    "letters": Row(may=STAFF),
    "strikes": Row(may=EVERYBODY),
    "staff-sellers": Row(may=STAFF),
    "staff-seller": Row(may=STAFF, names=lambda t: {"seller_id": t.seller}),
    "seller-action": Row(
        may=MANAGERS | ADMINS,
        names=lambda t: {"seller_id": t.seller},
        post=lambda t: {"act": "warned", "note": "By mail.", "form_key": str(new_id())},
    ),
    "letter-parking": Row(
        may=ADMINS, names=lambda t: {"work_id": t.letter}, post=lambda t: {"reason": "Closed."}
    ),
    "letter-unparking": Row(may=ADMINS, names=lambda t: {"work_id": t.parked}, post=lambda t: {}),
    "marketplace-pace": Row(
        may=ADMINS,
        names=lambda t: {"slug": "bazaar"},
        post=lambda t: {"orders_per_minute": 60, "looks_per_minute": 60, "scans_per_minute": 60},
    ),
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
    "score": Row(may=ADMINS | {"audrey"}),
    "score-model": Row(may=ADMINS | {"audrey"}, names=lambda t: {"version": 1}),
    "score-document": Row(may=ADMINS | {"audrey"}, names=lambda t: {"version": 1}),
    "score-shadow": Row(may=ADMINS, names=lambda t: {"version": 1}, post=lambda t: {}),
    "score-confirmation": Row(may=ADMINS, names=lambda t: {"version": 2}, post=lambda t: {}),
    "score-proposal": Row(may=ADMINS, names=lambda t: {"version": 3}, post=lambda t: {}),
    "score-withdrawal": Row(may=ADMINS, names=lambda t: {"version": 3}, post=lambda t: {}),
    "score-retirement": Row(
        may=ADMINS, names=lambda t: {"version": 1}, post=lambda t: {"because": "Another is better."}
    ),
    "policy": Row(may=STAFF),
    "policy-version": Row(may=STAFF, names=lambda t: {"version": 1}),
    "policy-comparison": Row(may=STAFF),
    "policy-drafts": Row(
        may=ADMINS, post=lambda t: {"like": "1", "note": "Once more.", "form_key": str(new_id())}
    ),
    "policy-draft": Row(may=STAFF, names=lambda t: {"draft_id": t.draft}),
    "policy-draft-numbers": Row(may=ADMINS, names=lambda t: {"draft_id": t.draft}),
    "policy-draft-update": Row(may=ADMINS, names=lambda t: {"draft_id": t.draft}, post=lambda t: {}),
    "policy-draft-end": Row(may=ADMINS, names=lambda t: {"draft_id": t.draft}, post=lambda t: {}),
    "policy-proposal": Row(
        may=ADMINS,
        names=lambda t: {"draft_id": t.draft},
        post=lambda t: {"revision": "2", "effective_at": "2099-01-01T06:00"},
    ),
    "policy-confirmation": Row(may=ADMINS, names=lambda t: {"proposal_id": t.proposal}, post=lambda t: {}),
    "policy-withdrawal": Row(may=ADMINS, names=lambda t: {"proposal_id": t.proposal}, post=lambda t: {}),
    "policy-previews": Row(may=ADMINS, names=lambda t: {"draft_id": t.draft}, post=lambda t: {"days": "7"}),
    "policy-preview": Row(may=STAFF, names=lambda t: {"preview_id": t.preview}),
    "policy-shadows": Row(may=ADMINS, names=lambda t: {"draft_id": t.draft}, post=lambda t: {}),
    "policy-shadow": Row(may=STAFF, names=lambda t: {"shadow_id": t.shadow}),
    "policy-shadow-stop": Row(may=ADMINS, names=lambda t: {"shadow_id": t.shadow}, post=lambda t: {}),
    "misuse-policy": Row(may=EVERYBODY),
    "my-misuse": Row(may=BRAND | {"charlie", "gil", "nina"}),
    "my-misuse-facts": Row(
        may=BRAND | {"charlie", "nina"}, names=lambda t: {"code": "complaints_are_often_wrong"}
    ),
    "misuse-appeal": Row(
        may=frozenset({"alice"}),
        names=lambda t: {"about": "warnings", "row_id": t.warning},
        post=lambda t: {"statement": "Look again."},
        foreign=True,
    ),
    "misuse": Row(may=STAFF),
    "misuse-brand": Row(may=STAFF, names=lambda t: {"tenant_id": t.tenant}),
    "misuse-brand-facts": Row(
        may=STAFF, names=lambda t: {"tenant_id": t.tenant, "code": "complaints_are_often_wrong"}
    ),
    "misuse-brand-warn": Row(may=ADMINS, names=lambda t: {"tenant_id": t.tenant}, post=lambda t: _STEP),
    "misuse-brand-suspend": Row(
        may=ADMINS, names=lambda t: {"tenant_id": t.tenant}, post=lambda t: _STEP | {"days": "14"}
    ),
    "misuse-seller": Row(may=STAFF, names=lambda t: {"seller_id": t.seller}),
    "misuse-seller-facts": Row(
        may=STAFF, names=lambda t: {"seller_id": t.seller, "code": "sworn_statements_were_false"}
    ),
    "misuse-seller-warn": Row(may=ADMINS, names=lambda t: {"seller_id": t.seller}, post=lambda t: _STEP),
    "misuse-seller-suspend": Row(
        may=ADMINS, names=lambda t: {"seller_id": t.seller}, post=lambda t: _STEP | {"days": "14"}
    ),
    "misuse-seller-finding": Row(
        may=MANAGERS | ADMINS,
        names=lambda t: {"seller_id": t.seller},
        post=lambda t: {"case": t.number, "note": "The bill was forged."},
    ),
    "misuse-seller-appeal": Row(
        may=MANAGERS | ADMINS,
        names=lambda t: {"about": "warnings", "row_id": t.seller_warning},
        post=lambda t: {"statement": "My bills are real."},
    ),
    "misuse-confirmation": Row(
        may=ADMINS, names=lambda t: {"kind": "counter", "suspension_id": t.proposed}, post=lambda t: {}
    ),
    "misuse-taking-back": Row(
        may=ADMINS,
        names=lambda t: {"kind": "counter", "suspension_id": t.proposed},
        post=lambda t: {"reason": "Too early."},
    ),
    "misuse-lifting": Row(
        may=ADMINS,
        names=lambda t: {"kind": "filing", "suspension_id": t.suspension},
        post=lambda t: {"reason": "They have shown us."},
    ),
    "misuse-withdrawal": Row(
        may=ADMINS,
        names=lambda t: {"kind": "filing", "warning_id": t.warning},
        post=lambda t: {"reason": "It was somebody else."},
    ),
    "misuse-appeal-decision": Row(
        may=ADMINS,
        names=lambda t: {"kind": "filing", "appeal_id": t.misuse_appeal},
        post=lambda t: {"outcome": "granted", "explanation": "We looked again."},
    ),
    "seller-notice": Row(may=EVERYBODY, names=lambda t: {"token": t.token}),
    "seller-statement": Row(may=EVERYBODY, names=lambda t: {"token": t.token}),
    "seller-evidence": Row(may=EVERYBODY, names=lambda t: {"token": t.token, "file_id": t.shared}),
    "seller-code": Row(may=EVERYBODY, names=lambda t: {"token": t.token}, post=lambda t: {"send": "1"}),
    # Without a proof they lead to the code, whoever asks.
    "seller-licence": Row(may=EVERYBODY, names=lambda t: {"token": t.token, "ground_id": t.ground}),
    "seller-corrected": Row(may=EVERYBODY, names=lambda t: {"token": t.token, "ground_id": t.ground}),
    "counter-notice": Row(may=EVERYBODY, names=lambda t: {"token": t.token}),
    "counter-receipt": Row(may=EVERYBODY, names=lambda t: {"token": t.token}),
    "counter-withdrawal": Row(
        may=EVERYBODY, names=lambda t: {"token": t.token, "counter_id": t.counter}, post=lambda t: {}
    ),
    "notice-link-revocation": Row(
        may=MANAGERS | ADMINS,
        names=lambda t: {"item_id": t.removed.id},
        post=lambda t: {"notice": str(t.notice), "reason": "It was posted."},
    ),
}


def names_of_addresses() -> Iterator[str]:
    """All named addresses of our own for browsers."""

    def walk(patterns: list[Any]) -> Iterator[str]:
        for pattern in patterns:
            if isinstance(pattern, URLResolver):
                # allauth's pages and the API have tests of their own (tests/api/test_operations.py).
                if str(pattern.pattern) not in {"accounts/", "v1/"}:
                    yield from walk(pattern.url_patterns)
            elif isinstance(pattern, URLPattern):
                yield pattern.name or str(pattern.pattern)

    return walk(get_resolver().url_patterns)
