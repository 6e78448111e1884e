"""What belongs to somebody else though a mark's name is in it: a book about it, a longer name of a person or a firm."""

import re

from recognition.context import Around, around, use_of
from recognition.english_words import is_an_english_word
from recognition.goods import goods_around
from recognition.judge import Candidate
from recognition.language import languages_of, word_in
from recognition.marks import Kind
from recognition.names import FIRMS, GIVEN, SURNAMES
from recognition.reading import Trick
from recognition.subjects import speaks_surely_of_a_work
from recognition.words import is_of_others_too


def _listed(words: str) -> frozenset[str]:
    return frozenset(words.split())


# Books, records and films, what is played and printed.
_OF_WORKS = frozenset((9, 16, 28, 41))
_HIS = re.compile(r"['’]s (?=[A-Z][a-z])")
_LENGTH_OF_HIS = 3
_INITIAL = re.compile(r"[A-Z]\.\s?(?=[A-Z][a-z])")
# Not a size.
_BEHIND_AN_INITIAL = re.compile(r"(?:^|\s)[A-KN-RT-WYZ]\. ?$")
_SEEN = 8
_SPLIT = frozenset((Trick.SPACED, Trick.DOUBLED))
_TITLES = _listed(
    "captain capt kapitan capitan capitaine kapitein professor prof sir lord baron sergeant colonel saint sankt santo"
)
# Firms and people whose names have others' in them; "_" stands for the name.
_LONGER = """
    lee: _ cooper, bruce _, sara _, stan _, _ child, _ van cleef, christopher _, harper _, spike _, ang _, brenda _, robert e _, general _, _ evans
    brooks: _ brothers, _ koepka, mel _, garth _, brooks england
    braun: wernher von _, eva _, _ buffel, _ bueffel
    morgan: captain _, jp _, j p _, _ freeman, _ stanley, arthur _, dexter _, _ motors, henry _
    stanley: morgan _, _ kubrick, _ cup, paul _, _ tucci, _ gibbons
    ford: harrison _, tom _, betty _, gerald _, henry _, glenn _, _ madox, john _
    wilson: _ phillips, woodrow _, owen _, brian _, jackie _, wade _, rainn _
    parker: peter _, charlie _, dorothy _, bonnie _, _ hannifin, _ bowles, robert _, sarah jessica _, alan _, _ knoll
    jordan: michael b _, _ peterson, robert _, montell _
    marshall: penny _, thurgood _, _ mathers, garry _, george _, field _
    morris: philip _, william _, desmond _, chuck _
    bell: taco _, _ hooks, alexander graham _, kristen _, _ jar, door _, tinker _
    police: the _, royal military _
    dell: _ arte, _ orto, _ oro, _ comics
    hugo: victor _, _ chavez
    boss: hugo _
    columbia: british _, _ pictures, _ records, district of _, _ university, _ river
    harley: _ quinn, _ street
    jack: _ daniels, _ daniel, _ jones, _ wolfskin, captain _, union _, _ skellington, _ russell
    jones: indiana _, _ new york, davy _, quincy _, norah _, tom _, bridget _
    taylor: _ swift, _ made, elizabeth _, _ of old bond, james _, chuck _
    gibson: mel _, william _, _ girl, debbie _
    fender: _ bender, bumper _
    hamilton: _ beach, lewis _, alexander _, _ musical, lady _
    singer: bryan _, isaac bashevis _, peter _, pop _, opera _, _ songwriter, folk _
    cooper: lee _, alice _, bradley _, gary _, mini _, sheldon _, james fenimore _
    brother: big _, little _, _ sister, baby _, oh _, best _
    brothers: warner _, brooks _, marx _, grimm _
    fisher: carrie _, _ price, _ king, _ paykel
    clark: kelly _, clark _, petula _, _ kent, dick _, lewis and _
    clarks: _ nutcracker
    smith: paul _, patti _, adam _, will _, _ wesson, _ micro, maggie _, granny _, sam _, delia _, zadie _
    johnson: dwayne _, don _, samuel _, boris _, magic _, robert _, jack _, _ controls
    johnnie: _ ray
    martin: aston _, dean _, _ luther, _ scorsese, ricky _, steve _, george r r _, doc _, _ garrix, remy _, _ baker, st _, _ freeman, trayvon _
    martini: dean _
    mars: bruno _, veronica _, _ attacks, thirty seconds to _
    pandora: _ hearts, _ box, _ flow
    ralph: wreck it _, _ fiennes, _ waldo, _ macchio, _ breaks
    polo: marco _, water _
    tommy: _ lee, _ emmanuel, _ bahama, _ gun, _ shelby
    diesel: vin _, _ punk
    benz: carl _, karl _
    nelson: lord _, horatio _, willie _, prince _, _ mandela
    winston: _ churchill
    calvin: john _, _ harris, _ and hobbes
    klein: yves _, naomi _, melanie _
    lotus: white _
    bosch: hieronymus _, harry _, jheronimus _
    tiffany: _ haddish, _ lamp, breakfast at _
    valentino: rudolph _, _ rossi
    cartier: _ bresson, jacques _
    oakley: annie _
    timberland: justin _
    timberlake: justin _
    wrangler: jeep _
    mustang: ford _, p 51 _
    alpine: renault _, _ strawberry, _ skiing, _ plants
    zenith: _ angle, _ prism
    mac: fleetwood _, bernie _, big _, _ and cheese, _ n cheese, _ cheese, _ miller, _ demarco, _ tools
    head: bobble _, talking _, _ and shoulders, shower _, hammer _, sprinkler _, print _, buddha _, skull _, radio _, motor _, lion _, _ gasket, _ lamp, potato _, _ band, screw _
    butterfly: _ net, _ valve, _ knife, _ garden, _ wings, _ pea, _ effect, madame _, madam _, _ kit, _ clip, _ clips, _ pillow, _ chair, _ house, _ bush, iron _, _ stroke, _ kisses, _ clasp, _ backs, monarch _, morpho _
    candy: cotton _, rock _, eye _, ear _, _ crush, _ cane, _ canes, hard _, john _, hard _
    deli: _ paper, _ slicer, _ counter, _ container, _ containers, _ meat, _ sheets, _ pot, _ cups, _ bar
    sonata: moonlight _, piano _, violin _, cello _, _ form, _ arctica, kreutzer _, _ no, _ in, hyundai _
    swift: taylor _, jonathan _, suzuki _
    prada: devil wears _, wears _
"""
_NAME = "_"


