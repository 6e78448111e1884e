"""Names that measure: a magnet of 1.4 tesla, sweets of the month that Arabic calls مارس."""

import re

from recognition.context import Around, around
from recognition.folding import plain_of, plain_words
from recognition.judge import Candidate
from recognition.listed import words_of
from recognition.subjects import is_told, telling_of

# What physics has named after people, in the scripts of shops.
_UNITS = plain_words(words_of("telling.txt", "units"))
_A_FRACTION = re.compile(r"(?<![\d.,])\d{1,3}[.,]\d{1,3}\s?$")
_A_NUMBER = re.compile(r"(?<![\d.,])\d{1,6}\s?$")
# So many of these are told of lamps and cells; "2 Tesla" may be two cars.
_UNITS_OF_ANYTHING = plain_words("lux lumen volt watt hertz ohm joule ampere gauss")
_MEASURED = telling_of(words_of("telling.txt", "measured"))
_MONTHS = plain_words(words_of("telling.txt", "months"))
_MONTH = plain_words(words_of("telling.txt", "month"))
_OTHER_MONTHS = _MONTHS | plain_words(
    "january february janvier fevrier février januar februar enero febrero gennaio febbraio ocak subat şubat январь февраль апрель يناير فبراير ژانویه ינואר פברואר"
)
_A_YEAR = re.compile(r"\s?(?:19|20)\d\d(?!\d)")


def is_a_unit_here(found: Candidate, text: str) -> bool:
    written = plain_of(text[found.start : found.end])
    if written not in _UNITS:
        return False
    place = around(text, found.start, found.end)
    if _A_FRACTION.search(place.before):
        return True
    if _A_NUMBER.search(place.before) is None:
        return False
    return written in _UNITS_OF_ANYTHING or is_told(_MEASURED, place)


def is_a_month_here(found: Candidate, text: str) -> bool:
    """Behind the word for month, beside another month, or, in small letters, before a year."""
    written = text[found.start : found.end]
    if plain_of(written) not in _MONTHS:
        return False
    place = around(text, found.start, found.end)
    if not _MONTH.isdisjoint(place.words_before[:1]):
        return True
    return written == written.lower() and (
        _stands_among_months(place) or _A_YEAR.match(place.after) is not None
    )


def _stands_among_months(place: Around) -> bool:
    return not _OTHER_MONTHS.isdisjoint((*place.words_before[:1], *place.words_after[:1]))
