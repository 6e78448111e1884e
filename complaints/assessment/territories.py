"""Which countries a territory code stands for."""

from collections.abc import Iterable

# Member states of the European Union, to which an EU right extends (Reg. (EU) 2017/1001, art. 1(2)).
EU = frozenset(
    [
        "AT",
        "BE",
        "BG",
        "CY",
        "CZ",
        "DE",
        "DK",
        "EE",
        "ES",
        "FI",
        "FR",
        "GR",
        "HR",
        "HU",
        "IE",
        "IT",
        "LT",
        "LU",
        "LV",
        "MT",
        "NL",
        "PL",
        "PT",
        "RO",
        "SE",
        "SI",
        "SK",
    ]
)


def countries(codes: Iterable[str]) -> frozenset[str]:
    """ISO 3166 codes with "EU" opened up."""
    found: set[str] = set()
    for code in codes:
        found |= EU if code == "EU" else {code}
    return frozenset(found)
