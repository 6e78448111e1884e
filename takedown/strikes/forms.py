"""The shape of what staff record about a seller."""

from django import forms
from django.utils.translation import gettext_lazy as _

from takedown.models import SellerAction


class SellerActionForm(forms.Form):
    act = forms.ChoiceField(label=_("What was done"), choices=SellerAction.Act.choices)
    note = forms.CharField(
        label=_("Why, and with what result"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )
