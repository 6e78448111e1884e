"""The shape of what staff record about a seller."""

from django import forms
from django.utils.translation import gettext_lazy as _

from core.ids import new_id
from takedown.models import SellerAction


class SellerActionForm(forms.Form):
    form_key = forms.UUIDField(required=False, initial=new_id, widget=forms.HiddenInput)
    act = forms.ChoiceField(label=_("What was done"), choices=SellerAction.Act.choices)
    note = forms.CharField(
        label=_("Why, and with what result"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )
