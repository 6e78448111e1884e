"""The shape of a complaint as it is typed. Whatever was pasted is welcome; bad lines never block good ones."""

from collections.abc import Iterator, Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from brands.models import Right
from complaints.intake.precheck import Draft
from complaints.intake.purchases import Purchase
from complaints.intake.recognise import Recognised, recognise, why_nothing
from complaints.intake.uploads import Kept, Tray
from complaints.reasons import EVIDENCE_LABELS, REASONS
from core.ids import new_id
from listings.models import Marketplace

KIND_CHOICES = [("", _("Choose")), *((str(kind), label) for kind, label in EVIDENCE_LABELS.items())]


class FilesInput(forms.FileInput):
    allow_multiple_selected = True

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        return files.getlist(name) if hasattr(files, "getlist") else []


class KindOfOneFile(forms.Select):
    """What a stored file shows. Such files are sent as one list, in their order, which the tray has read already."""

    def __init__(self, kind: str) -> None:
        super().__init__(choices=KIND_CHOICES)
        self._kind = kind

    def value_from_datadict(self, data: Any, files: Any, name: str) -> str:
        return self._kind

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> Any:
        return super().render("kept_kind", value, attrs, renderer)

    def use_required_attribute(self, initial: Any) -> bool:
        """A file that is left out needs no kind."""
        return False


class EvidenceForm(forms.Form):
    """Files are not cleaned here: they are in storage before a form is made (uploads.Tray)."""

    uploads = forms.Field(
        label=_("Files"),
        required=False,
        help_text=_("JPEG, PNG, WebP or PDF. You can choose several at once."),
        widget=FilesInput(
            attrs={"multiple": True, "accept": "image/jpeg,image/png,image/webp,application/pdf"}
        ),
    )
    new_kind = forms.ChoiceField(label=_("What do these files show?"), required=False, choices=KIND_CHOICES)
    new_shareable = forms.BooleanField(
        label=_("The seller may see these files"),
        required=False,
        help_text=_("Otherwise only you and the marketplace see them. Never share who made a test buy."),
    )
    # What the next upload is, is asked afresh each time: the files before it have been put in the list.
    ASKED_AFRESH = ("uploads", "new_kind", "new_shareable")

    def __init__(self, *args: Any, tray: Tray | None = None, **options: Any) -> None:
        super().__init__(*args, **options)
        self.tray = tray or Tray()
        for number, kept in enumerate(self.tray.kept, 1):
            self.fields[f"kept_{number}"] = forms.ChoiceField(
                label=kept.body.name,
                choices=KIND_CHOICES,
                initial=kept.kind,
                error_messages={"required": _("Say what it shows.")},
                widget=KindOfOneFile(kept.kind),
            )

    def clean(self) -> dict[str, Any]:
        for error in self.tray.errors:
            self.add_error("uploads", error)
        return self.cleaned_data

    @property
    def kept(self) -> Iterator[tuple[Kept, Any]]:
        """Each stored file with the field for what it shows."""
        return ((kept, self[f"kept_{number}"]) for number, kept in enumerate(self.tray.kept, 1))


