"""Letters to sellers go out: by mail, and into the inbox that their marketplace keeps for them. Leased work."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.core.mail import EmailMessage
from django.db.models import QuerySet

from core import clock, outbox
from core.outbox import LeaseLost, Work
from core.tenancy import SYSTEM, acting_as
from listings.connectors.base import (
    AuthFailed,
    Conflict,
    ConnectorError,
    Message,
    NotFound,
    Rejected,
    Unsupported,
)
from listings.marketplaces import connector_of
from listings.models import SellerContact
from takedown.models import LetterWay
from takedown.redress.letters.kinds import WayOutcome
from takedown.redress.letters.words import Words, words_of
from takedown.removal.calls import Answer, all_at_once, describe, try_later

MOST_ATTEMPTS = 12
# Answers after which trying again would change nothing.
_FINAL = (NotFound, Unsupported, Rejected, Conflict)


def send_by_mail(works: Sequence[Work]) -> None:
    """A seller without an address still has the letter in the marketplace's inbox."""
    with acting_as(SYSTEM):
        letters = [(work, *_addressed(work)) for work in works]
    for work, to, words in letters:
        try:
            if to:
                EmailMessage(subject=words.subject, body=words.body, to=[to]).send()
        except OSError as error:
            with acting_as(SYSTEM):
                outbox.retry(work, error=f"mail: {error}")
            continue
        with acting_as(SYSTEM):
            _end(work, WayOutcome.SENT if to else WayOutcome.NO_ADDRESS)


def _addressed(work: Work) -> tuple[str, Words]:
    way = _ways([work.subject_id]).get()
    seller_id = way.letter.removal.listing.seller_id
    contact = SellerContact.objects.filter(seller_id=seller_id).first()
    return (contact.email if contact else ""), words_of(way.letter)


def _ways(ids: Sequence[UUID]) -> QuerySet[LetterWay]:
    return LetterWay.objects.filter(id__in=ids).select_related(
        "letter__notice", "letter__removal__listing", "letter__removal__marketplace"
    )


# --- the marketplace's inbox -----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class _Told:
    work: Work
    way: LetterWay
    words: Words


def send_by_marketplace(works: Sequence[Work]) -> None:
    with acting_as(SYSTEM):
        ways = {way.id: way for way in _ways([w.subject_id for w in works])}
        told = {
            w.subject_id: _Told(work=w, way=ways[w.subject_id], words=words_of(ways[w.subject_id].letter))
            for w in works
        }
    for id, answer in all_at_once(told, lambda id: _tell(told[id])):
        try:
            with acting_as(SYSTEM):
                _write(told[id].work, answer)
        except LeaseLost:
            # Somebody else has taken it over, and to the marketplace it is the same message.
            continue


def _tell(told: _Told) -> str:
    letter = told.way.letter
    return connector_of(letter.removal.marketplace).message_seller(
        letter.removal.listing.ref,
        key=str(letter.id),
        case=str(letter.removal_id),
        message=Message(subject=told.words.subject, body=told.words.body, language=letter.language),
    )


def _write(work: Work, answer: Answer[str]) -> None:
    """What was said is not kept as other exchanges are: it holds the link."""
    if answer.error is None:
        _end(work, WayOutcome.SENT, remote_ref=answer.value or "")
    elif isinstance(answer.error, _FINAL):
        _end(work, _outcome_of(answer.error))
    elif isinstance(answer.error, AuthFailed):
        outbox.bury(work, error=describe(answer.error))
    else:
        try_later(work, answer.error, most_attempts=MOST_ATTEMPTS)


def _outcome_of(error: ConnectorError) -> WayOutcome:
    if isinstance(error, Unsupported):
        return WayOutcome.NOT_OFFERED
    return WayOutcome.LISTING_GONE if isinstance(error, NotFound) else WayOutcome.REFUSED


def _end(work: Work, outcome: WayOutcome, *, remote_ref: str = "") -> None:
    LetterWay.objects.filter(id=work.subject_id).update(
        outcome=outcome, ended_at=clock.now(), remote_ref=remote_ref[:100]
    )
    outbox.finish([work])
