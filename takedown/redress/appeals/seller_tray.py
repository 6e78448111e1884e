"""A seller's files on their way: stored as they arrive, and carried by the form until the form is right."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from typing import Self
from uuid import UUID

from django.conf import settings
from django.core import signing
from django.core.files.uploadedfile import UploadedFile
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _

from core.files import Body, FileRefused, keep_body
from takedown.models import SellerNotice

MOST_FILES = 10
_SALT = "takedown.appeal-files"
_A_WEEK = 60 * 60 * 24 * 7


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    body: Body

    @property
    def token(self) -> str:
        """Names a stored file so that nothing is sent twice, and nobody can name a file that is not theirs."""
        return signing.dumps({**asdict(self.body), "tenant_id": str(self.body.tenant_id)}, salt=_SALT)


@dataclass(slots=True, kw_only=True)
class SellerTray:
    kept: list[Kept] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    @classmethod
    def of(
        cls, post: QueryDict, files: "MultiValueDict[str, UploadedFile[bytes]]", notice: SellerNotice
    ) -> Self:
        """Call it outside a transaction. New files go into storage below the notice's own id: they are no brand's."""
        tray = cls(kept=[Kept(body=body) for body in _carried(post, notice.id)])
        here = {kept.body.sha256 for kept in tray.kept}
        for upload in files.getlist("uploads"):
            body = tray._keep(upload, notice.id)
            if body and body.sha256 not in here:
                here.add(body.sha256)
                tray.kept.append(Kept(body=body))
        if len(tray.kept) > MOST_FILES:
            tray.errors.append(_("You can add %d files at most.") % MOST_FILES)
            del tray.kept[MOST_FILES:]
        return tray

    def _keep(self, upload: "UploadedFile[bytes]", folder: UUID) -> Body | None:
        try:
            return keep_body(
                upload,
                name=upload.name or "file",
                tenant_id=folder,
                most_bytes=settings.EVIDENCE_MAX_BYTES,
            )
        except FileRefused as refused:
            self.errors.append(str(refused))
            return None

    @property
    def bodies(self) -> list[Body]:
        return [kept.body for kept in self.kept]


def _carried(post: QueryDict, folder: UUID) -> Iterator[Body]:
    """Forged, foreign and old tokens are passed over."""
    dropped = set(post.getlist("drop"))
    for token in post.getlist("kept"):
        try:
            data = signing.loads(token, salt=_SALT, max_age=_A_WEEK)
        except signing.BadSignature:
            continue
        body = Body(**{**data, "tenant_id": UUID(data["tenant_id"])})
        if body.tenant_id == folder and body.sha256 not in dropped:
            yield body
