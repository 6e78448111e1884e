"""Brands in Joint-Force, what they are asked, and what they say. Everything goes through the services."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db import connection

from brands.models import Brand
from core import clock
from core.tenancy import SYSTEM, acting_as
from detection.models import AuthenticationRequest, Digest
from detection.questions import declaration
from detection.questions.answering import Outcome, answer
from detection.questions.digests import write_letters
from detection.questions.gather import Subject
from detection.questions.handling import reopen_with_photos
from detection.questions.raising import Raised, Suspicion, raise_suspicions
from detection.states import Answer, Channel
from detection.suspicions import Code
from tests.past import a_past
from tests.stories import World, evidence_for, give_grant, run_work


def join_force(world: World, brand: str = "lumora", *, owner: str = "alice") -> None:
    """A record, a grant, a named manager, sixty automatic removals that audits confirmed; and the declaration."""
    a_past(world, brand, upheld=60, automated=60, confirmed=60)
    give_grant(world, brand)
    with acting_as(SYSTEM):
        Brand.objects.filter(tenant_id=world.brands[brand].tenant_id).update(account_manager=world.rita)
    sign(world, owner, brand)


def sign(world: World, owner: str = "alice", brand: str = "lumora") -> None:
    actor = world.actor(owner, brand)
    with acting_as(actor):
        declaration.sign(name="Alice Owner", by=actor, now=clock.now())


def suspect(
    world: World, *refs: str, brand: str = "lumora", by: str = "rita", right: UUID | None = None, **offer: Any
) -> list[Raised]:
    """Raise a suspicion for each listing, which is put on sale if it is not."""
    for ref in refs:
        if ref not in world.site.listings:
            title = f"{world.rights[brand].title} handbag {ref}"
            world.site.offer(ref, **{"title": title} | offer)
    return raise_for(world, refs, brand=brand, by=by, right=right)


def raise_for(
    world: World, refs: Sequence[str], *, brand: str = "lumora", by: str = "rita", right: UUID | None = None
) -> list[Raised]:
    actor = world.actor(by)
    suspicions = [
        Suspicion(
            subject=Subject(
                world.brands[brand].tenant_id, right or world.rights[brand].id, world.marketplace.id, ref
            ),
            url=f"https://bazaar.example/item/{ref}",
            codes=[Code.MARK_IN_TITLE],
            sentence="Your mark is in its title, at a tenth of the price.",
        )
        for ref in refs
    ]
    with acting_as(actor):
        return raise_suspicions(suspicions, by=actor, now=clock.now())


def ask(world: World, *refs: str, **options: Any) -> list[AuthenticationRequest]:
    """Suspected, looked at and put to the brand."""
    raised = suspect(world, *refs, **options)
    run_work()
    return [now_of(one.request_id) for one in raised if one.request_id]


def now_of(request_id: UUID | AuthenticationRequest) -> AuthenticationRequest:
    id = request_id if isinstance(request_id, UUID) else request_id.id
    with acting_as(SYSTEM):
        return AuthenticationRequest.objects.select_related("snapshot", "listing", "item__complaint").get(
            id=id
        )


def say(
    world: World,
    request: AuthenticationRequest,
    said: Answer,
    *,
    by: str = "oscar",
    brand: str = "lumora",
    twins: Sequence[UUID] = (),
    channel: Channel = Channel.PAGE,
) -> Outcome:
    actor = world.actor(by, brand)
    with acting_as(actor):
        return answer(request.id, said, channel=channel, by=actor, now=clock.now(), twins=twins)


def questions_of(world: World, brand: str, *, by: str) -> None:
    """A row in every table of questions: one that is open and told of, one that came back with photos."""
    sign(world, by, brand)
    first, second = ask(world, f"{brand}-q1", f"{brand}-q2", brand=brand)
    say(world, second, Answer.NEED_PHOTOS, by=by, brand=brand)
    rita = world.actor("rita")
    photo = evidence_for(world.brands[brand], name="inside.jpg").body
    with acting_as(rita):
        reopen_with_photos(second.id, [photo], by=rita, now=clock.now())
    with acting_as(SYSTEM):
        write_letters([first], kind=Digest.Kind.NEW, now=clock.now())


def time_passes(time: timedelta) -> None:
    """Everything about questions comes that much nearer, and the work that waits with it."""
    with acting_as(SYSTEM), connection.cursor() as cursor:
        for table, columns in (
            ("core_outbox", ("due_at", "ring_at", "lease_until")),
            (
                "detection_authenticationrequest",
                ("raised_at", "opened_at", "due_at", "told_at", "answered_at"),
            ),
            ("detection_answerlink", ("made_at", "expires_at")),
        ):
            changes = ", ".join(f"{column} = {column} - %(time)s" for column in columns)
            cursor.execute(f"UPDATE {table} SET {changes}", {"time": time})
