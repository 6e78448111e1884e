"""Brands answer: what they were asked about their complaints, and what sellers say against them."""

from datetime import datetime, timedelta
from uuid import UUID

from complaints.conversation.questions import NewEvidence, fix_and_resubmit
from complaints.models import Item, Question
from complaints.reasons import EvidenceKind
from complaints.states import MoveRefused
from core.ids import new_id
from core.tenancy import SYSTEM, acting_as
from simulation.acts.filing import a_picture, keep
from simulation.clock import next_working_hour
from simulation.stage import Stage, StagedBrand
from simulation.truth import Evidence
from simulation.world import World
from takedown.models import CounterNotice
from takedown.redress.counter.states import LIVE, CounterStatus
from takedown.redress.replies.answering import accept_restoration, answer
from takedown.redress.replies.case import ReplyRefused

LOOKS_EVERY = timedelta(hours=2)
# Of weak evidence that a manager has asked about, so much is better the second time.
_BETTER = 0.85


class Answers:
    def __init__(self, world: World, stage: Stage) -> None:
        self._world = world
        self._dice = world.dice("answers")
        self._brands = {brand.tenant_id: brand for brand in stage.brands}
        self._site_of = {site.id: slug for slug, site in stage.sites.items()}
        self._looked_at = world.begins

    def plan(self) -> None:
        self._world.agenda.add(self._world.begins + LOOKS_EVERY, self._look)

    def _look(self, now: datetime) -> None:
        since, self._looked_at = self._looked_at, now
        with acting_as(SYSTEM):
            asked = Question.objects.filter(asked_at__gt=since, asked_at__lte=now).order_by("id")
            questions = list(asked.values_list("tenant_id", "item_id"))
            told = CounterNotice.objects.filter(forwarded_at__gt=since, forwarded_at__lte=now).order_by("id")
            counters = list(
                told.values_list(
                    "tenant_id", "id", "removal__listing__marketplace_id", "removal__listing__ref"
                )
            )
        for tenant, item in questions:
            self._plan_answer(self._brands[tenant], item, now)
        for tenant, counter, marketplace, ref in counters:
            infringes = self._world.truth.infringes(self._site_of[marketplace], ref)
            self._plan_reply(self._brands[tenant], counter, now, infringes=infringes)
        self._world.agenda.add(now + LOOKS_EVERY, self._look)

    def _later(self, now: datetime, hours: float) -> datetime:
        wait = timedelta(hours=hours * self._dice.uniform(0.3, 1.7))
        return next_working_hour(now + wait, opens=8, closes=18) + timedelta(
            minutes=self._dice.uniform(0, 50)
        )

    # --- questions -------------------------------------------------------------------------------------

    def _plan_answer(self, brand: StagedBrand, item_id: UUID, now: datetime) -> None:
        if self._dice.random() < self._world.assumed.of(brand.cast.habit).answers_questions:
            self._world.agenda.add(self._later(now, 20), lambda then: self._answer(brand, item_id, then))

    def _answer(self, brand: StagedBrand, item_id: UUID, now: datetime) -> None:
        body = keep(a_picture(f"{new_id()}"), brand, "differences.png")
        with acting_as(brand.filer):
            item = Item.objects.visible_to(brand.filer).get(id=item_id)
            try:
                fix_and_resubmit(
                    item,
                    answer="The picture marks what differs.",
                    evidence=[NewEvidence(kind=EvidenceKind.ANNOTATED, body=body)],
                    by=brand.filer,
                    now=now,
                )
            except MoveRefused:
                # Closed or withdrawn meanwhile.
                self._world.noted["answers that came too late"] += 1
                return
        worth = self._world.truth.evidence
        if worth[item.complaint_id] is Evidence.WEAK and self._dice.random() < _BETTER:
            worth[item.complaint_id] = Evidence.STRONG

    # --- counter-notices -------------------------------------------------------------------------------

    def _plan_reply(self, brand: StagedBrand, counter_id: UUID, now: datetime, *, infringes: bool) -> None:
        habit = self._world.assumed.of(brand.cast.habit)
        if self._dice.random() < habit.silent:
            return
        accepts = not infringes and self._dice.random() < habit.accepts_when_wrong
        self._world.agenda.add(
            self._later(now, 50), lambda then: self._reply(brand, counter_id, then, accepts=accepts)
        )

    def _reply(self, brand: StagedBrand, counter_id: UUID, now: datetime, *, accepts: bool) -> None:
        by = brand.filer
        with acting_as(by):
            if not CounterNotice.objects.visible_to(by).filter(id=counter_id, status__in=LIVE).exists():
                return
            try:
                if accepts:
                    accept_restoration(counter_id, by=by, now=now)
                elif not CounterNotice.objects.filter(id=counter_id, status=CounterStatus.OBJECTED).exists():
                    answer(counter_id, text="The seller's papers are not about these goods.", by=by, now=now)
            except ReplyRefused:
                self._world.noted["replies that came too late"] += 1
