"""The steps that demo cases are made of: a brand files, the pipeline runs, a manager decides."""

from collections.abc import Sequence
from datetime import timedelta
from io import BytesIO
from uuid import UUID

from PIL import Image, ImageDraw

from brands.models import Right
from complaints.conversation.questions import NewEvidence
from complaints.intake.filing import Filing, file_complaint
from complaints.models import Complaint, Item
from complaints.reasons import EvidenceKind
from complaints.review.decide import TIME_TO_UNDO, Choice, Outcome, decide
from complaints.review.queue import claim
from complaints.states import Status
from core import clock, files, outbox
from core.ids import new_id
from core.tenancy import SYSTEM, acting_as
from listings.marketplaces import Line, connector_of
from listings.models import Marketplace
from portal.demo.people import as_actor
from portal.work import HANDLERS

MOST_BYTES = 10 * 1024 * 1024
# How long a manager looks at one listing before the next.
LOOK = timedelta(seconds=50)


def run_pipeline() -> None:
    outbox.do_all_due(HANDLERS)


def proof_picture(words: str) -> bytes:
    """A picture such as a brand would send: the article with what is wrong marked and named."""
    picture = Image.new("RGB", (900, 600), (244, 241, 235))
    draw = ImageDraw.Draw(picture)
    draw.rounded_rectangle(
        (80, 110, 420, 470), radius=28, fill=(196, 180, 158), outline=(92, 78, 60), width=4
    )
    draw.rounded_rectangle(
        (480, 110, 820, 470), radius=28, fill=(203, 176, 140), outline=(92, 78, 60), width=4
    )
    draw.ellipse((600, 230, 720, 340), outline=(190, 30, 30), width=7)
    draw.line((720, 285, 800, 520), fill=(190, 30, 30), width=4)
    for x, label in ((90, "GENUINE"), (490, "FROM THE LISTING")):
        draw.text((x, 70), label, fill=(60, 50, 40), font_size=28)
    draw.text((90, 530), words, fill=(190, 30, 30), font_size=24)
    body = BytesIO()
    picture.save(body, "PNG")
    return body.getvalue()


def evidence(words: str, *, tenant_id: UUID, kind: EvidenceKind = EvidenceKind.ANNOTATED) -> NewEvidence:
    body = files.keep_body(
        BytesIO(proof_picture(words)),
        name="differences.png",
        tenant_id=tenant_id,
        most_bytes=MOST_BYTES,
    )
    return NewEvidence(kind=kind, body=body, shareable=True)


def file(
    refs: Sequence[str],
    *,
    by: str,
    marketplace: Marketplace,
    right: Right,
    brand: UUID | None = None,
    reason: str = "counterfeit_goods",
    statement: str = "The stitching, the clasp and the serial number differ from ours.",
    proof: str = "No serial number, wrong clasp",
) -> Complaint:
    """File against listings of a marketplace by their references; an empty `proof` sends no evidence."""
    actor = as_actor(by, brand)
    connector = connector_of(marketplace)
    lines = [Line(url=connector.get(ref).url, ref=ref) for ref in refs]
    proofs = [evidence(proof, tenant_id=actor.tenant)] if proof else []
    with acting_as(actor):
        complaint, _ = file_complaint(
            Filing(
                marketplace=marketplace,
                right_id=right.id,
                reason=reason,
                statement=statement,
                declared_by=actor.label,
                lines=lines,
                form_key=new_id(),
                evidence=proofs,
            ),
            by=actor,
            now=clock.now(),
        )
    return complaint


def waiting_items(complaint: Complaint) -> list[Item]:
    with acting_as(SYSTEM):
        return list(Item.objects.filter(complaint_id=complaint.id, status=Status.IN_REVIEW).order_by("id"))


def manager_decides(items: Sequence[Item], outcome: Outcome, *, by: str, ground: str, words: str) -> None:
    """Decide one after the other, let the time to undo pass, and carry out what follows."""
    actor, choice = as_actor(by), Choice(outcome=outcome, ground=ground, explanation=words)
    begun = clock.current_shift()
    for number, item in enumerate(items, start=1):
        with clock.shifted(begun + number * LOOK), acting_as(actor):
            now = clock.now()
            claim(item.id, by=actor, now=now)
            decide(item.id, choice, by=actor, now=now)
    with clock.shifted(begun + len(items) * LOOK + TIME_TO_UNDO + timedelta(seconds=1)):
        run_pipeline()
