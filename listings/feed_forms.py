"""A new feed key as it is typed."""

import re
from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.key_forms import FORM_KEY_LENGTH, LIVES, new_form_key
from listings.feed_keys import NewFeedKey
from listings.models import Marketplace


class FeedKeyForm(forms.Form):
    form_key = forms.CharField(
        required=False, max_length=FORM_KEY_LENGTH, initial=new_form_key, widget=forms.HiddenInput
    )
    marketplace = forms.ModelChoiceField(
        label=_("Marketplace"), queryset=Marketplace.objects.none(), empty_label=_("Choose")
    )
    name = forms.CharField(
        label=_("Name"), max_length=80, help_text=_("What will use it, such as “catalogue export”.")
    )
    days = forms.ChoiceField(label=_("Ends after"), choices=list(LIVES.items()), initial="365")
    addresses = forms.CharField(
        label=_("Only from these networks"),
        required=False,
        max_length=2000,
        help_text=_("Addresses or networks, such as 203.0.113.0/24. Empty: from anywhere."),
        widget=forms.Textarea(attrs={"rows": 2, "spellcheck": "false"}),
    )

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.fields["marketplace"].queryset = Marketplace.objects.order_by("name")  # type: ignore[attr-defined]

    def new_key(self, now: datetime) -> NewFeedKey:
        data: dict[str, Any] = self.cleaned_data
        return NewFeedKey(
            marketplace=data["marketplace"],
            name=data["name"],
            expires_at=now + timedelta(days=int(data["days"])),
            addresses=[word for word in re.split(r"[\s,;]+", data["addresses"]) if word],
        )
