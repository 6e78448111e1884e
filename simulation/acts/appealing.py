"""Brands appeal against what people said to them, and managers who have not decided it before answer."""

from datetime import datetime, timedelta
from functools import partial
from uuid import UUID

from complaints.conversation.questions import NewEvidence
from complaints.models import Decision
from complaints.reasons import EvidenceKind
from core.ids import new_id
from core.tenancy import SYSTEM, acting_as
from simulation.acts.filing import a_picture, keep
from simulation.chance import one_of
from simulation.clock import next_working_hour
from simulation.stage import Stage, StagedBrand
from simulation.truth import Evidence
from simulation.world import World
from takedown.models import DecisionAppeal
from takedown.redress.appeals import deciding, making, queue

LOOKS_AT = 9
ANSWERED_AT = (10, 13, 16)
_SAID_NO = (Decision.Outcome.REFUSED, Decision.Outcome.RESTORED)
# By whether it is granted.
_GROUNDS = {True: "first_look_was_wrong", False: "nothing_new_shown"}
_WORDS = {
    True: "The clasp and the serial number are not the rights holder's; the first decision overlooked that.",
    False: "We looked again. What was sent does not show that this article is a fake.",
}


class Appeals:
    def __init__(self, world: World, stage: Stage) -> None:
        self._world, self._stage = world, stage
        self._dice = world.dice("appeals")
        self._brands = {brand.tenant_id: brand for brand in stage.brands}
        self._site_of = {site.id: slug for slug, site in stage.sites.items()}
        self._looked_at = world.begins

    def plan(self) -> None:
        agenda, begins = self._world.agenda, self._world.begins
        for number in range((self._world.ends - begins).days):
            day = begins + timedelta(days=number)
            if day.weekday() >= 5:
                continue
            agenda.add(day + timedelta(hours=LOOKS_AT), self._look)
            for hour in ANSWERED_AT:
                agenda.add(day + timedelta(hours=hour), self._answer)

    # --- brands ----------------------------------------------------------------------------------------

    def _look(self, now: datetime) -> None:
        since, self._looked_at = self._looked_at, now
        with acting_as(SYSTEM):
            said = Decision.objects.filter(
                decided_at__gt=since, decided_at__lte=now, automated=False, outcome__in=_SAID_NO
            )
            found = list(
                said.order_by("id").values_list("tenant_id", "item_id", "marketplace_id", "item__listing_ref")
            )
        for tenant, item, marketplace, ref in found:
            brand = self._brands[tenant]
            habit = self._world.assumed.of(brand.cast.habit)
            was_right = self._world.truth.infringes(self._site_of[marketplace], ref)
            if self._dice.random() < (habit.appeals_when_right if was_right else habit.appeals_when_wrong):
                at = next_working_hour(now + timedelta(hours=self._dice.uniform(2, 40)), opens=8, closes=18)
                self._world.agenda.add(at, partial(self._appeal, brand, item))

    def _appeal(self, brand: StagedBrand, item_id: UUID, now: datetime) -> None:
        body = keep(a_picture(f"{new_id()}"), brand, "differences.png")
        said = making.Said(
            statement="The clasp and the serial number differ from ours. The new picture marks both.",
            evidence=[NewEvidence(kind=EvidenceKind.ANNOTATED, body=body)],
        )
        try:
            with acting_as(brand.filer):
                making.appeal_as_brand(item_id, said, by=brand.filer, now=now)
        except making.AppealRefused as refused:
            self._world.noted[f"appeals refused: {refused.why or refused}"] += 1

    # --- managers --------------------------------------------------------------------------------------

    def _answer(self, now: datetime) -> None:
        """Each takes what the others may not decide, until nothing is left that anybody may."""
        for manager in self._stage.managers:
            with acting_as(manager):
                while (appeal := queue.claim_next(by=manager, now=now)) is not None:
                    granted = self._is_granted(appeal)
                    answer = deciding.Answer(
                        granted=granted, ground=_GROUNDS[granted], explanation=_WORDS[granted]
                    )
                    try:
                        deciding.decide(appeal.id, answer, by=manager, now=now)
                    except making.AppealRefused:
                        # On its way back on sale: it can be decided when it is there.
                        self._world.noted["appeals that had to wait"] += 1
                        break

    def _is_granted(self, appeal: DecisionAppeal) -> bool:
        item, world = appeal.item, self._world
        if item is None:
            raise ValueError("Only brands appeal here.")
        was_right = world.truth.infringes(self._site_of[item.marketplace_id], item.listing_ref)
        is_taken_in = world.truth.evidence[item.complaint_id] is Evidence.FORGED
        right = world.assumed.ruling_right if not is_taken_in else world.assumed.ruling_right_on_forgeries
        return one_of({was_right: right, not was_right: 1 - right}, self._dice)
