"""One open appeal of each side: a brand against a refusal, a seller against a removal."""

from datetime import timedelta
from io import BytesIO

from brands.models import Right
from complaints.models import Decision, Item
from complaints.states import Status
from core import clock, files
from core.tenancy import SYSTEM, acting_as
from portal.demo.cases import MOST_BYTES, proof_picture
from portal.demo.people import as_actor
from takedown.models import Removal
from takedown.redress.appeals.making import Said, appeal_as_brand, appeal_as_seller
from takedown.redress.notices import proven_seller, token_of


def one_of_each_side(brand: Right, other: Right) -> None:
    """`brand` was refused something; something of `other`'s was removed by a person."""
    with clock.shifted(timedelta(hours=-5)):
        _brand_appeals(brand)
        _seller_appeals(other)


def _brand_appeals(right: Right) -> None:
    with acting_as(SYSTEM):
        refused = Item.objects.filter(tenant_id=right.tenant_id, status=Status.REFUSED).latest(
            "status_at", "id"
        )
    charlie = as_actor("charlie")
    said = Said(
        statement="The box names no maker, and our headphones have been sold in a sealed one since 2021. "
        "The picture that we sent shows the very article of this listing."
    )
    with acting_as(charlie):
        appeal_as_brand(refused.id, said, by=charlie, now=clock.now())


def _seller_appeals(right: Right) -> None:
    """By the link of the notice, as if the code had been typed."""
    with acting_as(SYSTEM):
        upheld = Decision.objects.filter(
            tenant_id=right.tenant_id, outcome=Decision.Outcome.UPHELD, automated=False
        )
        decided = upheld.filter(item__status=Status.REMOVED).latest("decided_at", "id")
        removal = Removal.objects.filter(grounds__item_id=decided.item_id).latest("requested_at")
        notice = removal.notices.latest("written_at")
        bill = files.keep_body(
            BytesIO(proof_picture("Bill 2211: two cartons, paid")),
            name="bill-2211.png",
            tenant_id=notice.id,
            most_bytes=MOST_BYTES,
        )
        said = Said(
            statement="I bought these from a shop that you list as authorised. Here is the bill.",
            seller_files=[bill],
        )
        appeal_as_seller(
            notice, decided.item_id, said, by=proven_seller(token_of(notice.id)), now=clock.now()
        )
