"""What a brand reads of its own figures: its own people's, and each of its agencies'; an agency reads its own."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.urls import reverse

from brands.models import Agency
from core.tenancy import Actor
from takedown.redress.misuse.facts import facts_of_complainant
from takedown.redress.misuse.gather import figures_of_complainants
from takedown.redress.misuse.parties import FILING, Complainant, party_of, seen_by
from takedown.redress.misuse.policy import rules_on
from takedown.redress.misuse.shown import facts_shown
from takedown.redress.misuse.words import ShownFact


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnFacts:
    """`agency` is empty for the brand's own people."""

    agency: str
    facts: list[ShownFact]

    @property
    def raised(self) -> list[ShownFact]:
        return [fact for fact in self.facts if fact.raised]


def complainants_of(actor: Actor, *, now: datetime) -> list[OwnFacts]:
    """Those who have filed. Constant number of queries."""
    rules = rules_on(now.date())
    records = seen_by(actor, FILING.record).filter(tenant_id=actor.tenant).order_by("agency__name")
    known = [party_of(record) for record in records]
    whom = [Complainant(tenant_id=actor.tenant, agency_id=actor.delegate_id), *known]
    complainants = [who for who in dict.fromkeys(whom) if isinstance(who, Complainant)]
    figures = figures_of_complainants(complainants, rules, now=now)
    names = Agency.objects.in_bulk({c.agency_id for c in complainants if c.agency_id})
    return [
        OwnFacts(
            agency=names[who.agency_id].name if who.agency_id else "",
            facts=facts_shown(
                facts_of_complainant(figures[who], rules.complainants),
                url=lambda code, agency=who.agency_id: _facts_url(code, agency),  # type: ignore[misc]
            ),
        )
        for who in complainants
    ]


def _facts_url(code: str, agency_id: UUID | None) -> str:
    page = reverse("my-misuse-facts", args=[code])
    return f"{page}?agency={agency_id}" if agency_id else page
