"""Evidence on its way: stored as soon as it arrives, and carried by the form until the form is right.

A stored file is named by a signed token in the form, so that nothing has to be uploaded twice and nobody can
name a file that is not theirs.
"""

from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Self
from uuid import UUID

from django.conf import settings
from django.core import signing
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import UploadedFile
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _

from complaints.conversation.questions import NewEvidence
from complaints.reasons import EvidenceKind
from core.files import Body, FileRefused, keep_body
from core.tenancy import Actor

_SALT = "complaints.evidence"
_DAYS = 60 * 60 * 24 * 7
MOST_FILES = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """One stored file with what was said of it. `kind` is empty until that is said."""

    body: Body
    kind: str
    shareable: bool

    @property
    def token(self) -> str:
        taken = self.body.captured_at
        plain = {
            "tenant_id": str(self.body.tenant_id),
            "captured_at": taken.isoformat() if taken else None,
        }
        return signing.dumps(asdict(self.body) | plain, salt=_SALT)


@dataclass(slots=True, kw_only=True)
class Tray:
    """All the files that a form carries, and what was wrong with those it refused."""

    kept: list[Kept] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    @classmethod
    def of(cls, post: QueryDict, files: "MultiValueDict[str, UploadedFile[bytes]]", *, by: Actor) -> Self:
        """Call it outside a transaction: new files are put into storage."""
        tenant_id = by.tenant_id
        if tenant_id is None:
            raise PermissionDenied(f"{by.role} acts for no brand")
        tray = cls(kept=list(_carried(post, tenant_id)))
        here = {kept.body.sha256 for kept in tray.kept}
        for upload in files.getlist("uploads"):
            body = tray._keep(upload, tenant_id)
            if body and body.sha256 not in here:
                here.add(body.sha256)
                shareable = bool(post.get("new_shareable"))
                tray.kept.append(Kept(body=body, kind=_kind(post.get("new_kind", "")), shareable=shareable))
        if len(tray.kept) > MOST_FILES:
            tray.errors.append(_("At most %d files go with one complaint.") % MOST_FILES)
            del tray.kept[MOST_FILES:]
        return tray

    def _keep(self, upload: "UploadedFile[bytes]", tenant_id: UUID) -> Body | None:
        try:
            return keep_body(
                upload,
                name=upload.name or "file",
                tenant_id=tenant_id,
                most_bytes=settings.EVIDENCE_MAX_BYTES,
                looked_into=True,
            )
        except FileRefused as refused:
            self.errors.append(str(refused))
            return None

    @property
    def evidence(self) -> list[NewEvidence]:
        return [
            NewEvidence(kind=EvidenceKind(kept.kind), body=kept.body, shareable=kept.shareable)
            for kept in self.kept
            if kept.kind
        ]


def _carried(post: QueryDict, tenant_id: UUID) -> Iterable[Kept]:
    """What earlier answers of this form had stored; forged, foreign and old tokens are passed over.

    What is said of all files holds for those of which nothing is said by itself.
    """
    dropped, shareable = set(post.getlist("kept_drop")), set(post.getlist("kept_shareable"))
    kinds = post.getlist("kept_kind")
    for position, token in enumerate(post.getlist("kept")):
        body = _body_of(token)
        if body and body.tenant_id == tenant_id and body.sha256 not in dropped:
            kind = _kind(kinds[position] if position < len(kinds) else "") or _kind(post.get("new_kind", ""))
            yield Kept(body=body, kind=kind, shareable=body.sha256 in shareable)


def _body_of(token: str) -> Body | None:
    try:
        data = signing.loads(token, salt=_SALT, max_age=_DAYS)
    except signing.BadSignature:
        return None
    taken = data.get("captured_at")
    read = {
        "tenant_id": UUID(data["tenant_id"]),
        "captured_at": datetime.fromisoformat(taken) if taken else None,
    }
    return Body(**data | read)


def _kind(value: str) -> str:
    return value if value in set(EvidenceKind) else ""
