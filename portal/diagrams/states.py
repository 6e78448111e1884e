"""The state machines, drawn from the tables that the database is held to."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from complaints import states as items
from complaints.scoring import states as scores
from detection import states as requests
from takedown import states as removals
from takedown.programme import states as programme
from takedown.redress.appeals import states as appeals
from takedown.redress.clocks import states as clocks
from takedown.redress.counter import states as counter_notices
from takedown.redress.fixes import states as fixes
from takedown.redress.licences import states as licences
from takedown.redress.misuse import states as misuse
from takedown.redress.replies import states as replies

type Table = Mapping[Any, frozenset[Any]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Machine:
    """`source` is the file that has the table; its first row is where a life begins."""

    name: str
    source: str
    about: str
    table: Table


def _of_clocks() -> Table:
    """There the table says what may happen, and another what it then is."""
    return {
        status: frozenset(clocks.AFTER[happening] for happening in happenings)
        for status, happenings in clocks.MAY_HAPPEN.items()
    }


MACHINES: tuple[Machine, ...] = (
    Machine(
        name="An item: one listing in a complaint",
        source="complaints/states.py",
        about="What a brand follows. Only `complaints` writes it.",
        table=items.NEXT,
    ),
    Machine(
        name="A trained score",
        source="complaints/scoring/states.py",
        about="It scores beside the one in force before it is in force itself.",
        table=scores.NEXT,
    ),
    Machine(
        name="A removal: one listing off one marketplace",
        source="takedown/states.py",
        about="What the marketplace has been told. It ends when the last item that wants it ends.",
        table=removals.NEXT,
    ),
    Machine(
        name="An authentication request: is it yours?",
        source="detection/states.py",
        about="What the marketplace asks a brand about a listing that it suspects.",
        table=requests.NEXT,
    ),
    Machine(
        name="A counter-notice",
        source="takedown/redress/counter/states.py",
        about="The seller's answer to a removal, one for each brand.",
        table=counter_notices.NEXT,
    ),
    Machine(
        name="A clock of the law",
        source="takedown/redress/clocks/states.py",
        about="Until when silence restores a listing, or somebody has to decide.",
        table=_of_clocks(),
    ),
    Machine(
        name="An appeal about a listing",
        source="takedown/redress/appeals/states.py",
        about="Either side's request for another person's look.",
        table=appeals.NEXT,
    ),
    Machine(
        name="A seller's \u201cI am authorised\u201d",
        source="takedown/redress/licences/states.py",
        about="It goes to the brand first, and to a person when the brand does not answer.",
        table=licences.NEXT,
    ),
    Machine(
        name="A seller's \u201cI have corrected it\u201d",
        source="takedown/redress/fixes/states.py",
        about="A person compares before and after.",
        table=fixes.NEXT,
    ),
    Machine(
        name="An offer of an undertaking",
        source="takedown/redress/replies/states.py",
        about="A brand takes its complaint back for a promise that both sign.",
        table=replies.NEXT_OF_OFFER,
    ),
    Machine(
        name="A step of a grant",
        source="takedown/programme/states.py",
        about="How Good Faith status falls, and rises again.",
        table=programme.GRANT_NEXT,
    ),
    Machine(
        name="A suspension for misuse",
        source="takedown/redress/misuse/states.py",
        about="Proposed by one person, put in force by another.",
        table=misuse.SUSPENSION_NEXT,
    ),
)


def drawn(table: Table) -> str:
    """As Mermaid, in the order of the table."""
    return "\n".join(["stateDiagram-v2", f"  [*] --> {_name(next(iter(table)))}", *_moves(table)])


def _moves(table: Table) -> Iterator[str]:
    for start, ends in table.items():
        for end in sorted(ends, key=str):
            yield f"  {_name(start)} --> {_name(end)}"
        if not ends:
            yield f"  {_name(start)} --> [*]"


def _name(state: StrEnum) -> str:
    return str(state)
