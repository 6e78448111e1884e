"""Findings about the listing's picture. Catalogued with all others in rules.py."""

from complaints.assessment.facts import Facts, PictureUse
from complaints.assessment.findings import Effect, Finding, finding

# Where the complaint is that the picture was copied, it is the case itself; elsewhere it is one sign among others:
# who sells a fake shows the genuine article, and so does who sells the genuine one second hand.
_IS_THE_CASE = frozenset({"copied_image"})


def _uses(facts: Facts, kind: str) -> list[PictureUse]:
    return [use for use in facts.picture_uses if use.kind == kind]


def reference_picture_is_copied(facts: Facts) -> Finding | None:
    copies = _uses(facts, "copy")
    if not copies:
        return None
    weight = 0.25 if facts.reason in _IS_THE_CASE else 0.05
    sentence = f"A picture of the brand's is in the listing. {copies[0].why}"
    return finding(
        "reference_picture_is_copied", Effect.SUPPORTS, round(weight * copies[0].score, 4), sentence
    )


def logo_is_in_the_picture(facts: Facts) -> Finding | None:
    logos = _uses(facts, "logo")
    if not logos:
        return None
    return finding("logo_is_in_the_picture", Effect.SUPPORTS, round(0.1 * logos[0].score, 4), logos[0].why)


def mark_is_written_in_the_picture(facts: Facts) -> Finding | None:
    uses = [use for use in facts.picture_marks if use.kind in ("use", "disguised")]
    if not uses:
        return None
    sentence = f"In the words on the listing's picture: {uses[0].why}"
    return finding("mark_is_written_in_the_picture", Effect.SUPPORTS, round(0.1 * uses[0].score, 4), sentence)


def picture_is_for_authorised_sellers(facts: Facts) -> Finding | None:
    if not facts.picture_is_allowed:
        return None
    sentence = "The listing shows a picture that the brand lets authorised sellers use."
    effect = Effect.DOUBTS if facts.reason in _IS_THE_CASE else Effect.INFORMS
    return finding("picture_is_for_authorised_sellers", effect, -0.1, sentence)


def no_picture_of_the_brand_is_in_the_listing(facts: Facts) -> Finding | None:
    unfounded = facts.pictures_compared and not facts.picture_uses and not facts.picture_is_allowed
    if facts.reason not in _IS_THE_CASE or not unfounded:
        return None
    return finding(
        "no_picture_of_the_brand_is_in_the_listing",
        Effect.DOUBTS,
        -0.2,
        "None of the brand's pictures was found in the listing's first picture.",
        "Add the picture that was copied, as large as you have it.",
    )
