"""The shape of what staff send from the Live page."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from core.ids import new_id
from takedown.programme.brakes import EVERYTHING, Scope
from takedown.removal.reinstate import Which


class ScopeField(forms.CharField):
    """`everything`, `marketplace:<id>` or `brand:<id>`."""

    def to_python(self, value: Any) -> Any:
        text = super().to_python(value) or ""
        kind, _colon, id = text.partition(":")
        if text in {"", "everything"}:
            return EVERYTHING
        try:
            named = UUID(id)
        except ValueError as error:
            raise ValidationError(_("There is no such thing to stop.")) from error
        if kind == "marketplace":
            return Scope(marketplace_id=named)
        if kind == "brand":
            return Scope(brand_id=named)
        raise ValidationError(_("There is no such thing to stop."))


def name_of(scope: Scope) -> str:
    if scope.marketplace_id:
        return f"marketplace:{scope.marketplace_id}"
    return f"brand:{scope.brand_id}" if scope.brand_id else "everything"


class WhatToStopForm(forms.Form):
    scope = ScopeField(required=False)


class StopForm(WhatToStopForm):
    scope = ScopeField(required=False, widget=forms.HiddenInput)
    reason = forms.CharField(
        label=_("Why it has to stop"),
        help_text=_("For the others who work here. Brands do not read it."),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _("Say why, in words that the others will understand.")},
    )


class ReleaseForm(forms.Form):
    reason = forms.CharField(
        label=_("Why it is safe to go on"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _("Say why it is safe to go on.")},
    )


class CapForm(forms.Form):
    brand = forms.UUIDField(widget=forms.HiddenInput)
    cap = forms.IntegerField(label=_("Automatic removals in an hour"), min_value=1, max_value=1_000_000)
    reason = forms.CharField(
        label=_("Why this brand removes more than usual"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class BrandForm(forms.Form):
    brand = forms.UUIDField()


def _moment(label: Any, help_text: Any = "") -> forms.DateTimeField:
    return forms.DateTimeField(
        label=label,
        help_text=help_text,
        input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M"],
        widget=forms.DateTimeInput(format="%Y-%m-%dT%H:%M:%S", attrs={"type": "datetime-local", "step": "1"}),
    )


class WhichForm(forms.Form):
    """Which automatic removals to bring back. `until` is fixed by the first look, so that nothing is added later."""

    since = _moment(_("Decided since"), _("In UTC."))
    until = _moment(_("Until"), _("In UTC."))
    brand = forms.ChoiceField(label=_("Brand"), required=False)
    marketplace = forms.ChoiceField(label=_("Site"), required=False)
    filed_by = forms.EmailField(
        label=_("Filed by"),
        help_text=_("The mail address of one person; empty for everybody."),
        required=False,
    )
    with_confirmed = forms.BooleanField(
        label=_("Those, too, that a blind audit has confirmed"), required=False
    )

    def __init__(
        self, *args: Any, brands: list[tuple[str, str]], marketplaces: list[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["brand"].choices = [("", _("All brands")), *brands]  # type: ignore[attr-defined]
        self.fields["marketplace"].choices = [("", _("All sites")), *marketplaces]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        since, until = said.get("since"), said.get("until")
        if since and until and since >= until:
            self.add_error("until", _("The end comes after the beginning."))
        return said

    def which(self, *, filed_by: UUID | None) -> Which:
        said = self.cleaned_data
        return Which(
            since=said["since"],
            until=said["until"],
            brand_id=UUID(said["brand"]) if said["brand"] else None,
            marketplace_id=UUID(said["marketplace"]) if said["marketplace"] else None,
            filed_by=filed_by,
            with_confirmed=said["with_confirmed"],
        )

    @staticmethod
    def at_first(now: datetime) -> dict[str, Any]:
        return {
            "since": (now - timedelta(hours=24)).replace(microsecond=0),
            "until": now.replace(microsecond=0),
        }


class OrderForm(forms.Form):
    """The second step: why, once. The same form twice is one reinstatement."""

    reason = forms.CharField(
        label=_("Why they come back"),
        help_text=_("Brands and sellers will read this."),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    form_key = forms.UUIDField(widget=forms.HiddenInput, initial=new_id)
