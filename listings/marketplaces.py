"""Marketplace rows turned into connectors, and pasted text turned into listings of one marketplace."""

from dataclasses import dataclass
from functools import lru_cache

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext

from listings.connectors.base import Connector
from listings.connectors.registry import connector_for
from listings.links import find_links
from listings.models import Marketplace
from listings.traffic.pace import Line as Traffic
from listings.traffic.pace import pace_of
from listings.traffic.paced import PacedConnector

LONGEST_REF = 100


@lru_cache(maxsize=64)
def _connector(kind: str, site_url: str, account: str, secret: str) -> Connector:
    """One client a marketplace and process: it keeps its connections."""
    return connector_for(
        kind,
        base_url=site_url,
        account=account,
        secret=secret,
        timeout=float(settings.MARKETPLACE_TIMEOUT_SECONDS),
    )


def connector_of(marketplace: Marketplace, traffic: Traffic = Traffic.LOOKS) -> Connector:
    """The marketplace's connector, which waits its turn. `traffic` is what its readings count as."""
    secret = settings.MARKETPLACE_SECRETS.get(marketplace.account)
    if secret is None:
        raise ImproperlyConfigured(f"MARKETPLACE_SECRETS has no secret for {marketplace.account}.")
    connector = _connector(marketplace.connector, marketplace.site_url, marketplace.account, secret)
    return PacedConnector(connector, pace=pace_of(marketplace), line=traffic)


def ref_of(url: str, marketplace: Marketplace) -> str | None:
    """The listing that a link means; None for no listing there, and for a reference longer than any of theirs."""
    ref = connector_of(marketplace).ref_from_url(url)
    return ref if ref and len(ref) <= LONGEST_REF else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One link that was pasted: its listing reference, or what is wrong with it."""

    url: str
    ref: str = ""
    error: str = ""


def read_lines(text: str, marketplace: Marketplace) -> list[Line]:
    """Every link in whatever was pasted, in order, each listing once. Bad lines never hide good ones."""
    seen: set[str] = set()
    lines: list[Line] = []
    for url in find_links(text):
        ref = ref_of(url, marketplace)
        if ref is None:
            lines.append(
                Line(url=url, error=gettext("This is not a listing of {name}.").format(name=marketplace.name))
            )
        elif ref not in seen:
            seen.add(ref)
            lines.append(Line(url=url, ref=ref))
    return lines
