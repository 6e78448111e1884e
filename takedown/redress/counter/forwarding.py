"""A counter-notice goes to its brand. "Forwarded" is the moment at which our mail server took the letter to the brand's owners.

The brand can read the counter-notice itself in the portal from the moment it was filed; the letter says that it is there,
and holds none of it: mail is no place for a seller's address.
"""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext as _

from accounts.models import User
from brands.letters import Letter, in_their_languages, owners_of, send_letters
from core import audit, clock, outbox
from core.outbox import Work
from core.tenancy import SYSTEM, acting_as
from takedown import work as kinds
from takedown.models import CounterNotice, Removal
from takedown.redress.clocks import keeping
from takedown.redress.clocks.laws import StartsWhen, law_of
from takedown.redress.counter.states import LIVE

NOBODY_TO_WRITE_TO = "the brand has nobody to write to"


def forward(works: Sequence[Work]) -> None:
    """Leased. One that is over by now goes to nobody. As long as no mail server takes it, no time runs."""
    with acting_as(SYSTEM):
        letters = _letters(works)
        lost = [letter for letter in letters if not letter.to and not letter.bcc]
        for letter in lost:
            # Nobody has it, so no time may run: a person has to find out whom to write to.
            outbox.bury(letter.work, error=NOBODY_TO_WRITE_TO)
    buried = {letter.work.id for letter in lost}
    send_letters(
        [letter for letter in letters if letter not in lost],
        [work for work in works if work.id not in buried],
        sent=_note_forwarded,
    )


def _letters(works: Sequence[Work]) -> list[Letter]:
    rows = CounterNotice.objects.filter(id__in=[work.subject_id for work in works], status__in=LIVE)
    counters = {c.id: c for c in rows.select_related("ground__item__complaint", "removal__listing")}
    filers = User.objects.filter(
        is_active=True, id__in={c.ground.item.complaint.filed_by for c in counters.values()}
    ).in_bulk()
    return [
        letter
        for work in works
        if (counter := counters.get(work.subject_id))
        for letter in letters_about(
            work, counter, template="takedown/mail/counter_forwarded.txt", filers=filers
        )
    ]


def letters_about(
    work: Work,
    counter: CounterNotice,
    *,
    template: str,
    filers: Mapping[UUID, User],
    more: Mapping[str, Any] | None = None,
) -> list[Letter]:
    """To the brand's owners as they are now, and to whoever filed the complaint. `more`: what else the template needs."""
    item = counter.ground.item
    owners = owners_of(counter.tenant_id)
    filer = filers.get(item.complaint.filed_by)

    def say() -> tuple[str, str]:
        context = {
            **(more or {}),
            "counter": counter,
            "case": item.complaint.number,
            "title": counter.removal.listing.title,
            "law": gettext(law_of(counter.law, counter.law_version).name),
            "link": settings.ORIGIN + reverse("brand-counter-notice", args=[counter.id]),
        }
        words = {"case": item.complaint.number, "number": counter.number}
        return _("%(case)s: the seller has answered (%(number)s)") % words, render_to_string(
            template, context
        )

    others = sorted({filer.email} - set(owners)) if filer else []
    return in_their_languages(work, to=owners, bcc=others, say=say)


def _note_forwarded(letter: Letter) -> None:
    """In the transaction that ends the letter's work: the law's clock, where this is what it waits for."""
    now = clock.now()
    counter = CounterNotice.objects.get(id=letter.work.subject_id)
    # Whoever ends a ground locks its removal: either we see that it has ended, or they find our clock.
    Removal.objects.select_for_update(of=("self",)).get(id=counter.removal_id)
    rows = CounterNotice.objects.select_for_update(of=("self",)).select_related("ground")
    counter = rows.get(id=counter.id)
    if counter.forwarded_at is not None:
        return
    counter.forwarded_at = now
    counter.save(update_fields=["forwarded_at"])
    law = law_of(counter.law, counter.law_version)
    if counter.status in LIVE and law.starts_when is StartsWhen.COUNTER_NOTICE_FORWARDED:
        keeping.start(
            [counter.ground_id],
            law=law.code,
            when=StartsWhen.COUNTER_NOTICE_FORWARDED,
            by=SYSTEM,
            now=now,
        )
        # The seller's receipt: now its dates are known.
        outbox.add(outbox.Order(kind=kinds.TELL_SELLER_OF_COUNTER, subject_id=counter.id, tenant_id=None))
    audit.record(
        audit.Event(
            name="counter.forwarded",
            subject_kind="item",
            subject_id=counter.ground.item_id,
            tenant_id=counter.tenant_id,
            data={"number": counter.number},
        ),
        by=SYSTEM,
        now=now,
    )
