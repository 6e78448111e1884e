"""Where allauth asks us: how a person proves again that it is them, how secrets are kept, whom a company vouches for."""

from base64 import urlsafe_b64encode
from hashlib import sha256
from typing import Any

import qrcode
from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.http import HttpRequest
from django.shortcuts import render
from django.utils.translation import get_language, gettext
from qrcode.image.svg import SvgPathImage

from accounts import second_factor
from accounts.sso import Arrival, Provider, why_not

PASSWORD = "reauthenticate"  # noqa: S105 - allauth's name for the way


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    def get_reauthentication_methods(self, user: Any) -> list[dict[str, Any]]:
        """Who has a second factor proves by it: a password alone is what a thief of passwords has."""
        methods: list[dict[str, Any]] = super().get_reauthentication_methods(user)
        if not user.is_authenticated or not second_factor.has_factor(user):
            return methods
        return [method for method in methods if method["id"] != PASSWORD]

    def save_user(self, request: HttpRequest, user: Any, form: Any, commit: bool = True) -> Any:
        """Whoever signs up in a language gets mail in it, until they choose another."""
        user.language = get_language() or ""
        return super().save_user(request, user, form, commit)

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        """The account alone. allauth adds the host as the caller spells it, and "portal.example:1" is one, too: each
        port would have given five more tries."""
        return str(credentials.get("email", "")).casefold()


class MFAAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        return not authenticator.user.staff_role or not second_factor.is_last_factor(authenticator)

    def build_totp_svg(self, url: str) -> str:
        """To stand in the page itself: without allauth's XML declaration, and scaled by our stylesheet."""
        return str(qrcode.make(url, image_factory=SvgPathImage, border=0).to_string(encoding="unicode"))

    def generate_authenticator_name(self, user: Any, type: Authenticator.Type) -> str:
        before = Authenticator.objects.filter(user_id=user.pk, type=type).count()
        return gettext("Passkey {number}").format(number=before + 1) if before else gettext("My passkey")

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        return {**super().get_public_key_credential_rp_entity(), "name": settings.MFA_TOTP_ISSUER}

    def encrypt(self, text: str) -> str:
        """A copy of the database alone must not open any account."""
        return _lock().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return _lock().decrypt(encrypted_text.encode()).decode()


class CompanyAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]
    def can_authenticate_by_email(self, login: SocialLogin, email: str) -> bool:
        """An account is found by its address only within the domains that the company's provider speaks for."""
        provider = _provider_of(login)
        return provider is not None and provider.speaks_for(email)

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        why = why_not(_arrival(sociallogin), _provider_of(sociallogin))
        if why is not None:
            raise ImmediateHttpResponse(
                render(request, "socialaccount/refused.html", {"why": why}, status=403)
            )

    def populate_user(self, request: HttpRequest, sociallogin: SocialLogin, data: dict[str, Any]) -> Any:
        user = super().populate_user(request, sociallogin, data)
        user.name = (data.get("name") or "")[:120]
        user.language = get_language() or ""
        return user


def _provider_of(login: SocialLogin) -> Provider | None:
    key = login.account.provider
    return next((provider for provider in settings.SSO_PROVIDERS if provider.key == key), None)


def _arrival(login: SocialLogin) -> Arrival:
    address = login.email_addresses[0] if login.email_addresses else None
    account = login.user if login.is_existing else None
    return Arrival(
        wants=str(login.state.get("process", "")),
        claimed=address.email if address else "",
        is_verified=bool(address and address.verified),
        account=account.email if account else "",
        is_staff=bool(account and account.staff_role),
    )


def _lock() -> MultiFernet:
    """The present secret key locks; former ones still open, as everywhere in Django."""
    secrets = (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    return MultiFernet([Fernet(_key(secret)) for secret in secrets])


def _key(secret: str) -> bytes:
    return urlsafe_b64encode(sha256(b"second factors:" + secret.encode()).digest())
