"""A finding in the language of whoever reads it. It is stored in English, with the words of its own kept apart."""

from collections.abc import Mapping

from django.utils.translation import gettext

from complaints.assessment.findings import Finding
from complaints.assessment.rules import OF_CODE

# Places that are filled with words of the portal's, not of the case's: these are translated, too.
_OURS = frozenset({"kinds"})


def sentence_of(finding: Finding) -> str:
    """As it was stored where the code says it otherwise by now: what was said then is not reworded."""
    rule = OF_CODE.get(finding.code)
    return _said(rule.sentence, finding.values, stored=finding.sentence) if rule else finding.sentence


def remedy_of(finding: Finding) -> str:
    """What would close it; empty where nothing that the brand does would.

    Earlier versions named fewer remedies. What would close a gap is advice for today, so today's is given.
    """
    rule = OF_CODE.get(finding.code)
    if rule is None or not rule.remedy:
        return finding.remedy
    return _said(rule.remedy, finding.values, stored=finding.remedy or rule.remedy)


def in_general(text: str, example: Mapping[str, str]) -> str:
    """A rule's sentence in the reader's language, its places filled with an example."""
    said = {name: _in_their_words(name, value) for name, value in example.items()}
    return gettext(text) % said if text and said else gettext(text) if text else ""


def is_for_brands(finding: Finding) -> bool:
    rule = OF_CODE.get(finding.code)
    return rule is None or not rule.for_staff


def _said(text: str, values: Mapping[str, str], *, stored: str) -> str:
    try:
        in_english = text % values if values else text
    except KeyError:
        return stored
    if in_english != stored:
        return stored
    said = {name: _in_their_words(name, value) for name, value in values.items()}
    return gettext(text) % said if said else gettext(text)


def _in_their_words(name: str, value: str) -> str:
    if name not in _OURS:
        return value
    return " / ".join(gettext(part) for part in value.split(" / "))
