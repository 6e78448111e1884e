"""The life of an authentication request: one table. The database refuses every other move (GuardMoves)."""

from collections.abc import Mapping
from enum import StrEnum


class State(StrEnum):
    # Suspected; we have still to look at the listing and copy it. Brands see nothing of it yet.
    RAISED = "raised"
    OPEN = "open"
    NEEDS_PHOTOS = "needs_photos"
    ANSWERED = "answered"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"


class Answer(StrEnum):
    """What a brand can say, in the order of its keys. The first four end the request."""

    COUNTERFEIT = "counterfeit"
    GENUINE = "genuine"
    AUTHORISED_SELLER = "authorised_seller"
    CANNOT_TELL = "cannot_tell"
    NEED_PHOTOS = "need_photos"


FINAL = tuple(answer for answer in Answer if answer is not Answer.NEED_PHOTOS)


class Channel(StrEnum):
    """By which way an answer came."""

    PAGE = "page"
    KEY = "key"
    MAIL_LINK = "mail_link"


class Cause(StrEnum):
    """Why a request ended without an answer of the brand's."""

    BY_STAFF = "by_staff"
    LISTING_GONE = "listing_gone"
    COULD_NOT_BE_READ = "could_not_be_read"
    ALLOWED_SELLER = "allowed_seller"
    ANSWERED_BEFORE = "answered_before"
    COMPLAINT_OPEN = "complaint_open"


S = State
NEXT: Mapping[State, frozenset[State]] = {
    S.RAISED: frozenset({S.OPEN, S.WITHDRAWN}),
    S.OPEN: frozenset({S.ANSWERED, S.EXPIRED, S.WITHDRAWN, S.NEEDS_PHOTOS}),
    # The clock stands still: it is the marketplace's turn.
    S.NEEDS_PHOTOS: frozenset({S.OPEN, S.WITHDRAWN}),
    S.ANSWERED: frozenset(),
    S.EXPIRED: frozenset(),
    S.WITHDRAWN: frozenset(),
}

# A brand has at most one of these about one listing.
LIVE = frozenset({S.RAISED, S.OPEN, S.NEEDS_PHOTOS})
# What a brand is shown at all.
SHOWN = frozenset(State) - {S.RAISED}

MOVES = tuple((str(a), str(b)) for a, nexts in NEXT.items() for b in sorted(nexts))


class MoveRefused(Exception):
    """The request is not where this move starts: somebody else was faster."""
