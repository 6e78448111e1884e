"""The shape of what staff send about removals."""

from django import forms
from django.utils.translation import gettext_lazy as _

from complaints.review.paging import Place
from core.models import Outbox
from listings.rates import Rates
from takedown.removal.overview import Filters
from takedown.states import RemovalStatus


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


class FilterForm(forms.Form):
    """Words that mean nothing are passed over: an old address still shows a page."""

    status = forms.ChoiceField(required=False, choices=[(str(s), str(s)) for s in RemovalStatus])
    marketplace = forms.SlugField(required=False)
    dead = forms.BooleanField(required=False)

    def read(self) -> Filters:
        self.is_valid()
        return Filters(**{name: value for name, value in self.cleaned_data.items() if value})


class LettersForm(forms.Form):
    state = forms.ChoiceField(required=False, choices=[("dead", "dead"), ("parked", "parked")])

    def read(self) -> Outbox.State:
        self.is_valid()
        return Outbox.State(self.cleaned_data.get("state") or Outbox.State.DEAD)


class ParkingForm(forms.Form):
    reason = forms.CharField(
        label=_("Why nothing is to be done"),
        help_text=_("It leaves the list of dead letters, and can be taken back."),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class LeavingForm(forms.Form):
    reason = forms.CharField(
        label=_("Why it stays as it is"),
        help_text=_("Kept with the removal, for whoever asks."),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


_MOST = 1_000_000


class RatesForm(forms.Form):
    orders_per_minute = forms.IntegerField(
        label=_("Removals and restorations a minute"), min_value=1, max_value=_MOST
    )
    looks_per_minute = forms.IntegerField(
        label=_("Looks a minute"),
        help_text=_("Listings, pictures and buyer's looks that somebody waits for."),
        min_value=1,
        max_value=_MOST,
    )
    scans_per_minute = forms.IntegerField(
        label=_("Scans a minute"),
        help_text=_("Feeds, and the watch over removed listings."),
        min_value=1,
        max_value=_MOST,
    )

    def read(self) -> Rates:
        return Rates(**self.cleaned_data)
