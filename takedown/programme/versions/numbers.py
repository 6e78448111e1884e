"""The numbers of a policy one by one: read, changed, compared, checked against their bounds, said in words.

A number of Numbers or Thresholds without a row in ABOUT still has its field in the form, under its own name; a
test then asks for the row.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from functools import cache
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from complaints.reasons import REASONS
from takedown.programme.policy import GUARDS, OPTIONAL_GUARDS, Numbers
from takedown.programme.versions.about import ABOUT, About, Unit

AUTOMATIC_REASONS: tuple[str, ...] = tuple(code for code, reason in REASONS.items() if reason.automatic)

GUARD_WORDS: Mapping[str, Promise] = {
    "brand_is_not_trusted": gettext_lazy("The brand has no Good Faith status here"),
    "brand_is_under_review": gettext_lazy("The brand's status is under review here"),
    "people_surely_accept_too_little_of_the_brand": gettext_lazy(
        "People refuse too much of what the brand files"
    ),
    "agency_is_below_its_own_bounds": gettext_lazy("The agency that filed is below the bounds"),
    "filer_is_suspended_for_misuse": gettext_lazy("Whoever filed is suspended for misuse"),
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
    "licence_claim_is_open": gettext_lazy("The seller says that the brand has authorised them"),
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
            return f"{round(value * 100, 2):g}%"
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
