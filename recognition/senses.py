"""Marks that are words or names of others as well: what else a title speaks of tells which is meant.

`words.ORDINARY_NEIGHBOURS` knows what stands right beside such a word; here the whole of what stands around it is heard.
"""

from recognition.context import Around
from recognition.homonyms import is_a_thing_here
from recognition.listed import listed, words_of
from recognition.names import GIVEN, GREEK_LETTERS, OF_OLD, PLACES, SURNAMES
from recognition.subjects import (
    Subject,
    is_called_a_colour,
    is_part_of_a_places_name,
    is_told,
    speaks_of,
    speaks_of_a_work,
    telling_of,
)
from recognition.words import is_of_others_too

_ANIMALS = listed(words_of("telling.txt", "animals"))
_ENGINES_OF_WAR = listed(
    "corsair puma jaguar tiger panther leopard mustang spitfire hornet falcon viper cobra raptor phantom bison"
)
_COLOURS = listed(
    """
    mango orange olive mint ivory coral navy camel lemon lime plum cherry berry peach apple salmon sand chocolate coffee vanilla
    mustard rose pink violet indigo amber emerald ruby sapphire pearl silver gold bronze copper braun brown off\u00a0white
    """
) | {"off white"}
# Of Greek, with what languages hang on to them; and what letters are called.
_ALPHA = telling_of(
    "альфа альфы альфой альфу алфа бета бетой гамма الفا ألفا אלפא अल्फा アルファ ベータ 알파 베타 阿尔法 阿爾法 อัลฟ่า อัลฟา"
)
_LETTERS = telling_of(words_of("telling.txt", "letters"))
# But those that are words of Greek: an article, "or".
_SIGNS = frozenset("αβγδεζθικλμνξπρστυφχψω")
_NEAR_A_LETTER = 6
# In the languages of some marks, too.
_OTHER_BEASTS = listed("vespa ape hummel zubr żubr зубр пума ягуар")
# "A puma", "el puma": no brand has an article, but every animal.
_ARTICLES = listed("a an the el un una il um uma ein eine двух двое")
_MEDIEVAL_AND_ALPINE = {
    "the north face": listed("eiger everest matterhorn ascent"),
    "under armour": listed("medieval gambeson chainmail hauberk larp"),
    # A cannon in the languages of Rome, a barbecue to those who speak of it so, what a character has left in a game.
    "canon": listed("confettis confeti artiller obus boulet bataille guerre napoleonienne"),
    "barbie": listed("aussie tongs snags prawns"),
    "hp": listed("dice rpg dnd d20 lovecraft"),
}


def means_something_else(name: str, place: Around) -> bool:
    """Whether the title speaks of something that is called so besides the mark."""
    beside = {*place.words_before, *place.words_after}
    if not beside.isdisjoint(_MEDIEVAL_AND_ALPINE.get(name, ())):
        return True
    if name in _COLOURS and is_called_a_colour(place):
        return True
    if name in GREEK_LETTERS and _stands_among_letters(place):
        return True
    if name in _ANIMALS and _is_an_animal(place):
        return True
    if name in _ENGINES_OF_WAR and speaks_of(Subject.MODEL_KIT, place):
        return True
    return is_a_thing_here(name, place) or (is_of_others_too(name) and _is_anothers(name, place))


def is_a_beast(name: str) -> bool:
    return name in _ANIMALS or name in _OTHER_BEASTS


def _is_an_animal(place: Around) -> bool:
    return speaks_of(Subject.ANIMAL, place) or not _ARTICLES.isdisjoint(place.words_before[:1])


def _is_anothers(name: str, place: Around) -> bool:
    return (
        speaks_of_a_work(place)
        or speaks_of(Subject.KEEPSAKE, place)
        or speaks_of(Subject.PLANT, place)
        or (name in GIVEN and speaks_of(Subject.OWN_NAME, place))
        or (name in OF_OLD and (speaks_of(Subject.SKY, place) or speaks_of(Subject.MYTH, place)))
        or is_part_of_a_places_name(place)
        or speaks_of(Subject.SPORT, place)
    )


def touches_its_kind(name: str, place: Around) -> bool:
    """ "Harrison Ford", "Kingston, Jamaica": a person's names stand together, and so do a place's."""
    before, after = frozenset(place.words_before[:1]), frozenset(place.words_after[:1])
    return (
        (name in SURNAMES and not before.isdisjoint(GIVEN - {name}))
        or (name in GIVEN and not after.isdisjoint(SURNAMES - {name}))
        or (name in PLACES and not (before | after).isdisjoint(PLACES - {name}))
    )


def _stands_among_letters(place: Around) -> bool:
    """ "Alpha and omega", "кольцо с омегой и альфой"; or as a letter, right beside the word for one or its sign."""
    before, after = place.before[-_NEAR_A_LETTER:], place.after[:_NEAR_A_LETTER]
    near = Around(before, after, place.words_before[:2], place.words_after[:2])
    beside = Around(before, after, place.words_before[:1], place.words_after[:1])
    words = (*near.words_before, *near.words_after)
    return (
        any(word in GREEK_LETTERS or word in _SIGNS for word in words)
        or is_told(_ALPHA, near)
        or is_told(_LETTERS, beside)
    )
