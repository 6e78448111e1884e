"""Mail to the person who filed: what was decided, asked or done about an item."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext_lazy

from accounts.languages import language_of_mail
from accounts.models import User
from complaints.models import Complaint, Decision, Item
from complaints.states import Status
from core import outbox
from core.outbox import Work
from core.tenancy import SYSTEM, acting_as

_SUBJECTS = {
    Status.NEEDS_INFORMATION: gettext_lazy("{number}: one thing is missing"),
    Status.REFUSED: gettext_lazy("{number}: a listing stays on sale"),
    Status.REMOVED: gettext_lazy("{number}: a listing is off sale"),
    Status.CLOSED: gettext_lazy("{number}: a listing needs no decision"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    work: Work
    to: str
    subject: str
    body: str


def tell_brands(works: Sequence[Work]) -> None:
    """Leased. What the item is when the letter is written counts; one that has moved on needs no letter."""
    with acting_as(SYSTEM):
        letters = _letters(works)
        written = {letter.work.id for letter in letters}
        outbox.finish([w for w in works if w.id not in written])
    for letter in letters:
        try:
            EmailMessage(subject=letter.subject, body=letter.body, to=[letter.to]).send()
        except OSError as error:
            with acting_as(SYSTEM):
                outbox.retry(letter.work, error=f"mail: {error}")
            continue
        with acting_as(SYSTEM):
            outbox.finish([letter.work])


def _letters(works: Sequence[Work]) -> list[Letter]:
    items = {
        i.id: i
        for i in Item.objects.filter(id__in=[w.subject_id for w in works], status__in=_SUBJECTS)
        # Whoever answered the marketplace's own question wants no letter for each time they were believed.
        .exclude(complaint__channel=Complaint.Channel.AUTHENTICATION, status=Status.REMOVED)
        .select_related("complaint", "marketplace", "snapshot")
        .prefetch_related("questions")
    }
    people = User.objects.in_bulk({i.complaint.filed_by for i in items.values()})
    explanations = {
        d.item_id: d.explanation
        for d in Decision.objects.filter(item_id__in=items).order_by("decided_at", "id")
    }
    return [
        _letter(w, items[w.subject_id], people, explanations)
        for w in works
        if w.subject_id in items and items[w.subject_id].complaint.filed_by in people
    ]


def _letter(work: Work, item: Item, people: dict, explanations: dict) -> Letter:  # type: ignore[type-arg]
    open_question = next((q for q in item.questions.all() if q.answered_at is None), None)
    context = {
        "item": item,
        "title": item.snapshot.title if item.snapshot else item.url,
        "explanation": open_question.text if open_question else explanations.get(item.id, ""),
        "link": settings.ORIGIN + reverse("complaint", args=[item.complaint.number]),
    }
    filer = people[item.complaint.filed_by]
    with translation.override(language_of_mail(filer)):
        return Letter(
            work=work,
            to=filer.email,
            subject=str(_SUBJECTS[Status(item.status)]).format(number=item.complaint.number),
            body=render_to_string("complaints/mail/item.txt", context),
        )
