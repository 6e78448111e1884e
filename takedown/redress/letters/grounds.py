"""A seller is told when one more complaint keeps a listing off sale, and when one of several ends."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from takedown.models import Ground
from takedown.redress.letters.facts import facts_of
from takedown.redress.letters.kinds import LetterKind
from takedown.redress.letters.writing import Draft, write_letters


def tell_of_more_grounds(ground_ids: Sequence[UUID], *, now: datetime) -> None:
    """Those who were told of the removal when it had other grounds. Constant number of queries."""
    _tell(ground_ids, LetterKind.ANOTHER_GROUND, now=now)


def tell_of_ended_grounds(ground_ids: Sequence[UUID], *, now: datetime) -> None:
    """Each has ended, and others keep its listing off sale."""
    _tell(ground_ids, LetterKind.GROUND_ENDED, now=now)


def _tell(ground_ids: Sequence[UUID], kind: LetterKind, *, now: datetime) -> None:
    if not ground_ids:
        return
    grounds = list(
        Ground.objects.filter(id__in=ground_ids, removal__notice__isnull=False)
        .select_related(
            "removal__listing", "removal__marketplace", "removal__notice", "item__complaint__right"
        )
        .order_by("id")
    )
    facts = facts_of(grounds)
    write_letters(
        [
            Draft(notice=g.removal.notice, kind=kind, facts={**facts[g.id], "cause": g.end_cause})
            for g in grounds
            if g.removal.notice
        ],
        now=now,
    )
