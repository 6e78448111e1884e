"""Steps of the stories about counter-notices: a seller files one, time passes, a brand replies, a person decides."""

from datetime import date
from io import BytesIO
from typing import Any
from uuid import UUID

from complaints.models import Item
from core import clock, files
from core.files import Body
from core.ids import new_id
from core.tenancy import SYSTEM, acting_as
from takedown.models import CounterNotice, Ground, RedressClock, SellerNotice
from takedown.redress.counter import filing
from takedown.redress.counter.states import Why
from takedown.redress.judging.deciding import Choice, decide
from takedown.redress.notices import proven_seller, token_of
from takedown.redress.replies import answering, legal, undertakings
from takedown.redress.replies.case import Done
from takedown.redress.replies.states import LegalKind, ProofResult, RulingOutcome
from tests.fakes import a_picture
from tests.stories import World, filer_of, run_work

REASONS = {
    "for_seller": "goods_shown_genuine",
    "for_brand": "proof_does_not_show_it",
    "let_back": "nothing_speaks_against_it",
}


def notice_of(item: Item) -> SellerNotice:
    with acting_as(SYSTEM):
        rows = SellerNotice.objects.filter(removal__grounds__item=item)
        return rows.select_related("removal__listing", "removal__marketplace").latest("written_at")


def counter_filed(
    item: Item, *, law: str = "marketplace_rule", wait: bool = True, **changes: Any
) -> CounterNotice:
    """By the seller, who has typed a code. With `wait` its letters are sent, which starts the clock of most laws."""
    notice = notice_of(item)
    with acting_as(SYSTEM):
        ground = Ground.objects.get(item=item, ended_at=None)
    answers = filing.Answers(
        ground_ids=frozenset({ground.id}),
        law=law,
        why=Why.GENUINE,
        story=changes.pop("story", "I bought them from the brand's own shop."),
        signed_name="Sam Seller",
        statements_made=True,
        language="en",
        address="1 Harbour Road, Springfield",
        phone="+1 555 0100",
        proof={ground.tenant_id: [a_paper(ground.tenant_id, "invoice.jpg", "orchid")]},
    )
    by = proven_seller(token_of(notice.id))
    [counter] = filing.file(
        notice, answers, form_key=changes.pop("form_key", new_id()), by=by, now=clock.now()
    )
    if wait:
        run_work()
    return counter_now(counter)


def a_paper(tenant_id: UUID, name: str = "document.jpg", colour: str = "peru") -> Body:
    return files.keep_body(BytesIO(a_picture(colour)), name=name, tenant_id=tenant_id, most_bytes=10**6)


def counter_now(counter: CounterNotice) -> CounterNotice:
    with acting_as(SYSTEM):
        return CounterNotice.objects.select_related("ground__item", "removal").get(id=counter.id)


def clock_of(counter: CounterNotice) -> RedressClock:
    with acting_as(SYSTEM):
        return RedressClock.objects.filter(ground_id=counter.ground_id, law=counter.law).latest("started_at")


# --- the brand -------------------------------------------------------------------------------------------


def accepts(world: World, counter: CounterNotice, by: str = "oscar", brand: str = "lumora") -> Done:
    actor = world.actor(by, brand)
    with acting_as(actor):
        return answering.accept_restoration(counter.id, by=actor, now=clock.now())


def answers(
    world: World, counter: CounterNotice, text: str = "The invoice is for another model.", by: str = "oscar"
) -> Done:
    actor = world.actor(by, brand_of(by))
    paper = a_paper(actor.tenant, "comparison.jpg")
    with acting_as(actor):
        return answering.answer(counter.id, text=text, files=[paper], by=actor, now=clock.now())


def shows_legal_action(
    world: World,
    counter: CounterNotice,
    number: str = "2 O 117/26",
    by: str = "oscar",
    taken_on: date = date(2026, 1, 5),
) -> Done:
    actor = world.actor(by, brand_of(by))
    proof = legal.Proof(
        kind=LegalKind.COURT,
        body="Landgericht Hamburg",
        file_number=number,
        taken_on=taken_on,
        document=a_paper(actor.tenant, f"{number.replace('/', '-')}.jpg", "olive"),
    )
    with acting_as(actor):
        return legal.show_legal_action(counter.id, proof, by=actor, now=clock.now())


def offers(world: World, counter: CounterNotice, *codes: str, by: str = "oscar") -> Done:
    actor = world.actor(by, brand_of(by))
    with acting_as(actor):
        return undertakings.offer(
            counter.id,
            codes or ("not_these_goods_again",),
            signed_name="Oscar Filer",
            by=actor,
            now=clock.now(),
        )


def takes_offer_back(world: World, counter: CounterNotice, by: str = "oscar") -> Done:
    actor = world.actor(by, brand_of(by))
    with acting_as(actor):
        return undertakings.take_back(counter.id, by=actor, now=clock.now())


def brand_of(name: str) -> str:
    return {filer_of(brand): brand for brand in ("kestrel", "newleaf")}.get(name, "lumora")


# --- the seller ------------------------------------------------------------------------------------------


def offer_of(counter: CounterNotice) -> Any:
    with acting_as(SYSTEM):
        return counter_now(counter).undertakings.latest("brand_signed_at")


def signs(counter: CounterNotice, name: str = "Sam Seller") -> Any:
    notice = notice_of(counter_now(counter).ground.item)
    by = proven_seller(token_of(notice.id))
    return undertakings.sign(notice, offer_of(counter).id, signed_name=name, by=by, now=clock.now())


def declines(counter: CounterNotice) -> Any:
    notice = notice_of(counter_now(counter).ground.item)
    by = proven_seller(token_of(notice.id))
    return undertakings.decline(notice, offer_of(counter).id, by=by, now=clock.now())


# --- the marketplace's people ----------------------------------------------------------------------------


def checks(world: World, counter: CounterNotice, result: str, *, by: str = "rupert") -> Done:
    actor = world.actor(by)
    with acting_as(actor):
        return legal.check_legal_action(
            counter.id,
            ProofResult(result),
            explanation="" if result == "confirmed" else "It names no court.",
            by=actor,
            now=clock.now(),
        )


def decides(
    world: World, counter: CounterNotice, outcome: str, *, by: str = "rupert", reason: str = ""
) -> Done:
    actor = world.actor(by)
    choice = Choice(
        outcome=RulingOutcome(outcome),
        reason=reason or REASONS[outcome],
        explanation=f"We looked at both sides: {outcome}.",
    )
    with acting_as(actor):
        return decide(counter.id, choice, by=actor, now=clock.now())
