"""The shape of what staff send about a seller's link."""

from django import forms
from django.utils.translation import gettext_lazy as _


class RevocationForm(forms.Form):
    notice = forms.UUIDField(widget=forms.HiddenInput)
    reason = forms.CharField(
        label=_("Why the link is revoked"),
        help_text=_("Kept with the removal. The seller gets a new link by mail."),
        max_length=500,
        widget=forms.TextInput(),
    )
