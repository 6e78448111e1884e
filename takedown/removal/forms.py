"""The shape of what staff send about removals."""

from django import forms
from django.utils.translation import gettext_lazy as _

from complaints.review.paging import Place


class RestorationForm(forms.Form):
    explanation = forms.CharField(
        label=_("Why it comes back"),
        help_text=_("The brand will read this."),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class PlaceForm(forms.Form):
    after = forms.CharField(required=False)
    before = forms.CharField(required=False)

    def read(self) -> Place:
        self.is_valid()
        said = {name: value for name, value in self.cleaned_data.items() if value}
        return Place(**said)
