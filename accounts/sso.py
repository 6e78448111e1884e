"""Single sign-on: which company's identity provider speaks for which mail domains. Pure; settings read it at start.

A provider is believed about addresses in its own domains and about nothing else. So whoever runs one of them, or
breaks into it, comes no further than that company's own accounts.
"""

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

_NEEDED = ("key", "name", "server", "client_id", "client_secret", "domains")


@dataclass(frozen=True, slots=True, kw_only=True)
class Provider:
    """`key` stands in the address of its callback, /accounts/oidc/KEY/login/callback/."""

    key: str
    name: str
    server: str
    client_id: str
    client_secret: str
    domains: frozenset[str]

    def speaks_for(self, email: str) -> bool:
        return domain_of(email) in self.domains


def read(path: Path, *, https_only: bool) -> tuple[Provider, ...]:
    """The companies of the file that SSO_FILE names. Raises ImproperlyConfigured with one clear sentence."""
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8")).get("company", [])
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ImproperlyConfigured(f"SSO_FILE cannot be read: {error}") from error
    providers = tuple(_provider(table) for table in tables)
    _check(providers, https_only=https_only)
    return providers


def _provider(table: dict[str, Any]) -> Provider:
    for name in _NEEDED:
        if not table.get(name):
            raise ImproperlyConfigured(f"SSO_FILE: a company lacks {name}.")
    domains = frozenset(domain.casefold() for domain in table["domains"])
    return Provider(**{name: table[name] for name in _NEEDED} | {"domains": domains})


def _check(providers: Iterable[Provider], *, https_only: bool) -> None:
    keys: set[str] = set()
    domains: set[str] = set()
    for provider in providers:
        if provider.key in keys:
            raise ImproperlyConfigured(f"SSO_FILE names {provider.key} twice.")
        if twice := domains & provider.domains:
            raise ImproperlyConfigured(f"SSO_FILE gives {min(twice)} to two companies.")
        if https_only and not provider.server.startswith("https://"):
            raise ImproperlyConfigured(f"SSO_FILE: the server of {provider.key} must be https.")
        keys.add(provider.key)
        domains |= provider.domains


def for_allauth(providers: Iterable[Provider]) -> dict[str, Any]:
    """The same as SOCIALACCOUNT_PROVIDERS wants it."""
    apps = [
        {
            "provider_id": provider.key,
            "name": provider.name,
            "client_id": provider.client_id,
            "secret": provider.client_secret,
            "settings": {"server_url": provider.server, "oauth_pkce_enabled": True},
        }
        for provider in providers
    ]
    return {"openid_connect": {"APPS": apps}}


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
