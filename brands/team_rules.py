"""What must never happen to a brand's team. Each rule is true when the change has to be refused."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from uuid import UUID

from accounts.roles import Role

# An account is made in a minute, and mail in a brand's name to strangers must not be its use.
MOST_OPEN_INVITATIONS = 50
MOST_INVITATIONS_A_DAY = 50

_RANK: Mapping[Role, int] = {Role.VIEWER: 0, Role.FILER: 1, Role.OWNER: 2}


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A person of the brand becomes `after`; None: they are no longer of it. `by` and `whom` are users.

    `owners` are those who can sign in.
    """

    by: UUID
    whom: UUID
    before: Role
    after: Role | None
    owners: frozenset[UUID]
    is_handover: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """An address is to be invited. All addresses in lower case."""

    email: str
    addresses_of_the_team: frozenset[str]
    addresses_with_an_open_invitation: frozenset[str]
    invited_today: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Acceptance:
    """Somebody who is signed in wants to take the seat. Addresses in lower case, and only verified ones."""

    invited: str
    addresses: frozenset[str]
    is_staff: bool
    is_of_the_team: bool


type Rules[Facts] = tuple[tuple[Callable[[Facts], bool], str], ...]


def first_refusal[Facts](rules: Rules[Facts], facts: Facts) -> str:
    """The sentence for the person who asked; empty when nothing stands against it."""
    return next((sentence for is_broken, sentence in rules if is_broken(facts)), "")


def rises(before: Role, after: Role) -> bool:
    """Somebody who may do more than before is as new to it as somebody who has just come."""
    return _RANK[after] > _RANK[before]


# --- changes ---------------------------------------------------------------------------------------------


def the_last_owner_would_go(change: Change) -> bool:
    loses_it = change.before is Role.OWNER and change.after is not Role.OWNER
    return loses_it and not change.owners - {change.whom}


def somebody_would_change_their_own_role(change: Change) -> bool:
    """Leaving is everybody's right. Handing over changes one's own role as well, but gives it to another first."""
    return change.by == change.whom and change.after is not None


def ownership_would_go_to_an_owner(change: Change) -> bool:
    return change.is_handover and change.before is Role.OWNER


CHANGES: Rules[Change] = (
    (
        somebody_would_change_their_own_role,
        "Nobody changes their own role: another owner does, or you hand over ownership.",
    ),
    (ownership_would_go_to_an_owner, "They are an owner already. Ask them to change your role."),
    (the_last_owner_would_go, "A brand always has an owner: hand over ownership first."),
)


# --- invitations -----------------------------------------------------------------------------------------


def they_are_of_the_team_already(offer: Offer) -> bool:
    return offer.email in offer.addresses_of_the_team


def they_have_an_open_invitation(offer: Offer) -> bool:
    return offer.email in offer.addresses_with_an_open_invitation


def too_many_invitations_are_open(offer: Offer) -> bool:
    return len(offer.addresses_with_an_open_invitation) >= MOST_OPEN_INVITATIONS


def too_many_were_sent_today(offer: Offer) -> bool:
    return offer.invited_today >= MOST_INVITATIONS_A_DAY


OFFERS: Rules[Offer] = (
    (they_are_of_the_team_already, "They are of your team already."),
    (they_have_an_open_invitation, "They have an open invitation already. Withdraw it to send another."),
    (too_many_invitations_are_open, "Too many invitations are open. Withdraw some first."),
    (too_many_were_sent_today, "You have sent many invitations today. Go on tomorrow."),
)


def staff_would_join_a_brand(acceptance: Acceptance) -> bool:
    return acceptance.is_staff


def another_address_was_invited(acceptance: Acceptance) -> bool:
    return acceptance.invited not in acceptance.addresses


def they_have_a_seat_already(acceptance: Acceptance) -> bool:
    return acceptance.is_of_the_team


ACCEPTANCES: Rules[Acceptance] = (
    (staff_would_join_a_brand, "People of the marketplace belong to no brand."),
    (
        another_address_was_invited,
        "This invitation is for another e-mail address than yours. Sign in with the one that it was sent to.",
    ),
    (they_have_a_seat_already, "You are of this team already."),
)
