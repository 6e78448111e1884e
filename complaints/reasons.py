"""Why a brand may want a listing off sale: the catalogue of reasons, with what makes each complete.

Versioned data that a legal owner confirms; a change here is a change of VERSION.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

VERSION = 1


class EvidenceKind(StrEnum):
    TEST_BUY = "test_buy"
    ANNOTATED = "annotated"
    ORIGINAL = "original"
    SIDE_BY_SIDE = "side_by_side"
    OTHER = "other"


EVIDENCE_LABELS: Mapping[EvidenceKind, Promise] = {
    EvidenceKind.TEST_BUY: _("Test buy: what was ordered and what arrived"),
    EvidenceKind.ANNOTATED: _("Picture with the differences to the genuine article marked"),
    EvidenceKind.ORIGINAL: _("The original file of the picture"),
    EvidenceKind.SIDE_BY_SIDE: _("Your design and the offered article side by side"),
    EvidenceKind.OTHER: _("Something else"),
}


# What a structured report of a test buy says (Evidence.report). Complete, it says all of it.
TEST_BUY_PARTS = frozenset({"order", "received_on", "differences"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """`evidence`: any one of these makes the complaint complete; empty means none is needed."""

    code: str
    label: Promise
    question: Promise
    right_kinds: frozenset[str]
    automatic: bool = False
    evidence: frozenset[EvidenceKind] = field(default_factory=frozenset)
    safer_words: Promise | None = None


_THREATS = _(
    "Notices about patents and about resale of genuine goods can count as unjustified threats in some "
    "countries. State facts only, and have a lawyer look first."
)

REASONS: Mapping[str, Reason] = {
    reason.code: reason
    for reason in (
        Reason(
            code="counterfeit_goods",
            label=_("Counterfeit goods"),
            question=_("The article itself is a fake: we did not make it."),
            right_kinds=frozenset({"trademark"}),
            automatic=True,
            evidence=frozenset({EvidenceKind.TEST_BUY, EvidenceKind.ANNOTATED}),
        ),
        Reason(
            code="copied_image",
            label=_("Our picture was copied"),
            question=_("They use a picture that we made, without permission."),
            right_kinds=frozenset({"copyright"}),
            automatic=True,
            evidence=frozenset({EvidenceKind.ORIGINAL}),
        ),
        Reason(
            code="mark_in_title",
            label=_("Our mark in the words of the listing"),
            question=_("The article is not ours, but our name stands in its title or text."),
            right_kinds=frozenset({"trademark"}),
        ),
        Reason(
            code="mark_on_product",
            label=_("Our mark on the article"),
            question=_("Our name or logo is on an article that we did not make or license."),
            right_kinds=frozenset({"trademark"}),
        ),
        Reason(
            code="copied_design",
            label=_("Our registered design was copied"),
            question=_("The shape or look of the article is our registered design."),
            right_kinds=frozenset({"design"}),
            evidence=frozenset({EvidenceKind.SIDE_BY_SIDE}),
        ),
        Reason(
            code="patent",
            label=_("Patent"),
            question=_("The article uses an invention that we have patented."),
            right_kinds=frozenset({"patent"}),
            safer_words=_THREATS,
        ),
        Reason(
            code="parallel_import",
            label=_("Parallel import"),
            question=_("The article is ours, but was never meant for this market."),
            right_kinds=frozenset({"trademark"}),
            safer_words=_THREATS,
        ),
        Reason(
            code="resale",
            label=_("Resale of altered goods"),
            question=_("The article was ours, but was altered, repacked or is sold as new."),
            right_kinds=frozenset({"trademark"}),
            safer_words=_THREATS,
        ),
        Reason(
            code="selective_distribution",
            label=_("Selective distribution"),
            question=_("The article is ours; the seller is not in our distribution system."),
            right_kinds=frozenset({"trademark"}),
            safer_words=_THREATS,
        ),
    )
}


def in_english(kinds: Iterable[str]) -> str:
    """Kinds of evidence as a finding names them, whoever is reading (assessment/spoken.py says it in their language)."""
    return _in_english(frozenset(kinds))


@cache
def _in_english(kinds: frozenset[str]) -> str:
    with override("en"):
        return " / ".join(str(EVIDENCE_LABELS[EvidenceKind(kind)]) for kind in sorted(kinds))
