"""What becomes of a claim: the brand answers, or a person does for a silent one."""

from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext

from accounts.roles import Action, require
from brands.services import NewSeller, allow_seller
from complaints.intake.withdrawal import withdraw
from complaints.states import MoveRefused
from core import clock, outbox
from core.outbox import Work
from core.tenancy import SYSTEM, Actor, acting_as
from takedown import work
from takedown.models import Ground, LicenceClaim
from takedown.redress.letters.facts import facts_of
from takedown.redress.letters.kinds import LetterKind
from takedown.redress.letters.writing import Draft, write_letters
from takedown.redress.licences.moves import AnswerRefused, move
from takedown.redress.licences.states import UNANSWERED, ClaimStatus
from takedown.removal.restore import overturn


def confirm(claim_id: UUID, *, by: Actor, now: datetime) -> LicenceClaim:
    """The brand says yes: the seller goes on its list, it takes its complaint back, and the listing returns.

    Raises LicenceClaim.DoesNotExist, AnswerRefused.
    """
    require(by, Action.ANSWER_LICENCE_CLAIM)
    claim = _unanswered(claim_id, by=by)
    allow_seller(
        NewSeller(
            marketplace_id=claim.seller.marketplace_id,
            seller_ref=claim.seller.ref,
            seller_name=claim.seller.name,
        ),
        by=by,
        now=now,
    )
    _answer(claim, ClaimStatus.CONFIRMED, "", by=by, now=now)
    # Where it has come back by another way since, that the seller is authorised holds all the same.
    with suppress(MoveRefused):
        withdraw(claim.ground.item, by=by, now=now)
    return claim


def deny(claim_id: UUID, *, reason: str, by: Actor, now: datetime) -> LicenceClaim:
    """Raises LicenceClaim.DoesNotExist, AnswerRefused."""
    require(by, Action.ANSWER_LICENCE_CLAIM)
    return _deny(_unanswered(claim_id, by=by), reason=reason, by=by, now=now)


def accept_for_a_silent_brand(claim_id: UUID, *, explanation: str, by: Actor, now: datetime) -> LicenceClaim:
    """A person finds that the papers hold: the decision is overturned. The brand's own list stays the brand's.

    Raises LicenceClaim.DoesNotExist, AnswerRefused, RestoreRefused.
    """
    require(by, Action.REVIEW)
    claim = _with_a_person(claim_id, by=by)
    _answer(claim, ClaimStatus.CONFIRMED, explanation.strip(), by=by, now=now)
    overturn(claim.ground.item_id, explanation=explanation, by=by, now=now)
    return claim


def deny_for_a_silent_brand(claim_id: UUID, *, explanation: str, by: Actor, now: datetime) -> LicenceClaim:
    """Raises LicenceClaim.DoesNotExist, AnswerRefused."""
    require(by, Action.REVIEW)
    return _deny(_with_a_person(claim_id, by=by), reason=explanation, by=by, now=now)


def hand_over_unanswered(works: Sequence[Work]) -> None:
    """The brand's time is over: a person looks."""
    now = clock.now()
    waiting = LicenceClaim.objects.filter(
        id__in=[w.subject_id for w in works], status=ClaimStatus.OPEN
    ).select_related("ground")
    for claim in waiting.select_for_update(of=("self",)).order_by("id"):
        to = ClaimStatus.OVER if claim.ground.ended_at else ClaimStatus.WITH_A_PERSON
        move(claim, to, by=SYSTEM, now=now)


def _unanswered(claim_id: UUID, *, by: Actor) -> LicenceClaim:
    claim = (
        LicenceClaim.objects.visible_to(by)
        .select_for_update(of=("self",))
        .select_related("ground__item", "seller")
        .get(id=claim_id)
    )
    if ClaimStatus(claim.status) not in UNANSWERED:
        raise AnswerRefused(gettext("This has been answered already."))
    return claim


def _with_a_person(claim_id: UUID, *, by: Actor) -> LicenceClaim:
    claim = _unanswered(claim_id, by=by)
    if claim.status != ClaimStatus.WITH_A_PERSON:
        raise AnswerRefused(gettext("The brand still has time to answer."))
    return claim


def _deny(claim: LicenceClaim, *, reason: str, by: Actor, now: datetime) -> LicenceClaim:
    if not reason.strip():
        raise AnswerRefused(gettext("Say why, in words that the seller will read."))
    _answer(claim, ClaimStatus.DENIED, reason.strip(), by=by, now=now)
    with acting_as(SYSTEM):
        _tell_the_seller(claim, now=now)
    return claim


def _tell_the_seller(claim: LicenceClaim, *, now: datetime) -> None:
    ground = Ground.objects.select_related(
        "removal__listing", "removal__marketplace", "removal__notice", "item__complaint__right"
    ).get(id=claim.ground_id)
    if ground.removal.notice is None:
        return
    facts = {**facts_of([ground])[ground.id], "answer": claim.answer, "by_marketplace": claim.by_marketplace}
    write_letters([Draft(notice=ground.removal.notice, kind=LetterKind.CLAIM_DENIED, facts=facts)], now=now)


def _answer(claim: LicenceClaim, to: ClaimStatus, words: str, *, by: Actor, now: datetime) -> None:
    claim.answer, claim.by_marketplace = words, by.staff
    claim.answered_at, claim.answered_by = now, by.person
    move(claim, to, by=by, now=now)
    outbox.cancel(subject_ids=[claim.id], kind=work.CLAIM_DUE)
