"""The two marketplaces that are simulated, and what sets them apart."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    key: str
    name: str
    tagline: str
    languages: tuple[str, ...]
    currencies: tuple[str, ...]
    first_listing: int
    """Listing numbers of the sites never overlap, so an order sent to the wrong site is noticed."""


BAZAAR = Site(
    key="bazaar",
    name="Bazaar",
    tagline="Ten thousand small shops from Lisbon to Lima",
    languages=("en", "de", "fr", "es", "pt", "it", "ru", "el", "ar", "he"),
    currencies=("EUR", "USD"),
    first_listing=10_000_001,
)
HARBOR = Site(
    key="harbor",
    name="Harbor",
    tagline="Straight from the quay: shops of East and South-East Asia",
    languages=("zh", "ja", "ko", "th", "en"),
    currencies=("CNY", "JPY"),
    first_listing=50_000_001,
)
SITES = {site.key: site for site in (BAZAAR, HARBOR)}
