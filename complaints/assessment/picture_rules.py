"""Findings about the listing's picture."""

from complaints.assessment.facts import Facts, PictureUse
from complaints.assessment.findings import Effect
from complaints.assessment.rule import Group, Strength, Yes, rule, yes
from complaints.assessment.rule import marked as _

_PICTURE = Group.PICTURE

# Where the complaint is that the picture was copied, it is the case itself; elsewhere it is one sign among others:
# who sells a fake shows the genuine article, and so does who sells the genuine one second hand.
_IS_THE_CASE = "copied_image"


def _uses(facts: Facts, kind: str) -> list[PictureUse]:
    return [use for use in facts.picture_uses if use.kind == kind]


@rule(
    _PICTURE,
    Effect.SUPPORTS,
    0.05,
    _("A picture of the brand's is in the listing. %(why)s"),
    for_reasons={_IS_THE_CASE: Strength(effect=Effect.SUPPORTS, weight=0.25)},
    example={"why": "24 of 26 blocks agree."},
    since=4,
)
def reference_picture_is_copied(facts: Facts) -> Yes | None:
    copies = _uses(facts, "copy")
    return yes(share=copies[0].score, why=copies[0].why) if copies else None


@rule(
    _PICTURE,
    Effect.SUPPORTS,
    0.1,
    _("A logo of the brand's is in the picture. %(why)s"),
    example={"why": "31 points of it agree."},
    since=4,
)
def logo_is_in_the_picture(facts: Facts) -> Yes | None:
    logos = _uses(facts, "logo")
    return yes(share=logos[0].score, why=logos[0].why) if logos else None


@rule(
    _PICTURE,
    Effect.SUPPORTS,
    0.1,
    _("In the words on the listing's picture: %(why)s"),
    example={"why": 'The title says "Lumora".'},
    since=4,
)
def mark_is_written_in_the_picture(facts: Facts) -> Yes | None:
    uses = [use for use in facts.picture_marks if use.kind in ("use", "disguised")]
    return yes(share=uses[0].score, why=uses[0].why) if uses else None


@rule(
    _PICTURE,
    Effect.INFORMS,
    -0.1,
    _("The listing shows a picture that the brand lets authorised sellers use."),
    _("If the seller is not authorised, say so; if they are, withdraw."),
    for_reasons={_IS_THE_CASE: Strength(effect=Effect.DOUBTS, weight=-0.1)},
    since=4,
)
def picture_is_for_authorised_sellers(facts: Facts) -> Yes | None:
    return yes() if facts.picture_is_allowed else None


@rule(
    _PICTURE,
    Effect.DOUBTS,
    -0.2,
    _("None of the brand's pictures was found in the listing's first picture."),
    _("Add the picture that was copied, as large as you have it."),
    since=4,
)
def no_picture_of_the_brand_is_in_the_listing(facts: Facts) -> Yes | None:
    unfounded = facts.pictures_compared and not facts.picture_uses and not facts.picture_is_allowed
    return yes() if facts.reason == _IS_THE_CASE and unfounded else None


@rule(
    _PICTURE,
    Effect.INFORMS,
    -0.02,
    _("The listing's picture could not be opened, so nothing was looked for in it."),
    for_reasons={_IS_THE_CASE: Strength(effect=Effect.DOUBTS, weight=-0.1)},
)
def listing_picture_cannot_be_read(facts: Facts) -> Yes | None:
    return yes() if facts.listing_picture_is_unreadable else None
