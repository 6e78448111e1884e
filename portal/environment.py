"""Typed reads of the process environment. A missing or malformed value is one clear sentence, at start."""

import os
from collections.abc import Collection
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured


def text(name: str, default: str | None = None) -> str:
    value = os.environ.get(name, default)
    if value is None or value == "":
        if default is not None:
            return default
        raise ImproperlyConfigured(f"{name} must be set.")
    return value


def flag(name: str, *, default: bool) -> bool:
    value = os.environ.get(name, "").strip().lower()
    if value in {"", "1", "true", "yes", "on", "0", "false", "no", "off"}:
        return default if value == "" else value in {"1", "true", "yes", "on"}
    raise ImproperlyConfigured(f"{name} must be yes or no, not {value!r}.")


def number(name: str, *, default: int, least: int = 0) -> int:
    value = os.environ.get(name) or str(default)
    if not value.isdecimal() or int(value) < least:
        raise ImproperlyConfigured(f"{name} must be a whole number of at least {least}, not {value!r}.")
    return int(value)


def words(name: str, default: str = "") -> list[str]:
    return [word.strip() for word in os.environ.get(name, default).split(",") if word.strip()]


def pairs(name: str) -> dict[str, str]:
    """Such as "a=1, b=2". Raises for a word without an equals sign."""
    found = {}
    for word in words(name):
        key, equals, value = word.partition("=")
        if not equals or not key or not value:
            raise ImproperlyConfigured(f"{name} must look like name=value, name=value.")
        found[key] = value
    return found


def choice(name: str, allowed: Collection[str], *, default: str) -> str:
    value = os.environ.get(name) or default
    if value not in allowed:
        raise ImproperlyConfigured(f"{name} must be one of {', '.join(sorted(allowed))}, not {value!r}.")
    return value


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """The parts of a URL such as postgresql://user:password@host:5432/name."""

    scheme: str
    user: str
    password: str
    host: str
    port: int | None
    path: str


def address(name: str, default: str | None = None) -> Address:
    parts = urlsplit(text(name, default))
    if not parts.scheme or not parts.hostname:
        raise ImproperlyConfigured(f"{name} must be a URL with a host.")
    return Address(
        scheme=parts.scheme,
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        host=parts.hostname,
        port=parts.port,
        path=unquote(parts.path.lstrip("/")),
    )
