"""The numbers of misuse: versioned data in rules.toml, each version with the day it came into force."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any, Self

FILE = Path(__file__).parent / "rules.toml"


class RulesRefused(Exception):
    """The data do not describe the rules; the message says where."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Steps:
    """Days. `suspension_days` are the proposed lengths of the first, the second … suspension."""

    days_to_mend: int
    warning_holds_days: int
    suspension_days: tuple[int, ...]
    remembered_days: int
    most_days: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ComplainantLimits:
    """From how much on a fact is shown. Shares are between 0 and 1 and held against lower bounds."""

    wrong_count: int
    wrong_share: float
    unfounded_grounds: tuple[str, ...]
    unfounded_count: int
    unfounded_share: float
    wrongful_count: int
    wrongful_share: float
    picture_margin_hours: int
    pictures_count: int
    pictures_share: float
    text_words: int
    text_complaints: int
    text_rights: int
    burst_right_days: int
    burst_days: int
    burst_listings: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SellerLimits:
    rejected_count: int
    rejected_share: float
    proof_listings: int
    false_count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """One version of them all."""

    version: int
    effective_from: date
    confirmed_by_lawyer: bool
    window_days: int
    source: str
    steps: Steps
    complainants: ComplainantLimits
    sellers: SellerLimits

    @classmethod
    def from_toml(cls, data: Mapping[str, Any], *, source: str) -> Self:
        """Raises RulesRefused for a number that is missing, unknown or out of bounds."""
        try:
            parts = {
                "steps": Steps(**_listed(data["steps"])),
                "complainants": ComplainantLimits(**_listed(data["complainants"])),
                "sellers": SellerLimits(**data["sellers"]),
            }
            rules = cls(**{**data, **parts, "source": source})
        except (KeyError, TypeError) as error:
            raise RulesRefused(f"version {data.get('version')}: {error}") from error
        _check(rules)
        return rules


def _listed(data: Mapping[str, Any]) -> dict[str, Any]:
    return {name: tuple(value) if isinstance(value, list) else value for name, value in data.items()}


def _check(rules: Rules) -> None:
    steps, lengths = rules.steps, rules.steps.suspension_days
    if not lengths or min(lengths) < 1 or max(lengths) > steps.most_days:
        raise RulesRefused(f"version {rules.version}: a suspension lasts from 1 to {steps.most_days} days")
    if list(lengths) != sorted(lengths):
        raise RulesRefused(f"version {rules.version}: a later suspension is no shorter than an earlier one")
    if steps.days_to_mend >= steps.warning_holds_days:
        raise RulesRefused(f"version {rules.version}: no suspension could ever follow a warning")
    for limits in (rules.complainants, rules.sellers):
        for name in type(limits).__dataclass_fields__:
            value = getattr(limits, name)
            top = 1 if name.endswith("_share") else None
            if not isinstance(value, tuple) and (value <= 0 or (top is not None and value > top)):
                raise RulesRefused(f"version {rules.version}: {name} is out of bounds")


def read_rules(text: str) -> list[Rules]:
    """All versions, oldest first. Raises RulesRefused, or TOMLDecodeError."""
    data = tomllib.loads(text)
    found = [Rules.from_toml(version, source=data["source"]) for version in data["versions"]]
    for before, after in pairwise(found):
        if after.version != before.version + 1 or after.effective_from <= before.effective_from:
            raise RulesRefused(f"version {after.version} does not follow {before.version}")
    return found


@cache
def all_rules() -> list[Rules]:
    return read_rules(FILE.read_text(encoding="utf-8"))


def rules_on(day: date) -> Rules:
    """The version in force on that day; before the first, the first."""
    in_force = [rules for rules in all_rules() if rules.effective_from <= day]
    return in_force[-1] if in_force else all_rules()[0]
