"""What the seller's page shows: gathered for the one removal that a link has opened."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet, Subquery

from complaints.models import Evidence
from complaints.reasons import REASONS, Reason
from complaints.states import Status
from core.models import StoredFile
from core.tenancy import SYSTEM, acting_as
from takedown.models import FixRequest, Ground, LicenceClaim, Removal, SellerNotice
from takedown.redress.causes import why_it_ended
from takedown.redress.fixes.states import FIXABLE, UNDECIDED, FixStatus
from takedown.redress.letters.facts import facts_of
from takedown.redress.licences.states import UNANSWERED, ClaimStatus
from takedown.redress.live_state import Facts, Standing, standing_of
from takedown.redress.notice_words import RIGHT_KINDS, STANDINGS, InWords
from takedown.redress.statements.gather import Reasons, reasons_for_removal
from takedown.states import RemovalStatus


@dataclass(frozen=True, slots=True, kw_only=True)
class Shared:
    """A file that the brand lets the seller see. Its name is the brand's own affair."""

    id: UUID
    is_picture: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class AboutGround:
    """One complaint that keeps, or kept, the listing off sale."""

    id: UUID
    tenant_id: UUID
    facts: dict[str, Any]
    reason: Reason
    right_kind: str
    since: datetime
    ended_at: datetime | None
    why_ended: str
    evidence: Sequence[Shared]
    claim: LicenceClaim | None
    """The last one of this seller that the brand was asked about, for whichever listing."""
    fix: FixRequest | None

    @property
    def may_claim(self) -> bool:
        return self.ended_at is None and (
            self.claim is None or ClaimStatus(self.claim.status) not in UNANSWERED
        )

    @property
    def is_fixable(self) -> bool:
        return self.ended_at is None and self.reason.code in FIXABLE

    @property
    def may_ask_for_a_look(self) -> bool:
        return self.is_fixable and (self.fix is None or FixStatus(self.fix.status) not in UNDECIDED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """`first` is what the notice told of, in its own words of then; `more` is every other complaint."""

    standing: Standing
    state: InWords
    first: AboutGround
    more: Sequence[AboutGround]
    reasons: Sequence[Reasons]
    living: int

    @property
    def grounds(self) -> list[AboutGround]:
        return [self.first, *self.more]


def page_of(notice: SellerNotice) -> Page:
    """Asked as the system: grounds and evidence are the brands', and the link has opened this removal alone."""
    with acting_as(SYSTEM):
        grounds = list(_grounds(notice.removal_id))
        standing = standing_of(_facts(notice, grounds))
        told = facts_of(grounds)
        shared = _shared(grounds)
        claims, fixes = _claims(grounds), _fixes(grounds)
        about = [
            _about(
                ground,
                told[ground.id],
                shared[ground.item.complaint_id],
                claim=claims.get(ground.tenant_id),
                fix=fixes.get(ground.id),
            )
            for ground in grounds
        ]
        first = next((one for one in about if one.facts["case"] == notice.facts["case"]), about[0])
        return Page(
            standing=standing,
            state=STANDINGS[standing],
            first=first,
            more=[one for one in about if one is not first],
            reasons=reasons_for_removal(notice.removal_id),
            living=sum(1 for ground in grounds if ground.ended_at is None),
        )


def shared_file(notice: SellerNotice, file_id: UUID) -> StoredFile | None:
    """A file on that page. Whatever is not marked as shareable does not exist for sellers."""
    with acting_as(SYSTEM):
        shareable = _shareable(_grounds(notice.removal_id)).filter(file_id=file_id).first()
    if shareable is None or shareable.file is None:
        return None
    # What its sender called it may name people.
    found: StoredFile = shareable.file
    found.name = f"evidence.{found.media_type.rpartition('/')[2]}"
    return found


def _grounds(removal_id: UUID) -> QuerySet[Ground]:
    """Those that held when the seller was first told, or since."""
    first_told = (
        SellerNotice.objects.filter(removal_id=removal_id).order_by("written_at").values("written_at")
    )
    found = Ground.objects.filter(
        Q(ended_at=None) | Q(ended_at__gte=Subquery(first_told[:1])), removal_id=removal_id
    ).select_related("removal__listing", "removal__marketplace", "item__complaint__right")
    return found.order_by("since", "id")


def _facts(notice: SellerNotice, grounds: Sequence[Ground]) -> Facts:
    removal = grounds[0].removal
    return Facts(
        status=RemovalStatus(removal.status),
        again=bool(notice.facts.get("again")),
        contested=any(g.ended_at is None and g.item.status == Status.CONTESTED for g in grounds),
        took_effect=removal.verified_at is not None,
        on_sale=removal.listing.state == "live",
        removed_anew=Removal.objects.filter(
            listing_id=removal.listing_id, requested_at__gt=removal.requested_at, notice__isnull=False
        ).exists(),
    )


def _claims(grounds: Sequence[Ground]) -> dict[UUID, LicenceClaim]:
    """By brand."""
    sellers = {ground.removal.listing.seller_id for ground in grounds}
    rows = LicenceClaim.objects.filter(tenant_id__in={g.tenant_id for g in grounds}, seller_id__in=sellers)
    latest = rows.order_by("tenant_id", "-made_at", "-id").distinct("tenant_id")
    return {claim.tenant_id: claim for claim in latest}


def _fixes(grounds: Sequence[Ground]) -> dict[UUID, FixRequest]:
    """By ground."""
    rows = FixRequest.objects.filter(ground__in=grounds).order_by("ground_id", "-asked_at", "-id")
    return {fix.ground_id: fix for fix in rows.distinct("ground_id")}


def _about(
    ground: Ground,
    facts: dict[str, Any],
    evidence: Sequence[Shared],
    *,
    claim: LicenceClaim | None,
    fix: FixRequest | None,
) -> AboutGround:
    return AboutGround(
        id=ground.id,
        tenant_id=ground.tenant_id,
        claim=claim,
        fix=fix,
        facts=facts,
        reason=REASONS[facts["reason"]],
        right_kind=str(RIGHT_KINDS[facts["right_kind"]]),
        since=ground.since,
        ended_at=ground.ended_at,
        why_ended=why_it_ended(ground.end_cause, brand=facts["brand"]) if ground.ended_at else "",
        evidence=evidence,
    )


def _shareable(grounds: Iterable[Ground]) -> QuerySet[Evidence]:
    """Files alone: a report names the test buyer."""
    return Evidence.objects.filter(
        tenant_id__in={g.tenant_id for g in grounds},
        complaint_id__in={g.item.complaint_id for g in grounds},
        shareable=True,
        file__isnull=False,
    ).select_related("file")


def _shared(grounds: Sequence[Ground]) -> dict[UUID, list[Shared]]:
    found: dict[UUID, list[Shared]] = defaultdict(list)
    for one in _shareable(grounds).order_by("added_at", "id"):
        if one.file:
            found[one.complaint_id].append(
                Shared(id=one.file.id, is_picture=one.file.media_type.startswith("image/"))
            )
    return found
