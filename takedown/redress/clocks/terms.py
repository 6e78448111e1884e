"""What a law asks of a counter-notice: part of the law's versioned data (jurisdictions/). Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Self

type Words = Mapping[str, str]
"""The same text by language."""

ENGLISH = "en"


class Personal(StrEnum):
    """Data of the seller's own that a law has passed on to the brand."""

    NAME = "name"
    ADDRESS = "address"
    PHONE = "phone"


class Objection(StrEnum):
    """What it does when the brand answers that it does not agree."""

    # Only legal action keeps the listing off sale.
    GOES_ON = "goes_on"
    PERSON_DECIDES = "person_decides"


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """One sentence that the seller signs. `code` names it in every language."""

    code: str
    text: Words

    def in_language(self, language: str) -> str:
        return in_language(self.text, language)


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """For which rights and on which marketplaces a law may be chosen, what it wants signed, what it passes on.

    `territories`: a marketplace has to sell to one of them; none means everywhere. `personal`: asked for and forwarded,
    both or neither. `summary` is for the seller who chooses.
    """

    summary: Words
    right_kinds: frozenset[str]
    territories: frozenset[str]
    personal: tuple[Personal, ...]
    proof_needed: bool
    objection: Objection
    statements: tuple[Statement, ...]

    @classmethod
    def read(cls, data: Mapping[str, Any]) -> Self:
        return cls(
            summary=data["summary"],
            right_kinds=frozenset(data["right_kinds"]),
            territories=frozenset(data["territories"]),
            personal=tuple(Personal(word) for word in data["personal"]),
            proof_needed=data["proof_needed"],
            objection=Objection(data["objection"]),
            statements=tuple(Statement(**statement) for statement in data["statements"]),
        )

    def apply_to(self, *, right_kind: str, territories: frozenset[str]) -> bool:
        return right_kind in self.right_kinds and (
            not self.territories or bool(self.territories & territories)
        )

    def summary_in(self, language: str) -> str:
        return in_language(self.summary, language)


def in_language(words: Words, language: str) -> str:
    """English where there are none in that language."""
    return words.get(language, words[ENGLISH])
