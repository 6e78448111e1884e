"""A person compares the listing before and after, and puts it back or says what is still wrong."""

from datetime import datetime
from uuid import UUID

from accounts.roles import Action, require
from complaints.states import Cause
from core.tenancy import Actor
from takedown.models import FixRequest, Ground, Removal
from takedown.redress.fixes.moves import FixRefused, move
from takedown.redress.fixes.states import FixStatus
from takedown.redress.letters.facts import facts_of
from takedown.redress.letters.kinds import LetterKind
from takedown.redress.letters.writing import Draft, write_letters
from takedown.removal import moves
from takedown.removal.ending import end_grounds


def restore_corrected(fix_id: UUID, *, by: Actor, now: datetime) -> None:
    """The complaint has had what it wanted: it ends, nobody was wrong, and the brand's record stays as it is.

    Raises FixRequest.DoesNotExist, FixRefused("decided_already", "could_not_be_read").
    """
    require(by, Action.REVIEW)
    removal = moves.lock(FixRequest.objects.visible_to(by).get(id=fix_id).removal_id)
    fix = _waiting(fix_id, by=by)
    if fix.snapshot is None:
        raise FixRefused("could_not_be_read")
    fix.decided_at, fix.decided_by = now, by.person
    move(fix, FixStatus.RESTORED, by=by, now=now)
    _let_the_corrected_offer_come_back(removal, fix)
    grounds = Ground.objects.filter(id=fix.ground_id, ended_at=None).select_related("item")
    end_grounds(list(grounds), cause=Cause.FIXED, now=now)


def say_what_is_still_wrong(fix_id: UUID, *, answer: str, by: Actor, now: datetime) -> None:
    """Raises FixRequest.DoesNotExist, FixRefused("decided_already", "say_what")."""
    require(by, Action.REVIEW)
    fix = _waiting(fix_id, by=by)
    if not answer.strip():
        raise FixRefused("say_what")
    fix.decided_at, fix.decided_by, fix.answer = now, by.person, answer.strip()
    move(fix, FixStatus.STILL_WRONG, by=by, now=now)
    ground = Ground.objects.select_related(
        "removal__listing", "removal__marketplace", "removal__notice", "item__complaint__right"
    ).get(id=fix.ground_id)
    if ground.removal.notice is not None:
        facts = {**facts_of([ground])[ground.id], "answer": fix.answer}
        write_letters(
            [Draft(notice=ground.removal.notice, kind=LetterKind.STILL_WRONG, facts=facts)], now=now
        )


def _waiting(fix_id: UUID, *, by: Actor) -> FixRequest:
    fix = (
        FixRequest.objects.visible_to(by)
        .select_for_update(of=("self",))
        .select_related("ground", "snapshot")
        .get(id=fix_id)
    )
    if fix.status != FixStatus.WAITING:
        raise FixRefused("decided_already")
    return fix


def _let_the_corrected_offer_come_back(removal: Removal, fix: FixRequest) -> None:
    """What a person has looked at may be put on sale; what the seller makes of it after that may not.

    Where another complaint lives, it is still about the offer that was ordered off sale.
    """
    others = Ground.objects.filter(removal=removal, ended_at=None).exclude(id=fix.ground_id)
    if fix.snapshot and not others.exists():
        removal.fingerprint = fix.snapshot.fingerprint
        removal.save(update_fields=["fingerprint"])
