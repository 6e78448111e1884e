"""Statements of reasons: derived from the ledger, valid by the database's rules and by stricter ones of our own."""

import json
from collections import Counter
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import connection
from hypothesis import given, settings
from hypothesis import strategies as some

from brands.models import Right
from complaints.models import Complaint, Decision
from complaints.reasons import REASONS
from core.ids import new_id
from core.tenancy import SYSTEM, acting_as
from takedown.models import Ground
from takedown.redress.statements.check import RULES, problems_of
from takedown.redress.statements.derive import Facts, statements_of
from takedown.redress.statements.gather import facts_of
from takedown.redress.statements.words import words
from tests.stories import World
from tests.takedown.ledger import a_ledger

FACTS = Facts(
    decision_id=UUID(int=7),
    number=0,
    case="C-7F3K-22",
    channel="browser",
    reason="counterfeit_goods",
    right_kind="trademark",
    right="Lumora EUIPO 018000000",
    brand="Lumora",
    marketplace="Bazaar",
    territories=("EU",),
    language="de",
    automated=True,
    policy_version=3,
    findings_shown=True,
    filed_on=date(2026, 3, 1),
    seen_on=date(2026, 3, 1),
    decided_on=date(2026, 3, 2),
    applied_on=date(2026, 3, 2),
)

FIVE = (
    "source_type",
    "source_identity",
    "automated_detection",
    "automated_decision",
    "decision_visibility",
)

# The second derivation: from the rows, by the database, and knowing nothing of the first.
AGAIN = """
SELECT d.id::text,
    CASE WHEN c.channel IN ('browser', 'api') THEN 'SOURCE_ARTICLE_16' ELSE 'SOURCE_VOLUNTARY' END,
    CASE WHEN c.channel IN ('browser', 'api') THEN b.name END,
    CASE c.channel WHEN 'portal' THEN 'Yes' ELSE 'No' END,
    CASE WHEN d.decided_by IS NULL THEN 'AUTOMATED_DECISION_FULLY'
        WHEN EXISTS (SELECT 1 FROM complaints_assessment a WHERE a.item_id = i.id AND a.made_at <= d.decided_at)
            THEN 'AUTOMATED_DECISION_PARTIALLY'
        ELSE 'AUTOMATED_DECISION_NOT_AUTOMATED' END,
    'DECISION_VISIBILITY_CONTENT_REMOVED',
    g.ended_at IS NOT NULL,
    COALESCE(v.id, d.id)::text
FROM complaints_decision d
LEFT JOIN complaints_decision v ON v.overturns_id = d.id
JOIN complaints_item i ON i.id = d.item_id
JOIN complaints_complaint c ON c.id = i.complaint_id
JOIN brands_brand b ON b.tenant_id = d.tenant_id
JOIN takedown_ground g ON g.item_id = i.id
JOIN takedown_removal r ON r.id = g.removal_id AND r.notice_id IS NOT NULL
WHERE d.outcome = 'upheld'
"""


@pytest.mark.thorough
def test_every_decision_of_two_thousand_items_gives_valid_statements_with_the_fields_of_a_second_derivation(
    world: World, django_assert_max_num_queries: Any
) -> None:
    with acting_as(SYSTEM):
        decisions = a_ledger(world, items=2_000, seed=20261125)
        with connection.cursor() as cursor:
            # Of rows that are not committed the planner knows nothing, and may take thousands for one.
            cursor.execute("SET LOCAL enable_nestloop = off")
        grounds = list(
            Ground.objects.select_related(
                "removal__marketplace", "item__complaint__right", "item__snapshot"
            ).order_by("since", "id")
        )
        with django_assert_max_num_queries(6):
            facts = facts_of(grounds)
        with connection.cursor() as cursor:
            cursor.execute(AGAIN)
            again = {row[0]: row[1:] for row in cursor.fetchall()}

    derived = {str(f.decision_id): statements_of(f) for f in facts}
    wrong = [
        (decision, found, again[decision])
        for decision, statements in derived.items()
        for statement in statements
        if (found := _five(statement)) != again[decision][:5]
    ]

    assert wrong == []
    assert set(derived) == set(again)
    assert all(len(derived[id]) == 1 + again[id][5] for id in derived), "each end has a statement of its own"
    reversed_ids = {str(d.overturns_id) for d in decisions if d.outcome == "restored"}
    assert {id for id in derived if again[id][6] != id} == reversed_ids & set(derived)
    assert len({s["puid"] for statements in derived.values() for s in statements}) == sum(
        map(len, derived.values())
    )
    _is_worth_something(decisions, derived)


