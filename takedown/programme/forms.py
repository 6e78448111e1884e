"""The shape of what admins send about grants."""

from django import forms
from django.utils.translation import gettext_lazy as _

from brands.models import Right


class GrantForm(forms.Form):
    brand = forms.UUIDField(widget=forms.HiddenInput)
    marketplace = forms.UUIDField(widget=forms.HiddenInput)
    right_kind = forms.ChoiceField(choices=Right.Kind.choices, widget=forms.HiddenInput)
    note = forms.CharField(
        label=_("Note for the second admin"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class SuspensionForm(forms.Form):
    reason = forms.CharField(
        label=_("Why it ends"),
        help_text=_("The brand will read this."),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class ProgrammeForm(forms.Form):
    q = forms.CharField(
        label=_("Find a brand by name"),
        required=False,
        max_length=120,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off", "data-key": "/"}),
    )
    after = forms.CharField(required=False, max_length=120)
