"""A webhook endpoint as it is typed."""

from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.key_forms import FORM_KEY_LENGTH, new_form_key
from accounts.webhooks.addresses import LONGEST
from accounts.webhooks.endpoints import Wish
from accounts.webhooks.events import CHOSEN, EventType

LABELS: dict[str, Promise] = {
    EventType.COMPLAINT_RECEIVED: _("A complaint was received"),
    EventType.ITEM_NEEDS_INFORMATION: _("A listing needs your answer"),
    EventType.ITEM_IN_REVIEW: _("A listing is in review"),
    EventType.ITEM_HELD: _("A listing waits a short while"),
    EventType.ITEM_UPHELD: _("A listing is being taken off"),
    EventType.ITEM_REFUSED: _("A listing was not accepted"),
    EventType.ITEM_REMOVED: _("A listing is off sale"),
    EventType.ITEM_CONTESTED: _("A seller objects"),
    EventType.ITEM_RESTORED: _("A claim ended"),
    EventType.ITEM_WITHDRAWN: _("A listing was withdrawn"),
    EventType.ITEM_CLOSED: _("A listing was closed"),
    EventType.APPEAL_DECIDED: _("An appeal of yours was decided"),
    EventType.COUNTER_NOTICE_FILED: _("A seller filed a counter-notice"),
    EventType.COUNTER_NOTICE_DECIDED: _("A counter-notice came to its end"),
    EventType.QUESTION_ASKED: _("You are asked whether a listing is yours"),
    EventType.QUESTION_CLOSED: _("A question whether a listing is yours has ended"),
}


class EndpointForm(forms.Form):
    url = forms.CharField(
        label=_("Address"),
        max_length=LONGEST,
        help_text=_("Where we send, such as https://hooks.example.com/assay."),
        widget=forms.URLInput(attrs={"spellcheck": "false", "autocomplete": "off"}),
    )
    description = forms.CharField(
        label=_("What it is for"), max_length=80, required=False, help_text=_("Such as “case system”.")
    )
    events = forms.MultipleChoiceField(
        label=_("It is told when"),
        required=False,
        choices=[(kind, LABELS[kind]) for kind in CHOSEN],
        help_text=_("Choose none to be told of everything."),
        widget=forms.CheckboxSelectMultiple,
    )

    @property
    def wish(self) -> Wish:
        data: dict[str, Any] = self.cleaned_data
        return Wish(url=data["url"], description=data["description"], events=data["events"])


class NewEndpointForm(EndpointForm):
    form_key = forms.CharField(
        required=False, max_length=FORM_KEY_LENGTH, initial=new_form_key, widget=forms.HiddenInput
    )
    mode = forms.ChoiceField(
        label=_("Kind"),
        choices=[
            ("test", _("Test: told of sandbox marketplaces only")),
            ("live", _("Live: told of everything")),
        ],
        initial="live",
        widget=forms.RadioSelect,
    )
    field_order = ("form_key", "url", "description", "mode", "events")


class RotationForm(forms.Form):
    """`generation`: the secret that was in use when the page was shown."""

    generation = forms.IntegerField(min_value=1, max_value=1_000_000, widget=forms.HiddenInput)
