"""The shape of a new API key as it is typed."""

import re
import secrets
from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.api_keys import NewKey
from accounts.scopes import LABELS

# Long enough that nobody guesses it: a key is drawn from it (accounts/api_keys.py).
FORM_KEY_LENGTH = 43

LIVES = {"30": _("30 days"), "90": _("90 days"), "365": _("One year")}


def new_form_key() -> str:
    return secrets.token_urlsafe(32)


class KeyForm(forms.Form):
    form_key = forms.CharField(
        required=False, max_length=FORM_KEY_LENGTH, initial=new_form_key, widget=forms.HiddenInput
    )
    name = forms.CharField(
        label=_("Name"), max_length=80, help_text=_("What will use it, such as “watch service”.")
    )
    mode = forms.ChoiceField(
        label=_("Kind"),
        choices=[
            ("test", _("Test: reaches sandbox marketplaces only")),
            ("live", _("Live: does what you could do")),
        ],
        initial="test",
        widget=forms.RadioSelect,
    )
    scopes = forms.MultipleChoiceField(
        label=_("It may"),
        choices=[(str(scope), label) for scope, label in LABELS.items()],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one thing that the key may do.")},
    )
    days = forms.ChoiceField(label=_("Ends after"), choices=list(LIVES.items()), initial="90")
    addresses = forms.CharField(
        label=_("Only from these networks"),
        required=False,
        max_length=2000,
        help_text=_("Addresses or networks, such as 203.0.113.0/24. Empty: from anywhere."),
        widget=forms.Textarea(attrs={"rows": 2, "spellcheck": "false"}),
    )

    def new_key(self, now: datetime) -> NewKey:
        data: dict[str, Any] = self.cleaned_data
        return NewKey(
            name=data["name"],
            mode=data["mode"],
            scopes=data["scopes"],
            expires_at=now + timedelta(days=int(data["days"])),
            addresses=[word for word in re.split(r"[\s,;]+", data["addresses"]) if word],
        )
