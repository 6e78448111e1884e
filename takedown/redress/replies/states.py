"""The words of a brand's reply to a counter-notice, and of what a person at the marketplace makes of it."""

from collections.abc import Mapping
from enum import StrEnum


class LegalKind(StrEnum):
    """Where a brand has turned to."""

    COURT = "court"
    AUTHORITY = "authority"
    # The Copyright Claims Board of the United States.
    CCB = "ccb"


class ProofResult(StrEnum):
    """What the person who looked at the document found."""

    CONFIRMED = "confirmed"
    NOT_ENOUGH = "not_enough"


class OfferStatus(StrEnum):
    """The life of an undertaking that a brand asks for."""

    OFFERED = "offered"
    SIGNED = "signed"
    DECLINED = "declined"
    TAKEN_BACK = "taken_back"
    LAPSED = "lapsed"


class RulingOutcome(StrEnum):
    FOR_SELLER = "for_seller"
    FOR_BRAND = "for_brand"
    # The law's time is over and nothing speaks against it: nobody has judged who is right.
    LET_BACK = "let_back"


class Task(StrEnum):
    """What a counter-notice waits for a person with."""

    PROOF = "proof"
    OBJECTION = "objection"
    CLOCK = "clock"


NEXT_OF_OFFER: Mapping[OfferStatus, frozenset[OfferStatus]] = {
    status: frozenset(OfferStatus) - {OfferStatus.OFFERED} if status is OfferStatus.OFFERED else frozenset()
    for status in OfferStatus
}
MOVES_OF_OFFER = tuple((str(a), str(b)) for a, nexts in NEXT_OF_OFFER.items() for b in sorted(nexts))
