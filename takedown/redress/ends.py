"""When a ground ends, so does all redress against it: one call for whoever ends one, under the removal's lock."""

from collections.abc import Sequence
from datetime import datetime

from core.tenancy import SYSTEM
from takedown.models import Ground
from takedown.redress.clocks.keeping import stop_where_the_ground_has_ended
from takedown.redress.counter.moves import end_where_the_ground_has_ended


def end_redress_of(grounds: Sequence[Ground], *, now: datetime) -> None:
    """Clocks stop, and counter-notices that live have nothing left to answer. Constant number of queries."""
    stop_where_the_ground_has_ended(grounds, by=SYSTEM, now=now)
    end_where_the_ground_has_ended(grounds, by=SYSTEM, now=now)
