"""What a finding is: one named fact for or against, with what it weighs and what would fix it."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Self


class Effect(StrEnum):
    SUPPORTS = "supports"
    INFORMS = "informs"
    ASKS = "asks"
    DOUBTS = "doubts"
    CLOSES = "closes"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One named fact for or against. `weight` is its contribution to the score, `remedy` what would fix it."""

    code: str
    effect: Effect
    weight: float
    sentence: str
    remedy: str = ""

    def to_json(self) -> dict[str, Any]:
        return {name: getattr(self, name) for name in self.__slots__}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Self:
        return cls(**{**data, "effect": Effect(data["effect"])})


def finding(rule: str, effect: Effect, weight: float, sentence: str, remedy: str = "") -> Finding:
    return Finding(code=rule, effect=effect, weight=weight, sentence=sentence, remedy=remedy)
