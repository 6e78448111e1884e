"""The plain clauses that an undertaking is written from: versioned data (clauses.toml)."""

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from takedown.redress.clocks.terms import Words, in_language


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    code: str
    text: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Clauses:
    version: int
    confirmed_by_lawyer: bool
    by_code: Mapping[str, Clause]


@cache
def clauses() -> Clauses:
    data = tomllib.loads((Path(__file__).parent / "clauses.toml").read_text(encoding="utf-8"))
    return Clauses(
        version=data["version"],
        confirmed_by_lawyer=data["confirmed_by_lawyer"],
        by_code={clause["code"]: Clause(**clause) for clause in data["clauses"]},
    )


def as_signed(codes: Iterable[str], *, language: str) -> Sequence[dict[str, Any]]:
    """The very words, in the seller's language, in the order of the list. Raises KeyError for a code that is none."""
    known, wanted = clauses(), set(codes)
    if unknown := wanted - known.by_code.keys():
        raise KeyError(*sorted(unknown))
    return [
        {"code": clause.code, "version": known.version, "text": in_language(clause.text, language)}
        for clause in known.by_code.values()
        if clause.code in wanted
    ]
