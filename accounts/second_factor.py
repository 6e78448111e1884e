"""Two factors: who needs them, and what is missing in a session."""

import time
from enum import StrEnum

from allauth.account.authentication import get_authentication_records
from allauth.mfa import app_settings
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from allauth.mfa.utils import encrypt
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.core.cache import cache
from django.urls import ResolverMatch, reverse
from django.utils.http import urlencode

from accounts.models import User
from core.web import PortalRequest

# Recovery codes replace a factor for once; alone they are none.
FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


class Missing(StrEnum):
    NOTHING = "nothing"
    FACTOR = "a second factor"
    PROOF = "a proof of it in this session"


def what_is_missing(*, has_factor: bool, proved_here: bool) -> Missing:
    """A session from before the factor has not passed it: it may be the one of somebody who knew the password."""
    if not has_factor:
        return Missing.FACTOR
    return Missing.NOTHING if proved_here else Missing.PROOF


def is_needed_to_sign_in(address: ResolverMatch | None) -> bool:
    """The pages of the account itself: signing in and out, setting a factor up."""
    return address is not None and address.route.startswith("accounts/")


def has_factor(user: User) -> bool:
    return bool(Authenticator.objects.filter(user=user, type__in=FACTORS).exists())


def is_last_factor(factor: Authenticator) -> bool:
    others = Authenticator.objects.filter(user_id=factor.user_id, type__in=FACTORS).exclude(pk=factor.pk)
    return not others.exists()


def page_to_pass_first(request: PortalRequest) -> str:
    """Where a member of staff has to go before anywhere else; empty if nowhere."""
    assert isinstance(request.user, User)  # noqa: S101 - staff are signed in
    proofs = get_authentication_records(request, request.user)
    proved = any(proof["method"] == "mfa" for proof in proofs)
    missing = what_is_missing(has_factor=has_factor(request.user), proved_here=proved)
    if missing is Missing.FACTOR:
        return reverse("mfa_index")
    if missing is Missing.PROOF:
        path = request.get_full_path() if request.method == "GET" else reverse("home")
        return f"{reverse('mfa_reauthenticate')}?{urlencode({REDIRECT_FIELD_NAME: path})}"
    return ""


def give_authenticator_app(user: User, secret: str) -> None:
    """As if they had scanned it. For people who are made by a command, not for those who sign up."""
    Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={"secret": encrypt(secret)})


def code_now(secret: str) -> str:
    """What their app shows at this moment."""
    return str(format_hotp_value(hotp_value(secret, int(time.time()) // app_settings.TOTP_PERIOD)))


def stays_used(factor: Authenticator, code: str) -> None:
    """A code of an app that was just taken is refused for as long as it lives: the step that it is of, and the tolerance
    on either side. allauth marks it so that of two at once one is taken, but forgets it after a single step."""
    if factor.type == Authenticator.Type.TOTP:
        steps = 2 * app_settings.TOTP_TOLERANCE + 1
        cache.set(factor.wrap()._get_used_cache_key(code), "y", timeout=steps * app_settings.TOTP_PERIOD)
