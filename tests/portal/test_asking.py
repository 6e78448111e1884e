"""What is asked to be refused is seen when it writes after all."""

from types import SimpleNamespace
from typing import Any

from django.test import Client

from accounts.models import User
from tests.portal.asking import Asking
from tests.stories import World


def told(world: World, **changes: Any) -> list[str]:
    """By a page that is to refuse, and changes alice like this."""

    def page() -> Any:
        User.objects.filter(id=world.alice.id).update(**changes)
        return SimpleNamespace(status_code=200, streaming=False)

    ask = Asking()
    ask.ask("first", Client(), lambda: SimpleNamespace(status_code=200, streaming=False), refused=True)
    for label in ("second", "third"):
        ask.ask(label, Client(), page, refused=True)
    return ask.broken


def test_it_sees_what_a_page_writes_every_time(world: World) -> None:
    assert told(world, name="Somebody else") == [
        "second: wrote ['accounts_user']",
        "third: wrote ['accounts_user']",
    ]


def test_what_is_written_as_it_stood_is_nothing(world: World) -> None:
    assert told(world, name=world.alice.name) == []
