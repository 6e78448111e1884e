"""Brands file: when, how many listings, which of them by mistake, with which evidence."""

from collections import defaultdict, deque
from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import partial
from io import BytesIO
from random import Random

from complaints.conversation.questions import NewEvidence
from complaints.intake.filing import Filing, FilingSuspended, file_complaint
from complaints.intake.purchases import Purchase
from complaints.reasons import EvidenceKind
from core import files
from core.ids import new_id
from core.tenancy import Actor, acting_as
from listings.connectors.base import RemoteListing
from listings.marketplaces import Line
from simulation.assumptions import MISTAKES
from simulation.chance import one_of
from simulation.stage import Stage, StagedBrand, new_filer
from simulation.truth import Evidence, Nature
from simulation.world import World

MOST_BYTES = 1024 * 1024
# The smallest picture there is; what follows its end makes each one a file of its own.
_PICTURE = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de"
    "0000000c49444154789c63f8cfc000000301010018dd8db00000000049454e44ae426082"
)
# Of a day's complaints, by the hour: offices file by day, watching programs at night, too.
_HOURS = {hour: 1.0 if 8 <= hour < 18 else 0.25 for hour in range(24)}
_REMEMBERED = 30


def a_picture(words: str) -> bytes:
    return _PICTURE + words.encode()


class Filers:
    def __init__(self, world: World, stage: Stage) -> None:
        self._world, self._stage, self._dice = world, stage, world.dice("filing")
        self._seen_again: dict[tuple[int, str], deque[RemoteListing]] = defaultdict(deque)
        self._lately: dict[int, deque[tuple[str, RemoteListing]]] = {
            brand.cast.number: deque(maxlen=_REMEMBERED) for brand in stage.brands
        }
        self._brand_of: dict[tuple[str, str], int] = {}
        self._filers: dict[int, Actor] = {brand.cast.number: brand.filer for brand in stage.brands}

    def plan(self) -> None:
        world, dice = self._world, self._dice
        weights = [brand.cast.weight for brand in self._stage.brands]
        for _ in range(world.complaints):
            [brand] = dice.choices(self._stage.brands, weights)
            world.agenda.add(self._moment(dice), partial(self._file, brand))
        for brand in self._stage.brands:
            if brand.cast.gets_a_new_filer:
                at = world.begins + (world.ends - world.begins) * dice.random()
                world.agenda.add(at, partial(self._change_filer, brand))

    def _moment(self, dice: Random) -> datetime:
        days = range((self._world.ends - self._world.begins).days)
        weekend = self._world.assumed.weekend_volume
        [day] = dice.choices(days, [1.0 if day % 7 < 5 else weekend for day in days])
        return self._world.begins + timedelta(days=day, hours=one_of(_HOURS, dice) + dice.random())

    def _change_filer(self, brand: StagedBrand, now: datetime) -> None:
        self._filers[brand.cast.number] = new_filer(brand, now=now)

    def come_across(self, listing: RemoteListing, site: str, *, like: str) -> None:
        """A brand will find what a stopped seller has put up anew: it is like `like`, which it has filed."""
        number = self._brand_of[site, like]
        self._seen_again[number, site].append(listing)

    def _file(self, brand: StagedBrand, now: datetime) -> None:
        world, dice = self._world, self._dice
        habit = world.assumed.of(brand.cast.habit)
        second = len(brand.cast.sites) > 1 and dice.random() < world.assumed.second_site
        site = brand.cast.sites[1] if second else brand.cast.sites[0]
        listings = self._listings(brand, site, one_of(world.assumed.items, dice))
        by, evidence, purchase = self._filers[brand.cast.number], [], Purchase()
        if dice.random() >= habit.missing_evidence:
            kind = EvidenceKind.TEST_BUY if dice.random() < 0.4 else EvidenceKind.ANNOTATED
            if kind is EvidenceKind.TEST_BUY and dice.random() < habit.reports_test_buys:
                purchase = _report(dice, now)
            evidence = [NewEvidence(kind=kind, body=keep(a_picture(f"{new_id()}"), brand, "proof.png"))]
        other = dice.random() < world.assumed.other_reason
        filing = Filing(
            marketplace=self._stage.sites[site],
            right_id=brand.right_id,
            reason="mark_on_product" if other else "counterfeit_goods",
            statement="The stitching, the label and the serial number differ from those of our own goods.",
            declared_by=by.label,
            lines=[Line(url=one.url, ref=one.ref) for one in listings],
            form_key=new_id(),
            evidence=evidence,
            purchase=purchase,
        )
        try:
            with acting_as(by):
                complaint, _ = file_complaint(filing, by=by, now=now)
        except FilingSuspended:
            world.noted["filings refused: suspended"] += 1
            return
        weak = dice.random() < habit.weak_evidence
        forged = dice.random() < habit.forges
        worth = Evidence.FORGED if forged else Evidence.WEAK if weak else Evidence.STRONG
        world.truth.evidence[complaint.id] = worth

    def _listings(self, brand: StagedBrand, site: str, wanted: int) -> Sequence[RemoteListing]:
        """Each listing once, as the filing page takes them."""
        found = {one.ref: one for one in (self._listing(brand, site) for _ in range(wanted))}
        return list(found.values())

    def _listing(self, brand: StagedBrand, site: str) -> RemoteListing:
        dice, number = self._dice, brand.cast.number
        lately = [one for place, one in self._lately[number] if place == site]
        if lately and dice.random() < self._world.assumed.repeated_filing:
            return dice.choice(lately)
        again = self._seen_again[number, site]
        if again and dice.random() < 0.5:
            return again.popleft()
        by_mistake = dice.random() < brand.cast.error
        nature = Nature(one_of(MISTAKES, dice)) if by_mistake else Nature.COUNTERFEIT
        listing = self._world.offers.offer(brand.cast, site, nature)
        self.put_up(listing, site, nature, number)
        if dice.random() < self._world.assumed.gone_already:
            del self._world.store(site).listings[listing.ref]
        self._lately[number].append((site, listing))
        return listing

    def put_up(self, listing: RemoteListing, site: str, nature: Nature, number: int) -> None:
        self._world.store(site).put(listing)
        self._world.truth.natures[site, listing.ref] = nature
        self._brand_of[site, listing.ref] = number

    def brand_of(self, site: str, ref: str) -> int:
        return self._brand_of[site, ref]


def _report(dice: Random, now: datetime) -> Purchase:
    return Purchase(
        order=f"{dice.randrange(10**9):09d}",
        received_on=(now - timedelta(days=dice.randrange(2, 40))).date(),
        differences="The lining is glued, the serial number is none of ours.",
    )


def keep(picture: bytes, brand: StagedBrand, name: str) -> files.Body:
    return files.keep_body(BytesIO(picture), name=name, tenant_id=brand.tenant_id, most_bytes=MOST_BYTES)
