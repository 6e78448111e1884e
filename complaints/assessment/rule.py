"""What a rule is: a question to the facts, declared beside what is said, and what follows, when it is answered yes."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from complaints.assessment.facts import Facts
from complaints.assessment.findings import Effect, Finding


def marked(text: str) -> str:
    """English, to be translated where it is read (spoken.py): what a rule says may not depend on who is looking."""
    return text


class Group(StrEnum):
    """What a finding is about."""

    RIGHT = "right"
    LISTING = "listing"
    MARK = "mark"
    PICTURE = "picture"
    EVIDENCE = "evidence"
    COMPLAINT = "complaint"


@dataclass(frozen=True, slots=True)
class Yes:
    """The rule fires. `values` fill the places of its sentence; `share`, 0 to 1, is how much of its weight counts."""

    values: Mapping[str, str] = field(default_factory=dict)
    share: float = 1.0


_YES = Yes()


def yes(*, share: float = 1.0, **values: str) -> Yes:
    return Yes(values, share) if values or share != 1.0 else _YES


@dataclass(frozen=True, slots=True, kw_only=True)
class Strength:
    effect: Effect
    weight: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One entry of the catalogue. `code` is the name of its question, and what is stored and shown.

    `sentence` and `remedy` are English with places such as %(day)s, marked for translation where they are written;
    `remedy` is empty where nothing that the brand does would close it. `weight` is the most it may add to the score.
    `for_reasons`: what it does instead where the complaint is about one of these. `example` fills the places on the
    page that lists all rules. `for_staff`: the brand is not told. `since`: the version of the rules that it came with.
    """

    code: str
    asks: Callable[[Facts], Yes | None]
    group: Group
    strength: Strength
    sentence: str
    remedy: str
    for_reasons: Mapping[str, Strength]
    example: Mapping[str, str]
    for_staff: bool
    since: int

    @property
    def __name__(self) -> str:
        return self.code

    def __call__(self, facts: Facts) -> Finding | None:
        answer = self.asks(facts)
        if answer is None:
            return None
        strength = self.for_reasons.get(facts.reason, self.strength)
        values = answer.values
        return Finding(
            code=self.code,
            effect=strength.effect,
            weight=strength.weight if answer.share == 1.0 else round(strength.weight * answer.share, 6),
            sentence=self.sentence % values if values else self.sentence,
            remedy=self.remedy % values if values and self.remedy else self.remedy,
            values=values,
        )

    @property
    def strengths(self) -> tuple[Strength, ...]:
        """Each once, the usual one first."""
        return tuple(dict.fromkeys([self.strength, *self.for_reasons.values()]))


def rule(
    group: Group,
    effect: Effect,
    weight: float,
    sentence: str,
    remedy: str = "",
    *,
    for_reasons: Mapping[str, Strength] | None = None,
    example: Mapping[str, str] | None = None,
    for_staff: bool = False,
    since: int = 5,
) -> Callable[[Callable[[Facts], Yes | None]], Rule]:
    """Turns the question below it into a Rule of its name."""

    def declared(asks: Callable[[Facts], Yes | None]) -> Rule:
        return Rule(
            code=asks.__name__,
            asks=asks,
            group=group,
            strength=Strength(effect=effect, weight=weight),
            sentence=sentence,
            remedy=remedy,
            for_reasons=for_reasons or {},
            example=example or {},
            for_staff=for_staff,
            since=since,
        )

    return declared
