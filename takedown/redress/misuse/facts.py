"""What is looked at before anybody is warned: each fact a pure function of gathered figures, and none a verdict.

EU DSA, article 23(3): the absolute number, the proportion, the gravity and, where it can be told, the intention.
The first two are counted here. The last two only a person can tell (models.py: every step says both).
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from takedown.programme.standing import WEIGHT_OF_WRONGFUL_AUTOMATIC, wilson
from takedown.redress.misuse.policy import ComplainantLimits, SellerLimits


@dataclass(frozen=True, slots=True, kw_only=True)
class ComplainantFigures:
    """Over the window, of one brand's own people or of one agency for one brand.

    Of listings that people decided or proved wrong: `refused` (of them `unfounded` on grounds that nobody could
    have overlooked), `overturned` upholds of people, `wrongful_automatic` removals. `pictures_newer` of
    `pictures_dated` claims to a picture rest on a file that is younger than the listing. One text stands in
    `text_complaints` complaints of `text_rights` rights. `burst` listings were filed at once by a new right.
    """

    decided: int = 0
    refused: int = 0
    unfounded: int = 0
    upheld: int = 0
    overturned: int = 0
    wrongful_automatic: int = 0
    pictures_dated: int = 0
    pictures_newer: int = 0
    text_complaints: int = 0
    text_rights: int = 0
    burst: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class SellerFigures:
    """Counter-notices within the window: decided ones, those rejected, those whose sworn statement was found false;
    and of the file that served most often, how many listings it was to prove genuine."""

    decided: int = 0
    rejected: int = 0
    sworn_false: int = 0
    proof_listings: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """`count` of `total`; `bound` is the lower bound of the share where a share is judged, else None.

    `also`: a second count that has to be reached, such as of how many rights. `raised`: worth a look.
    """

    code: str
    count: int
    total: int | None
    bound: float | None
    least: int
    least_share: float | None
    raised: bool
    also: int | None = None
    least_also: int | None = None


def _shared(code: str, count: int, total: int, *, least: int, least_share: float, weighed: int = 0) -> Fact:
    """Enough of them, and a share that is proved. `weighed` counts instead of `count` where one weighs more."""
    bound = wilson(max(count, weighed), total)[0]
    return Fact(
        code=code,
        count=count,
        total=total,
        bound=bound,
        least=least,
        least_share=least_share,
        raised=count >= least and bound >= least_share,
    )


def complaints_are_often_wrong(figures: ComplainantFigures, limits: ComplainantLimits) -> Fact:
    wrong = figures.refused + figures.overturned + figures.wrongful_automatic
    return _shared(
        "complaints_are_often_wrong",
        wrong,
        figures.decided + figures.wrongful_automatic,
        least=limits.wrong_count,
        least_share=limits.wrong_share,
    )


def complaints_are_manifestly_unfounded(figures: ComplainantFigures, limits: ComplainantLimits) -> Fact:
    return _shared(
        "complaints_are_manifestly_unfounded",
        figures.unfounded,
        figures.decided + figures.wrongful_automatic,
        least=limits.unfounded_count,
        least_share=limits.unfounded_share,
    )


def removals_proved_wrong(figures: ComplainantFigures, limits: ComplainantLimits) -> Fact:
    """Of what was accepted at first. A wrongful automatic removal weighs more: nobody had looked before."""
    wrong = figures.overturned + figures.wrongful_automatic
    return _shared(
        "removals_proved_wrong",
        wrong,
        figures.upheld + wrong,
        least=limits.wrongful_count,
        least_share=limits.wrongful_share,
        weighed=figures.overturned + WEIGHT_OF_WRONGFUL_AUTOMATIC * figures.wrongful_automatic,
    )


def pictures_are_newer_than_the_listings(figures: ComplainantFigures, limits: ComplainantLimits) -> Fact:
    """Whoever took the picture after the listing had shown it did not take the original."""
    return _shared(
        "pictures_are_newer_than_the_listings",
        figures.pictures_newer,
        figures.pictures_dated,
        least=limits.pictures_count,
        least_share=limits.pictures_share,
    )


def one_text_stands_for_many_rights(figures: ComplainantFigures, limits: ComplainantLimits) -> Fact:
    """The same words cannot say what is wrong with the goods of five different rights."""
    enough = figures.text_complaints >= limits.text_complaints and figures.text_rights >= limits.text_rights
    return Fact(
        code="one_text_stands_for_many_rights",
        count=figures.text_complaints,
        total=None,
        bound=None,
        least=limits.text_complaints,
        least_share=None,
        raised=enough,
        also=figures.text_rights,
        least_also=limits.text_rights,
    )


def a_new_right_files_in_a_burst(figures: ComplainantFigures, limits: ComplainantLimits) -> Fact:
    return _counted("a_new_right_files_in_a_burst", figures.burst, least=limits.burst_listings)


def counter_notices_are_often_rejected(figures: SellerFigures, limits: SellerLimits) -> Fact:
    return _shared(
        "counter_notices_are_often_rejected",
        figures.rejected,
        figures.decided,
        least=limits.rejected_count,
        least_share=limits.rejected_share,
    )


def one_proof_serves_many_listings(figures: SellerFigures, limits: SellerLimits) -> Fact:
    return _counted("one_proof_serves_many_listings", figures.proof_listings, least=limits.proof_listings)


def sworn_statements_were_false(figures: SellerFigures, limits: SellerLimits) -> Fact:
    return _counted("sworn_statements_were_false", figures.sworn_false, least=limits.false_count)


def _counted(code: str, count: int, *, least: int) -> Fact:
    return Fact(
        code=code,
        count=count,
        total=None,
        bound=None,
        least=least,
        least_share=None,
        raised=count >= least,
    )


OF_COMPLAINANTS: Sequence[Callable[[ComplainantFigures, ComplainantLimits], Fact]] = (
    complaints_are_often_wrong,
    complaints_are_manifestly_unfounded,
    removals_proved_wrong,
    pictures_are_newer_than_the_listings,
    one_text_stands_for_many_rights,
    a_new_right_files_in_a_burst,
)
OF_SELLERS: Sequence[Callable[[SellerFigures, SellerLimits], Fact]] = (
    counter_notices_are_often_rejected,
    one_proof_serves_many_listings,
    sworn_statements_were_false,
)


def facts_of_complainant(figures: ComplainantFigures, limits: ComplainantLimits) -> list[Fact]:
    return [fact(figures, limits) for fact in OF_COMPLAINANTS]


def facts_of_seller(figures: SellerFigures, limits: SellerLimits) -> list[Fact]:
    return [fact(figures, limits) for fact in OF_SELLERS]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rank:
    """Where somebody stands in the list of who is worth a look: more facts first, then more that was wrong.

    It orders a list and does nothing else.
    """

    raised: int
    weight: int


def rank_of(facts: Sequence[Fact]) -> Rank:
    return Rank(raised=sum(f.raised for f in facts), weight=sum(f.count for f in facts if f.raised))
