"""Where allauth asks us: how a person proves again that it is them, and how secrets are kept."""

from base64 import urlsafe_b64encode
from hashlib import sha256
from typing import Any

import qrcode
from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from qrcode.image.svg import SvgPathImage

from accounts import second_factor

PASSWORD = "reauthenticate"  # noqa: S105 - allauth's name for the way


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    def get_reauthentication_methods(self, user: Any) -> list[dict[str, Any]]:
        """Who has a second factor proves by it: a password alone is what a thief of passwords has."""
        methods: list[dict[str, Any]] = super().get_reauthentication_methods(user)
        if not user.is_authenticated or not second_factor.has_factor(user):
            return methods
        return [method for method in methods if method["id"] != PASSWORD]


class MFAAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        return not authenticator.user.staff_role or not second_factor.is_last_factor(authenticator)

    def build_totp_svg(self, url: str) -> str:
        """To stand in the page itself: without allauth's XML declaration, and scaled by our stylesheet."""
        return str(qrcode.make(url, image_factory=SvgPathImage, border=0).to_string(encoding="unicode"))

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        return {**super().get_public_key_credential_rp_entity(), "name": settings.MFA_TOTP_ISSUER}

    def encrypt(self, text: str) -> str:
        """A copy of the database alone must not open any account."""
        return _lock().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return _lock().decrypt(encrypted_text.encode()).decode()


def _lock() -> MultiFernet:
    """The present secret key locks; former ones still open, as everywhere in Django."""
    secrets = (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    return MultiFernet([Fernet(_key(secret)) for secret in secrets])


def _key(secret: str) -> bytes:
    return urlsafe_b64encode(sha256(b"second factors:" + secret.encode()).digest())