class FilingForm(EvidenceForm):
    listings = forms.CharField(
        label=_("Links to the listings"),
        max_length=400_000,
        help_text=_("Paste them as they are: one or hundreds, from a mail, a chat or a spreadsheet."),
        error_messages={"required": _("Paste at least one link.")},
        widget=forms.Textarea(attrs={"rows": 6, "autocomplete": "off", "spellcheck": "false"}),
    )
    marketplace = forms.ChoiceField(label=_("Marketplace"), required=False)
    right = forms.ChoiceField(
        label=_("Which right?"), error_messages={"required": _("Choose one of your rights.")}
    )
    reason = forms.ChoiceField(
        label=_("What is wrong?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what is wrong.")},
    )
    statement = forms.CharField(
        label=_("In your words"),
        max_length=5000,
        required=False,
        help_text=_("What gives it away? Two or three sentences help whoever looks at it."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    order = forms.CharField(
        label=_("Number of the order"), max_length=100, required=False, help_text=_("Sellers never see it.")
    )
    received_on = forms.DateField(
        label=_("Arrived on"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    differences = forms.CharField(
        label=_("What differs from the genuine article"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    declared_by = forms.CharField(
        label=_("Your name"),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": _("Type your name under the declaration.")},
    )
    form_key = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, rights: Sequence[Right], marketplaces: Sequence[Marketplace], **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.rights = {str(right.id): right for right in rights}
        self.marketplaces = {market.slug: market for market in marketplaces}
        self.recognised = Recognised()
        kinds = {right.kind for right in rights}
        self._choose("right", [("", _("Choose a right")), *((id, str(r)) for id, r in self.rights.items())])
        self._choose("reason", [(r.code, r.question) for r in REASONS.values() if r.right_kinds & kinds])
        self._choose(
            "marketplace",
            [("", _("Find out from the links")), *((slug, m.name) for slug, m in self.marketplaces.items())],
        )
        self.initial.setdefault("form_key", str(new_id()))
        if len(self.rights) == 1:
            self.initial.setdefault("right", next(iter(self.rights)))

    def _choose(self, name: str, choices: Any) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]

    def clean_listings(self) -> str:
        text: str = self.cleaned_data["listings"]
        self.recognised = self._recognise(text, self.data.get("marketplace", ""))
        if not self.recognised.good:
            raise forms.ValidationError(why_nothing(self.recognised))
        return text

    def _recognise(self, text: str, slug: str) -> Recognised:
        return recognise(text, list(self.marketplaces.values()), self.marketplaces.get(slug))

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        right, reason = self.rights.get(data.get("right", "")), REASONS.get(data.get("reason", ""))
        if right and reason and right.kind not in reason.right_kinds:
            message = _("This does not go with “%(right)s”. Choose another right, or another answer.")
            self.add_error("reason", forms.ValidationError(message, params={"right": right}))
        return data

    @property
    def purchase(self) -> Purchase:
        data = self.cleaned_data
        return Purchase(
            order=data["order"].strip(),
            received_on=data["received_on"],
            differences=data["differences"].strip(),
        )

    @property
    def says_what_was_bought(self) -> bool:
        return any(self[name].value() for name in ("order", "received_on", "differences"))

    @property
    def key(self) -> UUID:
        try:
            return UUID(self.cleaned_data["form_key"])
        except ValueError:
            return new_id()

    # --- what "Check" shows, whether or not the rest is filled in ----------------------------------------

    def look(self) -> Recognised:
        """For a form that is shown with `initial`, not judged."""
        return self._recognise(self.initial.get("listings", ""), self.initial.get("marketplace", ""))

    def draft(self) -> Draft | None:
        """None until right and reason are chosen."""
        right = self.rights.get(self.initial.get("right", ""))
        reason = REASONS.get(self.initial.get("reason", ""))
        if right is None or reason is None:
            return None
        open_well = [kept for kept in self.tray.kept if kept.body.readable is not False]
        kinds = {kept.kind for kept in open_well if kept.kind}
        return Draft(
            right=right,
            reason=reason,
            evidence_kinds=frozenset(kinds),
            unreadable=len(self.tray.kept) - len(open_well),
            statement=self.initial.get("statement", ""),
        )

    # --- for the template --------------------------------------------------------------------------------

    @property
    def plain_reasons(self) -> Iterator[Any]:
        return (radio for radio in self["reason"] if not REASONS[radio.data["value"]].safer_words)

    @property
    def careful_reasons(self) -> list[Any]:
        return [radio for radio in self["reason"] if REASONS[radio.data["value"]].safer_words]

    @property
    def safer_words(self) -> Any:
        return next((reason.safer_words for reason in REASONS.values() if reason.safer_words), "")
