"""What sellers are told of a removal, and the ways by which they are told. Pure."""

from enum import StrEnum


class LetterKind(StrEnum):
    """`REMOVED` is the notice itself. Each of the others tells of one change since."""

    REMOVED = "removed"
    ANOTHER_GROUND = "another_ground"
    GROUND_ENDED = "ground_ended"
    NOT_CARRIED_OUT = "not_carried_out"
    BACK = "back"
    REPLACED = "replaced"
    CLAIM_DENIED = "claim_denied"
    STILL_WRONG = "still_wrong"


class Way(StrEnum):
    MAIL = "mail"
    MARKETPLACE = "marketplace"


class WayOutcome(StrEnum):
    """How a letter fared on one way. Empty while it is on its way."""

    SENT = "sent"
    NO_ADDRESS = "no_address"
    NOT_OFFERED = "not_offered"
    LISTING_GONE = "listing_gone"
    REFUSED = "refused"


# What tells the seller that a removal is over.
LAST_WORDS = frozenset({LetterKind.NOT_CARRIED_OUT, LetterKind.BACK, LetterKind.REPLACED})
