"""Which claims there are: for the policy, for the brand that has to answer, and for staff."""

from collections.abc import Collection
from uuid import UUID

from django.db.models import QuerySet

from core.tenancy import Actor
from takedown.models import LicenceClaim
from takedown.redress.licences.states import UNANSWERED, ClaimStatus

MOST_SHOWN = 1000


def claims_that_pause(tenants: Collection[UUID], sellers: Collection[UUID]) -> frozenset[tuple[UUID, UUID]]:
    """(brand, seller) for whom programs remove nothing until somebody has answered."""
    rows = LicenceClaim.objects.filter(
        tenant_id__in=tenants, seller_id__in=sellers, status__in=UNANSWERED, pauses=True
    )
    return frozenset(rows.values_list("tenant_id", "seller_id"))


def claims_of(actor: Actor) -> QuerySet[LicenceClaim]:
    return LicenceClaim.objects.visible_to(actor).select_related(
        "seller", "ground__item__complaint__right", "ground__item__marketplace", "ground__item__snapshot"
    )


def waiting_for_the_brand(actor: Actor) -> QuerySet[LicenceClaim]:
    """The next to run out first."""
    return claims_of(actor).filter(status__in=UNANSWERED).order_by("answer_by", "id")


def waiting_for_a_person(actor: Actor) -> QuerySet[LicenceClaim]:
    return claims_of(actor).filter(status=ClaimStatus.WITH_A_PERSON).order_by("answer_by", "id")


def answered(actor: Actor) -> QuerySet[LicenceClaim]:
    return claims_of(actor).exclude(status__in=UNANSWERED).order_by("-status_at", "id")
