"""A request opened from a letter: one person's link to one request. Reading it changes nothing: mail scanners read, too."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from accounts.roles import Action, Role, can
from brands.people import actor_for
from core.links import hash_of
from core.tenancy import Actor, acting_as
from detection.models import AnswerLink, AuthenticationRequest
from detection.questions.answering import Outcome, answer, is_open
from detection.questions.reach import requests_of
from detection.states import Answer, Channel, State


class Standing(StrEnum):
    """What a link is good for now."""

    OPEN = "open"
    ANSWERED = "answered"
    WAITS_FOR_PHOTOS = "waits_for_photos"
    USED = "used"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"
    # Whoever it was made for may no longer answer for the brand.
    LEFT = "left"


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """A link with whom it is for, as they stand towards the brand now. No request for somebody who has left."""

    link: AnswerLink
    person: Actor
    standing: Standing
    request: AuthenticationRequest | None = None


def behind(token: str, *, now: datetime) -> Opened | None:
    """None for a token that nobody was ever sent."""
    holder = Actor(role=Role.PUBLIC, label="by link", link_hash=hash_of(token))
    with acting_as(holder):
        rows = AnswerLink.objects.filter(token_hash=holder.link_hash)
        link = rows.select_related("user").first()
    if link is None:
        return None
    person = _person(link)
    if person is None:
        return Opened(link=link, person=holder, standing=Standing.LEFT)
    with acting_as(person):
        found = requests_of(person).filter(id=link.request_id)
        request = found.select_related("snapshot", "right", "marketplace").first()
    if request is None:
        # An agency whose mandate no longer covers it.
        return Opened(link=link, person=person, standing=Standing.LEFT)
    return Opened(link=link, person=person, standing=_standing(link, request, now), request=request)


def _person(link: AnswerLink) -> Actor | None:
    """Nobody has to take links away from those who leave: what they may do is looked up each time."""
    if not link.user.is_active:
        return None
    with acting_as(Actor(role=Role.PUBLIC, label="by link", user_id=link.user_id)):
        person = actor_for(link.user, chosen=link.tenant_id)
    acts_for_it = not person.staff and person.tenant_id == link.tenant_id
    return person if acts_for_it and can(person, Action.ANSWER_AUTHENTICATION) else None


def _standing(link: AnswerLink, request: AuthenticationRequest, now: datetime) -> Standing:
    ended = {
        State.ANSWERED: Standing.ANSWERED,
        State.NEEDS_PHOTOS: Standing.WAITS_FOR_PHOTOS,
        State.WITHDRAWN: Standing.WITHDRAWN,
        State.EXPIRED: Standing.EXPIRED,
    }
    if request.state in ended:
        return ended[State(request.state)]
    if link.used_at is not None:
        return Standing.USED
    return Standing.OPEN if is_open(request, now) and now < link.expires_at else Standing.EXPIRED


def answer_by_link(opened: Opened, said: Answer, *, now: datetime) -> Outcome:
    """As the person it is for, once. Raises DeclarationMissing. What no longer is open only tells how it stands."""
    if opened.standing is not Standing.OPEN or opened.request is None:
        return Outcome(stands=opened.request)
    with acting_as(opened.person):
        outcome = answer(opened.request.id, said, channel=Channel.MAIL_LINK, by=opened.person, now=now)
        if outcome.answered:
            AnswerLink.objects.filter(id=opened.link.id, used_at=None).update(used_at=now)
    return outcome
