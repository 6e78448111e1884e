"""Two brands' replies in the demo: one does not agree, so that a person decides; one has shown legal action."""

from datetime import date, timedelta
from io import BytesIO

from brands.models import Right
from core import clock, files
from core.files import Body
from core.tenancy import acting_as
from portal.demo import answers, cases
from portal.demo.people import as_actor
from takedown.redress.replies import answering, legal
from takedown.redress.replies.states import LegalKind


def reply_twice(right: Right, *, by: str) -> None:
    """Both are about removals that a manager decided; another one can judge them."""
    actor = as_actor(by)
    objected = answers.answer_one(
        right,
        story="These headphones are from a dealer who sells the brand. He told me that all of them are genuine.",
        bill="Delivery note 88, headphones",
    )
    proved = answers.answer_one(
        right, story="The brand on the box is only to say what they fit.", bill="Bill no. 17"
    )
    paper = _paper("Serial numbers that we have never given", right)
    filing = _paper("Statement of claim, 2 O 117/26", right)
    with clock.shifted(timedelta(days=-1)):
        now = clock.now()
        with acting_as(actor):
            answering.answer(
                objected.id,
                text="The delivery note names no model, and the serial numbers in the pictures are not ours.",
                files=[paper],
                by=actor,
                now=now,
            )
        proof = legal.Proof(
            kind=LegalKind.COURT,
            body="Landgericht Hamburg",
            file_number="2 O 117/26",
            taken_on=date(now.year, now.month, 1),
            document=filing,
        )
        with acting_as(actor):
            legal.show_legal_action(proved.id, proof, by=actor, now=now)
        cases.run_pipeline()


def _paper(words: str, right: Right) -> Body:
    return files.keep_body(
        BytesIO(cases.proof_picture(words)),
        name="paper.png",
        tenant_id=right.tenant_id,
        most_bytes=cases.MOST_BYTES,
    )
