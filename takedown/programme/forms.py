"""The shape of what admins send about grants."""

from uuid import UUID

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

    def names_a_scope(self) -> bool:
        """The hidden part is right: only what was typed can be wrong."""
        return not {"brand", "marketplace", "right_kind"} & set(self.errors)

    def is_about(self, marketplace_id: UUID, right_kind: str) -> bool:
        said = self.cleaned_data
        return (said.get("marketplace"), said.get("right_kind")) == (marketplace_id, right_kind)


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
