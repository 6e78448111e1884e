"""allauth's forms in our words, and where a sign-in already is the fresh proof that an act may ask for."""

from typing import Any

from allauth.core import context
from allauth.mfa.base.forms import AuthenticateForm, BaseAuthenticateForm, ReauthenticateForm
from allauth.mfa.base.internal.flows import post_authentication
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm, AuthenticateWebAuthnForm, EditWebAuthnForm
from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.second_factor import stays_used


def _code(*, help_text: Any = "", digits_only: bool = False) -> forms.CharField:
    attributes = {"autocomplete": "one-time-code", "autofocus": True, "spellcheck": "false"}
    if digits_only:
        attributes |= {"inputmode": "numeric"}
    return forms.CharField(
        label=_("Code"), max_length=40, help_text=help_text, widget=forms.TextInput(attrs=attributes)
    )


APP_OR_RECOVERY = _("Six digits from your authenticator app, or one of your recovery codes.")


# allauth has no types, so a class over one of its own is told of each.
class TakenOnce(BaseAuthenticateForm):  # type: ignore[misc]
    """A form that takes an app's code only once, for as long as the code lives."""

    def clean_code(self) -> str:
        code: str = super().clean_code()
        stays_used(self.authenticator, code)
        return code


class SecondStepForm(TakenOnce, AuthenticateForm):  # type: ignore[misc]
    """The second step of signing in. An app shows a code for half a minute and it is taken once only: who has
    just signed in with one could not give another when an act asks for a fresh proof."""

    code = _code(help_text=APP_OR_RECOVERY)

    def save(self) -> None:
        post_authentication(context.request, self.authenticator, reauthenticated=True)


class SecondStepByPasskeyForm(AuthenticateWebAuthnForm):  # type: ignore[misc]
    reauthenticated = True


class FreshCodeForm(TakenOnce, ReauthenticateForm):  # type: ignore[misc]
    code = _code(help_text=APP_OR_RECOVERY)


class AuthenticatorAppForm(ActivateTOTPForm):  # type: ignore[misc]
    code = _code(help_text=_("The six digits that the app shows now."), digits_only=True)


class PasskeyForm(AddWebAuthnForm):  # type: ignore[misc]
    name = forms.CharField(
        label=_("Name"), max_length=60, required=False, help_text=_("So that you know it again in the list.")
    )
    passwordless = forms.BooleanField(
        label=_("Sign in with this passkey alone, without a password"),
        required=False,
        initial=True,
        help_text=_(
            "It then asks for your fingerprint, face or PIN. Switch this off for a plain security key."
        ),
    )


class PasskeyNameForm(EditWebAuthnForm):  # type: ignore[misc]
    name = forms.CharField(label=_("Name"), max_length=60)