def _five(statement: dict[str, Any]) -> tuple[Any, ...]:
    values = [statement.get(name) for name in FIVE]
    return (*values[:4], *values[4])


def _is_worth_something(decisions: list[Decision], derived: dict[str, Any]) -> None:
    """Every kind of decision is there often, and nothing of a person stands in any statement."""
    kinds = Counter((d.outcome, d.automated) for d in decisions)
    how = Counter(statements[0]["automated_decision"] for statements in derived.values())
    text = json.dumps(list(derived.values()))

    assert min(kinds.values()) > 100
    assert len(kinds) == 4
    assert min(how.values()) > 100
    assert len(how) == 3
    for secret in ("@", "+49", "Oscar", "Rita", "Rupert", "Sam Seller", "stitching", "ledger-"):
        assert secret not in text


# --- the rule --------------------------------------------------------------------------------------------


def test_a_removal_by_the_policy_says_that_no_person_looked() -> None:
    [statement] = statements_of(FACTS)

    assert statement["automated_decision"] == "AUTOMATED_DECISION_FULLY"
    assert "version 3 of the published rules. No person had looked" in statement["decision_facts"]
    assert (statement["application_date"], statement["content_language"]) == ("2026-03-02", "DE")
    assert len(statement["territorial_scope"]) == 27
    assert "end_date_visibility_restriction" not in statement


def test_what_the_marketplace_found_itself_names_no_sender() -> None:
    [asked], [found] = (statements_of(_with(channel=channel)) for channel in ("authentication", "portal"))

    assert asked["source_type"] == found["source_type"] == "SOURCE_VOLUNTARY"
    assert "source_identity" not in {*asked, *found}
    assert (asked["automated_detection"], found["automated_detection"]) == ("No", "Yes")
    assert asked["decision_facts"].startswith("The marketplace asked Lumora about the listing.")


def test_an_end_is_said_in_a_second_statement_that_leaves_the_first_as_it_was() -> None:
    ended = _with(ended_on=date(2026, 3, 20), end_cause="appeal")

    first, second = statements_of(ended)

    assert first == statements_of(FACTS)[0]
    assert (first["puid"][-2:], second["puid"][-2:]) == ("-1", "-2")
    assert second["end_date_visibility_restriction"] == "2026-03-20"
    assert second["decision_facts"].startswith("This restriction has ended. A second person")
    assert _five(first) == _five(second)


def test_a_second_removal_by_the_same_decision_has_numbers_of_its_own() -> None:
    assert statements_of(_with(number=1))[0]["puid"] == f"{FACTS.decision_id}-3"


def test_what_a_marketplace_outside_europe_restricts_names_no_state_of_europe() -> None:
    assert "territorial_scope" not in statements_of(_with(territories=("US", "CN")))[0]


def test_a_restriction_that_ended_before_it_began_lasted_no_day() -> None:
    _, second = statements_of(_with(ended_on=FACTS.applied_on - timedelta(days=1), end_cause="withdrawn"))

    assert second["end_date_visibility_restriction"] == second["application_date"]


def _with(**changes: Any) -> Facts:
    return Facts(**{name: getattr(FACTS, name) for name in FACTS.__slots__} | changes)


some_day = some.dates(min_value=date(2020, 1, 1), max_value=date(2037, 12, 31))
some_reason = some.sampled_from([(r.code, kind) for r in REASONS.values() for kind in r.right_kinds])


