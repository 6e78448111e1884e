"""The shape of what a brand sends about a counter-notice."""

from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from takedown.redress.clocks.terms import ENGLISH, in_language
from takedown.redress.replies.clauses import clauses
from takedown.redress.replies.legal import Proof
from takedown.redress.replies.papers import Papers
from takedown.redress.replies.states import LegalKind
from takedown.redress.replies.words import KINDS


class _WithPapers(forms.Form):
    """The files themselves are in `papers`: this only carries what was wrong with them."""

    wants_papers = False
    missing = _("Add the document.")

    def __init__(self, *args: Any, papers: Papers | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.papers = papers or Papers()

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for error in self.papers.errors:
            self.add_error(None, error)
        if self.wants_papers and not self.papers.kept and not self.papers.errors:
            self.add_error(None, self.missing)
        return cleaned


class ReplyForm(_WithPapers):
    text = forms.CharField(
        label=_("Why you do not agree"),
        help_text=_(
            "What the seller says, and why it does not change your complaint. The marketplace's people read it."
        ),
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 6}),
    )


class LegalActionForm(_WithPapers):
    wants_papers = True

    kind = forms.ChoiceField(
        label=_("What have you done?"),
        choices=[(str(kind), label) for kind, label in KINDS.items()],
        widget=forms.RadioSelect,
    )
    body = forms.CharField(
        label=_("Which court or authority?"),
        help_text=_("Its full name and place."),
        max_length=200,
    )
    file_number = forms.CharField(
        label=_("File number"), help_text=_("As the court or authority has given it."), max_length=100
    )
    taken_on = forms.DateField(
        label=_("Filed there on"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )

    def proof(self) -> Proof:
        cleaned = self.cleaned_data
        return Proof(
            kind=LegalKind(cleaned["kind"]),
            body=cleaned["body"],
            file_number=cleaned["file_number"],
            taken_on=cleaned["taken_on"],
            document=self.papers.bodies[-1],
        )


def _choices() -> list[tuple[str, str]]:
    language = get_language() or ENGLISH
    return [(clause.code, in_language(clause.text, language)) for clause in clauses().by_code.values()]


class UndertakingForm(forms.Form):
    clauses = forms.MultipleChoiceField(
        label=_("What the seller is to promise"),
        help_text=_("The seller reads these very words, in their language where we have them."),
        choices=_choices,
        widget=forms.CheckboxSelectMultiple,
    )
    signed_name = forms.CharField(
        label=_("Your name"),
        help_text=_(
            "You sign first: once the seller has signed, too, your complaint no longer keeps the listing off sale."
        ),
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
