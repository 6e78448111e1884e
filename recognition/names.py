"""Names of people and places: a brand's, perhaps, and everybody's besides. In plain letters, filled from what the languages use."""

from recognition.listed import listed, words_of

GIVEN = listed(words_of("names.txt", "given"))
SURNAMES = listed(words_of("names.txt", "surnames"))
PLACES = listed(words_of("names.txt", "places"))
# Gods, heroes and what is in the sky; periods; letters; pieces of music.
OF_OLD = listed(words_of("names.txt", "of old"))
GREEK_LETTERS = listed(words_of("names.txt", "greek letters"))
# Words and family names in the characters and syllables of East Asia.
_OF_THE_EAST = listed(words_of("names.txt", "of the east"))
# Of stories, games and films.
CHARACTERS = listed(words_of("names.txt", "characters"))
# Firms that everybody speaks of where they are at home, by names that are no words there.
FIRMS = listed(words_of("names.txt", "firms"))
# People and places are called so, too; not among firms.
FIRMS_IN_ROWS = listed(words_of("names.txt", "firms in rows"))


def is_of_a_person_or_place(plain: str) -> bool:
    """Whether people, places, gods, stars or times are called so, too."""
    return any(plain in names for names in (GIVEN, SURNAMES, PLACES, OF_OLD, GREEK_LETTERS, _OF_THE_EAST))
