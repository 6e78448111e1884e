"""Whether a mark that is written in a title may count there: ordinary words, measures and very short marks need more."""

import re
import unicodedata

from recognition.anothers import (
    WORN,
    hides,
    is_a_word_of_its_title,
    is_anothers_outside_its_classes,
    is_only_a_word,
    says_something_else,
)
from recognition.context import around, use_of
from recognition.elsewhere import is_a_word_elsewhere
from recognition.folding import plain_of
from recognition.goods import goods_around, goods_beside
from recognition.judge import Candidate
from recognition.letter_names import letters_spelt
from recognition.lines import stands_beside_its_line
from recognition.listed import listed
from recognition.loanwords import is_borrowed
from recognition.marks import Kind
from recognition.names import FIRMS
from recognition.no_name_here import is_no_name_here
from recognition.nouns import is_a_noun_here
from recognition.of_others import is_part_of_what_others_have
from recognition.reading import AS_GENERATED, SLIPS, Among, Trick
from recognition.short_forms import may_stand_for_a_name
from recognition.speaking import (
    fits_what_has_a_model,
    is_a_firm_in_a_row_of_firms,
    says_what_it_fits,
    speaks_of_the_brand,
)
from recognition.standing_out import goes_on_as_a_name, is_in_a_saying, stands_out_as_a_name
from recognition.surfaces import BY_SOUND, Surface
from recognition.vocabulary import is_usual
from recognition.words import (
    is_a_quality,
    neighbours_make_it_ordinary,
    neighbours_may_make_it_ordinary,
)

# Written with a digit, they are measures: "3M" may be three metres.
_MEASURES = frozenset("mlgvwakxdpstcb")
# Behind a number that is no year the one is a unit; among others of its kind the other is a size.
_UNITS = frozenset(("hp", "ps", "kw", "kg", "mg", "ml", "cl", "cm", "mm", "km", "oz", "lb", "gb", "tb"))
_SIZES = frozenset(("xs", "sm", "md", "lg", "xl", "xxl", "2xl", "3xl"))
_BEFORE_A_SIZE = listed(
    "size sizes sz gr grosse taille talla taglia tamanho rozmiar beden размер розмір μεγεθος مقاس قياس מידה साइज サイズ 사이즈 尺码 ไซส์ ukuran velikost meret"
)
_OF_ENGINES = listed("حصان л.с лс cv ps kw kva rpm 马力 馬力 마력")
_AMOUNT = re.compile(r"(?<!\d)\d{1,3}\s?$")
_SHORTEST_SLIP = 6
_LONGEST_LOAN = 5
# Nobody goes to such lengths for a word.
_HIDES_A_NAME, _MAY_HIDE_A_NAME = (
    frozenset((Trick.LETTERS, Trick.HIDDEN)),
    frozenset((Trick.DIGITS, Trick.SYMBOLS)),
)
_NUMBER_SIGNS = frozenset("-/.")
_ITS_MODEL = re.compile(r" (?:[A-Z][a-z]|\d{4})")


def may_count(found: Candidate, text: str, nice_class: int | None) -> bool:
    """Ordinary words and very short marks mean the brand only among the brand's own goods, or where the title says so."""
    return (
        stands_beside_its_line(found, text, nice_class)
        or is_a_firm_in_a_row_of_firms(
            plain_of(found.surface.mark.text), around(text, found.start, found.end)
        )
        or _counts_by_itself(found, text, nice_class)
    )


def _counts_by_itself(found: Candidate, text: str, nice_class: int | None) -> bool:
    surface, classes = found.surface, found.surface.nice_classes
    is_contradicted = nice_class is not None and bool(classes) and nice_class not in classes
    if not _are_goods_that_it_counts_among(found, text, nice_class, is_contradicted=is_contradicted):
        return False
    if _is_a_word_of_another_script(found, text, nice_class):
        return False
    if _is_a_measure(surface):
        return not is_contradicted and _reads_as_a_name(found, text, nice_class)
    if _means_something_else(found, text, nice_class):
        return False
    if surface.is_common:
        return _counts_though_common(found, text, nice_class, is_contradicted=is_contradicted)
    return _counts_as_a_name(found, text, nice_class, is_contradicted=is_contradicted)


def _is_a_word_of_another_script(found: Candidate, text: str, nice_class: int | None) -> bool:
    return _says_a_loanword(found, text, nice_class) or is_a_word_elsewhere(found, text, nice_class)


def _means_something_else(found: Candidate, text: str, nice_class: int | None) -> bool:
    """A unit, a size, a word of the title's language or of English, a longer name of somebody else."""
    return (
        _is_a_unit_or_a_size(found, text, nice_class)
        or is_a_word_of_its_title(found, text)
        or says_something_else(found, text)
        or is_a_noun_here(found, text, nice_class)
        or is_part_of_what_others_have(found, text, nice_class)
        or is_no_name_here(found, text, nice_class)
        or (found.surface.is_known and not _is_written_as_a_name(found, text))
    )


