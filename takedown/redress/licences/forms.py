"""The shape of what is said about a seller's claim."""

from django import forms
from django.utils.translation import gettext_lazy as _


class DenialForm(forms.Form):
    reason = forms.CharField(
        label=_("Why the seller is not authorised"),
        help_text=_("The seller will read this. They may still object."),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class DecisionForm(forms.Form):
    """A person decides for a brand that did not answer."""

    explanation = forms.CharField(
        label=_("What you found"),
        help_text=_("The seller will read this, and the brand will, too."),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
