"""The shape of what staff decide about misuse, and of what those concerned send against it."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from core.ids import new_id
from takedown.redress.misuse.acting import Said
from takedown.redress.misuse.states import Gravity, Intention
from takedown.redress.misuse.words import GRAVITIES, INTENTIONS


class StepForm(forms.Form):
    """A warning. The law wants gravity and intention weighed beside the figures."""

    form_key = forms.UUIDField(required=False, initial=new_id, widget=forms.HiddenInput)
    gravity = forms.ChoiceField(
        label=_("How grave it was"),
        choices=[("", _("Choose")), *((str(g), label) for g, label in GRAVITIES.items())],
        error_messages={"required": _("Say how grave it was.")},
    )
    intention = forms.ChoiceField(
        label=_("What they meant"),
        choices=[("", _("Choose")), *((str(i), label) for i, label in INTENTIONS.items())],
        error_messages={"required": _("Say what can be told of their intention.")},
    )
    reason = forms.CharField(
        label=_("Why"),
        help_text=_("They will read this, and the facts above as they stand now."),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Say why, in words that the other side will read.")},
    )

    def said(self) -> Said:
        data = self.cleaned_data
        return Said(
            reason=data["reason"],
            gravity=Gravity(data["gravity"]),
            intention=Intention(data["intention"]),
            form_key=data["form_key"] or new_id(),
        )


class SuspensionForm(StepForm):
    days = forms.IntegerField(
        label=_("For how many days"),
        min_value=1,
        error_messages={"required": _("Say for how many days.")},
    )

    field_order = ("form_key", "days", "gravity", "intention", "reason")

    def __init__(self, *args: Any, most_days: int, **options: Any) -> None:
        super().__init__(*args, **options)
        days = self.fields["days"]
        days.max_value = most_days  # type: ignore[attr-defined]
        days.widget.attrs |= {"max": most_days}
        days.help_text = _("At most %(most)d.") % {"most": most_days}


class EndForm(forms.Form):
    """Lifts, takes back or withdraws."""

    reason = forms.CharField(
        label=_("Why"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _("Say why.")},
    )


class PutDownForm(forms.Form):
    statement = forms.CharField(
        label=_("What the seller wrote"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Say what was wrong about it.")},
    )


class FindingForm(forms.Form):
    case = forms.CharField(
        label=_("Case number"),
        max_length=12,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": _("Name the case.")},
    )
    note = forms.CharField(
        label=_("What was sworn, and what is so"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _("Say what was not so.")},
    )


class AgencyForm(forms.Form):
    """Whose filings an address is about: an agency's, or without one those of the brand's own people."""

    agency = forms.UUIDField(required=False)

    def agency_id(self) -> UUID | None:
        found: UUID | None = self.cleaned_data["agency"]
        return found


class OfForm(forms.Form):
    of = forms.ChoiceField(choices=[("sellers", "sellers")], required=False)
