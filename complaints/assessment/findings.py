"""What a finding is: one named fact for or against, with what it weighs and what would fix it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Self


class Effect(StrEnum):
    SUPPORTS = "supports"
    INFORMS = "informs"
    ASKS = "asks"
    DOUBTS = "doubts"
    CLOSES = "closes"


_EFFECTS: Mapping[str, Effect] = {str(effect): effect for effect in Effect}


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One named fact for or against. `weight` is its contribution to the score, `remedy` what would fix it.

    `sentence` and `remedy` are English, as they were when it was found; `values` are the words of its own in them,
    from which spoken.py says both in the reader's language.
    """

    code: str
    effect: Effect
    weight: float
    sentence: str
    remedy: str = ""
    values: Mapping[str, str] = field(default_factory=dict)

    def to_json(self) -> dict[str, Any]:
        data: dict[str, Any] = {
            "code": self.code,
            "effect": str(self.effect),
            "weight": self.weight,
            "sentence": self.sentence,
            "remedy": self.remedy,
        }
        return data | {"values": dict(self.values)} if self.values else data

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Self:
        return cls(**{**data, "effect": _EFFECTS[data["effect"]]})
