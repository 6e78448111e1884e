"""What must never happen to a team: rules that know no rows and no clock."""

from uuid import UUID

import pytest

from accounts.roles import Role
from brands import team_rules as rules
from brands.team_rules import Acceptance, Change, Offer

ALICE, OSCAR, BOB = (UUID(int=n) for n in range(1, 4))


def change(**values):
    facts = {"by": ALICE, "whom": OSCAR, "before": Role.FILER, "after": Role.VIEWER, "owners": {ALICE}}
    return Change(**facts | values)


def offer(**values):
    facts = {
        "email": "pat@example.test",
        "addresses_of_the_team": frozenset({"alice@example.test"}),
        "addresses_with_an_open_invitation": frozenset(),
        "invited_today": 0,
    }
    return Offer(**facts | values)


def acceptance(**values):
    facts = {
        "invited": "pat@example.test",
        "addresses": frozenset({"pat@example.test"}),
        "is_staff": False,
        "is_of_the_team": False,
    }
    return Acceptance(**facts | values)


def test_an_ordinary_change_is_not_refused():
    assert rules.first_refusal(rules.CHANGES, change()) == ""


@pytest.mark.parametrize("after", [Role.FILER, Role.VIEWER, None])
def test_the_last_owner_stays(after):
    assert rules.the_last_owner_would_go(change(whom=ALICE, before=Role.OWNER, after=after))


@pytest.mark.parametrize("after", [Role.FILER, Role.VIEWER, None])
def test_one_of_two_owners_may_go(after):
    gone = change(whom=ALICE, before=Role.OWNER, after=after, owners={ALICE, BOB})

    assert not rules.the_last_owner_would_go(gone)


def test_an_owner_who_cannot_sign_in_does_not_count():
    assert rules.the_last_owner_would_go(change(by=BOB, whom=ALICE, before=Role.OWNER, owners={ALICE}))


def test_somebody_who_is_no_owner_may_leave_a_brand_whose_owners_are_locked():
    assert not rules.the_last_owner_would_go(change(by=OSCAR, after=None, owners=frozenset()))


@pytest.mark.parametrize("after", Role.__members__.values())
def test_nobody_changes_their_own_role(after):
    assert rules.somebody_would_change_their_own_role(change(whom=ALICE, before=Role.OWNER, after=after))


def test_anybody_may_leave():
    assert not rules.somebody_would_change_their_own_role(change(by=OSCAR, after=None))


def test_ownership_goes_to_somebody_who_has_none():
    handover = {"after": Role.OWNER, "is_handover": True, "owners": {ALICE, BOB}}

    assert rules.ownership_would_go_to_an_owner(change(whom=BOB, before=Role.OWNER, **handover))
    assert not rules.ownership_would_go_to_an_owner(change(**handover))


@pytest.mark.parametrize(
    ("before", "after", "higher"),
    [
        (Role.VIEWER, Role.FILER, True),
        (Role.VIEWER, Role.OWNER, True),
        (Role.FILER, Role.OWNER, True),
        (Role.OWNER, Role.FILER, False),
        (Role.FILER, Role.VIEWER, False),
        (Role.FILER, Role.FILER, False),
    ],
)
def test_who_may_do_more_has_risen(before, after, higher):
    assert rules.rises(before, after) is higher


def test_an_address_of_the_team_is_not_invited():
    assert rules.they_are_of_the_team_already(offer(email="alice@example.test"))


def test_an_address_is_invited_once():
    assert rules.they_have_an_open_invitation(
        offer(addresses_with_an_open_invitation=frozenset({"pat@example.test"}))
    )


def test_invitations_are_no_mailing_list():
    many = frozenset(f"p{n}@example.test" for n in range(rules.MOST_OPEN_INVITATIONS))

    assert rules.too_many_invitations_are_open(offer(addresses_with_an_open_invitation=many))
    assert rules.too_many_were_sent_today(offer(invited_today=rules.MOST_INVITATIONS_A_DAY))
    assert rules.first_refusal(rules.OFFERS, offer()) == ""


def test_only_the_invited_address_accepts():
    assert rules.another_address_was_invited(acceptance(addresses=frozenset({"eve@example.test"})))
    assert rules.first_refusal(rules.ACCEPTANCES, acceptance()) == ""


def test_staff_join_no_brand():
    assert rules.staff_would_join_a_brand(acceptance(is_staff=True))


def test_a_seat_is_taken_once():
    assert rules.they_have_a_seat_already(acceptance(is_of_the_team=True))
