"""What the style page shows its parts with. Nothing of it is real."""

from datetime import timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from complaints.intake.choosing import Offer
from complaints.review.selectors import choice
from complaints.states import Status
from complaints.words import LABELS
from core import clock

COLOURS = [
    "paper",
    "surface",
    "sunken",
    "hover",
    "line",
    "line-strong",
    "ink",
    "ink-soft",
    "accent",
    "accent-strong",
    "accent-soft",
    "danger",
    "focus",
    "brass",
    "info",
    "info-soft",
    "good",
    "good-soft",
    "warn",
    "warn-soft",
    "bad",
    "bad-soft",
]
TEXT_SIZES = ("2xl", "xl", "l", "m", "s", "xs")
SPACES = ("s1", "s2", "s3", "s4", "s5", "s6", "s7", "s8")
ICONS = [
    "home",
    "complaint",
    "counter",
    "question",
    "right",
    "seller",
    "standing",
    "key",
    "webhook",
    "team",
    "queue",
    "brand",
    "programme",
    "live",
    "policy",
    "delivery",
    "redress",
    "appeal",
    "misuse",
    "feed",
    "try",
    "search",
    "menu",
    "account",
    "keyboard",
    "bookmark",
    "plus",
    "cross",
    "check",
    "good",
    "bad",
    "warn",
    "note",
    "clock",
    "print",
    "chevron",
]


class SampleForm(forms.Form):
    name = forms.CharField(label=_("Your name"), help_text=_("As it stands in the register."))
    email = forms.EmailField(label=_("Email"))
    reason = forms.ChoiceField(
        label=_("What is wrong?"),
        choices=[("a", _("The article itself is a fake: we did not make it.")), ("b", _("Something else."))],
        widget=forms.RadioSelect,
        required=False,
    )
    agreed = forms.BooleanField(label=_("The seller may see these files"), required=False)


def samples() -> dict[str, Any]:
    now = clock.now()
    return {
        "colours": COLOURS,
        "sizes": TEXT_SIZES,
        "spaces": SPACES,
        "icons": ICONS,
        "statuses": [(str(status), LABELS[status]) for status in Status],
        "chips": [
            choice("status", s, str(LABELS[s]), chosen=s == Status.REMOVED)
            for s in (Status.IN_REVIEW, Status.REMOVED)
        ],
        "offer": Offer(fields={}, matching=312, is_all=True),
        "form": SampleForm({"name": "A. Filer", "email": "nobody", "reason": "a"}),
        "now": now,
        "events": [
            {"title": _("Filed"), "at": now - timedelta(hours=3), "actor": "Oscar Vidal", "tone": "info"},
            {
                "title": _("Accepted"),
                "detail": _("The marked differences show it."),
                "at": now - timedelta(hours=1),
                "tone": "good",
            },
            {"title": _("Off sale"), "at": now, "tone": "good"},
        ],
    }
