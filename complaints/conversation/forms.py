"""The brand's answer: words, files, or both."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from complaints.intake.forms import EvidenceForm


class AnswerForm(EvidenceForm):
    answer = forms.CharField(
        label=_("Your answer"),
        max_length=5000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    field_order = ["answer", "uploads"]

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if not data.get("answer") and not self.tray.kept:
            self.add_error("answer", _("Write an answer, or add a file."))
        return data
