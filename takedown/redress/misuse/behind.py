"""Every figure opens what is behind it: the listings that were counted, newest first, each with why it counts."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Q
from django.utils.translation import gettext as _

from complaints.models import Item
from complaints.review.selectors import title_of
from core.tenancy import Actor
from takedown.models import Contribution
from takedown.programme.behind import Behind, shown
from takedown.redress.misuse.parties import Complainant
from takedown.redress.misuse.policy import Rules
from takedown.redress.misuse.sources import (
    BURSTS,
    PICTURES,
    REVERSED,
    TEXTS,
    WRONG,
    parameters,
    since_when,
    unfounded,
)

MOST = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    item_id: UUID
    listing: str
    complaint: str
    day: date
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """About whom, under which rules, as of when, and who asks."""

    who: Complainant
    rules: Rules
    actor: Actor
    now: datetime


def rows_behind(code: str, asked: Question) -> list[Row]:
    """The newest of them. Raises KeyError for a fact that there is not."""
    return _BEHIND[code](asked)


def _decisions(asked: Question, which: Q) -> list[Row]:
    rows = Contribution.objects.visible_to(asked.actor).filter(
        which,
        tenant_id=asked.who.tenant_id,
        agency_id=asked.who.agency_id,
        day__gt=since_when(asked.rules, asked.now).date(),
    )
    whole = rows.select_related("decision__item__snapshot", "decision__item__complaint")
    return [_decided(behind) for behind in shown(list(whole.order_by("-decision_id")[:MOST]))]


def _decided(behind: Behind) -> Row:
    return Row(
        item_id=behind.item_id,
        listing=behind.listing,
        complaint=behind.complaint,
        day=behind.day,
        words=f"{behind.kind}: {behind.words}",
    )


_MINE = "agency_id IS NOT DISTINCT FROM %(agency)s::uuid"
# The complaints that share the text which stands for most rights, each with its first listing.
_TEXTS = f"""
WITH mine AS (SELECT * FROM ({TEXTS}) AS texts WHERE {_MINE})
SELECT DISTINCT ON (m.complaint_id) i.id
FROM mine m JOIN complaints_item i ON i.tenant_id = m.tenant_id AND i.complaint_id = m.complaint_id
WHERE m.text = (
    SELECT text FROM mine GROUP BY text ORDER BY count(DISTINCT right_id) DESC, count(*) DESC, text LIMIT 1
)
ORDER BY m.complaint_id DESC, i.id LIMIT %(most)s
"""  # noqa: S608 - constants only
# Of the right that files most.
_BURSTS = f"""
WITH mine AS (SELECT * FROM ({BURSTS}) AS bursts WHERE {_MINE})
SELECT item_id FROM mine
WHERE right_id = (SELECT right_id FROM mine GROUP BY right_id ORDER BY count(*) DESC, right_id LIMIT 1)
ORDER BY item_id DESC LIMIT %(most)s
"""  # noqa: S608 - constants only
_PICTURES = f"""
SELECT item_id, taken, seen FROM ({PICTURES}) AS claims WHERE newer AND {_MINE}
ORDER BY item_id DESC LIMIT %(most)s
"""  # noqa: S608 - constants only


def _texts(asked: Question) -> list[Row]:
    items = _items([row[0] for row in _found(_TEXTS, asked)], asked)
    words = _("%(right)s: “%(text)s”")
    return [
        about_item(i, words % {"right": i.complaint.right, "text": i.complaint.statement[:300]})
        for i in items
    ]


def _bursts(asked: Question) -> list[Row]:
    items = _items([row[0] for row in _found(_BURSTS, asked)], asked)
    return [about_item(i, _("Filed under %(right)s.") % {"right": i.complaint.right}) for i in items]


def _pictures(asked: Question) -> list[Row]:
    times = {row[0]: (row[1], row[2]) for row in _found(_PICTURES, asked)}
    words = _("The picture says that it was taken on %(taken)s. The listing is known since %(seen)s.")
    return [
        about_item(i, words % {"taken": times[i.id][0].date(), "seen": times[i.id][1].date()})
        for i in _items(list(times), asked)
    ]


def _found(sql: str, asked: Question) -> Sequence[Sequence[Any]]:
    agency = asked.who.agency_id
    values = parameters([asked.who.tenant_id], asked.rules, now=asked.now)
    with connection.cursor() as cursor:
        cursor.execute(sql, values | {"agency": str(agency) if agency else None, "most": MOST})
        rows: Sequence[Sequence[Any]] = cursor.fetchall()
    return rows


def _items(ids: Sequence[UUID], asked: Question) -> list[Item]:
    rows = Item.objects.visible_to(asked.actor).filter(tenant_id=asked.who.tenant_id, id__in=ids)
    items = {item.id: item for item in rows.select_related("complaint__right", "snapshot")}
    return [items[id] for id in ids if id in items]


def about_item(item: Item, words: str) -> Row:
    return Row(
        item_id=item.id,
        listing=title_of(item),
        complaint=item.complaint.number,
        day=item.complaint.filed_at.date(),
        words=words,
    )


_BEHIND: Mapping[str, Callable[[Question], list[Row]]] = {
    "complaints_are_often_wrong": lambda asked: _decisions(asked, WRONG),
    "complaints_are_manifestly_unfounded": lambda asked: _decisions(
        asked, unfounded(asked.rules.complainants)
    ),
    "removals_proved_wrong": lambda asked: _decisions(asked, REVERSED),
    "pictures_are_newer_than_the_listings": _pictures,
    "one_text_stands_for_many_rights": _texts,
    "a_new_right_files_in_a_burst": _bursts,
}
