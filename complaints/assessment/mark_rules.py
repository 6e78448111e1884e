"""Findings about the mark in the listing's words."""

from complaints.assessment.facts import Facts, MarkUse
from complaints.assessment.findings import Effect
from complaints.assessment.rule import Group, Strength, Yes, rule, yes
from complaints.assessment.rule import marked as _

_MARK = Group.MARK

# What sellers write where a brand is asked for and there is none.
NO_BRAND = frozenset(
    {
        *("", "-", "generic", "n/a", "na", "no brand", "no name", "nobrand", "none", "not applicable", "oem"),
        *(
            "other",
            "unbranded",
            "various",
            "does not apply",
            "markenlos",
            "sans marque",
            "sin marca",
            "без бренда",
        ),
        *("无", "无品牌", "其他", "其它", "ノーブランド", "なし", "없음", "기타"),
    }
)


def _uses(facts: Facts, *kinds: str) -> list[MarkUse]:
    return [use for use in facts.mark_uses if use.kind in kinds]


@rule(
    _MARK,
    Effect.SUPPORTS,
    0.2,
    _("The mark is in the title. %(why)s"),
    example={"why": 'The title says "Lumora".'},
    since=2,
)
def mark_is_used_in_the_title(facts: Facts) -> Yes | None:
    uses = _uses(facts, "use")
    if facts.right_kind != "trademark" or not uses:
        return None
    return yes(share=uses[0].score, why=uses[0].why)


@rule(
    _MARK,
    Effect.SUPPORTS,
    0.3,
    _("The mark is in the title in disguise. %(why)s"),
    example={"why": '"Lum0ra" reads as Lumora: 0 for o.'},
    since=2,
)
def mark_is_disguised_in_the_title(facts: Facts) -> Yes | None:
    uses = _uses(facts, "disguised")
    if facts.right_kind != "trademark" or not uses:
        return None
    return yes(share=uses[0].score, why=uses[0].why)


@rule(
    _MARK,
    Effect.DOUBTS,
    -0.25,
    _("The title only says what the goods fit, or are like. %(why)s"),
    _("If the article itself bears the mark, say so and add a picture of it."),
    example={"why": 'The title says "Lumora", after "compatible with".'},
    since=2,
)
def mark_only_says_what_it_fits(facts: Facts) -> Yes | None:
    uses = _uses(facts, "compatible", "comparative", "denied")
    if facts.right_kind != "trademark" or not uses or _uses(facts, "use", "disguised"):
        return None
    return yes(why=uses[0].why)


@rule(
    _MARK,
    Effect.INFORMS,
    -0.05,
    _("“%(mark)s” was not found in the listing's title."),
    _("If the mark stands elsewhere, say where. If it has another spelling, add it to the right."),
    for_reasons={"mark_in_title": Strength(effect=Effect.DOUBTS, weight=-0.2)},
    example={"mark": "Lumora"},
    since=2,
)
def mark_is_not_in_the_title(facts: Facts) -> Yes | None:
    if facts.right_kind != "trademark" or facts.mark_uses:
        return None
    return yes(mark=facts.right_title)


@rule(
    _MARK,
    Effect.SUPPORTS,
    0.15,
    _("The mark is in the description: “%(words)s”"),
    example={"words": "… same factory as Lumora, without the logo …"},
)
def mark_is_used_in_the_description(facts: Facts) -> Yes | None:
    """Where the title does not use it already."""
    uses = [use for use in facts.description_uses if use.kind in ("use", "disguised")]
    if facts.right_kind != "trademark" or not uses or _uses(facts, "use", "disguised"):
        return None
    return yes(share=uses[0].score, words=uses[0].why)


@rule(
    _MARK,
    Effect.SUPPORTS,
    0.1,
    _("The seller gives “%(brand)s” as the brand."),
    example={"brand": "Lumora"},
)
def brand_field_names_the_mark(facts: Facts) -> Yes | None:
    if facts.right_kind != "trademark" or not facts.brand_field_is_the_mark:
        return None
    return yes(brand=facts.brand_field)


@rule(
    _MARK,
    Effect.INFORMS,
    -0.1,
    _("The seller gives another brand: “%(brand)s”."),
    _("Say in your words where on the article or in the listing your mark is all the same."),
    # There it is the case itself: our name on what is not ours.
    for_reasons={"mark_in_title": Strength(effect=Effect.SUPPORTS, weight=0.1)},
    example={"brand": "Kestrel Audio"},
)
def brand_field_names_another(facts: Facts) -> Yes | None:
    named = facts.brand_field.strip().casefold() not in NO_BRAND and not facts.brand_field_is_the_mark
    return yes(brand=facts.brand_field) if facts.right_kind == "trademark" and named else None
