"""The shape of what admins type about the policy. The fields of the numbers are made from the numbers themselves."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from complaints.reasons import REASONS
from core import clock
from core.ids import new_id
from takedown.programme.policy import Numbers
from takedown.programme.versions.about import GROUPS, Group, Unit
from takedown.programme.versions.numbers import (
    AUTOMATIC_REASONS,
    SWITCHABLE,
    Spec,
    in_words,
    specs,
    words_for_guard,
)
from takedown.programme.versions.previews import MOST_DAYS


def _note() -> forms.CharField:
    return forms.CharField(
        label=gettext_lazy("What it is for"),
        help_text=gettext_lazy("The second admin reads this, and the history keeps it."),
        max_length=2000,
        error_messages={"required": gettext_lazy("Say what the change is for.")},
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class NewDraftForm(forms.Form):
    form_key = forms.UUIDField(initial=new_id, widget=forms.HiddenInput)
    like = forms.IntegerField(min_value=1, widget=forms.HiddenInput)
    note = _note()


def field_name(path: str) -> str:
    return path.replace(".", "__")


class NumbersForm(forms.Form):
    """One field for each number, in percent where it is a share; then what goes by the reason."""

    revision = forms.IntegerField(widget=forms.HiddenInput)
    note = _note()

    def __init__(self, *args: Any, numbers: Numbers, **options: Any) -> None:
        super().__init__(*args, **options)
        self.numbers = numbers
        for spec in specs():
            self.fields[field_name(spec.path)] = _field_of(spec, spec.value_in(numbers))
        threshold = next(spec for spec in specs() if spec.path == "score_threshold")
        for reason in AUTOMATIC_REASONS:
            label = str(REASONS[reason].label)
            self.fields[f"score_thresholds__{reason}"] = _threshold_of(threshold, label, numbers, reason)
            self.fields[f"switched_on__{reason}"] = forms.MultipleChoiceField(
                label=label,
                required=False,
                choices=[(guard, words_for_guard(guard)) for guard in SWITCHABLE],
                initial=numbers.switched_on.get(reason, ()),
                widget=forms.CheckboxSelectMultiple,
            )

    def typed(self) -> Numbers:
        """The numbers as they were typed. Only after `is_valid()`."""
        numbers, said = self.numbers, self.cleaned_data
        for spec in specs():
            numbers = spec.put_in(numbers, _typed(spec, said[field_name(spec.path)]))
        thresholds = {reason: said[f"score_thresholds__{reason}"] for reason in AUTOMATIC_REASONS}
        switched = {reason: tuple(said[f"switched_on__{reason}"]) for reason in AUTOMATIC_REASONS}
        return replace(
            numbers,
            score_thresholds={r: float(value) for r, value in thresholds.items() if value is not None},
            switched_on={reason: on for reason, on in switched.items() if on},
        )

    def say(self, problems: Mapping[str, str]) -> None:
        for path, words in problems.items():
            name = field_name(path)
            self.add_error(name if name in self.fields else None, words)

    def groups(self) -> Iterator[tuple[str, list[BoundField]]]:
        for group, title in GROUPS.items():
            fields = [self[field_name(spec.path)] for spec in specs() if spec.about.group is group]
            if group is Group.AUTOMATION:
                fields += [self[f"score_thresholds__{reason}"] for reason in AUTOMATIC_REASONS]
            if fields:
                yield str(title), fields

    def switches(self) -> list[BoundField]:
        return [self[f"switched_on__{reason}"] for reason in AUTOMATIC_REASONS]


_UNITS: Mapping[Unit, str | Promise] = {
    Unit.SHARE: "%",
    Unit.FACTOR: "×",
    Unit.DAYS: gettext_lazy("days"),
    Unit.HOURS: gettext_lazy("hours"),
}


def _field_of(spec: Spec, value: float) -> forms.Field:
    about, percent = spec.about, spec.about.unit is Unit.SHARE
    unit = _UNITS.get(about.unit)
    options: dict[str, Any] = {
        "label": f"{about.label} ({unit})" if unit else str(about.label),
        "help_text": " ".join(filter(None, [str(about.help), _bounds(spec)])),
        "initial": _shown(value * 100 if percent else value),
        "min_value": None if about.least is None else _shown(about.least * 100 if percent else about.least),
        "max_value": None if about.most is None else _shown(about.most * 100 if percent else about.most),
    }
    return forms.IntegerField(**options) if spec.whole else forms.DecimalField(**options, decimal_places=4)


def _threshold_of(spec: Spec, label: str, numbers: Numbers, reason: str) -> forms.Field:
    own = numbers.score_thresholds.get(reason)
    return forms.DecimalField(
        label=_("Score threshold: %s") % label,
        help_text=_("Empty: the same as for all. %s") % _bounds(spec),
        required=False,
        initial=None if own is None else _shown(own),
        min_value=_shown(spec.about.least or 0),
        max_value=_shown(spec.about.most or 1),
        decimal_places=4,
    )


def _bounds(spec: Spec) -> str:
    least, most = spec.about.least, spec.about.most
    if least is None or most is None:
        return ""
    return _("From %(least)s to %(most)s.") % {
        "least": in_words(spec, least),
        "most": in_words(spec, most),
    }


def _shown(value: float) -> Decimal:
    """As one would type it: no binary fractions, no trailing noughts."""
    return Decimal(f"{round(value, 6):g}")


def _typed(spec: Spec, value: Decimal | int) -> float:
    return float(Decimal(value) / 100) if spec.about.unit is Unit.SHARE else float(value)


_LOCAL = "%Y-%m-%dT%H:%M"


class ProposalForm(forms.Form):
    revision = forms.IntegerField(widget=forms.HiddenInput)
    effective_at = forms.DateTimeField(
        label=gettext_lazy("Takes effect (UTC)"),
        help_text=gettext_lazy("In 15 minutes at the earliest. Everybody on the staff sees it coming."),
        input_formats=[_LOCAL, "%Y-%m-%d %H:%M"],
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format=_LOCAL),
    )

    @classmethod
    def empty(cls, revision: int) -> "ProposalForm":
        tomorrow = (clock.now() + timedelta(days=1)).replace(minute=0)
        return cls(initial={"revision": revision, "effective_at": tomorrow})


class PreviewForm(forms.Form):
    days = forms.IntegerField(label=gettext_lazy("Days back"), min_value=1, max_value=MOST_DAYS, initial=30)


class ComparisonForm(forms.Form):
    """`known`: version numbers that there are."""

    old = forms.TypedChoiceField(label=gettext_lazy("From version"), coerce=int)
    new = forms.TypedChoiceField(label=gettext_lazy("to version"), coerce=int)

    def __init__(self, *args: Any, known: list[int], **options: Any) -> None:
        super().__init__(*args, **options)
        choices = [(version, str(version)) for version in known]
        for name in ("old", "new"):
            self.fields[name] = forms.TypedChoiceField(
                label=self.fields[name].label, coerce=int, choices=choices
            )
