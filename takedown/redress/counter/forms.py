"""The five questions as one page asks them. At most seven fields have to be filled in, whatever the law."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core.ids import new_id
from takedown.redress.clocks.laws import Law
from takedown.redress.clocks.terms import Personal
from takedown.redress.counter.choosing import Answerable
from takedown.redress.counter.states import Why
from takedown.redress.counter.words import WHY

# What a draft keeps. The signature's box is ticked anew each time.
KEPT = ("law", "why", "story", "name", "address", "phone")
MOST_LETTERS = 5000
MOST_GROUNDS = 100


class AnswerForm(forms.Form):
    """`law` is the one whose page this is; `laws` those that can be chosen, `answerable` the complaints.

    Files are not cleaned here: they are in the draft before a form is made. `has_files`: whether there are any.
    """

    form_key = forms.UUIDField(required=False, widget=forms.HiddenInput)
    # Which statements, of which version, in which language stood on the page.
    read = forms.CharField(required=False, max_length=80, widget=forms.HiddenInput)
    grounds = forms.MultipleChoiceField(
        label=_("Which complaints do you answer?"),
        help_text=_("Each brand gets an answer of its own."),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose which complaint you answer.")},
    )
    law = forms.ChoiceField(
        label=_("By which rule?"),
        help_text=_("It says how long it takes, and what the brand gets to know of you."),
        widget=forms.RadioSelect,
    )
    why = forms.ChoiceField(
        label=_("Why is the removal wrong?"),
        choices=[(str(why), words) for why, words in WHY.items()],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose why it is wrong.")},
    )
    story = forms.CharField(
        label=_("What happened?"),
        help_text=_("In your own words. Where do the goods come from? Who gave you permission?"),
        max_length=MOST_LETTERS,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": _("Tell us what happened.")},
    )
    uploads = forms.Field(
        label=_("Your proof"),
        help_text=_(
            "An invoice, a licence, a letter from the brand, photos. JPEG, PNG, WebP or PDF. You can choose several."
        ),
        required=False,
    )
    name = forms.CharField(
        label=_("Your full name"),
        help_text=_("With it you sign. For a company, give its name, too."),
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": _("Sign with your name.")},
    )
    address = forms.CharField(
        label=_("Your postal address"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "street-address"}),
        error_messages={"required": _("This rule asks for your address.")},
    )
    phone = forms.CharField(
        label=_("Your phone number"),
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel"}),
        error_messages={"required": _("This rule asks for your phone number.")},
    )
    statements = forms.BooleanField(
        label=_("I say all this, and sign it with my name"),
        error_messages={"required": _("Read what you sign, and tick the box.")},
    )

    def __init__(
        self,
        *args: Any,
        answerable: Sequence[Answerable],
        laws: Sequence[Law],
        law: Law,
        language: str,
        has_files: bool,
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        self.chosen_law, self.has_files = law, has_files
        self.answerable = answerable
        self.language = language
        terms = law.counter_notice
        assert terms is not None  # noqa: S101 - only such laws can be chosen
        self.terms = terms
        self._choose("law", [(one.code, gettext(one.name)) for one in laws])
        self._choose("grounds", [(str(one.ground.id), _of(one)) for one in answerable])
        for name, personal in (("address", Personal.ADDRESS), ("phone", Personal.PHONE)):
            if personal not in terms.personal:
                del self.fields[name]
        if len(laws) == 1:
            del self.fields["law"]
        if len(answerable) == 1:
            del self.fields["grounds"]
        self.fields["uploads"].widget = _FilesInput(
            attrs={"multiple": True, "accept": "image/jpeg,image/png,image/webp,application/pdf"}
        )
        self.fields["uploads"].required = terms.proof_needed and not has_files
        self.initial.setdefault("form_key", str(new_id()))
        self.initial["read"] = self.what_is_read

    def _choose(self, name: str, choices: Any) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]

    @property
    def what_is_read(self) -> str:
        return f"{self.chosen_law.code} {self.chosen_law.version} {self.language}"

    def clean_uploads(self) -> None:
        """They are with the draft already; `has_files` has looked there."""

    @property
    def statements_to_sign(self) -> list[str]:
        return [statement.in_language(self.language) for statement in self.terms.statements]

    @property
    def ground_ids(self) -> frozenset[UUID]:
        if len(self.answerable) == 1:
            return frozenset({self.answerable[0].ground.id})
        return frozenset(UUID(id) for id in self.cleaned_data["grounds"])

    @property
    def why_chosen(self) -> Why:
        return Why(self.cleaned_data["why"])


def _of(one: Answerable) -> str:
    return f"{one.brand} · {one.ground.item.complaint.right} · {one.ground.item.complaint.number}"


class _FilesInput(forms.FileInput):
    allow_multiple_selected = True

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        return files.getlist(name) if hasattr(files, "getlist") else []


def kept_of(post: Mapping[str, Any], *, several: Sequence[str]) -> dict[str, Any]:
    """What a draft keeps of a form that was sent, wrong or not. PostgreSQL keeps no NUL."""
    texts = {name: str(post.get(name, ""))[:MOST_LETTERS].replace("\0", "") for name in KEPT}
    return texts | {"grounds": [id[:36].replace("\0", "") for id in several[:MOST_GROUNDS]]}
