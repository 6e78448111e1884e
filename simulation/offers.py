"""What is put on sale: a title, a class, a price and a seller for each nature of listing. Pure, but for the dice."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from decimal import Decimal
from itertools import count
from random import Random

from listings.connectors.base import RemoteListing, RemoteSeller, RemoteState
from simulation.assumptions import NAMED_IN_THE_DESCRIPTION, TITLES, Assumptions
from simulation.cast import GOODS, Cast, CastBrand, CastSeller, Trade
from simulation.chance import one_of
from simulation.truth import Nature

# The store says when it took a listing in.
_BEFORE = datetime(2026, 1, 1, tzinfo=UTC)
_LEET = str.maketrans({"o": "0", "e": "3", "a": "4", "i": "1"})
_CYRILLIC = str.maketrans({"a": "а", "e": "е", "o": "о", "c": "с", "p": "р"})
_NAMELESS = "Luxury"
_ADJECTIVES = ("new", "black", "limited edition", "gift box", "2029 model", "women", "men", "classic")


def _disguised(mark: str, dice: Random) -> str:
    """As those who sell fakes write a mark that is looked for. A table of its own, known to no matcher."""
    way = dice.randrange(5)
    if way == 0:
        return mark.translate(_LEET)
    if way == 1:
        return " ".join(mark.upper())
    if way == 2:
        return ".".join(mark)
    if way == 3:
        return mark.translate(_CYRILLIC)
    at = dice.randrange(1, len(mark) - 1)
    return mark[:at] + mark[at] + mark[at:]


@dataclass(slots=True)
class Offers:
    """Makes listings, each once. A few sellers sell much, most sell little."""

    cast: Cast
    assumed: Assumptions
    hosts: Mapping[str, str]
    dice: Random
    numbers: "count[int]"

    def offer(self, brand: CastBrand, site: str, nature: Nature) -> RemoteListing:
        seller = self._seller(brand, site, nature)
        category, nice_class, goods = brand.category, brand.nice_class, brand.goods
        if nature in {Nature.OTHER_GOODS, Nature.UNRELATED}:
            category, nice_class, goods = self._other_goods(brand)
        elif self.dice.random() < self.assumed.class_misplaced:
            category, nice_class, _ = self._other_goods(brand)
        noun = self.dice.choice(goods)
        title = self._title(brand, nature, noun)
        return self._listing(
            site, title, self._description(brand, nature, title), seller, category, nice_class
        )

    def again(self, listing: RemoteListing, site: str) -> RemoteListing:
        """A seller who was stopped puts the same thing up anew."""
        ref = f"L{next(self.numbers)}"
        url = f"{self.hosts[site]}/item/{ref}"
        return replace(listing, ref=ref, url=url, state=RemoteState.LIVE)

    def _title(self, brand: CastBrand, nature: Nature, noun: str) -> str:
        more = self.dice.choice(_ADJECTIVES)
        if nature is Nature.COMPATIBLE:
            return f"Case for {brand.name} {noun}, {more}"
        if nature is Nature.UNRELATED:
            return f"Handmade {noun} without label, {more}"
        if nature is not Nature.COUNTERFEIT:
            return f"{brand.name} {noun} {more}"
        way = one_of(TITLES, self.dice)
        if way == "plain":
            return f"{brand.name} {noun} {more}"
        if way == "disguised":
            return f"{_disguised(brand.name, self.dice)} {noun} {more}"
        return f"{brand.name} style {noun} {more}" if way == "style" else f"{_NAMELESS} {noun} {more}"

    def _description(self, brand: CastBrand, nature: Nature, title: str) -> str:
        hidden = nature is Nature.COUNTERFEIT and title.startswith(_NAMELESS)
        if hidden and self.dice.random() < NAMED_IN_THE_DESCRIPTION:
            return f"{brand.name} box, card and dust bag come with it."
        return "As shown in the pictures."

    def _seller(self, brand: CastBrand, site: str, nature: Nature) -> CastSeller:
        if nature is Nature.AUTHORISED:
            return self.dice.choice(brand.authorised[site])
        sellers = self.cast.sellers[site]
        if nature is Nature.COUNTERFEIT:
            trade = Trade.REPEATER if self.dice.random() < 0.3 else Trade.COUNTERFEITER
        else:
            trade = Trade.CARELESS if nature is Nature.RESOLD else Trade.HONEST
        pool = sellers[trade]
        return pool[int(len(pool) * self.dice.random() ** 2)]

    def _other_goods(self, brand: CastBrand) -> tuple[str, int, tuple[str, ...]]:
        category, nice_class, goods = self.dice.choice([g for g in GOODS if g[1] != brand.nice_class])
        return category, nice_class, tuple(goods)

    def _listing(
        self, site: str, title: str, description: str, seller: CastSeller, category: str, nice_class: int
    ) -> RemoteListing:
        ref = f"L{next(self.numbers)}"
        return RemoteListing(
            ref=ref,
            url=f"{self.hosts[site]}/item/{ref}",
            state=RemoteState.LIVE,
            title=title,
            description=description,
            language="en",
            category=category,
            nice_class=nice_class,
            price=Decimal(self.dice.randrange(900, 25_000)) / 100,
            currency="EUR",
            quantity=self.dice.randrange(1, 40),
            brand_field="",
            image_urls=(),
            seller=RemoteSeller(
                ref=seller.ref,
                name=seller.name,
                email=f"{seller.ref}@{site}.sellers.example",
                language=seller.language,
            ),
            updated_at=_BEFORE,
        )
