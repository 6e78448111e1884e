"""Single sign-on: which company's identity provider speaks for which mail domains. Pure; settings read it at start.

A provider is believed about addresses in its own domains and about nothing else. So whoever runs one of them, or
breaks into it, comes no further than that company's own accounts.
"""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from cryptography.x509 import load_pem_x509_certificate
from django.core.exceptions import ImproperlyConfigured
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SAML_PACKAGES = ("onelogin.saml2", "xmlsec")
_NEEDED: Mapping[str, tuple[str, ...]] = {
    "openid_connect": ("key", "name", "server", "client_id", "client_secret", "domains"),
    "saml": ("key", "name", "entity_id", "sso_url", "certificate", "domains"),
}
# Where providers put these, as far as they do not agree.
_ATTRIBUTES: Mapping[str, list[str]] = {
    "uid": [
        "urn:oasis:names:tc:SAML:attribute:subject-id",
        "urn:oasis:names:tc:SAML:attribute:pairwise-id",
        "http://schemas.microsoft.com/identity/claims/objectidentifier",
    ],
    "email": [
        "email",
        "urn:oid:0.9.2342.19200300.100.1.3",
        "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/emailaddress",
    ],
    "name": [
        "displayName",
        "urn:oid:2.16.840.1.113730.3.1.241",
        "http://schemas.microsoft.com/identity/claims/displayname",
    ],
}
# What allauth leaves open by default.
_STRICT: Mapping[str, bool] = {
    "strict": True,
    "want_assertion_signed": True,
    "reject_deprecated_algorithm": True,
    # Only an answer to a question of this browser's, and to each question one: nothing can be sent again.
    "reject_idp_initiated_sso": True,
    "allow_repeat_attribute_name": False,
    "want_name_id": True,
    # Some send the address as the name of the subject, and nothing else.
    "want_attribute_statement": False,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Provider:
    """One company's. `key` stands in the address that its provider sends people back to."""

    key: str
    name: str
    domains: frozenset[str]

    def speaks_for(self, email: str) -> bool:
        return domain_of(email) in self.domains


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenIdProvider(Provider):
    """Callback: /accounts/oidc/KEY/login/callback/."""

    server: str
    client_id: str
    client_secret: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SamlProvider(Provider):
    """What its provider has to know stands at /accounts/saml/KEY/metadata/. `certificate` is PEM."""

    entity_id: str
    sso_url: str
    certificate: str


type AnyProvider = OpenIdProvider | SamlProvider


def read(path: Path, *, https_only: bool, saml: bool = False) -> tuple[AnyProvider, ...]:
    """The companies of the file that SSO_FILE names. Raises ImproperlyConfigured with one clear sentence."""
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8")).get("company", [])
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ImproperlyConfigured(f"SSO_FILE cannot be read: {error}") from error
    providers = tuple(_provider(table) for table in tables)
    _check(providers, https_only=https_only)
    for provider in providers:
        if isinstance(provider, SamlProvider) and not saml:
            raise ImproperlyConfigured(f"SSO_FILE: {provider.key} uses SAML, which SAML_ENABLED switches on.")
    return providers


def refuse_without_saml_packages() -> None:
    for name in SAML_PACKAGES:
        try:
            is_there = find_spec(name) is not None
        except ModuleNotFoundError:
            is_there = False
        if not is_there:
            raise ImproperlyConfigured("SAML_ENABLED needs the packages of requirements-saml.txt.")


def _provider(table: dict[str, Any]) -> AnyProvider:
    protocol = table.get("protocol", "openid_connect")
    if protocol not in _NEEDED:
        raise ImproperlyConfigured(f"SSO_FILE: protocol is one of {', '.join(_NEEDED)}, not {protocol!r}.")
    for name in _NEEDED[protocol]:
        if not table.get(name):
            raise ImproperlyConfigured(f"SSO_FILE: a company lacks {name}.")
    values = {name: table[name] for name in _NEEDED[protocol]}
    values["domains"] = frozenset(domain.casefold() for domain in table["domains"])
    return OpenIdProvider(**values) if protocol == "openid_connect" else SamlProvider(**values)


def _check(providers: Iterable[AnyProvider], *, https_only: bool) -> None:
    keys: set[str] = set()
    domains: set[str] = set()
    for provider in providers:
        if provider.key in keys:
            raise ImproperlyConfigured(f"SSO_FILE names {provider.key} twice.")
        if twice := domains & provider.domains:
            raise ImproperlyConfigured(f"SSO_FILE gives {min(twice)} to two companies.")
        if https_only and not _server_of(provider).startswith("https://"):
            raise ImproperlyConfigured(f"SSO_FILE: the server of {provider.key} must be https.")
        if isinstance(provider, SamlProvider):
            _check_certificate(provider)
        keys.add(provider.key)
        domains |= provider.domains


def _server_of(provider: AnyProvider) -> str:
    return provider.sso_url if isinstance(provider, SamlProvider) else provider.server


def _check_certificate(provider: SamlProvider) -> None:
    try:
        load_pem_x509_certificate(provider.certificate.encode())
    except ValueError as error:
        raise ImproperlyConfigured(f"SSO_FILE: the certificate of {provider.key} is no PEM.") from error


def for_allauth(providers: Iterable[Provider]) -> dict[str, Any]:
    """The same as SOCIALACCOUNT_PROVIDERS wants it."""
    providers = list(providers)
    return {
        "openid_connect": {"APPS": [_openid_app(p) for p in providers if isinstance(p, OpenIdProvider)]},
        "saml": {"APPS": [_saml_app(p) for p in providers if isinstance(p, SamlProvider)]},
    }


def _openid_app(provider: OpenIdProvider) -> dict[str, Any]:
    return {
        "provider_id": provider.key,
        "name": provider.name,
        "client_id": provider.client_id,
        "secret": provider.client_secret,
        "settings": {"server_url": provider.server, "oauth_pkce_enabled": True},
    }


def _saml_app(provider: SamlProvider) -> dict[str, Any]:
    return {
        "provider_id": provider.key,
        "name": provider.name,
        "client_id": provider.key,
        "settings": {
            "idp": {
                "entity_id": provider.entity_id,
                "sso_url": provider.sso_url,
                "x509cert": provider.certificate,
            },
            "attribute_mapping": dict(_ATTRIBUTES),
            "advanced": dict(_STRICT),
            # Whoever signs for the company vouches for its addresses, and for no other (why_not).
            "verified_email": sorted(provider.domains),
        },
    }


def domain_of(email: str) -> str:
    return email.rpartition("@")[2].casefold()


def provider_of(email: str, providers: Iterable[Provider]) -> Provider | None:
    return next((provider for provider in providers if provider.speaks_for(email)), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """Somebody who comes from an identity provider. `account` is the address of the account they would get into,
    empty if it would be a new one."""

    wants: str
    claimed: str
    is_verified: bool
    account: str = ""
    is_staff: bool = False


def why_not(arrival: Arrival, provider: Provider | None) -> Promise | None:
    """Why this arrival may not come in; None if it may."""
    if arrival.wants != "login":
        return _("A company's sign-in cannot be tied to an account by hand.")
    if provider is None:
        return _("This company's sign-in is not set up here any more.")
    if not arrival.is_verified or not provider.speaks_for(arrival.claimed):
        return _("Your company's sign-in vouches for no address of its own domain.")
    if arrival.is_staff:
        return _("The marketplace's own people sign in with their password and second step.")
    if arrival.account and not provider.speaks_for(arrival.account):
        return _("The account has an address that does not belong to your company.")
    return None