def _longer_names() -> dict[str, tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]]:
    """By a name, the words before it, nearest first, and those behind it that make another name of it."""
    found = {}
    for line in _LONGER.strip().splitlines():
        name, _, phrases = line.strip().partition(": ")
        each = [phrase.split() for phrase in phrases.split(", ") if _NAME in phrase.split()]
        found[name] = tuple(
            (tuple(words[: words.index(_NAME)][::-1]), tuple(words[words.index(_NAME) + 1 :]))
            for words in each
        )
    return found


_LONGER_NAMES = _longer_names()


def is_part_of_what_others_have(found: Candidate, text: str, nice_class: int | None) -> bool:
    """Whether the title says a longer name of somebody or something else, or names a work by it."""
    if _begins_with_an_initial(found, text):
        return True
    surface = found.surface
    if found.reading.is_disguised or not surface.name.isascii():
        return False
    if surface.generated:
        return _is_of_a_work(found, text, around(text, found.start, found.end), nice_class)
    if surface.name in SURNAMES and _BEHIND_AN_INITIAL.search(
        text[max(0, found.start - _SEEN) : found.start]
    ):
        return True
    place = around(text, found.start, found.end)
    if is_part_of_a_longer_name(surface.name, place):
        return True
    return use_of(place, "").kind is Kind.USE and _is_of_a_work(found, text, place, nice_class)


def is_part_of_a_longer_name(name: str, place: Around) -> bool:
    """ "Lee Cooper", "Captain Morgan", "cotton candy"."""
    if not _TITLES.isdisjoint(place.words_before[:1]) and (name in GIVEN or name in SURNAMES):
        return True
    return any(
        place.words_before[: len(before)] == before and place.words_after[: len(after)] == after
        for before, after in _LONGER_NAMES.get(name, ())
    )


def _begins_with_an_initial(found: Candidate, text: str) -> bool:
    """ "B. Braun" is no doubled letter."""
    written = text[found.start : found.end]
    tricks = found.reading.tricks
    return bool(tricks) and _SPLIT.issuperset(tricks) and _INITIAL.match(written) is not None


def _is_his(text: str, found: Candidate) -> bool:
    """ "Gulliver's Travels"; not "Levi's Jeans", whose name has the s."""
    if found.surface.base.endswith("s"):
        return False
    return any(_HIS.match(text, at) for at in (found.end, found.end - _LENGTH_OF_HIS + 1))


def _is_of_a_work(found: Candidate, text: str, place: Around, nice_class: int | None) -> bool:
    """Of what is a word or a name besides in any class; of any name where it is not known for works, and "Gulliver's Travels"."""
    name, classes = found.surface.name, found.surface.nice_classes
    if name in FIRMS:
        return False
    is_contradicted = nice_class is not None and bool(classes) and nice_class not in classes
    may_be_theirs = nice_class is None or is_contradicted
    if may_be_theirs and _is_his(text, found) and goods_around(place).isdisjoint(classes):
        return True
    if not speaks_surely_of_a_work(place):
        return False
    if is_contradicted or (nice_class is None and classes.isdisjoint(_OF_WORKS)):
        return True
    if not found.surface.base.isascii():
        return False
    word = word_in(languages_of((*place.words_before, *place.words_after)), name)
    return is_an_english_word(name) or is_of_others_too(name) or word.may_be or word.is_their_own
