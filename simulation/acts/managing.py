"""Account managers: their hours, the next case of the queue, what they make of it, and whether they are right."""

import math
from datetime import datetime, timedelta

from complaints.models import Item, Question
from complaints.review.decide import Choice, Outcome, decide
from complaints.review.queue import claim_next
from core.tenancy import Actor, acting_as
from simulation.assumptions import JUDGING, Assumptions
from simulation.chance import one_of
from simulation.stage import Stage
from simulation.truth import Nature
from simulation.world import World

# From and to, by the hour: half of them come early.
SHIFTS = ((7, 15), (12, 20))
HOURS = 8
_WEEKEND_SHARE = 0.5
_UPHOLD = "evidence_convinces"
_ASK = "picture_wanted"
_REFUSE = {
    Nature.RESOLD: "goods_are_genuine",
    Nature.AUTHORISED: "goods_are_genuine",
    Nature.COMPATIBLE: "fair_use",
    Nature.OTHER_GOODS: "right_does_not_cover",
}
_WORDS = {
    Outcome.UPHOLD: "The marked differences show that the rights holder did not make this article.",
    Outcome.REFUSE: "What was sent does not show that this article is a fake.",
    Outcome.ASK: "Please add a picture that marks the differences to the genuine article.",
}


def staff_for(complaints: int, assumed: Assumptions) -> int:
    """As many as would decide everything by hand, and some more; never fewer than the two who check each other."""
    items = complaints * sum(number * share for number, share in assumed.items)
    minutes = items * assumed.minutes_a_case / assumed.productive * assumed.headroom
    # A week has five days for each of them, and half of them work on one of the weekend's.
    days = assumed.weeks * (5 + 2 * _WEEKEND_SHARE)
    return max(4, math.ceil(minutes / 60 / HOURS / days))


class Managers:
    def __init__(self, world: World, stage: Stage) -> None:
        self._world, self._stage = world, stage
        self._dice = world.dice("managers")
        self._site_of = {site.id: slug for slug, site in stage.sites.items()}

    def plan(self) -> None:
        for day in range((self._world.ends - self._world.begins).days):
            begins = self._world.begins + timedelta(days=day)
            weekend = begins.weekday() >= 5
            for number, manager in enumerate(self._stage.managers):
                if weekend and number % 2 != day % 2:
                    continue
                opens, closes = SHIFTS[number // 2 % 2]
                self._work(manager, begins + timedelta(hours=opens), begins + timedelta(hours=closes))

    def _work(self, by: Actor, at: datetime, until: datetime) -> None:
        if at < until:
            self._world.agenda.add(at, lambda now: self._work(by, now + self._one_case(by, now), until))

    def _one_case(self, by: Actor, now: datetime) -> timedelta:
        assumed = self._world.assumed
        with acting_as(by):
            item = claim_next(by=by, now=now)
            if item is None:
                return timedelta(minutes=assumed.minutes_idle)
            choice = self._choice(item)
            decide(item.id, choice, by=by, now=now)
        minutes = assumed.minutes_a_case / assumed.productive * self._dice.uniform(0.4, 1.6)
        self._world.noted["minutes at cases"] += round(minutes)
        return timedelta(minutes=minutes)

    def _choice(self, item: Item) -> Choice:
        site, truth = self._site_of[item.marketplace_id], self._world.truth
        eye = JUDGING[truth.looks_like(site, item.listing_ref, item.complaint_id)]
        # Nobody is asked twice.
        asks = 0.0 if Question.objects.filter(item_id=item.id).exists() else eye.ask
        outcome = one_of(
            {
                Outcome.UPHOLD: eye.uphold,
                Outcome.ASK: asks,
                Outcome.REFUSE: max(1 - eye.uphold - asks, 0.0),
            },
            self._dice,
        )
        nature = truth.natures[site, item.listing_ref]
        refuse = _REFUSE.get(nature, "evidence_insufficient")
        ground = {Outcome.UPHOLD: _UPHOLD, Outcome.ASK: _ASK, Outcome.REFUSE: refuse}[outcome]
        return Choice(outcome=outcome, ground=ground, explanation=_WORDS[outcome])
