"""The shape of appeals as they are typed, of staff's answers, and of what the queue's address may say."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from complaints.intake.forms import EvidenceForm, FilesInput
from complaints.review.paging import Place
from takedown.models import DecisionAppeal
from takedown.redress.appeals.deciding import Answer
from takedown.redress.appeals.grounds import AppealGround, grounds_for
from takedown.redress.appeals.seller_page import Told
from takedown.redress.appeals.seller_tray import SellerTray
from takedown.redress.appeals.states import Side

MOST_LETTERS = 5000


class BrandAppealForm(EvidenceForm):
    statement = forms.CharField(
        label=_("What was wrong about the decision?"),
        help_text=_("Say what was overlooked. New evidence is welcome."),
        max_length=MOST_LETTERS,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    field_order = ["statement", "uploads"]


class SellerAppealForm(forms.Form):
    """Of what the link opens and can be appealed against: one of it, in the seller's own words."""

    about = forms.ChoiceField(label=_("What is it about?"), widget=forms.RadioSelect)
    statement = forms.CharField(
        label=_("What is wrong about it?"),
        help_text=_("Say it in your own words."),
        max_length=MOST_LETTERS,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": _("Say what is wrong about it.")},
    )
    uploads = forms.Field(
        label=_("Proof, if you have some"),
        help_text=_("Such as a bill or a letter: JPEG, PNG, WebP or PDF. The brand does not see it."),
        required=False,
        widget=FilesInput(
            attrs={"multiple": True, "accept": "image/jpeg,image/png,image/webp,application/pdf"}
        ),
    )

    def __init__(
        self, *args: Any, told: Sequence[Told], tray: SellerTray | None = None, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.tray = tray or SellerTray()
        choices = [(str(one.id), one.choice) for one in told if one.may]
        self.fields["about"].choices = choices  # type: ignore[attr-defined]
        if len(choices) == 1:
            self.fields["about"].widget = forms.HiddenInput()
            self.initial["about"] = choices[0][0]

    def clean(self) -> dict[str, Any]:
        for error in self.tray.errors:
            self.add_error("uploads", error)
        return self.cleaned_data


class QueueForm(forms.Form):
    """What cannot be read is as good as not said."""

    side = forms.ChoiceField(required=False, choices=[(str(s), str(s)) for s in Side])
    after = forms.CharField(required=False)
    before = forms.CharField(required=False)

    def read(self) -> tuple[str, Place]:
        self.is_valid()
        said = self.cleaned_data
        return said.get("side", ""), Place(after=said.get("after", ""), before=said.get("before", ""))


class AnswerForm(forms.Form):
    """One outcome for one reason, with the sentence that whoever appealed will read."""

    outcome = forms.ChoiceField(
        choices=[("granted", "granted"), ("dismissed", "dismissed")], widget=forms.HiddenInput
    )
    ground = forms.CharField(max_length=60, widget=forms.HiddenInput)
    explanation = forms.CharField(
        label=_("What whoever appealed will read"), max_length=4000, widget=forms.Textarea(attrs={"rows": 4})
    )

    def answer(self) -> Answer:
        said = self.cleaned_data
        return Answer(
            granted=said["outcome"] == "granted", ground=said["ground"], explanation=said["explanation"]
        )


# --- the panel in which a person decides -------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class GroundChoice:
    ground: AppealGround
    form: AnswerForm
    open: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class OutcomeChoice:
    outcome: str
    label: Any
    act: Any
    variant: str
    key: str
    open: bool
    grounds: list[GroundChoice]


_ACTS = {
    Side.BRAND: _("Grant: take the listing off sale"),
    Side.SELLER: _("Grant: put the listing back on sale"),
}


def panel_for(appeal: DecisionAppeal, sent: AnswerForm | None = None) -> list[OutcomeChoice]:
    """Both outcomes with their reasons. A form that was sent and not taken stands open, as it was typed."""
    grant = _("Grant: take the step back") if appeal.action_id else _ACTS[Side(appeal.side)]
    outcomes = (
        ("granted", _("Grant"), grant, "primary", "1"),
        ("dismissed", _("Dismiss"), _("Dismiss"), "", "2"),
    )
    return [
        OutcomeChoice(
            outcome=outcome,
            label=label,
            act=act,
            variant=variant,
            key=key,
            open=sent is not None and sent.data.get("outcome") == outcome,
            grounds=list(_grounds(appeal, outcome, sent)),
        )
        for outcome, label, act, variant, key in outcomes
    ]


def _grounds(appeal: DecisionAppeal, outcome: str, sent: AnswerForm | None) -> Iterator[GroundChoice]:
    chosen = sent.data.get("ground") if sent else ""
    found = grounds_for(appeal, granted=outcome == "granted")
    for number, ground in enumerate(found):
        is_sent = sent is not None and ground.code == chosen
        starts_with = {"outcome": outcome, "ground": ground.code, "explanation": str(ground.sentence)}
        yield GroundChoice(
            ground=ground,
            form=sent if sent and is_sent else AnswerForm(initial=starts_with, auto_id=f"{ground.code}_%s"),
            open=is_sent or (number == 0 and chosen not in {g.code for g in found}),
        )
