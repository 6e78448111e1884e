"""A seller of the demo who has answered: a contested item, with its clock running."""

from datetime import timedelta
from io import BytesIO

from brands.models import Right
from core import clock, files
from core.ids import new_id
from core.tenancy import SYSTEM, acting_as
from portal.demo import cases
from takedown.models import CounterNotice, Ground, SellerNotice
from takedown.redress.counter.files import copies_for
from takedown.redress.counter.filing import Answers, file
from takedown.redress.counter.states import Why
from takedown.redress.notices import proven_seller, token_of

DAYS_AGO = 2


BAGS = (
    "I bought these bags from a shop of the brand that closed last spring. The bill shows each one of them."
)


def answer_one(
    right: Right,
    *,
    story: str = BAGS,
    bill: str = "Bill no. 2217, twelve bags",
    days_ago: int = DAYS_AGO,
) -> CounterNotice:
    """The latest removal for this right by then, which nobody had answered yet; by its seller."""
    ago = timedelta(days=days_ago)
    with acting_as(SYSTEM):
        grounds = Ground.objects.filter(
            item__complaint__right=right,
            ended_at=None,
            item__status="removed",
            since__lt=clock.now() - ago,
        )
        ground = grounds.order_by("since", "id").last()
        if ground is None:
            raise RuntimeError("the demo has no removed listing to answer")
        notice = SellerNotice.objects.filter(removal=ground.removal_id).latest("written_at")
    with clock.shifted(-ago):
        proof = files.keep_body(
            BytesIO(cases.proof_picture(bill)),
            name="bill.png",
            tenant_id=notice.id,
            most_bytes=cases.MOST_BYTES,
        )
        answers = Answers(
            ground_ids=frozenset({ground.id}),
            law="marketplace_rule",
            why=Why.GENUINE,
            story=story,
            signed_name="Noor Vermeer, Clearance Trading",
            statements_made=True,
            language="en",
            proof=copies_for([ground.tenant_id], [proof]),
        )
        by = proven_seller(token_of(notice.id))
        [counter] = file(notice, answers, form_key=new_id(), by=by, now=clock.now())
        files.forget_bodies([proof])
        cases.run_pipeline()
    return counter


def a_sellers_link(origin: str) -> str:
    """To the notice that was answered."""
    with acting_as(SYSTEM):
        notice = SellerNotice.objects.filter(removal__counters__isnull=False).earliest("written_at")
    return f"{origin}/notice/{token_of(notice.id)}/"
