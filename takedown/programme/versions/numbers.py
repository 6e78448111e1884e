"""What each number of the policy is: its name, its unit, and the bounds that no policy can leave.

A number of Numbers or Thresholds without a row in ABOUT still has its field in the form, under its own name; a
test then asks for the row. The bounds are floors against a slip or a stolen admin: a version outside is refused.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from enum import StrEnum
from functools import cache
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from complaints.reasons import REASONS
from takedown.programme.policy import GUARDS, OPTIONAL_GUARDS, Numbers


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
        help=gettext_lazy("One brand that went astray stops itself."),
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

AUTOMATIC_REASONS: tuple[str, ...] = tuple(code for code, reason in REASONS.items() if reason.automatic)

GUARD_WORDS: Mapping[str, Promise] = {
    "brand_is_not_trusted": gettext_lazy("The brand has no Good Faith status here"),
    "brand_is_under_review": gettext_lazy("The brand's status is under review here"),
    "agency_is_below_its_own_bounds": gettext_lazy("The agency that filed is below the bounds"),
    "reason_is_outside_the_grant": gettext_lazy("The brand's grant does not cover the reason"),
    "brand_was_asked_but_is_not_in_joint_force": gettext_lazy(
        "The marketplace asked, and the brand has no Joint-Force status here"
    ),
    "reason_is_never_automatic": gettext_lazy("The reason is one that only people decide"),
    "score_is_below_the_threshold": gettext_lazy("The score is below the threshold"),
    "a_finding_is_in_doubt": gettext_lazy("Right, territory, class or listing is in doubt"),
    "seller_is_on_the_allow_list": gettext_lazy("The brand itself has authorised the seller"),
    "listing_was_restored_on_the_merits": gettext_lazy("The listing was restored on the merits before"),
    "a_person_has_refused_it": gettext_lazy("A person has refused this brand's complaint about it before"),
    "filer_is_new_to_the_brand": gettext_lazy("The filer is new to the brand"),
    "portal_has_raised_it": gettext_lazy("The portal itself has raised it, and no brand has filed it"),
    "reason_is_left_to_people": gettext_lazy("Every complaint for this reason goes to a person"),
    "an_agency_filed_it": gettext_lazy("What an agency files goes to a person"),
}
ALWAYS_ON: tuple[str, ...] = tuple(guard.__name__ for guard in GUARDS)
SWITCHABLE: tuple[str, ...] = tuple(guard.__name__ for guard in OPTIONAL_GUARDS)


def words_for_guard(name: str) -> str:
    return str(GUARD_WORDS.get(name, name.replace("_", " ")))


@dataclass(frozen=True, slots=True, kw_only=True)
class Spec:
    """One number that can be typed: where it stands in Numbers, and what is known of it."""

    path: str
    whole: bool
    about: About

    def value_in(self, numbers: Numbers) -> float:
        outer, _dot, inner = self.path.partition(".")
        value: float = getattr(getattr(numbers, outer), inner) if inner else getattr(numbers, outer)
        return value

    def put_in(self, numbers: Numbers, value: float) -> Numbers:
        outer, _dot, inner = self.path.partition(".")
        typed: Any = int(value) if self.whole else float(value)
        if inner:
            typed = replace(getattr(numbers, outer), **{inner: typed})
        changed: dict[str, Any] = {outer: typed}
        return replace(numbers, **changed)


@cache
def specs() -> tuple[Spec, ...]:
    """Every number, in the order in which the code names them."""
    return tuple(
        Spec(path=path, whole=isinstance(value, int), about=ABOUT.get(path) or _unnamed(path))
        for path, value in _numbers_in(Numbers())
    )


def _numbers_in(values: Any, prefix: str = "") -> Iterator[tuple[str, float]]:
    for field in fields(values):
        value = getattr(values, field.name)
        if is_dataclass(value):
            yield from _numbers_in(value, f"{prefix}{field.name}.")
        elif isinstance(value, int | float) and not isinstance(value, bool):
            yield f"{prefix}{field.name}", value


def _unnamed(path: str) -> About:
    return About(label=path.replace("thresholds.", "").replace("_", " ").capitalize())


def in_words(spec: Spec, value: float) -> str:
    match spec.about.unit:
        case Unit.SHARE:
            return f"{round(value * 100, 2):g} %"
        case Unit.SCORE:
            return f"{value:.2f}"
        case Unit.FACTOR:
            return f"{value:g} ×"
        case Unit.DAYS:
            return ngettext("%(count)d day", "%(count)d days", int(value)) % {"count": value}
        case Unit.HOURS:
            return ngettext("%(count)d hour", "%(count)d hours", int(value)) % {"count": value}
        case _:
            return f"{value:g}"


def problems_with(numbers: Numbers) -> dict[str, str]:
    """Path → what is wrong there, in words. Empty for a policy that may be published."""
    found = {spec.path: words for spec in specs() if (words := _out_of_bounds(spec, spec.value_in(numbers)))}
    threshold = next(spec for spec in specs() if spec.path == "score_threshold")
    for reason, value in numbers.score_thresholds.items():
        if reason not in AUTOMATIC_REASONS:
            found[f"score_thresholds.{reason}"] = _("Only people decide this reason.")
        elif words := _out_of_bounds(threshold, value):
            found[f"score_thresholds.{reason}"] = words
    for reason, on in numbers.switched_on.items():
        if reason not in AUTOMATIC_REASONS or set(on) - set(SWITCHABLE):
            found[f"switched_on.{reason}"] = _("There is no such guard to switch on.")
    return found | _contradictions(numbers)


def _out_of_bounds(spec: Spec, value: float) -> str:
    least, most = spec.about.least, spec.about.most
    if value != value:
        return _("This is no number.")
    if least is not None and value < least:
        return _("No policy goes below %s.") % in_words(spec, least)
    if most is not None and value > most:
        return _("No policy goes above %s.") % in_words(spec, most)
    return ""


def _contradictions(numbers: Numbers) -> dict[str, str]:
    limits, found = numbers.thresholds, {}
    if limits.good_faith_uphold_rate < limits.priority_uphold_rate:
        found["thresholds.good_faith_uphold_rate"] = _("Good Faith cannot ask for less than Priority.")
    if numbers.priority_hours > numbers.standard_hours:
        found["priority_hours"] = _("Priority cannot wait longer than the rule.")
    if limits.joint_force_lower_bound > limits.joint_force_precision:
        found["thresholds.joint_force_lower_bound"] = _("A lower bound cannot be above the share itself.")
    return found


# --- what differs between two versions -------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """`effect`: 1 stricter, -1 looser, 0 neither."""

    path: str
    label: str
    before: str
    after: str
    effect: int
    published: bool = False


def changes(old: Numbers, new: Numbers) -> list[Change]:
    found = [
        Change(
            path=spec.path,
            label=str(spec.about.label),
            before=in_words(spec, before),
            after=in_words(spec, after),
            effect=spec.about.stricter * (1 if after > before else -1),
            published=spec.about.published,
        )
        for spec in specs()
        if (before := spec.value_in(old)) != (after := spec.value_in(new))
    ]
    return [*found, *_changes_of_thresholds(old, new), *_changes_of_guards(old, new)]


def _changes_of_thresholds(old: Numbers, new: Numbers) -> Iterator[Change]:
    for reason in AUTOMATIC_REASONS:
        before, after = old.score_thresholds.get(reason), new.score_thresholds.get(reason)
        if before != after:
            was, becomes = old.threshold_for(reason), new.threshold_for(reason)
            yield Change(
                path=f"score_thresholds.{reason}",
                label=_("Score threshold: %s") % REASONS[reason].label,
                before=_("as for all") if before is None else f"{before:.2f}",
                after=_("as for all") if after is None else f"{after:.2f}",
                effect=(becomes > was) - (becomes < was),
            )


def _changes_of_guards(old: Numbers, new: Numbers) -> Iterator[Change]:
    for reason in AUTOMATIC_REASONS:
        for guard in SWITCHABLE:
            before = guard in old.switched_on.get(reason, ())
            after = guard in new.switched_on.get(reason, ())
            if before != after:
                yield Change(
                    path=f"switched_on.{reason}.{guard}",
                    label=f"{REASONS[reason].label}: {words_for_guard(guard)}",
                    before=_("on") if before else _("off"),
                    after=_("on") if after else _("off"),
                    effect=1 if after else -1,
                )