def _are_goods_that_it_counts_among(
    found: Candidate, text: str, nice_class: int | None, *, is_contradicted: bool
) -> bool:
    among = found.reading.among
    if among is Among.ITS_OWN:
        return _are_its_goods(found, text, nice_class) or (
            nice_class is None
            and fits_what_has_a_model(around(text, found.start, found.end), text, found.end)
        )
    if among is Among.NOT_OTHERS:
        if is_contradicted:
            return says_what_it_fits(around(text, found.start, found.end))
        return nice_class is not None or not _are_goods_of_others(found, text)
    return True


def _is_written_as_a_name(found: Candidate, text: str) -> bool:
    """ "звезда на ёлку": who means Звезда, and has not registered it, writes a capital."""
    if found.surface.is_short_form:
        return may_stand_for_a_name(text, found.start, found.end)
    is_small = found.surface.says_a_word and text[found.start : found.end].islower()
    return not is_small or hides(found) or says_what_it_fits(around(text, found.start, found.end))


def _says_a_loanword(found: Candidate, text: str, nice_class: int | None) -> bool:
    """Among the mark's own goods, or of a long name, only where it is not quite the name."""
    surface, reading = found.surface, found.reading
    if surface.generated != BY_SOUND or reading.is_disguised:
        return False
    is_exact = reading.score >= AS_GENERATED
    is_long = len(surface.base) > _LONGEST_LOAN
    if is_exact and (is_long or _are_around(surface.mark.nice_classes, found, text, nice_class)):
        return False
    return is_borrowed(text[found.start : found.end], surface.base)


def _are_around(classes: frozenset[int], found: Candidate, text: str, nice_class: int | None) -> bool:
    if nice_class is not None:
        return nice_class in classes
    return not classes.isdisjoint(goods_around(around(text, found.start, found.end)))


def _are_goods_of_others(found: Candidate, text: str) -> bool:
    """موبائل چارجر is no Mobil: of a word that is said every day, where the listing gives no class."""
    place = around(text, found.start, found.end)
    is_of_a_firm = found.surface.is_known and plain_of(found.surface.mark.text) in FIRMS
    if is_of_a_firm and use_of(place, "").kind is Kind.COMPATIBLE:
        return False
    goods, classes = goods_around(place), found.surface.mark.nice_classes
    if not goods or not classes or not goods.isdisjoint(classes | WORN):
        return False
    return not says_what_it_fits(place)


def _counts_as_a_name(found: Candidate, text: str, nice_class: int | None, *, is_contradicted: bool) -> bool:
    has_class = nice_class in found.surface.mark.nice_classes
    if _is_part_of_a_number(found, text, has_class=has_class):
        return False
    if nice_class is None and is_only_a_word(found, text):
        return False
    if (
        nice_class is not None
        and is_contradicted
        and (
            _is_too_little_without_its_class(found)
            or is_anothers_outside_its_classes(found, text, nice_class)
        )
    ):
        return False
    return hides(found) or not _is_ordinary_here(found, text)


def _is_too_little_without_its_class(found: Candidate) -> bool:
    surface = found.surface
    is_slip = not SLIPS.isdisjoint(found.reading.tricks) and len(surface.base) < _SHORTEST_SLIP
    return is_slip or (surface.is_short and surface.base.isascii())


def _is_ordinary_here(found: Candidate, text: str) -> bool:
    name = found.surface.name
    if is_a_quality(name):
        written = text[found.start : found.end]
        if written.islower():
            return True
        if (written.isupper() and not text.isupper()) or goes_on_as_a_name(text, found.start, found.end):
            return False
    if not neighbours_may_make_it_ordinary(name):
        return False
    place = around(text, found.start, found.end)
    return neighbours_make_it_ordinary(name, place.words_before, place.words_after)


def _counts_though_common(
    found: Candidate, text: str, nice_class: int | None, *, is_contradicted: bool
) -> bool:
    place = around(text, found.start, found.end)
    if says_what_it_fits(place):
        return True
    if is_contradicted:
        return False
    if _hides_a_name(found, text) or _has_its_odd_capitals(found, text):
        return True
    if is_in_a_saying(text, found.start, found.end):
        return False
    if not _are_its_goods(found, text, nice_class):
        return speaks_of_the_brand(place, text, found.end) or (
            nice_class is None
            and stands_out_as_a_name(text, found.start, found.end)
            and not _is_ordinary_here(found, text)
        )
    return (
        found.reading.is_disguised
        or not _is_ordinary_here(found, text)
        or speaks_of_the_brand(place, text, found.end)
    )


