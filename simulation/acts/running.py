"""Whoever runs the programme: verifies, grants by two people, decides objections, looks at brakes."""

from datetime import datetime, timedelta
from functools import partial
from uuid import UUID

from core.tenancy import SYSTEM, Actor, acting_as
from simulation.chance import one_of
from simulation.stage import Stage, StagedBrand, verify
from simulation.world import World
from takedown.models import Brake, CounterNotice
from takedown.programme import brakes, grants
from takedown.programme.standing import reaches_good_faith
from takedown.redress.judging.deciding import Choice, TheirOwnDecision, decide
from takedown.redress.judging.reasons import REASONS
from takedown.redress.replies.case import ReplyRefused
from takedown.redress.replies.states import RulingOutcome

_FOR_SELLER, _FOR_BRAND, _LET_BACK = "goods_shown_genuine", "brand_has_shown_it", "nothing_speaks_against_it"
_GRANT_DAYS = frozenset({0, 3})
# Whoever finds a brake on looks into what pulled it, and lets go on a day later at the earliest.
_BRAKED_FOR = timedelta(hours=20)


class Programme:
    def __init__(self, world: World, stage: Stage) -> None:
        self._world, self._stage = world, stage
        self._dice = world.dice("programme")
        self._site_of = {site.id: slug for slug, site in stage.sites.items()}

    def plan(self) -> None:
        agenda, begins = self._world.agenda, self._world.begins
        for brand in self._stage.brands:
            if brand.cast.starts_unverified:
                at = begins + timedelta(days=8, hours=10)
                agenda.add(at, partial(self._verify, brand))
        for day in range((self._world.ends - begins).days):
            morning = begins + timedelta(days=day, hours=9)
            if morning.weekday() in _GRANT_DAYS:
                agenda.add(morning, self._grant)
            if morning.weekday() < 5:
                agenda.add(morning, self._look_at_brakes)
                for hour in (1, 4, 7):
                    agenda.add(morning + timedelta(hours=hour), self._judge_objections)

    def _verify(self, brand: StagedBrand, now: datetime) -> None:
        verify(brand, by=self._stage.managers[0], now=now)

    # --- grants ----------------------------------------------------------------------------------------

    def _grant(self, now: datetime) -> None:
        """What the figures reach is granted by one, and confirmed by the other."""
        ada, ben = self._stage.admins
        with acting_as(ada):
            found = grants.standings_of([brand.tenant_id for brand in self._stage.brands], now=now)
        for scope in found:
            if scope.grant is not None or not reaches_good_faith(scope.standing, scope.thresholds):
                continue
            try:
                self._grant_one(scope, ada, ben, now=now)
            except grants.GrantRefused as refused:
                self._world.noted[f"grants refused: {refused}"] += 1

    def _grant_one(self, scope: grants.ScopeStanding, ada: Actor, ben: Actor, *, now: datetime) -> None:
        with acting_as(ada):
            made = grants.grant(
                tenant_id=scope.tenant_id,
                marketplace_id=scope.marketplace_id,
                right_kind=scope.right_kind,
                note="The figures reach both bounds.",
                by=ada,
                now=now,
            )
        with acting_as(ben):
            grants.confirm(made.id, by=ben, now=now)

    # --- brakes ----------------------------------------------------------------------------------------

    def _look_at_brakes(self, now: datetime) -> None:
        admin = self._stage.admins[0]
        with acting_as(SYSTEM):
            pulled = Brake.objects.filter(released_at=None, pulled_at__lt=now - _BRAKED_FOR).order_by("id")
            on = list(pulled.values_list("id", flat=True))
        for brake_id in on:
            self._world.noted["brakes released"] += 1
            with acting_as(admin):
                brakes.release(brake_id, reason="Looked into: what was wrong is undone.", by=admin, now=now)

    # --- objections ------------------------------------------------------------------------------------

    def _judge_objections(self, now: datetime) -> None:
        with acting_as(SYSTEM):
            rows = CounterNotice.objects.filter(person_by__isnull=False).order_by("person_by", "id")
            waiting = list(
                rows.values_list(
                    "id", "waits_for", "removal__listing__marketplace_id", "removal__listing__ref"
                )
            )
        for counter_id, task, marketplace, ref in waiting:
            infringes = self._world.truth.infringes(self._site_of[marketplace], ref)
            self._judge(counter_id, self._choice(task, infringes=infringes), now)

    def _choice(self, task: str, *, infringes: bool) -> Choice:
        right = self._world.assumed.ruling_right
        sided = one_of({infringes: right, not infringes: 1 - right}, self._dice)
        code = _FOR_BRAND if sided else _FOR_SELLER if task == "objection" else _LET_BACK
        reason = REASONS[code]
        return Choice(outcome=RulingOutcome(reason.outcome), reason=code, explanation=str(reason.sentence))

    def _judge(self, counter_id: UUID, choice: Choice, now: datetime) -> None:
        """By the first who has not decided it before."""
        for manager in self._stage.managers:
            try:
                with acting_as(manager):
                    decide(counter_id, choice, by=manager, now=now)
            except TheirOwnDecision:
                continue
            except ReplyRefused:
                self._world.noted["rulings refused"] += 1
            return
