"""The shape of what is sent about authentication requests."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from brands.models import Right
from complaints.intake.recognise import Recognised, recognise, why_nothing
from detection.questions.words import CHOICES
from detection.states import Answer
from detection.suspicions import LABELS
from listings.models import Marketplace

MOST_LINES = 1000
MOST_BYTES_OF_LIST = 400_000


class _Ids(forms.MultipleHiddenInput):
    """As many as were sent."""


class IdsField(forms.Field):
    widget = _Ids

    def to_python(self, value: Any) -> list[UUID]:
        try:
            return [UUID(one) for one in value or ()]
        except ValueError as error:
            raise forms.ValidationError(gettext("This is no id.")) from error


class AnswerForm(forms.Form):
    """One key. `twin` are the others with the same picture that were shown, `with_twins` that they are meant, too."""

    answer = forms.ChoiceField(
        choices=[(str(c.answer), c.label) for c in CHOICES],
        error_messages={
            "required": _("Choose one of the five answers."),
            "invalid_choice": _("Choose one of the five answers."),
        },
    )
    with_twins = forms.BooleanField(required=False)
    twin = IdsField(required=False)
    after = forms.UUIDField(required=False)

    @property
    def said(self) -> Answer:
        return Answer(self.cleaned_data["answer"])

    @property
    def twins(self) -> list[UUID]:
        twins: list[UUID] = self.cleaned_data["twin"] if self.cleaned_data["with_twins"] else []
        return twins


class PlaceForm(forms.Form):
    """What the queue's address may say. What cannot be read is as good as not said."""

    after = forms.UUIDField(required=False)

    def read(self) -> UUID | None:
        self.is_valid()
        after: UUID | None = self.cleaned_data.get("after")
        return after


class DeclarationForm(forms.Form):
    signed_as = forms.CharField(
        label=_("Your name"),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": _("Type your name under the declaration.")},
    )


class OfferForm(forms.Form):
    add = forms.BooleanField(required=False)


# --- the marketplace's people ----------------------------------------------------------------------------


class AskForm(forms.Form):
    """Links or a file with links, for one right of one brand. Bad lines never block good ones."""

    right = forms.ChoiceField(label=_("Which right?"), error_messages={"required": _("Choose a right.")})
    listings = forms.CharField(
        label=_("Links to the listings"),
        required=False,
        max_length=MOST_BYTES_OF_LIST,
        help_text=_("Paste them as they are: one or hundreds, from a mail, a chat or a spreadsheet."),
        widget=forms.Textarea(attrs={"rows": 5, "autocomplete": "off", "spellcheck": "false"}),
    )
    table = forms.FileField(
        label=_("Or a file with links"),
        required=False,
        help_text=_("CSV or text. Every link in it counts, in whatever column."),
        widget=forms.FileInput(attrs={"accept": ".csv,.tsv,.txt,text/csv,text/plain"}),
    )
    codes = forms.MultipleChoiceField(
        label=_("Why is it suspected?"),
        choices=[(str(code), label) for code, label in LABELS.items()],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one reason.")},
    )
    sentence = forms.CharField(
        label=_("In a sentence that the brand reads"),
        max_length=1000,
        help_text=_("Nothing about other brands, other complaints or how we detect."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(
        self, *args: Any, rights: Sequence[Right], marketplaces: Sequence[Marketplace], **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.rights = {str(right.id): right for right in rights}
        self.marketplaces = marketplaces
        self.recognised = Recognised()
        choices = [(id, str(right)) for id, right in self.rights.items()]
        self.fields["right"].choices = [("", _("Choose a right")), *choices]  # type: ignore[attr-defined]
        if len(choices) == 1:
            self.initial.setdefault("right", choices[0][0])

    def clean_table(self) -> str:
        sent = self.cleaned_data["table"]
        if sent is None:
            return ""
        if sent.size > MOST_BYTES_OF_LIST:
            raise forms.ValidationError(gettext("The file is larger than 400 kB."))
        # Links are ASCII: what a spreadsheet wrote around them in another encoding does not matter.
        return str(sent.read().decode("utf-8-sig", "replace")).replace("\x00", "")

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        text = f"{data.get('listings', '')}\n{data.get('table', '')}"
        self.recognised = recognise(text, self.marketplaces, None)
        count = sum(map(len, self.recognised.good.values()))
        if not count and not self.errors:
            self.add_error("listings", forms.ValidationError(why_nothing(self.recognised)))
        if count > MOST_LINES:
            self.add_error("listings", gettext("Ask about at most %d listings at once.") % MOST_LINES)
        return data


class BrandForm(forms.Form):
    """Which brand is to be asked."""

    brand = forms.UUIDField(required=False)
    listings = forms.CharField(required=False, max_length=2000)

    def read(self) -> tuple[UUID | None, str]:
        self.is_valid()
        return self.cleaned_data.get("brand"), self.cleaned_data.get("listings", "")
