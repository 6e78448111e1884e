"""The shape of what managers send: filters, a search, a decision."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from complaints.models import PendingDecision
from complaints.review.decide import Choice
from complaints.review.grounds import Ground, grounds_for
from complaints.review.paging import Place
from complaints.review.selectors import Filters

Outcome = PendingDecision.Outcome


class QueueForm(forms.Form):
    """What the queue's address may say. What cannot be read is as good as not said."""

    brand = forms.UUIDField(required=False)
    marketplace = forms.SlugField(required=False)
    reason = forms.SlugField(required=False)
    after = forms.CharField(required=False)
    before = forms.CharField(required=False)

    def read(self) -> tuple[Filters, Place]:
        self.is_valid()
        said: dict[str, Any] = {name: value for name, value in self.cleaned_data.items() if value}
        place = Place(after=said.pop("after", ""), before=said.pop("before", ""))
        return Filters(**said), place


class DecisionForm(forms.Form):
    """One outcome for one ground, with the sentence that the brand will read."""

    outcome = forms.ChoiceField(choices=Outcome.choices, widget=forms.HiddenInput)
    ground = forms.CharField(max_length=60, widget=forms.HiddenInput)
    explanation = forms.CharField(
        label=_("What the brand will read"), max_length=4000, widget=forms.Textarea(attrs={"rows": 4})
    )

    def choice(self) -> Choice:
        data = self.cleaned_data
        return Choice(
            outcome=Outcome(data["outcome"]), ground=data["ground"], explanation=data["explanation"]
        )


# --- the panel in which a manager chooses ----------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class GroundChoice:
    """One ground with its own form, so that every sentence stands ready to be changed without a script."""

    ground: Ground
    key: str
    form: DecisionForm
    open: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class OutcomeChoice:
    outcome: Outcome
    label: Promise
    act: Promise
    variant: str
    key: str
    open: bool
    grounds: list[GroundChoice]


_OUTCOMES = (
    (Outcome.UPHOLD, _("Uphold"), _("Uphold and take off sale"), "primary", "1"),
    (Outcome.REFUSE, _("Refuse"), _("Refuse"), "danger", "2"),
    (Outcome.ASK, _("Ask the brand"), _("Ask the brand"), "", "3"),
)
_KEYS = "4567890"


def decision_panel(sent: DecisionForm | None = None) -> list[OutcomeChoice]:
    """All outcomes with their grounds. A form that was sent and not taken stands open, as it was typed."""
    return [
        OutcomeChoice(
            outcome=outcome,
            label=label,
            act=act,
            variant=variant,
            key=key,
            open=sent is not None and sent.data.get("outcome") == outcome,
            grounds=list(_grounds(outcome, sent)),
        )
        for outcome, label, act, variant, key in _OUTCOMES
    ]


def _grounds(outcome: Outcome, sent: DecisionForm | None) -> Iterator[GroundChoice]:
    grounds = grounds_for(outcome)
    chosen = sent.data.get("ground") if sent else ""
    for number, (ground, key) in enumerate(zip(grounds, _KEYS, strict=False)):
        is_sent = sent is not None and ground.code == chosen
        starts_with = {"outcome": outcome, "ground": ground.code, "explanation": str(ground.sentence)}
        yield GroundChoice(
            ground=ground,
            key=key,
            form=sent if sent and is_sent else DecisionForm(initial=starts_with, auto_id=f"{ground.code}_%s"),
            open=is_sent or (number == 0 and chosen not in {g.code for g in grounds}),
        )
