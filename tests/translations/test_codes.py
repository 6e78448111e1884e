"""Every code that a state, a rule, a kind of work or the ledger can hold has words in every language."""

from collections.abc import Iterable

import pytest
from django.utils.translation import override

from accounts.roles import Role
from complaints.assessment.rules import RULES
from complaints.code_words import LISTED, english, in_words
from complaints.intake.raising import STATEMENTS
from complaints.states import Cause, Status
from listings.models import Listing
from listings.traffic.pace import Line
from portal.work import HANDLERS
from takedown.models import Attempt
from takedown.programme import brake_rules, policy
from takedown.redress.clocks import due
from takedown.redress.fixes.states import FixStatus
from takedown.redress.letters import kinds
from takedown.redress.licences.states import ClaimStatus
from takedown.removal.overview import _LINES
from takedown.states import RemovalStatus
from takedown.strikes.rules import Kind as Strike

KNOWN: dict[str, Iterable[str]] = {
    "items": Status,
    "causes": Cause,
    "removals": RemovalStatus,
    "listings": Listing.State,
    "findings": [rule.__name__ for rule in RULES],
    "guards": [guard.__name__ for guard in (*policy.GUARDS, *policy.OPTIONAL_GUARDS, *policy.BRAKES)],
    "brakes": [rule.__name__ for rule in brake_rules.RULES],
    "doubts": [doubt.__name__ for doubt in due.DOUBTS],
    "raised": STATEMENTS,
    "letters": [*kinds.LetterKind, *kinds.Way, *kinds.WayOutcome],
    "offers": _LINES,
    "calls": [*Attempt.Act.values, *Line],
    "strikes": Strike,
    "fixes": [f"fix.{status}" for status in FixStatus if status != "reading"],
    "licences": [f"licence.{status}" for status in ClaimStatus if status != "open"],
    "work": [kind.rpartition(".")[2] for kind in HANDLERS],
}


@pytest.mark.parametrize("kind", KNOWN)
def test_every_code_has_words(kind: str) -> None:
    with override("en"):
        listed = {str(words) for words in LISTED}

    assert sorted({english(str(code)) for code in KNOWN[kind]} - listed) == []


def test_a_code_is_read_in_the_readers_language() -> None:
    with override("zh-hans"):
        assert in_words("needs_information") == "待补充材料"
        assert str(Role.MANAGER.label) == "审核专员"
    with override("en"):
        assert in_words("needs_information") == "Needs information"
        assert in_words("a_code_of_tomorrow") == "A code of tomorrow"
        assert in_words("") == ""
