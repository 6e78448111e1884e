"""The shape of what staff send about counter-notices, and the panel in which a person chooses."""

from collections.abc import Collection
from dataclasses import dataclass

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from complaints.review.paging import Place
from takedown.redress.judging.deciding import Choice
from takedown.redress.judging.reasons import Reason, reasons_for
from takedown.redress.replies.states import ProofResult, RulingOutcome


class QueueForm(forms.Form):
    """What cannot be read is as good as not said."""

    which = forms.ChoiceField(required=False, choices=[("open", "open")])
    after = forms.CharField(required=False)
    before = forms.CharField(required=False)

    def read(self) -> tuple[bool, Place]:
        """Whether all open ones are asked for, and where."""
        self.is_valid()
        said = {name: value for name, value in self.cleaned_data.items() if value}
        return bool(said.pop("which", "")), Place(**said)


class RulingForm(forms.Form):
    """One outcome for one reason, with the sentence that both sides will read."""

    outcome = forms.ChoiceField(choices=[(str(o), str(o)) for o in RulingOutcome], widget=forms.HiddenInput)
    reason = forms.CharField(max_length=40, widget=forms.HiddenInput)
    explanation = forms.CharField(
        label=_("What both sides will read"),
        help_text=_("Nothing of another brand, and nothing of how fakes are told."),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def choice(self) -> Choice:
        sent = self.cleaned_data
        return Choice(
            outcome=RulingOutcome(sent["outcome"]), reason=sent["reason"], explanation=sent["explanation"]
        )


class ProofForm(forms.Form):
    result = forms.ChoiceField(
        label=_("Does the document show it?"),
        choices=[
            (str(ProofResult.CONFIRMED), _("Yes: the clock stops, and the listing stays off sale")),
            (str(ProofResult.NOT_ENOUGH), _("No: the clock goes on")),
        ],
        widget=forms.RadioSelect,
    )
    explanation = forms.CharField(
        label=_("If not, why"),
        help_text=_("The brand will read this."),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class ReasonChoice:
    """One reason with its own form, so that every sentence stands ready to be changed without a script."""

    reason: Reason
    form: RulingForm
    open: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class OutcomeChoice:
    outcome: RulingOutcome
    label: Promise
    result: Promise
    act: Promise
    variant: str
    open: bool
    reasons: list[ReasonChoice]


_OUTCOMES = (
    (
        RulingOutcome.FOR_SELLER,
        _("For the seller"),
        _(
            "The first decision is reversed. It counts against the brand's record, and the listing comes back unless something else keeps it off."
        ),
        _("Decide for the seller"),
        "primary",
    ),
    (
        RulingOutcome.FOR_BRAND,
        _("For the brand"),
        _("The listing stays off sale. The clock stops, and the seller reads why and can appeal."),
        _("Keep it off sale"),
        "danger",
    ),
    (
        RulingOutcome.LET_BACK,
        _("Let it come back"),
        _("As the law says when a brand is silent. Nobody says who is right, and no record changes."),
        _("Let it come back"),
        "",
    ),
)


def ruling_panel(may: Collection[RulingOutcome], sent: RulingForm | None = None) -> list[OutcomeChoice]:
    """A form that was sent and not taken stands open, as it was typed."""
    chosen = sent.data.get("reason") if sent else ""
    return [
        OutcomeChoice(
            outcome=outcome,
            label=label,
            result=result,
            act=act,
            variant=variant,
            open=sent is not None and sent.data.get("outcome") == outcome,
            reasons=[
                _choice(reason, sent if reason.code == chosen else None) for reason in reasons_for(outcome)
            ],
        )
        for outcome, label, result, act, variant in _OUTCOMES
        if outcome in may
    ]


def _choice(reason: Reason, sent: RulingForm | None) -> ReasonChoice:
    starts_with = {"outcome": reason.outcome, "reason": reason.code, "explanation": str(reason.sentence)}
    form = sent or RulingForm(initial=starts_with, auto_id=f"{reason.code}_%s")
    return ReasonChoice(reason=reason, form=form, open=sent is not None)
