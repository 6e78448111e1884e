"""Steps of drafting and publishing, each as the person who takes it."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

from core import clock
from core.ids import new_id
from core.tenancy import SYSTEM, acting_as
from takedown.models import PolicyDraft, PolicyVersion
from takedown.programme.policy import Numbers
from takedown.programme.versions import drafts, publishing
from tests.stories import World

SOON = timedelta(hours=1)


def step[T](world: World, name: str, does: Callable[..., T], *args: Any, **values: Any) -> T:
    actor = world.actor(name)
    with acting_as(actor):
        return does(*args, by=actor, now=clock.now(), **values)


def a_draft(world: World, *, by: str = "ada", like: int = 1, **numbers: Any) -> PolicyDraft:
    made = step(world, by, drafts.make, like=like, note="Fewer mistakes.", form_key=new_id())
    return edit(world, made, by=by, **numbers) if numbers else made


def edit(world: World, draft: PolicyDraft, *, by: str = "ada", **numbers: Any) -> PolicyDraft:
    return step(
        world,
        by,
        drafts.change,
        draft.id,
        numbers=Numbers.from_json(dict(draft.numbers) | numbers),
        note=draft.note,
        revision=draft.revision,
    )


def propose(world: World, draft: PolicyDraft, *, by: str = "ada", after: timedelta = SOON) -> UUID:
    made = step(
        world,
        by,
        publishing.propose,
        draft.id,
        revision=draft.revision,
        effective_at=clock.now() + after,
    )
    return made.id


def publish(world: World, draft: PolicyDraft, *, after: timedelta = SOON) -> PolicyVersion:
    return step(world, "ben", publishing.confirm, propose(world, draft, after=after))


def versions() -> list[int]:
    with acting_as(SYSTEM):
        return list(PolicyVersion.objects.order_by("version").values_list("version", flat=True))
