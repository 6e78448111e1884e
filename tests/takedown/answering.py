"""Steps of the stories about sellers who answer: a link, a code out of the mail, a form, and the service behind it."""

import re
from typing import Any
from uuid import UUID

from django.core import mail
from django.test import Client

from core import clock
from core.ids import new_id
from core.models import AuditEvent
from core.tenancy import SYSTEM, Actor, acting_as
from listings.models import Marketplace
from takedown.models import CounterNotice, Ground, RedressClock, SellerNotice
from takedown.redress.counter.filing import Answers, file
from takedown.redress.counter.states import Why
from takedown.redress.counter.withdrawing import withdraw_counter
from takedown.redress.notices import proven_seller, token_of
from tests.stories import World, run_work
from tests.takedown.delivery import ten_seconds_pass, upheld_by_rita

SENT_BY_THE_SELLER = {
    "read": "marketplace_rule 1 en",
    "why": "genuine",
    "story": "I bought them from the brand's own shop in Lyon, and have the bill.",
    "name": "Sam Seller",
    "statements": "on",
    "send": "1",
}


def a_removed_listing(world: World, ref: str = "a1", *, brand: str = "lumora") -> SellerNotice:
    upheld_by_rita(world, ref, brand=brand)
    ten_seconds_pass()
    return the_notice()


def the_notice() -> SellerNotice:
    """The latest."""
    with acting_as(SYSTEM):
        rows = SellerNotice.objects.select_related("removal__listing", "removal__marketplace")
        return rows.latest("written_at", "id")


def seller_of(notice: SellerNotice) -> Actor:
    """With a proof, and so able to act."""
    return proven_seller(token_of(notice.id))


def link_to(notice: SellerNotice, page: str = "") -> str:
    return f"/notice/{token_of(notice.id)}/{page}"


def code_in_the_mail() -> str:
    """Of the last letter that holds one."""
    run_work()
    bodies = [str(letter.body) for letter in reversed(mail.outbox)]
    return next(found[0] for body in bodies if (found := re.findall(r"^\d{6}$", body, re.MULTILINE)))


def a_proven_browser(notice: SellerNotice) -> Client:
    """Somebody who has the link and reads the seller's mail."""
    browser = Client()
    browser.post(link_to(notice, "code/"), {"send": "1"})
    answer = browser.post(link_to(notice, "code/"), {"code": code_in_the_mail()})
    assert answer.status_code == 302
    return browser


def grounds_of(notice: SellerNotice) -> list[Ground]:
    with acting_as(SYSTEM):
        rows = Ground.objects.filter(removal=notice.removal_id, ended_at=None)
        return list(rows.select_related("item").order_by("since", "id"))


def answers(notice: SellerNotice, **changes: Any) -> Answers:
    defaults: dict[str, Any] = {
        "ground_ids": frozenset(ground.id for ground in grounds_of(notice)),
        "law": "marketplace_rule",
        "why": Why.GENUINE,
        "story": "I bought them from the brand.",
        "signed_name": "Sam Seller",
        "statements_made": True,
        "language": "en",
        "proof": {},
    }
    return Answers(**(defaults | changes))


def filed(notice: SellerNotice, *, form_key: UUID | None = None, **changes: Any) -> list[CounterNotice]:
    """By the service, as the proven seller."""
    return file(
        notice,
        answers(notice, **changes),
        form_key=form_key or new_id(),
        by=seller_of(notice),
        now=clock.now(),
    )


def fresh_counter(counter: CounterNotice) -> CounterNotice:
    with acting_as(SYSTEM):
        return CounterNotice.objects.select_related("ground__item").get(id=counter.id)


def sell_to(world: World, *territories: str) -> None:
    """Where the marketplace sells decides which laws can be chosen."""
    with acting_as(SYSTEM):
        Marketplace.objects.filter(id=world.marketplace.id).update(territories=list(territories))


def item_of(notice: SellerNotice) -> Any:
    with acting_as(SYSTEM):
        return CounterNotice.objects.select_related("ground__item").latest("filed_at").ground.item


def events(notice: SellerNotice) -> list[str]:
    with acting_as(SYSTEM):
        rows = AuditEvent.objects.filter(subject_id__in=[item_of(notice).id, notice.removal_id])
        return list(rows.order_by("at", "id").values_list("event", flat=True))


def clocks() -> list[tuple[str, str]]:
    with acting_as(SYSTEM):
        return list(RedressClock.objects.order_by("started_at").values_list("law", "status"))


def letters_to(address: str) -> list[str]:
    return [str(letter.body) for letter in mail.outbox if address in letter.to]


def withdraw(notice: SellerNotice, counter: CounterNotice) -> CounterNotice:
    return withdraw_counter(notice, counter.id, by=seller_of(notice), now=clock.now())
