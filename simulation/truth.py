"""What listings really are. Held in memory alone, and nothing that decides can import it (.importlinter)."""

from dataclasses import dataclass, field
from enum import StrEnum
from uuid import UUID


class Nature(StrEnum):
    """Only a counterfeit is rightly removed. All others are genuine, or not the brand's business."""

    COUNTERFEIT = "counterfeit"
    RESOLD = "resold"
    AUTHORISED = "authorised"
    COMPATIBLE = "compatible"
    OTHER_GOODS = "other_goods"
    UNRELATED = "unrelated"


class Evidence(StrEnum):
    """What the evidence of a complaint is worth to whoever looks at it."""

    STRONG = "strong"
    WEAK = "weak"
    FORGED = "forged"


# A site's slug and the listing's reference there.
type Place = tuple[str, str]


@dataclass(slots=True)
class Truth:
    natures: dict[Place, Nature] = field(default_factory=dict)
    evidence: dict[UUID, Evidence] = field(default_factory=dict)

    def infringes(self, site: str, ref: str) -> bool:
        return self.natures[site, ref] is Nature.COUNTERFEIT

    def looks_like(self, site: str, ref: str, complaint_id: UUID) -> str:
        """The row of JUDGING that a manager's eye falls under."""
        nature, evidence = self.natures[site, ref], self.evidence[complaint_id]
        if nature is Nature.COUNTERFEIT:
            return f"{nature}, {'weak' if evidence is Evidence.WEAK else 'strong'}"
        is_taken_in = evidence is Evidence.FORGED and nature in {Nature.RESOLD, Nature.AUTHORISED}
        return "forged" if is_taken_in else str(nature)
