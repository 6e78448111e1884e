"""Whether a name is none where it stands: a colour, a unit, a month, a print, a person, a word of trade or of its language."""

from recognition.anothers import hides
from recognition.colours import is_a_colour_here
from recognition.common_nouns import is_a_noun_of_its_title
from recognition.judge import Candidate
from recognition.measured import is_a_month_here, is_a_unit_here
from recognition.persons import is_a_persons_given_name
from recognition.shown import is_shown_on_the_goods
from recognition.trade_words import is_a_word_of_trade


def is_no_name_here(found: Candidate, text: str, nice_class: int | None) -> bool:
    """Even among the mark's own goods; a disguise is never asked: nobody disguises a word."""
    if hides(found):
        return False
    return (
        is_a_word_of_trade(found, text)
        or is_a_colour_here(found, text)
        or is_a_unit_here(found, text)
        or is_a_month_here(found, text)
        or is_shown_on_the_goods(found, text)
        or is_a_persons_given_name(found, text, nice_class)
        or is_a_noun_of_its_title(found, text, nice_class)
    )
