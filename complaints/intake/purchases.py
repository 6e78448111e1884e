"""A structured report of a test buy: which order, when it arrived, and what differs from the genuine article."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from complaints.models import Complaint, Evidence
from complaints.reasons import EvidenceKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Purchase:
    """What the brand says of its test buy. It stands beside the files that show it, never in place of them."""

    order: str = ""
    received_on: date | None = None
    differences: str = ""

    def __bool__(self) -> bool:
        return bool(self.order or self.received_on or self.differences)

    def to_report(self) -> dict[str, str]:
        """Only what was said, under the names of reasons.TEST_BUY_PARTS."""
        said = {
            "order": self.order,
            "received_on": self.received_on.isoformat() if self.received_on else "",
            "differences": self.differences,
        }
        return {name: value for name, value in said.items() if value}


_LABELS: Mapping[str, Promise] = {
    "order": _("Number of the order"),
    "received_on": _("Arrived on"),
    "differences": _("What differs"),
}


def report_of(evidence: Evidence) -> list[tuple[Promise | str, str]]:
    """As pages show it: label and what was said. Whatever else an old report says stands under its own name."""
    return [(_LABELS.get(name, name), str(said)) for name, said in (evidence.report or {}).items()]


def keep_report(purchase: Purchase, complaint: Complaint) -> None:
    """Never shown to the seller: an order number tells who made the test buy."""
    if purchase:
        Evidence.objects.create(
            tenant_id=complaint.tenant_id,
            complaint=complaint,
            kind=EvidenceKind.TEST_BUY,
            report=purchase.to_report(),
        )
