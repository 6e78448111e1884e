"""Facts, steps and states in words: for staff, for the one who is concerned, and for the public page."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from takedown.redress.misuse.facts import Fact
from takedown.redress.misuse.states import AppealStatus, Gravity, Intention, SuspensionStatus, WarningStatus


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What a fact is called, and what it means in a sentence."""

    label: Promise
    means: Promise


FACTS: Mapping[str, About] = {
    "complaints_are_often_wrong": About(
        label=gettext_lazy("Complaints are often wrong"),
        means=gettext_lazy("Refused by a person, or accepted and later found wrong."),
    ),
    "complaints_are_manifestly_unfounded": About(
        label=gettext_lazy("Complaints are plainly unfounded"),
        means=gettext_lazy(
            "Refused because the goods were genuine, the mark only described them, or the right did not reach them."
        ),
    ),
    "removals_proved_wrong": About(
        label=gettext_lazy("Removals proved wrong"),
        means=gettext_lazy(
            "Accepted, and put back on sale later. One that no person had looked at before weighs three times."
        ),
    ),
    "pictures_are_newer_than_the_listings": About(
        label=gettext_lazy("Pictures are newer than the listings"),
        means=gettext_lazy(
            "The “original” of a copied picture was taken after the listing had shown it. A file's date can be wrong."
        ),
    ),
    "one_text_stands_for_many_rights": About(
        label=gettext_lazy("One text stands for many rights"),
        means=gettext_lazy("The same words in complaints about the goods of different rights."),
    ),
    "a_new_right_files_in_a_burst": About(
        label=gettext_lazy("A new right files in a burst"),
        means=gettext_lazy("Very many listings in the first days of a right that has just been registered."),
    ),
    "counter_notices_are_often_rejected": About(
        label=gettext_lazy("Counter-notices are often rejected"),
        means=gettext_lazy("A person looked at them, and the removal was right."),
    ),
    "one_proof_serves_many_listings": About(
        label=gettext_lazy("One proof serves many listings"),
        means=gettext_lazy(
            "The same file was to prove several listings genuine. A letter of the brand may rightly cover them all."
        ),
    ),
    "sworn_statements_were_false": About(
        label=gettext_lazy("Sworn statements were false"),
        means=gettext_lazy("A person found that what was sworn in a counter-notice was not so."),
    ),
}
GRAVITIES: Mapping[Gravity, Promise] = {
    Gravity.MINOR: gettext_lazy("Minor: little harm was done"),
    Gravity.SERIOUS: gettext_lazy("Serious: sellers or brands lost sales"),
    Gravity.GRAVE: gettext_lazy("Grave: much was lost, or it was forged"),
}
INTENTIONS: Mapping[Intention, Promise] = {
    Intention.UNKNOWN: gettext_lazy("It cannot be told"),
    Intention.CARELESS: gettext_lazy("Careless: it was not looked at"),
    Intention.DELIBERATE: gettext_lazy("Deliberate: they knew better"),
}
WARNINGS: Mapping[WarningStatus, tuple[Promise, str]] = {
    WarningStatus.STANDS: (gettext_lazy("Warned"), "warn"),
    WarningStatus.WITHDRAWN: (gettext_lazy("Warning withdrawn"), "neutral"),
}
SUSPENSIONS: Mapping[SuspensionStatus, tuple[Promise, str]] = {
    SuspensionStatus.PROPOSED: (gettext_lazy("Suspension proposed"), "info"),
    SuspensionStatus.TAKEN_BACK: (gettext_lazy("Proposal taken back"), "neutral"),
    SuspensionStatus.IN_FORCE: (gettext_lazy("Suspended"), "bad"),
    SuspensionStatus.ENDED: (gettext_lazy("Suspension over"), "neutral"),
    SuspensionStatus.LIFTED: (gettext_lazy("Suspension lifted"), "good"),
}
APPEALS: Mapping[AppealStatus, tuple[Promise, str]] = {
    AppealStatus.OPEN: (gettext_lazy("Waits for another admin"), "info"),
    AppealStatus.GRANTED: (gettext_lazy("Granted"), "good"),
    AppealStatus.DISMISSED: (gettext_lazy("Dismissed"), "bad"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownFact:
    """`url` opens what is behind it; empty where nothing is."""

    code: str
    label: str
    means: str
    value: str
    limit: str
    raised: bool
    url: str = ""


def shown_fact(fact: Fact, *, url: str = "") -> ShownFact:
    about = FACTS[fact.code]
    return ShownFact(
        code=fact.code,
        label=str(about.label),
        means=str(about.means),
        value=_value(fact),
        limit=limit_of(fact),
        raised=fact.raised,
        url=url if fact.count else "",
    )


def _value(fact: Fact) -> str:
    if fact.also is not None:
        return _("%(count)d complaints of %(rights)d rights") % {"count": fact.count, "rights": fact.also}
    if fact.total is None or fact.bound is None:
        return str(fact.count)
    if not fact.count:
        return _("0 of %(total)d") % {"total": fact.total}
    return _("%(count)d of %(total)d, proved: %(bound)s") % {
        "count": fact.count,
        "total": fact.total,
        "bound": f"{fact.bound:.0%}",
    }


def limit_of(fact: Fact) -> str:
    if fact.least_also is not None:
        return _("from %(count)d complaints of %(rights)d rights") % {
            "count": fact.least,
            "rights": fact.least_also,
        }
    if fact.least_share is None:
        return _("from %(count)d") % {"count": fact.least}
    return _("from %(count)d, and %(share)s proved") % {
        "count": fact.least,
        "share": f"{fact.least_share:.0%}",
    }
