"""What a session knows about how its person proved who they are."""

import time

from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY
from django.test import Client

from accounts.models import User


def prove_in(client: Client, user: User, *, seconds_ago: float) -> None:
    """As if they had given a second factor then, and nothing since."""
    session = client.session
    session["account_authentication_methods_user"] = str(user.pk)
    session[AUTHENTICATION_METHODS_SESSION_KEY] = [
        {"method": "mfa", "type": "totp", "at": time.time() - seconds_ago, "reauthenticated": True}
    ]
    session.save()


def forget_proofs_in(client: Client) -> None:
    session = client.session
    del session[AUTHENTICATION_METHODS_SESSION_KEY]
    session.save()
