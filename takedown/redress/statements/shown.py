"""A statement of reasons as text: what its fields mean, in the reader's language."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from brands.countries import names_of
from complaints.assessment.territories import EU
from takedown.redress.statements.derive import Statement, what_happened, why_it_is_restricted
from takedown.redress.statements.gather import Reasons
from takedown.redress.statements.words import words

_WITHOUT_SPACES = ("zh", "ja")
_SOURCES: Mapping[str, Promise] = {
    "SOURCE_ARTICLE_16": gettext_lazy("A complaint by {brand}"),
    "SOURCE_VOLUNTARY": gettext_lazy("The marketplace's own look at the listing"),
}
_DECIDED: Mapping[str, Promise] = {
    "AUTOMATED_DECISION_FULLY": gettext_lazy("By a program alone"),
    "AUTOMATED_DECISION_PARTIALLY": gettext_lazy("By a person who saw what a program had found"),
    "AUTOMATED_DECISION_NOT_AUTOMATED": gettext_lazy("By a person"),
}
_FOUND: Mapping[str, Promise] = {
    "Yes": gettext_lazy("A program found the listing"),
    "No": gettext_lazy("No program looked for the listing"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """`day` instead of `text` where the value is one."""

    label: str
    text: str = ""
    day: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    case: str
    ended: bool
    rows: list[Row]
    confirmed: bool
    """Whether a lawyer has confirmed how our decisions become these fields."""


def shown(reasons: Sequence[Reasons]) -> list[Shown]:
    return [
        Shown(
            case=one.facts.case,
            ended=one.facts.ended_on is not None,
            rows=_rows(one),
            confirmed=words().confirmed_by_lawyer,
        )
        for one in reasons
    ]


def download(reasons: Sequence[Reasons]) -> dict[str, Any]:
    """As the database takes several at once."""
    return {"statements": [statement for one in reasons for statement in one.statements]}


def _rows(one: Reasons) -> list[Row]:
    statement, facts = one.latest, one.facts
    law, source = statement["illegal_content_legal_ground"], statement["source_type"]
    found, decided = statement["automated_detection"], statement["automated_decision"]
    return [
        Row(label=_("What was done"), text=_("The listing was taken off sale")),
        Row(label=_("From"), day=date.fromisoformat(statement["application_date"])),
        *_until(statement),
        *_where(statement),
        Row(label=_("The law"), text=_(law)),
        Row(label=_("Why"), text=_together(why_it_is_restricted(facts, say=_))),
        Row(
            label=_("What happened"),
            text=_together(what_happened(facts, ended=facts.ended_on is not None, say=_, dated=readable_day)),
        ),
        Row(
            label=_("What led to it"),
            text=str(_SOURCES[source]).format(brand=statement.get("source_identity", "")),
        ),
        Row(label=_("How it was found"), text=str(_FOUND[found])),
        Row(label=_("How it was decided"), text=str(_DECIDED[decided])),
    ]


def readable_day(day: date) -> str:
    return date_format(day, "DATE_FORMAT")


def _together(sentences: Sequence[str]) -> str:
    """Where a language puts no space between words, it puts none between sentences."""
    between = "" if (get_language() or "").startswith(_WITHOUT_SPACES) else " "
    return between.join(sentences)


def _until(statement: Statement) -> list[Row]:
    end = statement.get("end_date_visibility_restriction")
    if end is None:
        return [Row(label=_("Until"), text=_("No end is set"))]
    return [Row(label=_("Until"), day=date.fromisoformat(end))]


def _where(statement: Statement) -> list[Row]:
    where = set(statement.get("territorial_scope", ()))
    if not where:
        return []
    parts = [_("All of the EU")] if where >= EU else []
    if others := sorted(where - EU if parts else where):
        parts.append(names_of(others))
    return [Row(label=_("Where in Europe"), text=", ".join(parts))]
