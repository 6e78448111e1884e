"""A made-up history of complaints: findings that depend on a hidden truth, and people who are sometimes wrong.

The truth, the ways in which brands err and the people's mistakes are this file's alone: nothing that learns or judges
reads it. Findings are drawn as the catalogue's rules would fire (rules of code, effect and hand-set weight are the
product's own), with dependences that no additive model can hold: careless brands, disguised marks only at
counterfeiters, evidence that convinces people although it is wrong.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from complaints.assessment.facts import Facts, MarkUse, PictureUse

# Abuse is a small share of what is filed; one complaint in six or seven is invalid (Etsy 2020: 15 %).
KINDS = {"careful": 0.62, "sloppy": 0.33, "abusive": 0.05}
RIGHT = {"careful": 0.93, "sloppy": 0.72, "abusive": 0.15}
REASONS = {"counterfeit_goods": 0.55, "copied_image": 0.2, "mark_in_title": 0.15, "mark_on_product": 0.1}
PEOPLES_ERROR = 0.03

_PLAIN = Facts(
    today=date(2026, 3, 2),
    reason="counterfeit_goods",
    right_kind="trademark",
    right_title="Lumora",
    right_verified=True,
    right_registered_on=date(2020, 1, 1),
    right_expires_on=date(2030, 1, 1),
    right_territories=("EU",),
    right_classes=(18,),
    brand_verified=True,
    marketplace_territories=("EU",),
    listing_found=True,
    listing_unread=False,
    listing_live=True,
    listing_class=18,
    listing_category="bags",
    changed_since_snapshot=False,
    mark_uses=(),
    evidence_kinds=(),
    duplicate_of=None,
    declared=True,
    statement_words=20,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Past:
    """What is known of one complaint, what people said of it, and what was so."""

    facts: Facts
    said_right: bool
    was_right: bool


def history(count: int, *, seed: int) -> Iterator[Past]:
    rng = random.Random(seed)
    for _ in range(count):
        kind = rng.choices(list(KINDS), list(KINDS.values()))[0]
        right = rng.random() < RIGHT[kind]
        reason = rng.choices(list(REASONS), list(REASONS.values()))[0]
        facts = _facts(rng, reason, kind, right=right)
        said = right if rng.random() >= _error(rng, facts, right=right) else not right
        yield Past(facts=facts, said_right=said, was_right=right)


def _error(rng: random.Random, facts: Facts, *, right: bool) -> float:
    """People err more where the evidence looks complete and is not true, and where there is none."""
    misled = bool(facts.evidence_kinds) != right
    return PEOPLES_ERROR * (2.5 if misled else 0.6)


def _facts(rng: random.Random, reason: str, kind: str, *, right: bool) -> Facts:
    careless = {"careful": 0.02, "sloppy": 0.12, "abusive": 0.2}[kind]

    def slips(weight: float = 1.0) -> bool:
        return rng.random() < careless * weight

    return replace(
        _PLAIN,
        reason=reason,
        right_kind="copyright" if reason == "copied_image" else "trademark",
        right_verified=not slips(0.5),
        right_expires_on=date(2025, 1, 1) if slips(0.3 if right else 0.8) else _PLAIN.right_expires_on,
        right_territories=("US",) if slips(0.3 if right else 1.2) else ("EU",),
        listing_class=9 if slips(0.5 if right else 2.5) else 18,
        changed_since_snapshot=rng.random() < (0.06 if right else 0.03),
        mark_uses=_marks(rng, reason, right=right),
        picture_uses=_pictures(rng, reason, right=right),
        pictures_compared=3 if reason == "copied_image" or rng.random() < 0.6 else 0,
        picture_is_allowed=rng.random() < (0.01 if right else 0.08),
        evidence_kinds=_evidence(rng, reason, kind, right=right),
        asked_by_marketplace=rng.random() < (0.06 if right else 0.02),
    )


def _marks(rng: random.Random, reason: str, *, right: bool) -> tuple[MarkUse, ...]:
    if reason == "copied_image":
        return ()
    shares = (
        {"use": 0.55, "disguised": 0.22, "compatible": 0.03, "": 0.2}
        if right
        else {"use": 0.45, "disguised": 0.02, "compatible": 0.33, "": 0.2}
    )
    kind = rng.choices(list(shares), list(shares.values()))[0]
    score = min(1.0, max(0.3, rng.gauss(0.9 if right else 0.75, 0.12)))
    return (MarkUse(kind=kind, score=round(score, 2), why="It is there."),) if kind else ()


def _pictures(rng: random.Random, reason: str, *, right: bool) -> tuple[PictureUse, ...]:
    share = (0.85 if right else 0.2) if reason == "copied_image" else (0.3 if right else 0.12)
    if rng.random() >= share:
        return ()
    kind = "copy" if rng.random() < 0.8 else "logo"
    return (
        PictureUse(kind=kind, score=round(rng.uniform(0.6 if right else 0.4, 1.0), 2), why="It is there."),
    )


def _evidence(rng: random.Random, reason: str, kind: str, *, right: bool) -> tuple[str, ...]:
    wanted = "original" if reason == "copied_image" else "test_buy"
    brings = {"careful": 0.85, "sloppy": 0.55, "abusive": 0.7}[kind] - (0.0 if right else 0.15)
    kinds = [wanted] if rng.random() < brings else []
    kinds += ["annotated"] if rng.random() < (0.4 if right else 0.15) else []
    return tuple(sorted(kinds))
