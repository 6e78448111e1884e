"""Who takes part: brands with their marks and habits, sellers of each kind. Drawn, not yet in any database."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from random import Random

from simulation.assumptions import MOST_WRONG, Assumptions, Habit
from simulation.chance import log_normal, stream

_SYLLABLES = (
    "ar",
    "bel",
    "cor",
    "dan",
    "el",
    "fen",
    "gal",
    "har",
    "il",
    "jor",
    "kel",
    "lum",
    "mor",
    "nev",
    "or",
    "pel",
    "quin",
    "ros",
    "sil",
    "tor",
    "ul",
    "vor",
    "wen",
    "yl",
    "zan",
)
_ENDINGS = ("ara", "eon", "ica", "ino", "ola", "ora", "uma", "yne")
# Category, its Nice class, what is sold there.
GOODS: Sequence[tuple[str, int, Sequence[str]]] = (
    ("bags", 18, ("handbag", "shoulder bag", "wallet", "backpack")),
    ("watches", 14, ("wrist watch", "bracelet", "chronograph")),
    ("headphones", 9, ("headphones", "earbuds", "speaker")),
    ("shoes", 25, ("sneakers", "running shoes", "boots")),
    ("cosmetics", 3, ("perfume", "face cream", "lipstick")),
)
SITES: Sequence[tuple[str, Sequence[str]]] = (("bazaar", ("EU",)), ("harbor", ("GB",)))


class Trade(StrEnum):
    """What a seller is like. A careless one sells what others made and does not ask."""

    HONEST = "honest"
    CARELESS = "careless"
    COUNTERFEITER = "counterfeiter"
    REPEATER = "repeater"


@dataclass(frozen=True, slots=True, kw_only=True)
class CastSeller:
    ref: str
    name: str
    trade: Trade
    language: str


@dataclass(slots=True, kw_only=True)
class CastBrand:
    """`error`: its own share of items that are filed by mistake. `authorised`: who sells its goods with permission,
    by site; `listed` of them stand on its allow-list."""

    number: int
    name: str
    habit: Habit
    error: float
    weight: float
    category: str
    nice_class: int
    goods: Sequence[str]
    sites: Sequence[str]
    authorised: dict[str, list[CastSeller]] = field(default_factory=dict)
    listed: set[str] = field(default_factory=set)
    starts_unverified: bool = False
    gets_a_new_filer: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Cast:
    brands: Sequence[CastBrand]
    sellers: dict[str, dict[Trade, list[CastSeller]]]


def cast_of(complaints: int, assumed: Assumptions, *, seed: int) -> Cast:
    sellers = {site: _sellers(site, complaints, stream(seed, f"sellers of {site}")) for site, _ in SITES}
    brands = _brands(complaints, assumed, stream(seed, "brands"))
    dice = stream(seed, "authorised")
    for brand in brands:
        for site in brand.sites:
            shops = dice.sample(sellers[site][Trade.HONEST], 4)
            brand.authorised[site] = shops
            lists = assumed.of(brand.habit).lists_its_sellers
            brand.listed |= {f"{site}/{shop.ref}" for shop in shops if dice.random() < lists}
    return Cast(brands=brands, sellers=sellers)


def _brands(complaints: int, assumed: Assumptions, dice: Random) -> list[CastBrand]:
    total = max(assumed.least_brands, round(complaints / assumed.complaints_a_brand))
    # Each habit has one brand at least.
    names = _names(total + len(Habit), dice)
    brands: list[CastBrand] = []
    for habit in Habit:
        filing = assumed.of(habit)
        count = max(1, round(total * filing.share_of_brands))
        sizes = sizes_of(count)
        for size in sizes:
            error = min(log_normal(filing.median_error, filing.spread, dice), MOST_WRONG)
            weight = filing.share_of_complaints * size / sum(sizes)
            brands.append(_brand(len(brands), names[len(brands)], habit, error, weight, assumed, dice))
    return brands


def sizes_of(brands: int) -> list[float]:
    """Few brands file much and many file little. Only their proportions mean something."""
    return [1 / (rank + 2) ** 0.7 for rank in range(brands)]


def _brand(
    number: int, name: str, habit: Habit, error: float, weight: float, assumed: Assumptions, dice: Random
) -> CastBrand:
    category, nice_class, goods = dice.choice(GOODS)
    return CastBrand(
        number=number,
        name=name,
        habit=habit,
        error=error,
        weight=weight,
        category=category,
        nice_class=nice_class,
        goods=goods,
        sites=[site for site, _ in SITES] if dice.random() < 0.6 else [SITES[0][0]],
        starts_unverified=dice.random() < assumed.unverified_at_first,
        gets_a_new_filer=dice.random() < assumed.new_filer,
    )


def _names(count: int, dice: Random) -> list[str]:
    """Words that mean nothing, far enough from each other not to be taken for one another."""
    found: dict[str, None] = {}
    while len(found) < count:
        word = "".join(dice.sample(_SYLLABLES, 2)) + dice.choice(_ENDINGS)
        if all(word[:4] != other[:4] for other in found) or len(found) > 150:
            found[word] = None
    return [word.capitalize() for word in found]


def _sellers(site: str, complaints: int, dice: Random) -> dict[Trade, list[CastSeller]]:
    counts = {
        Trade.HONEST: max(12, complaints // 12),
        Trade.CARELESS: max(8, complaints // 25),
        Trade.COUNTERFEITER: max(12, complaints // 6),
        Trade.REPEATER: max(4, complaints // 40),
    }
    return {
        trade: [
            CastSeller(
                ref=f"{trade}-{number}",
                name=f"{trade.capitalize()} trader {number}",
                trade=trade,
                language=dice.choice(("en", "en", "zh", "de")),
            )
            for number in range(count)
        ]
        for trade, count in counts.items()
    }
