"""What admins type about a trained score."""

from django import forms
from django.utils.translation import gettext_lazy


class RetirementForm(forms.Form):
    because = forms.CharField(
        label=gettext_lazy("Why"),
        help_text=gettext_lazy("The history keeps it. What is retired never comes back."),
        max_length=2000,
        error_messages={"required": gettext_lazy("Say why.")},
        widget=forms.Textarea(attrs={"rows": 2}),
    )
