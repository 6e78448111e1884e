"""The page of one item: where it stands, what is next, what it was judged on, and what happened."""

from collections.abc import Sequence
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from accounts.roles import Action, can
from brands.genuine import genuine_pictures
from complaints import words
from complaints.assessment.gaps import gaps_of
from complaints.conversation.forms import AnswerForm
from complaints.models import Decision, Item, Question
from complaints.reasons import REASONS
from complaints.review.grounds import GROUNDS
from complaints.states import WITHDRAWN_AT_ONCE, WITHDRAWN_BY_RESTORING, Cause, Status
from complaints.timeline import entries_of, events_of
from core.models import AuditEvent
from core.tenancy import Actor
from core.web import PortalRequest

_CAN_BE_FIXED = frozenset({Status.NEEDS_INFORMATION, Status.REFUSED})


def visible_item(actor: Actor, item_id: UUID) -> Item:
    rows = Item.objects.visible_to(actor).select_related(
        "complaint__right", "marketplace", "snapshot__picture"
    )
    item = rows.filter(id=item_id).first()
    if item is None:
        raise Http404
    return item


def item_page(
    request: PortalRequest, item: Item, form: AnswerForm | None = None, *, unsent: str | None = None
) -> HttpResponse:
    """`?seen=` is sent by the live part of an open page: an answer without a body means nothing is new.

    `unsent`: what somebody wrote who came too late with it.
    """
    actor = request.actor
    events = events_of(item, actor)
    stamp = _stamp(item, events)
    is_poll = bool(request.GET.get("seen")) and request.headers.get("HX-Request") == "true"
    if is_poll and request.GET["seen"] == stamp:
        return HttpResponse(status=204)
    context = {
        "item": item,
        "complaint": item.complaint,
        "label": words.LABELS[Status(item.status)],
        "step": words.next_step(item),
        "events": list(reversed(entries_of(item, events, actor))),
        "gaps": gaps_of(item, actor),
        "question": open_question(item, actor),
        "refusal": refusal_of(item, actor),
        "reason": REASONS[item.complaint.reason].label,
        "references": genuine_pictures(item.complaint.right_id, _title_of(item), actor=actor),
        "poll_seconds": words.look_again_after(item),
        "poll_url": f"{reverse('item', args=[item.id])}?seen={stamp}",
        "form": form or AnswerForm(),
        "unsent": unsent,
        "can_be_fixed": item.status in _CAN_BE_FIXED and can(actor, Action.ANSWER_QUESTION),
        "may_withdraw": may_withdraw(item, actor),
        "appeal": appeal_of(item, events, actor),
    }
    template = "complaints/item_detail.html"
    return render(request, f"{template}#live" if is_poll else template, context)


def _stamp(item: Item, events: Sequence[AuditEvent]) -> str:
    """What the page shows. The item itself is in it: it was read before the events, and may have moved between."""
    latest = events[-1].id.hex if events else ""
    return f"{latest}.{item.status}.{'withdrawn' if item.withdrawal_asked_at else ''}"


def may_withdraw(item: Item, actor: Actor) -> bool:
    left = item.status in WITHDRAWN_AT_ONCE or (
        item.status in WITHDRAWN_BY_RESTORING and item.withdrawal_asked_at is None
    )
    return left and can(actor, Action.WITHDRAW_ITEM)


# Where an appeal may be open to the brand; its own page (takedown/redress/appeals/) knows the whole table.
_AGAINST_THE_BRAND = frozenset({Status.REFUSED, Status.RESTORED})
_OF_APPEALS = "item.appeal_"


def appeal_of(item: Item, events: Sequence[AuditEvent], actor: Actor) -> str:
    """`made`: the brand has appealed about it; `may`: it went against the brand; empty: there is nothing to say."""
    if any(event.event.startswith(_OF_APPEALS) for event in events):
        return "made"
    if item.status not in _AGAINST_THE_BRAND or item.cause == Cause.WITHDRAWN:
        return ""
    return "may" if can(actor, Action.APPEAL) else ""


def open_question(item: Item, actor: Actor) -> Question | None:
    if item.status != Status.NEEDS_INFORMATION:
        return None
    return item.questions.visible_to(actor).filter(answered_at=None).first()


def refusal_of(item: Item, actor: Actor) -> dict[str, object] | None:
    """The sentence the reviewer wrote, and what would fix it."""
    if item.status != Status.REFUSED:
        return None
    refused = item.decisions.visible_to(actor).filter(outcome=Decision.Outcome.REFUSED)
    decision = refused.order_by("-decided_at", "-id").first()
    if decision is None:
        return None
    ground = GROUNDS.get(decision.ground)
    return {
        "explanation": decision.explanation,
        "label": ground.label if ground else "",
        "remedy": (ground.remedy if ground else None) or "",
    }


def _title_of(item: Item) -> str:
    return item.snapshot.title if item.snapshot else ""
