"""Who may do what, written out: a new action or role without a row here fails."""

import pytest
from django.core.exceptions import PermissionDenied

from accounts.roles import ALLOWED, Action, Role, can, require
from core.tenancy import ANONYMOUS, SYSTEM, Actor

COLUMNS = "owner filer viewer agency api_key account_manager inquiry_agent programme_admin auditor seller public system feed"
#            owner filer viewer agency key manager inquiry admin auditor seller public system feed
TABLE = {
    "see complaints":                                 "y y y y y y y y y . . . .",
    "file a complaint":                               "y y . y y . . . . . . . .",
    "withdraw an item":                               "y y . y y . . . . . . . .",
    "answer a question about an item":                "y y . y y . . . . . . . .",
    "appeal against a decision about an item":        "y y . y y . . . . . . . .",
    "see the marketplace's authentication requests":  "y y y y y . . . . . . . .",
    "answer an authentication request":               "y y . y y . . . . . . . .",
    "see what brands are asked and how they answer":  ". . . . . y . y y . . . .",
    "ask a brand whether a listing is genuine":       ". . . . . y . y . . . y .",
    "make the declaration that stands for all answers": "y . . . . . . . . . . . .",
    "keep views of lists and preferences of one's own": "y y y y . y y y y . . . .",
    "appoint the marketplace's own people, add marketplaces": ". . . . . . . . . . . y .",
    "see rights":                                     "y y y y y y y y y . . . .",
    "register and change rights":                     "y . . . y . . . . . . . .",
    "verify a right or a brand":                      ". . . . . y . y . . . . .",
    "change the list of authorised sellers":          "y . . . . . . . . . . . .",
    "see the brand's list of authorised sellers":     "y y y y y . . . . . . . .",
    "see one's own brand's standing":                 "y y y y y . . . . . . . .",
    "apply for, appeal in and leave the Good Faith programme": "y . . . . . . . . . . . .",
    "make, renew and revoke the brand's API keys":    "y . . y . . . . . . . . .",
    "see the brand's webhooks":                       "y . . . y . . . . . . . .",
    "make, change and remove the brand's webhooks":   "y . . . y . . . . . . . .",
    "see who can act for the brand":                 "y y y . . . . . . . . . .",
    "invite, change and remove people of the brand":  "y . . . . . . . . . . . .",
    "see the review queue":                           ". . . . . y . y y . . . .",
    "claim and decide items":                         ". . . . . y . . . . . . .",
    "see score and contributions":                    ". . . . . y . y y . . . .",
    "see how good the score is, and what it was trained on": ". . . . . . . y y . . . .",
    "let a trained score look on, promote it, retire it": ". . . . . . . y . . . . .",
    "train a score":                                  ". . . . . . . . . . . y .",
    "see grants of the Good Faith programme":         ". . . . . . . y y . . . .",
    "grant, confirm and suspend Good Faith status":   ". . . . . . . y . . . . .",
    "see versions, drafts and previews of the policy": ". . . . . y . y y . . . .",
    "draft, propose and confirm versions of the policy": ". . . . . . . y . . . . .",
    "see removals and their delivery":                ". . . . . y . y y . . . .",
    "retry and park dead letters":                    ". . . . . . . y . . . . .",
    "settle a restoration that stopped":              ". . . . . y . y . . . . .",
    "set how fast a marketplace is asked":            ". . . . . . . y . . . . .",
    "see sellers and their strikes":                  ". . . . . y . y y . . . .",
    "record what is done about a seller":             ". . . . . y . y . . . . .",
    "say that a brand has authorised one":            ". . . . . . . . . y . . .",
    "ask for a look at a corrected listing":          ". . . . . . . . . y . . .",
    "see what sellers say of their permission to sell": "y y y y . y y y y . . . .",
    "say whether a seller is authorised":             "y . . . . . . . . . . . .",
    "see who files or answers wrongly, and what was done": ". . . . . y . y y . . . .",
    "warn and suspend for misuse, and decide appeals": ". . . . . . . y . . . . .",
    "put down what a seller wrote, or swore falsely": ". . . . . y . y . . . . .",
    "see one's own brand's warnings and suspensions": "y y y y . . . . . . . . .",
    "appeal against a warning or a suspension":       "y . . y . . . . . . . . .",
    "ask for a one-time code, and type it":           ". . . . . . . . . y . . .",
    "draft, file and withdraw a counter-notice":      ". . . . . . . . . y . . .",
    "see counter-notices against the brand's complaints": "y y y y y . . . . . . . .",
    "answer a counter-notice, for the brand":         "y y . y y . . . . . . . .",
    "decide about a counter-notice":                  ". . . . . y . . . . . . .",
    "revoke the link to a seller's notice":           ". . . . . y . y . . . . .",
    "appeal as a seller, by a notice's link and a code": ". . . . . . . . . y . . .",
    "see appeals of both sides":                      ". . . . . y . y y . . . .",
    "claim and decide appeals":                       ". . . . . y . y . . . . .",
    "send a marketplace's listings":                  ". . . . . . . . . . . . y",
    "see to which Nice classes categories belong":    ". . . . . y . y y . . . .",
    "say to which Nice classes categories belong":    ". . . . . . . y . . . . .",
    "see marketplaces' feed keys and feeds":          ". . . . . . . y y . . . .",
    "make and revoke marketplaces' feed keys":        ". . . . . . . y . . . . .",
    "see automatic removal live":                     ". . . . . y . y y . . . .",
    "stop automatic removal, and let it go on":       ". . . . . y . y . . . . .",
    "release a brake that a rule has pulled":         ". . . . . . . y . . . . .",
    "raise a brand's hourly cap":                     ". . . . . . . y . . . . .",
    "bring back many automatic removals at once":     ". . . . . . . y . . . . .",
}  # fmt: skip


def test_every_action_and_every_role_has_its_place_in_the_table() -> None:
    assert set(TABLE) == {str(action) for action in Action}
    assert set(COLUMNS.split()) == {str(role) for role in Role}
    assert {len(row.split()) for row in TABLE.values()} == {len(Role)}


@pytest.mark.parametrize("action", Action)
@pytest.mark.parametrize("role", Role)
def test_a_role_may_do_exactly_what_the_table_says(role: Role, action: Action) -> None:
    mark = TABLE[action].split()[COLUMNS.split().index(role)]

    assert can(Actor(role=role, label="somebody"), action) is (mark == "y")


def test_every_action_is_in_the_code_s_own_table() -> None:
    assert set(ALLOWED) == set(Action)


def test_nobody_but_people_of_a_brand_may_file() -> None:
    require(Actor(role=Role.FILER, label="oscar"), Action.FILE_COMPLAINT)

    for actor in (ANONYMOUS, SYSTEM, Actor(role="a word nobody knows", label="?")):
        with pytest.raises(PermissionDenied):
            require(actor, Action.FILE_COMPLAINT)


def test_whoever_looks_after_the_books_changes_nothing() -> None:
    # What somebody sets for themselves is no change of anything.
    changing = {a for a in Action if not str(a).startswith("see ")} - {Action.KEEP_PREFERENCES}

    assert not {action for action in changing if Role.AUDITOR in ALLOWED[action]}
