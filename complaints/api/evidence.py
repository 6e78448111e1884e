"""Files that programs upload, to be named by complaints and answers."""

from typing import Any

from django.conf import settings
from django.http.response import HttpResponseBase
from drf_spectacular.utils import extend_schema
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api.examples import example
from accounts.api.problems import FieldError, Problem
from accounts.api.views import IDEMPOTENT, ApiView
from accounts.roles import Action
from complaints.api import facts, shapes
from complaints.models import Upload
from core import clock, files
from core.tenancy import acting_as


class EvidenceView(ApiView):
    """Outside the request's transaction (urls.py): the body is in storage before one opens."""

    actions = {"POST": Action.FILE_COMPLAINT}
    parser_classes = (MultiPartParser,)

    @extend_schema(
        operation_id="upload_evidence",
        summary="Upload a file, to be named by complaints and answers",
        parameters=[IDEMPOTENT],
        request={"multipart/form-data": shapes.NewUpload},
        responses={201: shapes.Uploaded},
        examples=[
            example(
                "Kept",
                {
                    "id": "01a1f2c4-0000-7000-8000-000000000003",
                    "kind": "annotated",
                    "shareable": False,
                    "name": "differences.png",
                    "media_type": "image/png",
                    "size": 48213,
                    "sha256": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
                },
                status=201,
            )
        ],
    )
    def post(self, request: Request) -> HttpResponseBase:
        shape = shapes.NewUpload(data=request.data)
        shape.is_valid(raise_exception=True)
        sent = shape.validated_data
        try:
            body = files.keep_body(
                sent["file"],
                name=sent["file"].name,
                tenant_id=self.actor.tenant,
                most_bytes=settings.EVIDENCE_MAX_BYTES,
                looked_into=True,
            )
        except files.FileRefused as refused:
            raise Problem("invalid", errors=[FieldError(field="file", message=str(refused))]) from refused
        with acting_as(self.actor):
            parts = (
                body.sha256.encode(),
                body.name.encode(),
                sent["kind"].encode(),
                b"%d" % sent["shareable"],
            )
            return self.once(lambda: self._keep(body, sent), *parts)

    def _keep(self, body: files.Body, sent: dict[str, Any]) -> Response:
        stored = files.record_file(body, by=self.actor)
        upload, _ = Upload.objects.visible_to(self.actor).get_or_create(
            tenant_id=self.actor.tenant,
            file=stored,
            kind=sent["kind"],
            shareable=sent["shareable"],
            defaults={"uploaded_at": clock.now()},
        )
        return Response(facts.upload_line(upload), status=201)
