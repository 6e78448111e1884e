"""What features, states and bounds are called on pages."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from complaints.assessment.additive import BASE
from complaints.assessment.features import EVIDENCE, FINDING, MARK, PICTURE
from complaints.code_words import in_words
from complaints.reasons import REASONS
from complaints.scoring.states import ModelState

STATES: Mapping[ModelState, Promise] = {
    ModelState.CANDIDATE: _("candidate"),
    ModelState.SHADOW: _("looks on"),
    ModelState.LIVE: _("in force"),
    ModelState.RETIRED: _("retired"),
}
TONES: Mapping[ModelState, str] = {
    ModelState.CANDIDATE: "neutral",
    ModelState.SHADOW: "info",
    ModelState.LIVE: "good",
    ModelState.RETIRED: "neutral",
}
AGAINST: Mapping[str, Promise] = {
    "too_little_was_tested": _("Too few items that people decided were left to test it on."),
    "what_it_says_is_not_what_people_find": _("What it says and what people find are too far apart."),
    "no_better_than_the_base_rate": _("It is no better than always saying the base rate."),
    "no_better_than_the_rules": _("It is no better than the rules."),
    "says_more_or_less_than_people_find": _("On average it says more, or less, than people find."),
    "worse_than_the_base_rate": _("It is worse than always saying the base rate."),
    "knows_too_few_of_the_findings": _("Too many items have a finding that it has never seen."),
    "what_is_filed_is_not_what_it_learned_from": _("What is filed now is not what it has learned from."),
    "people_judge_too_little_of_it": _(
        "People have judged too few of its items: it cannot be checked any more."
    ),
}
START = _("Where every complaint starts")
_NUMERIC: Mapping[str, Promise] = {
    MARK: _("How surely the mark is recognised"),
    PICTURE: _("How surely a picture of the brand is recognised"),
    EVIDENCE: _("How many kinds of evidence there are"),
}


def label_of(name: str, sentences: Mapping[str, str] | None = None) -> str:
    """`sentences`: what the findings of one item say, by their codes; else the code itself in words."""
    if name == BASE:
        return str(START)
    if name in _NUMERIC:
        return str(_NUMERIC[name])
    kind, _sep, rest = name.partition(":")
    if kind == FINDING:
        code = rest.rpartition(":")[0]
        return (sentences or {}).get(code) or in_words(code)
    label = REASONS[rest].label if rest in REASONS else in_words(rest)
    return str(_("Reason: %s")) % label
