"""What each number of the policy is: its name, its unit, and the bounds that no policy can leave.

The bounds are floors against a slip or a stolen admin: a version outside is refused.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy


class Unit(StrEnum):
    SHARE = "share"
    SCORE = "score"
    COUNT = "count"
    FACTOR = "factor"
    DAYS = "days"
    HOURS = "hours"


class Group(StrEnum):
    AUTOMATION = "automation"
    CAPS = "caps"
    AUDITS = "audits"
    BRAKES = "brakes"
    CLOCKS = "clocks"
    TIERS = "tiers"
    LADDER = "ladder"
    OTHER = "other"


GROUPS: Mapping[Group, Promise] = {
    Group.AUTOMATION: gettext_lazy("What is removed without a person"),
    Group.CAPS: gettext_lazy("How much in an hour"),
    Group.AUDITS: gettext_lazy("What is looked at afterwards"),
    Group.BRAKES: gettext_lazy("What stops it by itself"),
    Group.CLOCKS: gettext_lazy("How soon a person looks"),
    Group.TIERS: gettext_lazy("How a tier is reached"),
    Group.LADDER: gettext_lazy("How a status falls and comes back"),
    Group.OTHER: gettext_lazy("Other numbers"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """`stricter`: 1 when a higher number lets less through, -1 when a lower one does, 0 when neither is so.

    `published`: brands may read it. Never the score threshold: it would tell how far one may go.
    """

    label: str | Promise
    help: str | Promise = ""
    unit: Unit = Unit.COUNT
    least: float | None = None
    most: float | None = None
    group: Group = Group.OTHER
    stricter: int = 0
    published: bool = False


ABOUT: Mapping[str, About] = {
    "score_threshold": About(
        label=gettext_lazy("Score threshold"),
        help=gettext_lazy("A trusted brand's item with a lower score goes to a person."),
        unit=Unit.SCORE,
        least=0.50,
        most=1.0,
        group=Group.AUTOMATION,
        stricter=1,
    ),
    "newcomer_days": About(
        label=gettext_lazy("A person is new to the brand for"),
        help=gettext_lazy("What they file in this time goes to a person."),
        unit=Unit.DAYS,
        least=1,
        most=90,
        group=Group.AUTOMATION,
        stricter=1,
    ),
    "least_hourly_cap": About(
        label=gettext_lazy("A brand's hourly cap, at least"),
        help=gettext_lazy("Automatic removals for one brand in an hour; more are held."),
        least=1,
        most=200,
        group=Group.CAPS,
        stricter=-1,
    ),
    "hourly_cap_factor": About(
        label=gettext_lazy("A brand's hourly cap, in usual hours"),
        help=gettext_lazy("A usual hour is the 95th percentile of the brand's own over 30 days."),
        unit=Unit.FACTOR,
        least=1.0,
        most=5.0,
        group=Group.CAPS,
        stricter=-1,
    ),
    "capped_share": About(
        label=gettext_lazy("What is left of a cap on the step “capped”"),
        help=gettext_lazy("Of a brand's hourly cap, while its figures are below a bound."),
        unit=Unit.SHARE,
        least=0.05,
        most=0.75,
        group=Group.CAPS,
        stricter=-1,
    ),
    "seller_hourly_cap": About(
        label=gettext_lazy("One seller's listings in an hour"),
        help=gettext_lazy("Removals against one seller, of all brands together; more are held."),
        least=1,
        most=200,
        group=Group.CAPS,
        stricter=-1,
    ),
    "audit_first": About(
        label=gettext_lazy("The first automatic removals that are all audited"),
        help=gettext_lazy(
            "Of each brand, site and kind of right, and apart for what the brand was asked about; a person looks without"
            " being told that they were automatic."
        ),
        least=20,
        most=1000,
        group=Group.AUDITS,
        stricter=1,
    ),
    "audit_share": About(
        label=gettext_lazy("Then audited at random"),
        help=gettext_lazy("Of the automatic removals after the first ones."),
        unit=Unit.SHARE,
        least=0.01,
        most=1.0,
        group=Group.AUDITS,
        stricter=1,
    ),
    "brake_minutes": About(
        label=gettext_lazy("Removals are watched over, in minutes"),
        help=gettext_lazy("For what is far more than usual."),
        least=1,
        most=60,
        group=Group.BRAKES,
        stricter=1,
    ),
    "brake_least_asked": About(
        label=gettext_lazy("A brand is stopped from"),
        help=gettext_lazy(
            "Automatic removals that it asks for within those minutes, those held by its cap included."
        ),
        least=20,
        most=10000,
        group=Group.BRAKES,
        stricter=-1,
    ),
    "brake_least_asked_of_all": About(
        label=gettext_lazy("A site, or everything, is stopped from"),
        help=gettext_lazy("Automatic removals that all brands ask for within those minutes."),
        least=100,
        most=1000000,
        group=Group.BRAKES,
        stricter=-1,
    ),
    "brake_asked_factor": About(
        label=gettext_lazy("And from so many usual hours"),
        help=gettext_lazy("Whichever is more."),
        unit=Unit.FACTOR,
        least=2.0,
        most=100.0,
        group=Group.BRAKES,
        stricter=-1,
    ),
    "brake_overturned_in_a_row": About(
        label=gettext_lazy("Audits overturned in a row that stop it"),
        least=2,
        most=20,
        group=Group.BRAKES,
        stricter=-1,
    ),
    "brake_least_audits": About(
        label=gettext_lazy("Audited precision counts from so many audits"),
        least=10,
        most=200,
        group=Group.BRAKES,
        stricter=-1,
    ),
    "brake_audits": About(
        label=gettext_lazy("And is taken of so many of the latest"),
        least=20,
        most=1000,
        group=Group.BRAKES,
        stricter=0,
    ),
    "brake_audited_precision": About(
        label=gettext_lazy("Audited precision that stops it"),
        help=gettext_lazy("When even its upper bound is below."),
        unit=Unit.SHARE,
        least=0.8,
        most=0.999,
        group=Group.BRAKES,
        stricter=1,
    ),
    "brake_restored_hours": About(
        label=gettext_lazy("Reversals are watched over, in hours"),
        unit=Unit.HOURS,
        least=1,
        most=168,
        group=Group.BRAKES,
        stricter=0,
    ),
    "brake_least_restored": About(
        label=gettext_lazy("Reversals that stop it, at least"),
        least=2,
        most=1000,
        group=Group.BRAKES,
        stricter=-1,
    ),
    "brake_restored_share": About(
        label=gettext_lazy("Share of reversals that stops it"),
        help=gettext_lazy("Of the automatic removals of those hours."),
        unit=Unit.SHARE,
        least=0.01,
        most=0.5,
        group=Group.BRAKES,
        stricter=-1,
    ),
    "brake_least_brands": About(
        label=gettext_lazy("Brands in the wrong that stop a site or everything"),
        help=gettext_lazy(
            "Brands that went astray stop themselves: the worst, one fewer than this, are left out of what stops all."
        ),
        least=2,
        most=50,
        group=Group.BRAKES,
        stricter=-1,
    ),
    "brake_least_refused": About(
        label=gettext_lazy("Refusals of a site that stop it, at least"),
        help=gettext_lazy("Within an hour."),
        least=5,
        most=1000,
        group=Group.BRAKES,
        stricter=-1,
    ),
    "brake_refused_share": About(
        label=gettext_lazy("Share of refusals that stops it"),
        help=gettext_lazy("Of the orders it answered within an hour."),
        unit=Unit.SHARE,
        least=0.05,
        most=1.0,
        group=Group.BRAKES,
        stricter=-1,
    ),
    "most_raised_cap": About(
        label=gettext_lazy("A cap can be raised to"),
        help=gettext_lazy("By two admins, for one hour."),
        least=40,
        most=5000,
        group=Group.CAPS,
        stricter=-1,
    ),
    "standard_hours": About(
        label=gettext_lazy("Review within, as a rule"),
        unit=Unit.HOURS,
        least=1,
        most=168,
        group=Group.CLOCKS,
        published=True,
    ),
    "priority_hours": About(
        label=gettext_lazy("Review within, for Priority and above"),
        unit=Unit.HOURS,
        least=1,
        most=72,
        group=Group.CLOCKS,
        published=True,
    ),
    "thresholds.window_days": About(
        label=gettext_lazy("Days that count"),
        help=gettext_lazy("Standing is measured on the decisions of this time."),
        unit=Unit.DAYS,
        least=30,
        most=730,
        group=Group.TIERS,
        published=True,
    ),
    "thresholds.priority_uphold_rate": About(
        label=gettext_lazy("Priority: accepted, at least"),
        help=gettext_lazy("Lower bound of the share of accepted decisions."),
        unit=Unit.SHARE,
        least=0.50,
        most=1.0,
        group=Group.TIERS,
        stricter=1,
        published=True,
    ),
    "thresholds.good_faith_uphold_rate": About(
        label=gettext_lazy("Good Faith: accepted, at least"),
        help=gettext_lazy("Lower bound of the share of accepted decisions."),
        unit=Unit.SHARE,
        least=0.80,
        most=1.0,
        group=Group.TIERS,
        stricter=1,
        published=True,
    ),
    "thresholds.good_faith_overturned_rate": About(
        label=gettext_lazy("Good Faith: reversed, at most"),
        help=gettext_lazy("Upper bound of the share of reversed decisions."),
        unit=Unit.SHARE,
        least=0.01,
        most=0.10,
        group=Group.TIERS,
        stricter=-1,
        published=True,
    ),
    "thresholds.joint_force_audits": About(
        label=gettext_lazy("Joint-Force: audited removals, at least"),
        least=30,
        most=1000,
        group=Group.TIERS,
        stricter=1,
        published=True,
    ),
    "thresholds.joint_force_precision": About(
        label=gettext_lazy("Joint-Force: right in audits, at least"),
        unit=Unit.SHARE,
        least=0.95,
        most=1.0,
        group=Group.TIERS,
        stricter=1,
        published=True,
    ),
    "thresholds.joint_force_lower_bound": About(
        label=gettext_lazy("Joint-Force: right in audits, lower bound"),
        unit=Unit.SHARE,
        least=0.90,
        most=1.0,
        group=Group.TIERS,
        stricter=1,
        published=True,
    ),
    "thresholds.automatic_uphold_upper_bound": About(
        label=gettext_lazy("Automatic removal stops when we are sure that fewer are accepted than"),
        help=gettext_lazy("Upper bound of the share of accepted decisions; 0 asks for nothing."),
        unit=Unit.SHARE,
        least=0.0,
        most=0.99,
        group=Group.AUTOMATION,
        stricter=1,
        published=True,
    ),
    "thresholds.cap_uphold_rate": About(
        label=gettext_lazy("Capped below this share of accepted decisions"),
        help=gettext_lazy("Lower bound; below it a part of the hourly cap is left."),
        unit=Unit.SHARE,
        least=0.8,
        most=1.0,
        group=Group.LADDER,
        stricter=1,
        published=True,
    ),
    "thresholds.cap_overturned_rate": About(
        label=gettext_lazy("Capped above this share of reversed decisions"),
        help=gettext_lazy("Upper bound."),
        unit=Unit.SHARE,
        least=0.01,
        most=0.15,
        group=Group.LADDER,
        stricter=-1,
        published=True,
    ),
    "thresholds.review_uphold_rate": About(
        label=gettext_lazy("Under review below this share of accepted decisions"),
        help=gettext_lazy("Lower bound; below it people look at everything."),
        unit=Unit.SHARE,
        least=0.7,
        most=1.0,
        group=Group.LADDER,
        stricter=1,
        published=True,
    ),
    "thresholds.review_overturned_rate": About(
        label=gettext_lazy("Under review above this share of reversed decisions"),
        help=gettext_lazy("Upper bound."),
        unit=Unit.SHARE,
        least=0.02,
        most=0.2,
        group=Group.LADDER,
        stricter=-1,
        published=True,
    ),
    "thresholds.recovery_days": About(
        label=gettext_lazy("One step up after good figures for"),
        unit=Unit.DAYS,
        least=3,
        most=90,
        group=Group.LADDER,
        stricter=1,
        published=True,
    ),
    "thresholds.patience_days": About(
        label=gettext_lazy("One step down without recovery after"),
        unit=Unit.DAYS,
        least=7,
        most=90,
        group=Group.LADDER,
        stricter=-1,
        published=True,
    ),
    "thresholds.suspension_days": About(
        label=gettext_lazy("From review to suspended after"),
        unit=Unit.DAYS,
        least=14,
        most=365,
        group=Group.LADDER,
        stricter=-1,
        published=True,
    ),
    "thresholds.declined_lock_days": About(
        label=gettext_lazy("Another application after a declined one after"),
        unit=Unit.DAYS,
        least=1,
        most=365,
        group=Group.LADDER,
        published=True,
    ),
    "thresholds.suspended_lock_days": About(
        label=gettext_lazy("Another application after a suspension after"),
        unit=Unit.DAYS,
        least=7,
        most=365,
        group=Group.LADDER,
        published=True,
    ),
}
