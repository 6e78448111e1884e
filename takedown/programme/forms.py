"""The shape of what admins and brands send about grants, applications and appeals."""

from datetime import UTC, date, datetime, time
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from brands.models import Right
from complaints.reasons import REASONS
from takedown.programme.behind import FIGURES
from takedown.programme.grants import Extent


class GrantForm(forms.Form):
    brand = forms.UUIDField(widget=forms.HiddenInput)
    marketplace = forms.UUIDField(widget=forms.HiddenInput)
    right_kind = forms.ChoiceField(choices=Right.Kind.choices, widget=forms.HiddenInput)
    agency = forms.UUIDField(required=False, widget=forms.HiddenInput)
    reasons = forms.MultipleChoiceField(
        label=_("Reasons that may be automatic"),
        help_text=_("None chosen: every one that the policy allows for this kind of right."),
        choices=[(code, reason.label) for code, reason in REASONS.items() if reason.automatic],
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    hourly_cap = forms.IntegerField(
        label=_("Own cap an hour"),
        help_text=_("Lower than the policy's. Empty: the policy's."),
        min_value=1,
        max_value=10_000,
        required=False,
    )
    good_until = forms.DateField(
        label=_("Good until"),
        help_text=_("A year at most. Empty: a year."),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
    )
    note = forms.CharField(
        label=_("Note for the second admin"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def names_a_scope(self) -> bool:
        """The hidden part is right: only what was typed can be wrong."""
        return not {"brand", "marketplace", "right_kind", "agency"} & set(self.errors)

    def is_about(self, marketplace_id: UUID, right_kind: str, agency_id: UUID | None) -> bool:
        said = self.cleaned_data
        return (said.get("marketplace"), said.get("right_kind"), said.get("agency")) == (
            marketplace_id,
            right_kind,
            agency_id,
        )

    def extent(self) -> Extent:
        said = self.cleaned_data
        day: date | None = said["good_until"]
        return Extent(
            reasons=said["reasons"],
            hourly_cap=said["hourly_cap"],
            expires_at=datetime.combine(day, time.max, tzinfo=UTC) if day else None,
        )


class SuspensionForm(forms.Form):
    reason = forms.CharField(
        label=_("Why it ends"),
        help_text=_("The brand will read this."),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _("Say why, in words the brand will read.")},
    )


class WhereForm(forms.Form):
    """From which brand's page a grant is sent, for whoever has to sign in again first."""

    brand = forms.UUIDField()


class ProgrammeForm(forms.Form):
    q = forms.CharField(
        label=_("Find a brand by name"),
        required=False,
        max_length=120,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off", "data-key": "/"}),
    )
    after = forms.CharField(required=False, max_length=120)


class ByWhomForm(forms.Form):
    """Whose filings an address is about: an agency's, or without one those of the brand's own people."""

    agency = forms.UUIDField(required=False)


class BehindForm(ByWhomForm):
    """Which figure, up to which day, and after which row of the page before."""

    figure = forms.ChoiceField(choices=[(name, name) for name in FIGURES], required=False)
    until = forms.DateField(required=False)
    before = forms.UUIDField(required=False)


class ApplicationForm(forms.Form):
    statement = forms.CharField(
        label=_("Anything the admins should know"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    declaration = forms.BooleanField(
        label=_(
            "We file only what we have looked at and can prove, we answer for it, and we withdraw what proves wrong."
        ),
        error_messages={"required": _("Without this declaration the status cannot be given.")},
    )
    declared_by = forms.CharField(
        label=_("Your name"),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": _("Type your name under the declaration.")},
    )


class AppealForm(forms.Form):
    statement = forms.CharField(
        label=_("What was wrong about it"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": _("Say what was wrong about it.")},
    )


class RefusalForm(forms.Form):
    answer = forms.CharField(
        label=_("Why it is declined"),
        help_text=_("The brand will read this."),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _("Say why, in words the brand will read.")},
    )


class AppealDecisionForm(forms.Form):
    outcome = forms.ChoiceField(choices=[("granted", "granted"), ("dismissed", "dismissed")])
    explanation = forms.CharField(
        label=_("Your reasons"),
        help_text=_("The brand will read this."),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Say why, in words the brand will read.")},
    )
