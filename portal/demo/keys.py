"""The demo's one API key: for the sandbox, so that whoever reads it with the sign-ins can try the API at once."""

from datetime import timedelta

from accounts import api_keys
from accounts.api_keys import NewKey
from accounts.scopes import ONLY_LIVE, Scope
from core import clock
from core.tenancy import acting_as
from portal.demo.people import as_actor


def make_test_key() -> str:
    """The key itself. Whoever calls this is the only one who ever has it."""
    alice, now = as_actor("alice"), clock.now()
    new = NewKey(
        name="watch service",
        mode="test",
        scopes=[str(scope) for scope in Scope if scope not in ONLY_LIVE],
        expires_at=now + timedelta(days=365),
    )
    with acting_as(alice):
        _, secret = api_keys.make_key(new, by=alice, now=now)
    return secret