@settings(max_examples=200, deadline=None)
@given(
    texts=some.tuples(some.text(max_size=400), some.text(max_size=400), some.text(max_size=80)),
    days=some.lists(some_day, min_size=2, max_size=2).map(sorted),
    seen=some_day,
    reason=some_reason,
    how=some.tuples(some.booleans(), some.booleans(), some.sampled_from(sorted(words().sources))),
    ended=some.sampled_from(["", "withdrawn", "appeal", "something_new"]),
)
def test_whatever_brands_call_themselves_the_statement_is_valid(
    texts: tuple[str, str, str],
    days: list[date],
    seen: date,
    reason: tuple[str, str],
    how: tuple[bool, bool, str],
    ended: str,
) -> None:
    facts = _with(
        decision_id=new_id(),
        brand=texts[0],
        right=texts[1],
        marketplace=texts[2],
        reason=reason[0],
        right_kind=reason[1],
        automated=how[0],
        findings_shown=how[1],
        channel=how[2],
        seen_on=seen,
        applied_on=days[0],
        ended_on=days[1] if ended else None,
        end_cause=ended,
    )

    assert len(statements_of(facts)) == 1 + bool(ended)


def test_the_mapping_knows_every_reason_right_and_channel() -> None:
    assert set(words().reasons) == set(REASONS)
    assert set(words().rights) == set(Right.Kind.values)
    assert set(words().sources) >= set(Complaint.Channel.values)


def test_no_lawyer_has_confirmed_the_mapping_yet() -> None:
    assert words().confirmed_by_lawyer is False


# --- what is refused -------------------------------------------------------------------------------------


def test_a_brand_that_is_called_null_is_somebody() -> None:
    assert statements_of(_with(brand="null"))[0]["source_identity"] == "“null”"


@pytest.mark.parametrize(
    ("changes", "rule"),
    [
        ({"source_identity": ""}, "a_notice_has_no_sender"),
        ({"source_type": "SOURCE_VOLUNTARY"}, "our_own_initiative_has_a_sender"),
        ({"automated_detection": "Yes"}, "a_notice_was_found_by_a_program"),
        ({"end_date_visibility_restriction": "2026-03-01"}, "dates_are_not_in_order"),
        ({"content_date": "2026-03-03"}, "dates_are_not_in_order"),
        ({"application_date": "2019-12-31", "content_date": "2019-12-31"}, "dates_are_not_in_order"),
        ({"decision_facts": "because"}, "words_say_nothing"),
        ({"decision_facts": "Ask sam@sellers.example about it."}, "a_person_could_be_reached"),
        ({"source_identity": "Lumora, +49 30 1234567"}, "a_person_could_be_reached"),
        ({"content_language": None}, "a_field_is_empty"),
        ({"source_identity": "null"}, "a_field_is_empty"),
        ({"territorial_scope": ["FR", "DE"]}, "a_list_is_not_sorted"),
        ({"decision_visibility": ["DECISION_VISIBILITY_CONTENT_DEMOTED"]}, "it_is_no_removal_for_a_right"),
    ],
)
def test_our_own_rules_are_stricter(changes: dict[str, Any], rule: str) -> None:
    [statement] = statements_of(FACTS)

    assert rule in problems_of({**statement, **changes})


def test_every_rule_of_our_own_is_tried() -> None:
    tried = {
        case[1]
        for case in test_our_own_rules_are_stricter.pytestmark[0].args[1]  # type: ignore[attr-defined]
    }

    assert tried == {rule.__name__ for rule in RULES}


@pytest.mark.parametrize(
    "changes",
    [
        {"puid": "with a space"},
        {"decision_facts": " "},
        {"decision_facts": 5},
        {"application_date": "2026-02-30"},
        {"illegal_content_explanation": None},
        {"territorial_scope": ["UK"]},
        {"content_type": []},
        {"category_specification": ["KEYWORD_COUNTERFEIT"]},
        {"decision_visibility": []},
        {"decision_visibility": ["DECISION_VISIBILITY_OTHER"]},
        {"automated_detection": True},
        {"something": "else"},
    ],
)
def test_the_schema_refuses_what_the_database_would(changes: dict[str, Any]) -> None:
    [statement] = statements_of(FACTS)

    assert problems_of(statement) == []
    assert any(problem.startswith("$") for problem in problems_of({**statement, **changes}))
