"""Files that a brand sends with its reply: in storage as soon as they arrive, and named by a signed token in a form that
comes back, so that nothing has to be sent twice."""

from collections.abc import Iterable
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
from core.tenancy import Actor

_SALT = "takedown.papers"
_SECONDS = 60 * 60 * 24 * 7
MOST = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    body: Body

    @property
    def name(self) -> str:
        return self.body.name

    @property
    def token(self) -> str:
        return signing.dumps({**asdict(self.body), "tenant_id": str(self.body.tenant_id)}, salt=_SALT)


@dataclass(slots=True, kw_only=True)
class Papers:
    """All that a form carries, and what was wrong with what it refused."""

    kept: list[Paper] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    @classmethod
    def of(cls, post: QueryDict, files: "MultiValueDict[str, UploadedFile[bytes]]", *, by: Actor) -> Self:
        """Call it outside a transaction: new files are put into storage."""
        papers = cls(kept=[Paper(body=body) for body in _carried(post, by.tenant)])
        here = {paper.body.sha256 for paper in papers.kept}
        for upload in files.getlist("papers"):
            body = papers._keep(upload, by.tenant)
            if body and body.sha256 not in here:
                here.add(body.sha256)
                papers.kept.append(Paper(body=body))
        if len(papers.kept) > MOST:
            papers.errors.append(_("At most %d files go with one answer.") % MOST)
            del papers.kept[MOST:]
        return papers

    def _keep(self, upload: "UploadedFile[bytes]", tenant_id: UUID) -> Body | None:
        try:
            return keep_body(
                upload,
                name=upload.name or "file",
                tenant_id=tenant_id,
                most_bytes=settings.EVIDENCE_MAX_BYTES,
            )
        except FileRefused as refused:
            self.errors.append(str(refused))
            return None

    @property
    def bodies(self) -> list[Body]:
        return [paper.body for paper in self.kept]


def _carried(post: QueryDict, tenant_id: UUID) -> Iterable[Body]:
    """Forged, foreign and old tokens are passed over."""
    for token in post.getlist("kept_papers")[:MOST]:
        try:
            data = signing.loads(token, salt=_SALT, max_age=_SECONDS)
        except signing.BadSignature:
            continue
        body = Body(**{**data, "tenant_id": UUID(data["tenant_id"])})
        if body.tenant_id == tenant_id:
            yield body
