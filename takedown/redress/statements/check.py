"""Whether something is a statement of reasons: the database's rules as a schema, and stricter ones of our own. Pure.

The database takes what it should not: the word "null", numbers for words, ends before beginnings. We send none of it.
"""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator

EARLIEST_CONTENT, EARLIEST_APPLICATION, LATEST = "2000-01-01", "2020-01-01", "2038-01-01"
NOTICES = frozenset({"SOURCE_ARTICLE_16", "SOURCE_TRUSTED_FLAGGER", "SOURCE_TYPE_OTHER_NOTIFICATION"})
_PERSONAL = re.compile(r"\S+@\S+\.\S+|\+\d[\d /().-]{5,}\d")

type Rule = Callable[[Mapping[str, Any]], bool]


@cache
def schema() -> Mapping[str, Any]:
    read: Mapping[str, Any] = json.loads(
        (Path(__file__).parent / "dsa_schema.json").read_text(encoding="utf-8")
    )
    return read


@cache
def _validator() -> Draft202012Validator:
    return Draft202012Validator(schema(), format_checker=Draft202012Validator.FORMAT_CHECKER)


# --- our own: true when something is wrong ---------------------------------------------------------------


def a_notice_has_no_sender(statement: Mapping[str, Any]) -> bool:
    return statement["source_type"] in NOTICES and not statement.get("source_identity")


def our_own_initiative_has_a_sender(statement: Mapping[str, Any]) -> bool:
    return statement["source_type"] not in NOTICES and "source_identity" in statement


def a_notice_was_found_by_a_program(statement: Mapping[str, Any]) -> bool:
    return statement["source_type"] in NOTICES and statement["automated_detection"] == "Yes"


def dates_are_not_in_order(statement: Mapping[str, Any]) -> bool:
    seen, applied = statement["content_date"], statement["application_date"]
    ended = statement.get("end_date_visibility_restriction", applied)
    in_range = seen >= EARLIEST_CONTENT and applied >= EARLIEST_APPLICATION and ended <= LATEST
    return not (in_range and seen <= applied <= ended)


def words_say_nothing(statement: Mapping[str, Any]) -> bool:
    said = ("decision_facts", "illegal_content_legal_ground", "illegal_content_explanation")
    return any(len(str(statement.get(name) or "").split()) < 3 for name in said)


def a_person_could_be_reached(statement: Mapping[str, Any]) -> bool:
    return any(_PERSONAL.search(text) for text in _texts(list(statement.values())))


def a_field_is_empty(statement: Mapping[str, Any]) -> bool:
    """What is not known is left out: neither null nor the word for it."""
    return any(value in (None, "", "null", []) for value in statement.values())


def a_list_is_not_sorted(statement: Mapping[str, Any]) -> bool:
    """They are kept so there: what we can show later is then what we sent."""
    lists = (value for value in statement.values() if isinstance(value, list))
    return any(value != sorted(set(value)) for value in lists)


def it_is_no_removal_for_a_right(statement: Mapping[str, Any]) -> bool:
    """All that this portal restricts."""
    return (
        statement.get("decision_visibility") != ["DECISION_VISIBILITY_CONTENT_REMOVED"]
        or statement["decision_ground"] != "DECISION_GROUND_ILLEGAL_CONTENT"
        or statement["category"] != "STATEMENT_CATEGORY_INTELLECTUAL_PROPERTY_INFRINGEMENTS"
        or not statement.get("category_specification")
    )


RULES: tuple[Rule, ...] = (
    a_notice_has_no_sender,
    our_own_initiative_has_a_sender,
    a_notice_was_found_by_a_program,
    dates_are_not_in_order,
    words_say_nothing,
    a_person_could_be_reached,
    a_field_is_empty,
    a_list_is_not_sorted,
    it_is_no_removal_for_a_right,
)


def problems_of(statement: Mapping[str, Any]) -> list[str]:
    """Empty when it can be shown and sent. Our own rules look only at what the schema lets through."""
    broken = [f"{error.json_path} {error.message}" for error in _validator().iter_errors(statement)]
    return broken or [rule.__name__ for rule in RULES if rule(statement)]


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for part in value:
            yield from _texts(part)
