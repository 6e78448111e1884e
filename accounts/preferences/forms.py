"""The shape of a view that is to be kept."""

from django import forms

from accounts.preferences.keeping import LISTS


class ViewForm(forms.Form):
    page = forms.ChoiceField(choices=[(name, name) for name in sorted(LISTS)])
    name = forms.CharField(max_length=60)
    query = forms.CharField(max_length=2000, required=False)


class KeysForm(forms.Form):
    on = forms.BooleanField(required=False)
