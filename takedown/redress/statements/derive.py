"""From a restriction to its statement of reasons: derived, never typed. Pure."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from complaints.assessment.territories import EU, countries
from takedown.redress.statements.check import problems_of, schema
from takedown.redress.statements.words import words

type Statement = dict[str, Any]
# How a sentence is said in the reader's language, before names and days are put into it; and how a day is.
type Say = Callable[[str], str]
type Dated = Callable[[date], str]

# Where the Union's act applies: its members, and the three that take part in its market.
EEA = EU | {"IS", "LI", "NO"}


LANGUAGES = frozenset(schema()["$defs"]["language"]["enum"])


class StatementInvalid(Exception):
    """What was derived is no statement. It says what is wrong: the mapping or a rule of ours has to change."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """One restriction: one upheld decision that keeps one listing off sale, as the ledger has it.

    `number` counts the restrictions by the same decision from 0: a listing may have had to be removed again.
    `findings_shown`: a program's findings lay before the person who decided. `ended_on` is None while it lasts.
    """

    decision_id: UUID
    number: int
    case: str
    channel: str
    reason: str
    right_kind: str
    right: str
    brand: str
    marketplace: str
    territories: tuple[str, ...]
    language: str
    automated: bool
    policy_version: int | None
    findings_shown: bool
    filed_on: date
    seen_on: date
    decided_on: date
    applied_on: date
    ended_on: date | None = None
    end_cause: str = ""


def statements_of(facts: Facts) -> list[Statement]:
    """What was said when it began and, when it is over, what is to be said of that: nothing said is ever taken back."""
    begun = [_statement(facts, version=2 * facts.number + 1)]
    return begun if facts.ended_on is None else [*begun, _reversal(facts, facts.ended_on)]


def _statement(facts: Facts, *, version: int, **more: str) -> Statement:
    right, reason, source = (
        words().rights[facts.right_kind],
        words().reasons[facts.reason],
        words().sources[facts.channel],
    )
    statement: Statement = {
        "puid": f"{facts.decision_id}-{version}",
        "decision_visibility": ["DECISION_VISIBILITY_CONTENT_REMOVED"],
        "decision_ground": "DECISION_GROUND_ILLEGAL_CONTENT",
        "illegal_content_legal_ground": right.law,
        "illegal_content_explanation": f"{reason.why} {_which_right(facts, str)}",
        "content_type": list(reason.content),
        "category": "STATEMENT_CATEGORY_INTELLECTUAL_PROPERTY_INFRINGEMENTS",
        "category_specification": [right.keyword],
        "content_date": min(facts.seen_on, facts.applied_on).isoformat(),
        "application_date": facts.applied_on.isoformat(),
        "decision_facts": " ".join(what_happened(facts)),
        "source_type": source.type,
        "automated_detection": "Yes" if source.found_by_a_program else "No",
        "automated_decision": _how_decided(facts),
        **_where_known(facts),
        **more,
    }
    if source.type != "SOURCE_VOLUNTARY":
        # Who says so is needed to answer it, and is a company, never a person.
        statement["source_identity"] = _plain(facts.brand, 200)
    if problems := problems_of(statement):
        raise StatementInvalid(f"{statement['puid']}: {'; '.join(problems)}")
    return statement


def _reversal(facts: Facts, ended_on: date) -> Statement:
    """The database takes no corrections: a second statement says until when the first one held, and why no longer."""
    return _statement(
        facts,
        version=2 * facts.number + 2,
        end_date_visibility_restriction=max(ended_on, facts.applied_on).isoformat(),
        decision_facts=" ".join(what_happened(facts, ended=True)),
    )


def _how_decided(facts: Facts) -> str:
    if facts.automated:
        return "AUTOMATED_DECISION_FULLY"
    return "AUTOMATED_DECISION_PARTIALLY" if facts.findings_shown else "AUTOMATED_DECISION_NOT_AUTOMATED"


def _where_known(facts: Facts) -> Statement:
    where = sorted(countries(facts.territories) & EEA)
    language = facts.language[:2].upper()
    return {
        **({"territorial_scope": where} if where else {}),
        **({"content_language": language} if language in LANGUAGES else {}),
    }


def sentence(text: str) -> str:
    """Marks a sentence for the catalogue of translations."""
    return text


_ENDED = sentence("This restriction has ended.")
_CASE = sentence("The case number is {case}.")
_RIGHT = sentence("The right is the {called} {right}.")
_SEEN = sentence("A copy of the listing was made on {day}.")
_BY_A_PROGRAM = sentence("A program decided on {day} by version {version} of the published rules.")
_UNSEEN = sentence("No person had looked at it.")
_BY_A_PERSON = sentence("A person at the marketplace decided on {day}.")
_WITH_FINDINGS = sentence("What a program had found lay before them.")
_ORDERED = sentence("Then {marketplace} was told to take the listing off sale.")


def what_happened(
    facts: Facts, *, ended: bool = False, say: Say = str, dated: Dated = date.isoformat
) -> list[str]:
    """The account of one restriction, a sentence each; of its end first, if that is what is told."""
    return [
        *([say(_ENDED), say(_why_ended(facts))] if ended else []),
        say(words().sources[facts.channel].opening).format(
            brand=_plain(facts.brand, 200), day=dated(facts.filed_on)
        ),
        say(_CASE).format(case=facts.case),
        _which_right(facts, say),
        say(_SEEN).format(day=dated(facts.seen_on)),
        *_how_it_was_decided(facts, say, dated),
        say(_ORDERED).format(marketplace=_plain(facts.marketplace, 100)),
    ]


def why_it_is_restricted(facts: Facts, *, say: Say = str) -> list[str]:
    return [say(words().reasons[facts.reason].why), _which_right(facts, say)]


def _why_ended(facts: Facts) -> str:
    return words().endings.get(facts.end_cause, words().endings["other"])


def _which_right(facts: Facts, say: Say) -> str:
    called = say(words().rights[facts.right_kind].called)
    return say(_RIGHT).format(called=called, right=_plain(facts.right, 300))


def _how_it_was_decided(facts: Facts, say: Say, dated: Dated) -> list[str]:
    day = dated(facts.decided_on)
    if facts.automated:
        return [say(_BY_A_PROGRAM).format(day=day, version=facts.policy_version), say(_UNSEEN)]
    return [say(_BY_A_PERSON).format(day=day), *([say(_WITH_FINDINGS)] if facts.findings_shown else [])]


_CONTACT = re.compile(r"\S+@\S+|\+\d[\d /().-]{5,}\d|\bhttps?://\S+|\bwww\.\S+", re.IGNORECASE)


def _plain(text: str, most: int) -> str:
    """Without control characters and without what could reach a person, in at most so many characters."""
    printable = "".join(c if c.isprintable() else " " for c in _CONTACT.sub(" ", text))
    plain = " ".join(printable.split())[:most].strip() or "(not named)"
    # The database takes the word for the absence of one.
    return f"“{plain}”" if plain.lower() == "null" else plain