def _has_its_odd_capitals(found: Candidate, text: str) -> bool:
    """ "boAt" is no boat: who writes a capital inside has the name in mind."""
    written = text[found.start : found.end]
    return (
        written == found.surface.registered
        and any(map(str.isupper, written[1:]))
        and not written.isupper()
        and not written.istitle()
    )


def _hides_a_name(found: Candidate, text: str) -> bool:
    """ "T1de" is a word with a digit in it; "T1D3" is the number of a model as well."""
    if not _HIDES_A_NAME.isdisjoint(found.reading.tricks):
        return True
    is_odd = not _MAY_HIDE_A_NAME.isdisjoint(found.reading.tricks)
    return is_odd and sum(not char.isalpha() for char in text[found.start : found.end]) == 1


def _are_its_goods(found: Candidate, text: str, nice_class: int | None) -> bool:
    """Whether the listing's class is one of the mark's or, where it has none, the goods named beside the mark are of one."""
    classes = found.surface.nice_classes
    if nice_class is not None or not classes:
        return nice_class in classes
    return not classes.isdisjoint(goods_beside(around(text, found.start, found.end)))


def _is_part_of_a_number(found: Candidate, text: str, *, has_class: bool) -> bool:
    """ "LV-50" and "1EG0.052" are models and parts of somebody's."""
    goes_on = (
        text[found.end : found.end + 1] in _NUMBER_SIGNS and text[found.end + 1 : found.end + 2].isdigit()
    )
    if _ends_a_model(found, text) or _is_a_number_of_a_model(found, text):
        return True
    is_doubtful = found.surface.is_short or Trick.DIGITS in found.reading.tricks
    return goes_on and is_doubtful and not (has_class and not found.reading.is_disguised)


def _ends_a_model(found: Candidate, text: str) -> bool:
    """The "60Pro" of "Mate60Pro" is no GoPro."""
    is_behind_a_letter = found.start > 0 and text[found.start - 1].isalpha()
    return is_behind_a_letter and text[found.start : found.start + 2].isdigit() and found.reading.is_disguised


_NUMBERED = re.compile(r"\d{2,}[^\W\d_]+|([^\W\d_]+)\d")


def _is_a_number_of_a_model(found: Candidate, text: str) -> bool:
    """The "990PRO" of Samsung is no GoPro, nor "Flip5" a misspelt Philips: the digits stand together, and what is left is a word."""
    numbered = _NUMBERED.fullmatch(text[found.start : found.end])
    if numbered is None:
        return False
    if numbered[1] is None:
        return Trick.DIGITS in found.reading.tricks
    return not SLIPS.isdisjoint(found.reading.tricks) and is_usual(plain_of(numbered[1]))


def _is_a_measure(surface: Surface) -> bool:
    base = surface.base
    return base[:-1].isdigit() and base[-1:] in _MEASURES


def _unit_or_size(surface: Surface) -> str:
    """ "एचपी" spells HP, and is as much a unit."""
    if not surface.is_known or surface.base.isascii():
        return surface.base
    return min((_UNITS | _SIZES).intersection(letters_spelt(surface.base)), default=surface.base)


def _is_a_unit_or_a_size(found: Candidate, text: str, nice_class: int | None) -> bool:
    said = _unit_or_size(found.surface)
    if said not in _UNITS | _SIZES:
        return False
    place = around(text, found.start, found.end)
    if said in _UNITS:
        is_of_an_engine = not _OF_ENGINES.isdisjoint((*place.words_before[:2], *place.words_after[:2]))
        return is_of_an_engine or _AMOUNT.search(place.before) is not None
    if not _BEFORE_A_SIZE.isdisjoint(place.words_before[:1]):
        return True
    if _SIZES & {*place.words_before[:1], *place.words_after[:1]}:
        return True
    goods, classes = goods_beside(place), found.surface.mark.nice_classes
    return nice_class is None and bool(goods) and bool(classes) and goods.isdisjoint(classes)


def _reads_as_a_name(found: Candidate, text: str, nice_class: int | None) -> bool:
    """A length stands behind what it measures; a name is written as registered, in front or beside a trade mark sign.

    Among the mark's goods a name, or the number of a model, follows it there, or it is said what fits it.
    """
    written = text[found.start : found.end]
    if unicodedata.normalize("NFKC", written) not in (
        found.surface.registered,
        found.surface.registered.upper(),
    ):
        return False
    place = around(text, found.start, found.end)
    if not place.words_before or speaks_of_the_brand(place, text, found.end):
        return True
    return nice_class in found.surface.mark.nice_classes and (
        _ITS_MODEL.match(text, found.end) is not None or use_of(place, "").kind is Kind.COMPATIBLE
    )
