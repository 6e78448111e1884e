"""Mail to the brand: what a person found of its legal action, and what became of an undertaking that it asked for."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from accounts.models import User
from brands.letters import Letter, send_letters
from core.outbox import Work
from core.tenancy import SYSTEM, acting_as
from takedown.models import CounterNotice, LegalAction, Undertaking
from takedown.redress.counter.forwarding import letters_about


def tell_of_proofs(works: Sequence[Work]) -> None:
    """Leased."""
    with acting_as(SYSTEM):
        rows = LegalAction.objects.filter(id__in=[work.subject_id for work in works]).exclude(result="")
        letters = _letters(works, {row.id: row for row in rows}, name="proof")
    send_letters(letters, works)


def tell_of_undertakings(works: Sequence[Work]) -> None:
    """Leased."""
    with acting_as(SYSTEM):
        rows = Undertaking.objects.filter(id__in=[work.subject_id for work in works])
        letters = _letters(works, {row.id: row for row in rows}, name="undertaking")
    send_letters(letters, works)


def _letters(works: Sequence[Work], rows: Mapping[UUID, Any], *, name: str) -> list[Letter]:
    """Template and context bear the same name."""
    about = CounterNotice.objects.filter(id__in=[row.counter_id for row in rows.values()])
    counters = {c.id: c for c in about.select_related("ground__item__complaint", "removal__listing")}
    filers = User.objects.filter(
        is_active=True, id__in={c.ground.item.complaint.filed_by for c in counters.values()}
    ).in_bulk()
    return [
        letter
        for work in works
        if (row := rows.get(work.subject_id))
        for letter in letters_about(
            work,
            counters[row.counter_id],
            template=f"takedown/mail/counter_{name}.txt",
            filers=filers,
            more={name: row},
        )
    ]
