"""People with an authenticator app that a test can read, and how they sign in."""

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp
from django.conf import settings
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from accounts.models import User
from accounts.second_factor import give_authenticator_app
from core.models import Outbox
from core.tenancy import SYSTEM, acting_as

KEY = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
PASSWORD = "a heron stands in the reeds"
HALF_MINUTE = 1234


class Now:
    """It stays the same half minute, or a code would be too old by the time a busy machine has sent it."""

    step = HALF_MINUTE

    def time(self) -> float:
        return self.step * 30.0

    def half_a_minute_passes(self) -> None:
        """For codes, and for what is remembered in the cache."""
        self.step += 1
        redis = cache._cache.get_client(write=True)
        for key in redis.scan_iter(f"{settings.CACHES['default']['KEY_PREFIX']}:*"):
            redis.pexpire(key, redis.pttl(key) - 30_000)


def code_now(key: str = KEY, *, steps: int = 0) -> str:
    """What an app shows whose clock is so many half minutes ahead."""
    return totp.format_hotp_value(totp.hotp_value(key, HALF_MINUTE + steps))


def with_app(user: User) -> User:
    """Give them an authenticator app that the test can read, and a password."""
    Authenticator.objects.filter(user=user).delete()
    give_authenticator_app(user, KEY)
    user.set_password(PASSWORD)
    user.save()
    return user


def sign_in(user: User) -> Client:
    client = Client()
    client.post(reverse("account_login"), {"login": user.email, "password": PASSWORD})
    return client


def is_signed_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def state_of(letter: Outbox) -> str:
    with acting_as(SYSTEM):
        return str(Outbox.objects.get(id=letter.id).state)
