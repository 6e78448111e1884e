"""Marks that are words for other things as well: animals, cannons, barbecues. What else a title speaks of tells which is meant.

`words.ORDINARY_NEIGHBOURS` knows what stands right beside such a word; here the whole of what stands around it is heard.
"""

from collections.abc import Collection
from typing import NamedTuple

from recognition.context import Around
from recognition.folding import base_of
from recognition.surfaces import is_hangul, is_unspaced


def _listed(words: str) -> frozenset[str]:
    return frozenset(words.split())


_STEM = "-"

_ANIMALS = _listed(
    """
    puma jaguar crocs fox tiger lion eagle hawk falcon dove swan camel beetle shark lynx panther mustang
    penguin bee moose cougar
    """
)
_OF_ANIMALS = """
    wildlife animal animals plush plushie stuffed figurine taxidermy reptile reptiles predator zoo gators alligators feline rainforest
    pluschtier- kuscheltier- raubkatze- wildkatze- raubtier- peluche- felin- sauvage salvaje animales selvagg- pelucia selvagem knuffel- roofdier- gosedjur
    pehmol- elain- villi kissael- zwierz- dziki- drapiezn- pluszak- maskotka plysov- divok- zvirat- pelus- hayvan- yaban- vahsi
    хищник- звер- животн- дикая дикий дикие плюшев- тварин- дика дикі хижак- λουτριν- αγρια αγριο ζωο ζωα حيوان- חיה חיות जानवर
    ぬいぐるみ 動物 生肖 动物 毛绒 동물 봉제
    """
_SENSES: tuple[tuple[Collection[str], str], ...] = (
    (_ANIMALS, _OF_ANIMALS),
    (("彪马",), "生肖 马年"),
    # A piece of music, a rule of a church; a cannon in the languages of Rome.
    (
        ("canon",),
        "pachelbel violin cello fugue bible theology confettis confeti napoleonien- artiller- obus boulet- bataille guerre",
    ),
    # A barbecue, to those who speak of it so.
    (("barbie",), "aussie tongs snags prawns"),
    # What a character has left in a game.
    (("hp",), "dice rpg dnd d20"),
    (("bosch",), "hieronymus triptych earthly"),
    (("the north face",), "eiger everest matterhorn ascent"),
    (("under armour",), "medieval gambeson chainmail hauberk larp"),
)
# "A puma", "el puma": no brand has an article, but every animal.
_ARTICLES = _listed("a an the el un una il um uma ein eine двух двое")


class _Telling(NamedTuple):
    words: frozenset[str]
    stems: tuple[str, ...]
    in_runs: tuple[str, ...]


def _table() -> dict[str, _Telling]:
    return {name: _telling(listed) for names, listed in _SENSES for name in names}


def _telling(listed: str) -> _Telling:
    each = base_of(listed).split()
    in_runs = tuple(word for word in each if is_unspaced(word) or is_hangul(word))
    stems = tuple(word.removesuffix(_STEM) for word in each if word.endswith(_STEM))
    return _Telling(frozenset(each).difference(in_runs), stems, in_runs)


_TELLING = _table()


def may_mean_something_else(name: str) -> bool:
    return name in _TELLING


def means_something_else(name: str, place: Around) -> bool:
    if name in _ANIMALS and place.words_before and place.words_before[0] in _ARTICLES:
        return True
    telling = _TELLING.get(name)
    if telling is None:
        return False
    if any(word in place.before or word in place.after for word in telling.in_runs):
        return True
    words = (*place.words_before, *place.words_after)
    return any(word in telling.words or word.startswith(telling.stems or "\0") for word in words)
