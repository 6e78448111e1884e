"""A brand applies for Good Faith status with its declaration; admins answer in words."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.roles import Action, require
from core import audit, outbox
from core.tenancy import Actor
from takedown import work
from takedown.models import Application, Grant
from takedown.programme import steps
from takedown.programme.grants import GrantRefused, ScopeStanding, may_be_renewed, standing_in
from takedown.programme.records import Scope
from takedown.programme.standing import Thresholds, Tier, needed_for_good_faith
from takedown.programme.states import ApplicationStatus

OPEN = (ApplicationStatus.WAITING, ApplicationStatus.PROPOSED)


class ApplicationRefused(Exception):
    """It cannot be made or answered now; the message says why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What a brand asks for, and the name typed under its declaration. `agency_id`: for what that firm files."""

    marketplace_id: UUID
    right_kind: str
    declared_by: str
    statement: str = ""
    agency_id: UUID | None = None


def apply(asked: Asked, *, by: Actor, now: datetime) -> Application:
    require(by, Action.JOIN_PROGRAMME)
    if not asked.declared_by.strip():
        raise ApplicationRefused(_("Type your name under the declaration."))
    try:
        found = standing_in(
            by.tenant, asked.marketplace_id, asked.right_kind, agency_id=asked.agency_id, now=now
        )
    except GrantRefused as error:
        raise ApplicationRefused(str(error)) from error
    reasons = why_not_apply(found, locks_of([by.tenant], found.thresholds).get(found.scope), now=now)
    if reasons:
        raise ApplicationRefused(" ".join(reasons))
    try:
        with transaction.atomic():
            made = Application.objects.create(
                tenant_id=by.tenant,
                marketplace_id=asked.marketplace_id,
                right_kind=asked.right_kind,
                agency_id=asked.agency_id,
                statement=asked.statement.strip(),
                declared_by=asked.declared_by.strip(),
                applied_by_id=by.person,
                applied_at=now,
            )
    except IntegrityError as error:
        raise ApplicationRefused(_("You have applied for this already.")) from error
    _record("application.made", made, by=by, now=now)
    return made


def why_not_apply(found: ScopeStanding, locked_until: datetime | None, *, now: datetime) -> list[str]:
    """In words, with the distance to each bound; empty when nothing stands in the way."""
    reasons = []
    if found.tier is Tier.UNVERIFIED:
        reasons.append(_("The marketplace has not verified your brand yet."))
    if found.is_in_force and found.grant is not None and not may_be_renewed(found.grant, now):
        reasons.append(_("The status is in force already."))
    elif found.grant is not None and not found.is_in_force:
        reasons.append(_("The status is proposed already, and waits for a second admin."))
    if locked_until is not None and now < locked_until:
        reasons.append(
            _("You can apply again from %(day)s on.")
            % {"day": date_format(locked_until.date(), "DATE_FORMAT")}
        )
    return [*reasons, *distances(found)]


def distances(found: ScopeStanding) -> list[str]:
    """How far the record is from the bounds of Good Faith."""
    more = needed_for_good_faith(found.standing.record, found.thresholds)
    if more == 0:
        return []
    if more is None:
        return [_("The record is more than 1000 accepted decisions away.")]
    text = ngettext(
        "%(count)d more accepted decision reaches the bounds.",
        "%(count)d more accepted decisions in a row reach the bounds.",
        more,
    )
    return [text % {"count": more}]


def locks_of(tenants: Collection[UUID], limits: Thresholds) -> dict[Scope, datetime]:
    """Until when brands wait, after a refusal, a suspension or leaving, before they apply for the same again."""
    declined = Application.objects.filter(tenant_id__in=tenants, status=ApplicationStatus.DECLINED)
    causes = [Grant.EndCause.SUSPENDED, Grant.EndCause.LEFT]
    ended = Grant.objects.filter(tenant_id__in=tenants, end_cause__in=causes)
    locks: dict[Scope, datetime] = {}
    for rows, days in (
        (declined.values_list(*_SCOPE).annotate(Max("answered_at")), limits.declined_lock_days),
        (ended.values_list(*_SCOPE).annotate(Max("ended_at")), limits.suspended_lock_days),
    ):
        for *scope, at in rows.order_by():
            key = (scope[0], scope[1], scope[2], scope[3])
            locks[key] = max(locks.get(key, at), at + timedelta(days=days))
    return locks


_SCOPE = ("tenant_id", "marketplace_id", "right_kind", "agency_id")


def withdraw(application_id: UUID, *, by: Actor, now: datetime) -> Application:
    """Raises Application.DoesNotExist once it is answered."""
    require(by, Action.JOIN_PROGRAMME)
    found = _open(application_id, by)
    _take_proposal_back(found, reason="The brand withdrew its application.", by=by, now=now)
    found.status = ApplicationStatus.WITHDRAWN
    found.save(update_fields=["status"])
    _record("application.withdrawn", found, by=by, now=now)
    return found


def decline(application_id: UUID, *, answer: str, by: Actor, now: datetime) -> Application:
    """Raises Application.DoesNotExist once it is answered."""
    require(by, Action.GRANT_STATUS)
    if not answer.strip():
        raise ApplicationRefused(_("Say why, in words the brand will read."))
    found = _open(application_id, by)
    _take_proposal_back(found, reason=answer.strip(), by=by, now=now)
    found.status, found.grant = ApplicationStatus.DECLINED, None
    found.answered_by_id, found.answered_at, found.answer = by.person, now, answer.strip()
    found.save()
    _record("application.declined", found, by=by, now=now, tell=True)
    return found


def reopen(application: Application, *, by: Actor, now: datetime) -> None:
    """An appeal against the refusal was granted: it waits for two admins again. Locked by the caller."""
    application.status = ApplicationStatus.WAITING
    application.save(update_fields=["status"])
    _record("application.reopened", application, by=by, now=now)


def _open(application_id: UUID, by: Actor) -> Application:
    rows = Application.objects.visible_to(by).select_for_update(of=("self",))
    return rows.get(id=application_id, status__in=OPEN)


def _take_proposal_back(application: Application, *, reason: str, by: Actor, now: datetime) -> None:
    if application.grant_id is None:
        return
    proposal = Grant.objects.select_for_update().filter(id=application.grant_id, ended_at=None).first()
    if proposal is not None:
        steps.end(proposal, Grant.EndCause.TAKEN_BACK, reason=reason, by=by, now=now)


def _record(name: str, application: Application, *, by: Actor, now: datetime, tell: bool = False) -> None:
    event_id = audit.record(
        audit.Event(
            name=name,
            subject_kind="application",
            subject_id=application.id,
            tenant_id=application.tenant_id,
            data={
                "marketplace": str(application.marketplace_id),
                "right_kind": application.right_kind,
                "agency": str(application.agency_id or ""),
                "reason": application.answer or application.statement,
            },
        ),
        by=by,
        now=now,
    )
    if tell:
        outbox.add(outbox.Order(kind=work.TELL_OWNERS, subject_id=event_id, tenant_id=application.tenant_id))
