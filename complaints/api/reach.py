"""What of a brand's complaints an actor reaches: all of them, or with a test key those of the sandbox."""

from collections.abc import Sequence
from uuid import UUID

from django.utils.translation import gettext

from accounts.api.problems import FieldError, Problem
from complaints.conversation.questions import NewEvidence
from complaints.models import Complaint, Item, Upload
from complaints.reasons import EvidenceKind
from core.files import Body
from core.tenancy import Actor, TenantQuerySet
from listings.models import Marketplace


def complaints_of(actor: Actor) -> TenantQuerySet[Complaint]:
    rows = Complaint.objects.visible_to(actor).select_related("marketplace")
    return rows.filter(marketplace__is_sandbox=True) if actor.sandbox else rows


def items_of(actor: Actor) -> TenantQuerySet[Item]:
    rows = Item.objects.visible_to(actor).select_related("marketplace")
    return rows.filter(marketplace__is_sandbox=True) if actor.sandbox else rows


def marketplaces_of(actor: Actor) -> Sequence[Marketplace]:
    rows = Marketplace.objects.order_by("slug")
    return list(rows.filter(is_sandbox=True) if actor.sandbox else rows)


def evidence_of(ids: Sequence[UUID], *, by: Actor) -> list[NewEvidence]:
    """The uploads that are named, in their order. Raises Problem for one that is not the brand's."""
    rows = {u.id: u for u in Upload.objects.visible_to(by).select_related("file").filter(id__in=ids)}
    if unknown := [position for position, id in enumerate(ids) if id not in rows]:
        raise Problem(
            "invalid",
            errors=[
                FieldError(field=f"evidence[{p}]", message=gettext("There is no such file.")) for p in unknown
            ],
        )
    return [_as_evidence(rows[id]) for id in dict.fromkeys(ids)]


def _as_evidence(upload: Upload) -> NewEvidence:
    stored = upload.file
    body = Body(
        tenant_id=stored.tenant_id,
        sha256=stored.sha256,
        size=stored.size,
        media_type=stored.media_type,
        name=stored.name,
        captured_at=stored.captured_at,
        readable=stored.readable,
    )
    return NewEvidence(kind=EvidenceKind(upload.kind), body=body, shareable=upload.shareable)
