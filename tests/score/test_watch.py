"""The watch looks every hour; what has drifted is taken out of force, and people bring it back."""

from datetime import timedelta

from complaints import work
from complaints.models import AssessmentModel, ScoreWatch
from complaints.scoring import moves
from complaints.scoring.watch import watch_score
from core.models import AuditEvent
from core.scheduler import put_out_due
from core.tenancy import SYSTEM, acting_as
from portal.work import SCHEDULE
from tests.score.judged import a_judged_past
from tests.score.trained import a_shadow, fit_to_serve, in_force, step
from tests.stories import World, file, run_work


def look() -> ScoreWatch:
    with acting_as(SYSTEM):
        watch_score([])
        return ScoreWatch.objects.latest("day")


def state(version: int) -> str:
    with acting_as(SYSTEM):
        return AssessmentModel.objects.get(version=version).state


def test_what_says_what_people_find_stays_in_force(world: World) -> None:
    live = in_force(world)
    a_judged_past(world, 400)

    seen = look()

    assert seen.against == []
    assert seen.model_id == live.id
    assert seen.figures["in_force"]["n"] == 400
    assert state(live.version) == "live"


def test_what_says_the_opposite_is_taken_out_and_the_rules_score_on(world: World) -> None:
    live = in_force(world)
    a_judged_past(world, 400, contrary=True)

    seen = look()

    assert "says_more_or_less_than_people_find" in seen.against
    assert state(live.version) == "shadow"
    with acting_as(SYSTEM):
        event = AuditEvent.objects.filter(event="score.shadow", actor_role="system").latest("at")
        assert "says_more_or_less_than_people_find" in event.data["because"]
    complaint = file(world, "a1")
    run_work()
    with acting_as(SYSTEM):
        [made] = complaint.items.get().assessments.all()
        assert made.model_version is None
        assert str(live.version) in made.shadow_scores


def test_two_people_bring_it_back(world: World) -> None:
    live = in_force(world)
    a_judged_past(world, 400, contrary=True)
    look()

    step(world, "ben", moves.propose, live.version)
    step(world, "ada", moves.confirm, live.version)

    assert state(live.version) == "live"


def test_findings_that_it_has_never_seen_take_it_out(world: World) -> None:
    document = fit_to_serve().replace("finding:right_is_valid_today:supports", "finding:of_old:supports")
    live = in_force(world, document)
    a_judged_past(world, 600)

    seen = look()

    assert "knows_too_few_of_the_findings" in seen.against
    assert state(live.version) == "shadow"


def test_few_judgements_are_no_drift(world: World) -> None:
    live = in_force(world)
    a_judged_past(world, 100, contrary=True)

    assert look().against == []
    assert state(live.version) == "live"


def test_the_rules_are_watched_too_and_nothing_comes_after_them(world: World) -> None:
    shadow = a_shadow(world)
    a_judged_past(world, 300, contrary=True)

    seen = look()

    assert seen.model is None
    assert seen.against == []
    assert seen.figures["in_force"]["n"] == seen.figures["rules"]["n"] == 300
    assert seen.figures["shadows"][str(shadow.version)]["n"] == 300


def test_a_day_has_one_row_and_the_last_look_stays(world: World) -> None:
    a_judged_past(world, 20)
    look()
    a_judged_past(world, 20, seed=2, over=timedelta(days=1))

    assert look().figures["in_force"]["n"] == 40
    with acting_as(SYSTEM):
        assert ScoreWatch.objects.count() == 1


def test_it_looks_by_itself(world: World) -> None:
    put_out_due([job for job in SCHEDULE if job.kind == work.WATCH_SCORE])
    run_work()

    with acting_as(SYSTEM):
        assert ScoreWatch.objects.get().figures["in_force"] is None
