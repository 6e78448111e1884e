"""The mapping from our decisions to the fields of a statement: versioned data (mapping.toml), read once. Pure."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """`opening`: how the account of what happened begins, with the brand's name and the day."""

    type: str
    found_by_a_program: bool
    opening: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RightWords:
    keyword: str
    called: str
    law: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReasonWords:
    content: tuple[str, ...]
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    version: int
    confirmed_by_lawyer: bool
    sources: Mapping[str, Source]
    rights: Mapping[str, RightWords]
    reasons: Mapping[str, ReasonWords]
    endings: Mapping[str, str]


@cache
def words() -> Words:
    data = tomllib.loads((Path(__file__).parent / "mapping.toml").read_text(encoding="utf-8"))
    return Words(
        version=data["version"],
        confirmed_by_lawyer=data["confirmed_by_lawyer"],
        sources={key: Source(**value) for key, value in data["sources"].items()},
        rights={key: RightWords(**value) for key, value in data["rights"].items()},
        reasons={
            key: ReasonWords(content=tuple(sorted(value["content"])), why=value["why"])
            for key, value in data["reasons"].items()
        },
        endings=data["endings"],
    )
