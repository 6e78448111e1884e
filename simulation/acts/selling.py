"""Sellers: who was removed objects, or puts the same thing up anew; some put the removed listing itself back."""

from datetime import datetime, timedelta
from uuid import UUID

from core.ids import new_id
from core.tenancy import SYSTEM, acting_as
from listings.connectors.base import RemoteState
from simulation.acts.filing import Filers
from simulation.stage import Stage
from simulation.truth import Nature
from simulation.world import World
from takedown.models import Ground, SellerNotice
from takedown.redress.counter.filing import Answers as CounterAnswers
from takedown.redress.counter.filing import CounterRefused, file
from takedown.redress.counter.states import Why
from takedown.redress.notices import proven_seller, token_of

LOOKS_EVERY = timedelta(hours=4)


class Sellers:
    def __init__(self, world: World, stage: Stage, filers: Filers) -> None:
        self._world, self._filers = world, filers
        self._dice = world.dice("sellers")
        self._site_of = {site.id: slug for slug, site in stage.sites.items()}
        self._looked_at = world.begins

    def plan(self) -> None:
        self._world.agenda.add(self._world.begins + LOOKS_EVERY, self._look)

    def _look(self, now: datetime) -> None:
        """They read what the marketplace has written to them."""
        since, self._looked_at = self._looked_at, now
        with acting_as(SYSTEM):
            written = SellerNotice.objects.filter(written_at__gt=since, written_at__lte=now).order_by("id")
            rows = list(
                written.values_list(
                    "id", "removal__listing__marketplace_id", "removal__listing__ref", "removal_id"
                )
            )
        for notice_id, marketplace, ref, removal_id in rows:
            self._react(notice_id, self._site_of[marketplace], ref, removal_id, now)
        self._world.agenda.add(now + LOOKS_EVERY, self._look)

    def _react(self, notice_id: UUID, site: str, ref: str, removal_id: UUID, now: datetime) -> None:
        world, dice = self._world, self._dice
        caught = world.truth.infringes(site, ref)
        objects = world.assumed.counters_when_caught if caught else world.assumed.counters_when_wronged
        if dice.random() < objects:
            at = now + timedelta(hours=dice.uniform(2, 96))
            world.agenda.add(at, lambda then: self._object(notice_id, removal_id, then, caught=caught))
        if not caught:
            return
        if dice.random() < world.assumed.puts_back:
            at = now + timedelta(hours=dice.uniform(2, 200))
            world.agenda.add(at, lambda then: self._put_back(site, ref))
        if dice.random() < world.assumed.relists:
            at = now + timedelta(hours=dice.uniform(20, 240))
            world.agenda.add(at, lambda then: self._relist(site, ref))

    def _object(self, notice_id: UUID, removal_id: UUID, now: datetime, *, caught: bool) -> None:
        by = proven_seller(token_of(notice_id))
        with acting_as(SYSTEM):
            notice = SellerNotice.objects.get(id=notice_id)
            grounds = frozenset(
                Ground.objects.filter(removal_id=removal_id, ended_at=None).values_list("id", flat=True)
            )
        answers = CounterAnswers(
            ground_ids=grounds,
            law="marketplace_rule",
            why=Why.OTHER if caught else Why.GENUINE,
            story="I bought these goods from a shop that sells the brand, and I have the bill.",
            signed_name="A. Seller",
            statements_made=True,
            language="en",
            proof={},
        )
        try:
            file(notice, answers, form_key=new_id(), by=by, now=now)
        except CounterRefused as refused:
            self._world.noted[f"counter-notices refused: {refused.refusal}"] += 1

    def _put_back(self, site: str, ref: str) -> None:
        store = self._world.store(site)
        if ref in store.listings and store.listings[ref].state is RemoteState.HIDDEN:
            store.change(ref, state=RemoteState.LIVE)
            self._world.noted["listings put back"] += 1

    def _relist(self, site: str, ref: str) -> None:
        listing = self._world.offers.again(self._world.store(site).listings[ref], site)
        number = self._filers.brand_of(site, ref)
        self._filers.put_up(listing, site, Nature.COUNTERFEIT, number)
        self._filers.come_across(listing, site, like=ref)
