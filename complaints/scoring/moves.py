"""Where a trained score stands: kept, asked to look on, promoted by two people, taken out of force. Each with its event.

The only place that writes an AssessmentModel's state. Every function must run inside a transaction.
"""

import hashlib
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import connection
from django.db.models import Max
from django.utils.translation import gettext

from accounts.roles import Action, require
from complaints.models import AssessmentModel
from complaints.scoring import bounds
from complaints.scoring.reading import measured_of
from complaints.scoring.states import NEXT, ModelState, MoveRefused
from complaints.scoring.training import Trained
from complaints.scoring.words import AGAINST
from core import audit
from core.tenancy import SYSTEM, Actor

# Each one costs every item a few microseconds and a few bytes.
MOST_SHADOWS = 3


def keep(trained: Trained, *, by: Actor, now: datetime) -> tuple[AssessmentModel, bool]:
    """The candidate with its version, and whether it is new: the same data and seed are the same model."""
    require(by, Action.TRAIN_SCORE)
    _one_at_a_time()
    content_hash = hashlib.sha256(trained.content.encode()).hexdigest()
    if known := AssessmentModel.objects.filter(content_hash=content_hash).first():
        return known, False
    latest = AssessmentModel.objects.aggregate(latest=Max("version"))["latest"] or 0
    made = AssessmentModel.objects.create(
        version=latest + 1,
        content=trained.content,
        content_hash=content_hash,
        data_fingerprint=trained.document["data"]["fingerprint"],
        trained_at=now,
        trained_by_label=by.label,
        state_at=now,
    )
    _record("score.trained", made, by=by, now=now, labelled=trained.document["data"]["labelled"])
    return made, True


def look_on(version: int, *, by: Actor, now: datetime) -> AssessmentModel:
    """From candidate to shadow: it scores everything from now on, and decides nothing. Raises MoveRefused."""
    require(by, Action.EDIT_SCORE)
    _one_at_a_time()
    found = _locked(version)
    if AssessmentModel.objects.filter(state=ModelState.SHADOW).count() >= MOST_SHADOWS:
        raise MoveRefused(
            gettext("{most_shadows} models look on already: retire one first.").format(
                most_shadows=MOST_SHADOWS
            )
        )
    _move(found, ModelState.SHADOW, by=by, now=now)
    return found


def propose(version: int, *, by: Actor, now: datetime) -> AssessmentModel:
    """Nothing changes until a second admin confirms. Raises AssessmentModel.DoesNotExist, MoveRefused."""
    require(by, Action.EDIT_SCORE)
    found = _locked(version)
    if found.state != ModelState.SHADOW:
        raise MoveRefused(gettext("Only what looks on as a shadow can be proposed."))
    if found.proposed_by_id is not None:
        raise MoveRefused(gettext("It is proposed already."))
    _refuse_unfit(found)
    found.proposed_by_id, found.proposed_at = by.person, now
    found.save(update_fields=["proposed_by", "proposed_at"])
    _record("score.proposed", found, by=by, now=now)
    return found


def withdraw(version: int, *, by: Actor, now: datetime) -> AssessmentModel:
    """By any admin: nothing that is not in force yet needs two people to stop it."""
    require(by, Action.EDIT_SCORE)
    found = _locked(version)
    if found.state != ModelState.SHADOW or found.proposed_by_id is None:
        raise MoveRefused(gettext("It is not proposed."))
    found.proposed_by, found.proposed_at = None, None
    found.save(update_fields=["proposed_by", "proposed_at"])
    _record("score.withdrawn", found, by=by, now=now)
    return found


def confirm(version: int, *, by: Actor, now: datetime) -> AssessmentModel:
    """In force from now on; the one before it looks on. Raises AssessmentModel.DoesNotExist, MoveRefused."""
    require(by, Action.EDIT_SCORE)
    _one_at_a_time()
    found = _locked(version)
    if found.state != ModelState.SHADOW or found.proposed_by_id is None:
        raise MoveRefused(gettext("It is not proposed."))
    if found.proposed_by_id == by.person:
        raise MoveRefused(gettext("Another admin than the one who proposed it has to confirm."))
    _refuse_unfit(found)
    for before in AssessmentModel.objects.select_for_update().filter(state=ModelState.LIVE):
        _leave(before, ModelState.SHADOW, because=f"Model {version} has taken its place.", by=by, now=now)
    found.confirmed_by_id, found.because = by.person, ""
    _move(found, ModelState.LIVE, "confirmed_by", "because", by=by, now=now)
    return found


def retire(version: int, *, because: str, by: Actor, now: datetime) -> AssessmentModel:
    """For good. Where it was in force the rules score from now on: for that one person is enough. Raises MoveRefused."""
    require(by, Action.EDIT_SCORE)
    if not because.strip():
        raise MoveRefused(gettext("Say why."))
    found = _locked(version)
    _leave(found, ModelState.RETIRED, because=because.strip(), by=by, now=now)
    return found


def fall_back(version: int, *, because: Sequence[str], now: datetime) -> bool:
    """By the watch: the rules score from now on, and the model looks on. False if it was out of force already."""
    found = _locked(version)
    if found.state != ModelState.LIVE:
        return False
    _leave(found, ModelState.SHADOW, because=", ".join(because), by=SYSTEM, now=now)
    return True


def _leave(found: AssessmentModel, to: ModelState, *, because: str, by: Actor, now: datetime) -> None:
    found.because, found.proposed_by, found.proposed_at, found.confirmed_by = because, None, None, None
    fields = ("because", "proposed_by", "proposed_at", "confirmed_by")
    _move(found, to, *fields, by=by, now=now, because=because)


def _move(
    found: AssessmentModel, to: ModelState, *fields: str, by: Actor, now: datetime, **data: Any
) -> None:
    start = ModelState(found.state)
    if to not in NEXT[start]:
        raise MoveRefused(
            f"A {start} model cannot become {to}: somebody else was faster, or the page is old."
        )
    found.state, found.state_at = str(to), now
    found.save(update_fields=["state", "state_at", *fields])
    _record(f"score.{to}", found, by=by, now=now, start=str(start), **data)


def _refuse_unfit(found: AssessmentModel) -> None:
    if reasons := bounds.against_promoting(measured_of(found)):
        raise MoveRefused(
            gettext("It may not come into force. {value}").format(
                value=" ".join(str(AGAINST[code]) for code in reasons)
            )
        )


def _locked(version: int) -> AssessmentModel:
    return AssessmentModel.objects.select_for_update().get(version=version)


def _one_at_a_time() -> None:
    """Whoever waits here sees what the other one made or moved."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended('assessment models', 0))")


def _record(name: str, model: AssessmentModel, *, by: Actor, now: datetime, **data: Any) -> None:
    event = audit.Event(
        name=name,
        subject_kind="assessment_model",
        subject_id=model.id,
        tenant_id=None,
        data={"version": model.version, "content": model.content_hash[:12], **data},
    )
    audit.record(event, by=by, now=now)
