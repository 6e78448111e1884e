"""What sellers say against a complaint, on pages of rooms that know nothing of it."""

from collections.abc import Sequence

from django import template

from accounts.roles import Action, can
from complaints.models import Complaint, Item
from core.tenancy import Actor
from takedown.redress.replies.shown import Line, of_complaint, of_item

register = template.Library()


@register.simple_tag
def counter_notices_of_item(item: Item, actor: Actor) -> Sequence[Line]:
    return of_item(item, actor) if can(actor, Action.SEE_COUNTER_NOTICES) else []


@register.simple_tag
def counter_notices_of_complaint(complaint: Complaint, actor: Actor) -> Sequence[Line]:
    return of_complaint(complaint, actor) if can(actor, Action.SEE_COUNTER_NOTICES) else []
