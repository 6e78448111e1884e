"""Letters to sellers are written in the transaction of what they tell, in sets, with the work that takes them there."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from core import outbox, sets
from core.ids import new_id
from takedown import work
from takedown.models import LetterWay, SellerLetter, SellerNotice
from takedown.redress.letters.kinds import LetterKind, Way

# EU DSA, art. 20(1): redress stays open for at least six months, about the last word as about the first.
READABLE_FOR = timedelta(days=190)

_WORK = {Way.MAIL: work.SEND_NOTICE, Way.MARKETPLACE: work.MESSAGE_SELLER}


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A letter that leads to `notice`. `facts` is what it says."""

    notice: SellerNotice
    kind: LetterKind
    facts: Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Going:
    """One way of one letter, with the work that takes it there put out already."""

    id: UUID
    letter_id: UUID
    way: Way
    outbox_id: UUID


def write_letters(drafts: Sequence[Draft], *, now: datetime) -> list[SellerLetter]:
    """In the order of the drafts. Constant number of queries."""
    if not drafts:
        return []
    letters = [letter_of(draft, now=now) for draft in drafts]
    keep(letters, put_out([letter.id for letter in letters]))
    # Whoever reads a letter can open its link for as long as what it tells can be asked about.
    SellerNotice.objects.filter(
        id__in={draft.notice.id for draft in drafts}, expires_at__lt=now + READABLE_FOR
    ).update(expires_at=now + READABLE_FOR)
    return letters


def letter_of(draft: Draft, *, now: datetime) -> SellerLetter:
    return SellerLetter(
        id=new_id(),
        removal_id=draft.notice.removal_id,
        notice=draft.notice,
        kind=draft.kind,
        written_at=now,
        language=draft.notice.language,
        facts=dict(draft.facts),
    )


def put_out(letter_ids: Sequence[UUID]) -> list[Going]:
    """The work that takes each letter there, by every way."""
    ways = [(new_id(), letter_id, way) for letter_id in letter_ids for way in Way]
    rows = outbox.add_all(outbox.Order(kind=_WORK[way], subject_id=id, tenant_id=None) for id, _, way in ways)
    return [
        Going(id=id, letter_id=letter_id, way=way, outbox_id=row)
        for (id, letter_id, way), row in zip(ways, rows, strict=True)
    ]


def keep(letters: Sequence[SellerLetter], goings: Sequence[Going]) -> None:
    SellerLetter.objects.bulk_create(letters)
    sets.insert(
        LetterWay,
        [
            {
                "id": going.id,
                "letter": going.letter_id,
                "way": going.way,
                "outbox": going.outbox_id,
                "outcome": "",
                "remote_ref": "",
            }
            for going in goings
        ],
    )
