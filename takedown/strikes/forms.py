"""The shape of what staff record about a seller."""

from django import forms
from django.utils.translation import gettext_lazy as _

from core.ids import new_id
from takedown.models import SellerAction


class SellerActionForm(forms.Form):
    form_key = forms.UUIDField(required=False, initial=new_id, widget=forms.HiddenInput)
    # Taking a step back is what a granted appeal does, and nothing else.
    act = forms.ChoiceField(
        label=_("What was done"),
        choices=[
            (act, label) for act, label in SellerAction.Act.choices if act != SellerAction.Act.TAKEN_BACK
        ],
    )
    note = forms.CharField(
        label=_("Why, and with what result"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )
