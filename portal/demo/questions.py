"""Lumora joins Joint-Force, and the marketplace asks it about what it suspects."""

from collections.abc import Sequence
from datetime import timedelta

from brands.models import Brand, Right
from complaints.models import Item
from complaints.review.decide import Outcome
from core import clock
from core.tenancy import SYSTEM, acting_as
from detection.questions import declaration
from detection.questions.answering import answer
from detection.questions.gather import Subject
from detection.questions.raising import Raised, Suspicion, raise_suspicions
from detection.states import Answer, Channel
from detection.suspicions import Code
from listings.marketplaces import connector_of
from listings.models import Marketplace
from listings.simulated_marketplace.control_client import ControlClient
from portal.demo import cases
from portal.demo.people import as_actor

# Joint-Force wants sixty automatic removals that people have found right; the hour's cap is forty.
_BATCHES, _BATCH = 2, 30


def join_force(right: Right, marketplace: Marketplace, control: ControlClient) -> None:
    """A named account manager, sixty automatic removals that audits confirmed, and the declaration for answers."""
    with acting_as(SYSTEM):
        Brand.objects.filter(tenant_id=right.tenant_id).update(account_manager_id=as_actor("rita").person)
    for batch in range(_BATCHES):
        refs = control.add_listings(
            marketplace.slug,
            title=f"Lumora Aurelia handbag 1:1, batch {batch + 1}-{{n}}",
            count=_BATCH,
            seller=f"outlet_{batch + 1}",
        )
        with clock.shifted(timedelta(days=-9, hours=3 * batch)):
            cases.file(refs, by="oscar", marketplace=marketplace, right=right)
            cases.run_pipeline()
    with clock.shifted(timedelta(days=-7)):
        _confirm_automatic_decisions(right)
    alice = as_actor("alice")
    with clock.shifted(timedelta(days=-6)), acting_as(alice):
        declaration.sign(name=alice.label, by=alice, now=clock.now())


def _confirm_automatic_decisions(right: Right) -> None:
    """The blind audit of the first sixty has asked for each: two managers judge them in the ordinary queue."""
    with acting_as(SYSTEM):
        audited = list(Item.objects.filter(tenant_id=right.tenant_id, under_audit=True).order_by("id"))
    half = len(audited) // 2
    for items, manager in ((audited[:half], "rupert"), (audited[half:], "rita")):
        cases.manager_decides(
            items,
            Outcome.UPHOLD,
            by=manager,
            ground="evidence_convinces",
            words="The marked differences show it.",
        )


def answer_two(right: Right, marketplace: Marketplace, control: ControlClient) -> None:
    """Counterfeit by one key each: both are off sale, and wait in the queue for whoever audits them blind."""
    refs = control.add_listings(
        marketplace.slug, title="Lumora Selene handbag, mirror quality {n}", count=2, seller="mirror_lane"
    )
    codes = [Code.MARK_IN_TITLE, Code.WORDS_OF_FAKES]
    raised = _raise(refs, right, marketplace, codes, "The mark stands beside words that offers of fakes use.")
    cases.run_pipeline()
    alice = as_actor("alice")
    with acting_as(alice):
        for one in raised:
            if one.request_id:
                answer(one.request_id, Answer.COUNTERFEIT, channel=Channel.PAGE, by=alice, now=clock.now())
    cases.run_pipeline()


def ask(right: Right, marketplace: Marketplace, control: ControlClient, *, fakes: Sequence[str]) -> None:
    """Some that are fakes, three with one picture, two that are genuine."""
    # Added listings share their pictures every so many.
    alike = control.add_listings(
        marketplace.slug, title="Lum0ra Selene handbag, new, lot {n}", count=25, seller="night_market_7"
    )[::12]
    genuine = [t["ref"] for t in control.truth(marketplace.slug, kind="genuine", brand="Lumora")][-2:]
    codes = [Code.MARK_DISGUISED, Code.LOW_PRICE]
    _raise(
        alike, right, marketplace, codes, "The mark is written with a zero, at a tenth of the usual price."
    )
    codes = [Code.MARK_IN_TITLE, Code.WORDS_OF_FAKES]
    _raise(fakes, right, marketplace, codes, "The mark stands beside words that offers of fakes use.")
    codes = [Code.PICTURE_LIKE_YOURS, Code.NEW_SELLER]
    _raise(genuine, right, marketplace, codes, "A new seller shows the picture of your own shop.")
    cases.run_pipeline()


def _raise(
    refs: Sequence[str], right: Right, marketplace: Marketplace, codes: Sequence[Code], sentence: str
) -> list[Raised]:
    rita, connector = as_actor("rita"), connector_of(marketplace)
    suspicions = [
        Suspicion(
            subject=Subject(right.tenant_id, right.id, marketplace.id, ref),
            url=connector.get(ref).url,
            codes=codes,
            sentence=sentence,
        )
        for ref in refs
    ]
    with acting_as(rita):
        return raise_suspicions(suspicions, by=rita, now=clock.now())
