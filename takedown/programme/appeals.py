"""A brand appeals against a step of the ladder, or a declined application; another admin decides, with reasons."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from accounts.roles import Action, require
from core import audit, outbox
from core.tenancy import Actor
from takedown import work
from takedown.models import Appeal, Application, Grant, Step
from takedown.programme import applications, steps
from takedown.programme.grants import limits_at
from takedown.programme.ladder import DOWN
from takedown.programme.records import in_scope, scope_of_grant
from takedown.programme.states import AppealStatus, ApplicationStatus, GrantStep


class AppealRefused(Exception):
    """It cannot be made or decided so; the message says why."""


def is_step_down(step: Step) -> bool:
    return DOWN.index(GrantStep(step.end)) > DOWN.index(GrantStep(step.start))


def against_step(step_id: UUID, *, statement: str, by: Actor, now: datetime) -> Appeal:
    """Raises Step.DoesNotExist. Only against the step that a grant stands on now: the others are history."""
    require(by, Action.JOIN_PROGRAMME)
    step = Step.objects.visible_to(by).select_related("grant").get(id=step_id)
    if not is_step_down(step):
        raise AppealRefused(_("This step was in your favour."))
    if step != latest_step(step.grant):
        raise AppealRefused(_("This step is over: appeal against the one that holds now."))
    return _made(Appeal(step=step, against_id=step.taken_by_id), statement, by=by, now=now)


def latest_step(grant: Grant) -> Step | None:
    steps_of = Step.objects.filter(tenant_id=grant.tenant_id, grant=grant)
    return steps_of.order_by("-at", "-id").first()


def against_refusal(application_id: UUID, *, statement: str, by: Actor, now: datetime) -> Appeal:
    """Raises Application.DoesNotExist unless it was declined."""
    require(by, Action.JOIN_PROGRAMME)
    declined = Application.objects.visible_to(by).filter(status=ApplicationStatus.DECLINED)
    application = declined.get(id=application_id)
    appeal = Appeal(application=application, against_id=application.answered_by_id)
    return _made(appeal, statement, by=by, now=now)


def _made(appeal: Appeal, statement: str, *, by: Actor, now: datetime) -> Appeal:
    if not statement.strip():
        raise AppealRefused(_("Say what was wrong about it."))
    appeal.tenant_id, appeal.statement = by.tenant, statement.strip()
    appeal.made_by_id, appeal.made_at = by.person, now
    try:
        with transaction.atomic():
            appeal.save(force_insert=True)
    except IntegrityError as error:
        raise AppealRefused(_("You have appealed against this already.")) from error
    _record("appeal.made", appeal, reason=appeal.statement, by=by, now=now)
    return appeal


def decide(appeal_id: UUID, *, granted: bool, explanation: str, by: Actor, now: datetime) -> Appeal:
    """Raises Appeal.DoesNotExist once it is decided."""
    require(by, Action.GRANT_STATUS)
    if not explanation.strip():
        raise AppealRefused(_("Say why, in words the brand will read."))
    open_ones = Appeal.objects.visible_to(by).filter(status=AppealStatus.OPEN)
    appeal = open_ones.select_for_update(of=("self",)).get(id=appeal_id)
    if appeal.against_id == by.user_id:
        raise AppealRefused(_("Another admin than the one who took the step has to decide."))
    appeal.status = AppealStatus.GRANTED if granted else AppealStatus.DISMISSED
    appeal.decided_by_id, appeal.decided_at, appeal.explanation = by.person, now, explanation.strip()
    appeal.save()
    if granted:
        _give_back(appeal, by=by, now=now)
    _record(f"appeal.{appeal.status}", appeal, reason=appeal.explanation, by=by, now=now, tell=True)
    return appeal


def _give_back(appeal: Appeal, *, by: Actor, now: datetime) -> None:
    """The step before, with time for the figures to follow; or the application, to be answered anew."""
    if appeal.application_id is not None:
        found = Application.objects.select_for_update(of=("self",)).get(id=appeal.application_id)
        _refuse_if_applied_anew(found)
        applications.reopen(found, by=by, now=now)
        return
    if appeal.step is None:
        return
    step = appeal.step
    grant = Grant.objects.select_for_update(of=("self",)).get(id=step.grant_id)
    former = GrantStep(step.start)
    if DOWN.index(GrantStep(grant.step)) <= DOWN.index(former):
        return
    if grant.ended_at is not None:
        _refuse_if_it_cannot_come_back(grant, now=now)
    grace = timedelta(days=limits_at(now).recovery_days)
    steps.take(grant, former, reason=appeal.explanation, by=by, now=now, grace=grace)


def _refuse_if_applied_anew(application: Application) -> None:
    same = in_scope(Application.objects.filter(status__in=applications.OPEN), scope_of_grant(application))
    if same.exists():
        raise AppealRefused(_("The brand has applied anew: answer that application."))


def _refuse_if_it_cannot_come_back(grant: Grant, *, now: datetime) -> None:
    if grant.end_cause != Grant.EndCause.SUSPENDED or grant.expires_at <= now:
        raise AppealRefused(_("This grant has ended for another reason since, and cannot come back."))
    in_force = Grant.objects.filter(ended_at=None, confirmed_at__isnull=False)
    newer = in_scope(in_force, scope_of_grant(grant))
    if newer.exists():
        raise AppealRefused(_("A newer grant is in force."))


def _record(name: str, appeal: Appeal, *, reason: str, by: Actor, now: datetime, tell: bool = False) -> None:
    event_id = audit.record(
        audit.Event(
            name=name,
            subject_kind="appeal",
            subject_id=appeal.id,
            tenant_id=appeal.tenant_id,
            data=_scope_of(appeal) | {"reason": reason},
        ),
        by=by,
        now=now,
    )
    if tell:
        outbox.add(outbox.Order(kind=work.TELL_OWNERS, subject_id=event_id, tenant_id=appeal.tenant_id))


def _scope_of(appeal: Appeal) -> dict[str, str]:
    about = appeal.step.grant if appeal.step else appeal.application
    if about is None:
        return {}
    return {
        "marketplace": str(about.marketplace_id),
        "right_kind": about.right_kind,
        "agency": str(about.agency_id or ""),
    }
