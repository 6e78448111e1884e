"""Receivers of webhooks, the clock that authenticator apps go by, and a letter that only a fresh proof sends again."""

from collections.abc import Iterator

import pytest
from allauth.mfa.totp.internal import auth as totp

from core.models import Outbox
from core.tenancy import SYSTEM, acting_as
from tests.accounts.authenticator_app import Now
from tests.accounts.receiver import Receiver, receiving
from tests.stories import World


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with receiving() as found:
        yield found


@pytest.fixture
def now(monkeypatch: pytest.MonkeyPatch) -> Now:
    found = Now()
    monkeypatch.setattr(totp, "time", found)
    return found


@pytest.fixture
def letter(world: World) -> Outbox:
    with acting_as(SYSTEM):
        return Outbox.objects.create(
            kind="takedown.deliver",
            subject_id=world.rita.id,
            state="dead",
            ended_at=world.rita.joined_at,
            error="gone",
        )
