"""Signing in through one's company: from the address to its identity provider."""

from typing import Any

from django import forms
from django.conf import settings
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from accounts.sso import Provider, SamlProvider, provider_of
from core.web import PortalRequest


class CompanyForm(forms.Form):
    email = forms.EmailField(
        label=_("Your address at work"),
        widget=forms.EmailInput(attrs={"autocomplete": "email", "autofocus": True}),
    )

    def clean_email(self) -> str:
        email: str = self.cleaned_data["email"]
        if provider_of(email, settings.SSO_PROVIDERS) is None:
            raise forms.ValidationError(
                _("No company has set up its sign-in for this address. Sign in with your password instead.")
            )
        return email


@require_http_methods(["GET", "HEAD", "POST"])
def company_sign_in(request: PortalRequest) -> HttpResponse:
    form = CompanyForm(request.POST or None)
    context: dict[str, Any] = {"form": form}
    if form.is_valid() and (provider := provider_of(form.cleaned_data["email"], settings.SSO_PROVIDERS)):
        # A link, because our content policy lets no form lead to another site.
        url = _sign_in_at(provider)
        wanted = request.GET.get(REDIRECT_FIELD_NAME, "")
        back = f"?{urlencode({REDIRECT_FIELD_NAME: wanted})}" if _is_ours(wanted) else ""
        context |= {"company": provider.name, "company_url": f"{url}{back}"}
    return render(request, "account/company.html", context)


def _sign_in_at(provider: Provider) -> str:
    if isinstance(provider, SamlProvider):
        return reverse("saml_login", kwargs={"organization_slug": provider.key})
    return reverse("openid_connect_login", kwargs={"provider_id": provider.key})


def sign_out_from_afar(request: PortalRequest, key: str) -> HttpResponse:
    """allauth would end a session at the word of anybody who sends a link: nothing has to be signed for that."""
    raise Http404


def _is_ours(path: str) -> bool:
    return bool(path) and url_has_allowed_host_and_scheme(path, allowed_hosts=None)
