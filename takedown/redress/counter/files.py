"""The seller's proof on its way: kept with the draft, then copied for each brand that the answer goes to."""

from collections.abc import Iterable, Mapping, Sequence
from uuid import UUID

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile

from core.files import Body, FileRefused, keep_body, open_kept
from takedown.models import SellerNotice


def keep_uploads(
    uploads: "Iterable[UploadedFile[bytes]]", notice: SellerNotice
) -> tuple[list[Body], list[str]]:
    """What could be kept, and in words why the rest could not. Call it outside a transaction: storage may be slow."""
    kept, refused = [], []
    for upload in uploads:
        try:
            kept.append(
                keep_body(
                    upload,
                    name=upload.name or "file",
                    tenant_id=notice.id,
                    most_bytes=settings.EVIDENCE_MAX_BYTES,
                )
            )
        except FileRefused as error:
            refused.append(str(error))
    return kept, refused


def copies_for(tenant_ids: Iterable[UUID], bodies: Sequence[Body]) -> Mapping[UUID, list[Body]]:
    """Each brand's own copies, bit for bit. Raises FileNotFoundError where a draft's file is gone: its answer was sent."""
    return {tenant_id: [_copy(body, tenant_id) for body in bodies] for tenant_id in set(tenant_ids)}


def _copy(body: Body, tenant_id: UUID) -> Body:
    with open_kept(body) as file:
        return keep_body(file, name=body.name, tenant_id=tenant_id, most_bytes=body.size)
