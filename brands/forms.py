"""Shape and syntax of what brands type about themselves, their rights and their sellers. Messy input is welcome."""

import re
from collections.abc import Iterable
from decimal import Decimal
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.fields import ClassesField
from accounts.roles import Role
from brands import countries
from brands.models import Right, RightFile
from brands.services import NewRight

_DATES = ["%Y-%m-%d", "%d.%m.%Y", "%d %B %Y", "%d %b %Y", "%B %d, %Y", "%d/%m/%Y", "%Y/%m/%d"]


def _tidy(text: str) -> str:
    return " ".join(text.split())


class CountryField(forms.CharField):
    def clean(self, value: Any) -> str:
        text = super().clean(value)
        try:
            return countries.code_of(text) if text else ""
        except countries.UnknownCountry as unknown:
            message = _(
                "We do not know the country “%(word)s”. Write its name in English, or a code such as DE."
            )
            raise forms.ValidationError(message, params={"word": str(unknown)}) from unknown


class TerritoriesField(forms.CharField):
    def clean(self, value: Any) -> list[str]:
        text = super().clean(value)
        try:
            return countries.codes_in(text)
        except countries.UnknownCountry as unknown:
            message = _("We do not know “%(word)s”. Write countries in English, or codes such as EU, US, CN.")
            raise forms.ValidationError(message, params={"word": str(unknown)}) from unknown


class LinesField(forms.CharField):
    """One entry a line, or with commas between them."""

    widget = forms.Textarea(attrs={"rows": 3})

    def clean(self, value: Any) -> list[str]:
        text = super().clean(value)
        entries = (_tidy(entry) for entry in re.split(r"[\n,;]+", text))
        return list(dict.fromkeys(entry[:200] for entry in entries if entry))


class DateField(forms.DateField):
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")

    def __init__(self, **options: Any) -> None:
        super().__init__(input_formats=_DATES, required=False, **options)


class BrandForm(forms.Form):
    name = forms.CharField(
        label=_("Name of the brand"),
        max_length=120,
        help_text=_("As buyers know it. One account can hold many trademarks."),
    )
    country = CountryField(
        label=_("Country of the company"), max_length=60, help_text=_("Such as Germany, or DE.")
    )

    def clean_name(self) -> str:
        return _tidy(self.cleaned_data["name"])


class RightForm(forms.Form):
    kind = forms.ChoiceField(
        label=_("What kind of right is it?"), choices=Right.Kind, widget=forms.RadioSelect
    )
    title = forms.CharField(
        label=_("The mark, or what the right is called"),
        max_length=200,
        help_text=_("For a word mark: the word itself, because we look for it in listings."),
    )
    number = forms.CharField(
        label=_("Registration number"),
        max_length=60,
        required=False,
        help_text=_("Copyright has none; every other right needs it."),
    )
    office = forms.CharField(
        label=_("Office"), max_length=20, required=False, help_text=_("Such as EUIPO, USPTO, CNIPA.")
    )
    owner_name = forms.CharField(label=_("Owner in the register"), max_length=200)
    territories = TerritoriesField(
        label=_("Where it holds"), max_length=1000, help_text=_("Countries, or EU. Such as: EU, US, Japan.")
    )
    nice_classes = ClassesField(
        label=_("Nice classes"),
        max_length=300,
        required=False,
        help_text=_("For trademarks. Such as: 14, 18, 25."),
    )
    variants = LinesField(
        label=_("Other spellings and scripts"),
        max_length=4000,
        required=False,
        help_text=_("One a line. We look for these in listings, too."),
    )
    registered_on = DateField(label=_("Registered on"))
    expires_on = DateField(label=_("Expires on"), help_text=_("Your list shows when it is about to lapse."))

    def clean_title(self) -> str:
        return _tidy(self.cleaned_data["title"])

    def clean_number(self) -> str:
        return re.sub(r"\s+", "", self.cleaned_data["number"]).removeprefix("No.").removeprefix("Nr.")

    def clean_office(self) -> str:
        office = _tidy(self.cleaned_data["office"]).upper()
        # Some letters become two when they are capitals.
        if len(office) > 20:
            raise forms.ValidationError(_("Use the office's short name, such as EUIPO."))
        return office

    def clean(self) -> dict[str, Any]:
        data = self.cleaned_data
        if data.get("kind") not in {None, Right.Kind.COPYRIGHT} and data.get("number") == "":
            self.add_error("number", _("Give the registration number. Only copyright has none."))
        start, end = data.get("registered_on"), data.get("expires_on")
        if start and end and end <= start:
            self.add_error("expires_on", _("This is before the right was registered."))
        return data

    def new_right(self) -> NewRight:
        return NewRight(**self.cleaned_data)


class PriceForm(forms.Form):
    """Both or neither: an amount means nothing without its currency."""

    price_from = forms.DecimalField(
        label=_("The lowest price of the genuine article, new"),
        required=False,
        min_value=Decimal("0.01"),
        max_digits=14,
        decimal_places=2,
        help_text=_("Of the cheapest article under this right. Leave it empty to take it back."),
    )
    price_currency = forms.CharField(
        label=_("Currency"), required=False, max_length=3, help_text=_("Such as EUR, USD, CNY.")
    )

    def clean_price_currency(self) -> str:
        currency: str = self.cleaned_data["price_currency"].strip().upper()
        if currency and not re.fullmatch("[A-Z]{3}", currency):
            raise forms.ValidationError(_("A currency is three letters, such as EUR."))
        return currency

    def clean(self) -> dict[str, Any]:
        data = self.cleaned_data
        if data.get("price_from") is None and "price_from" in data:
            data["price_currency"] = ""
        elif data.get("price_from") is not None and data.get("price_currency") == "":
            self.add_error("price_currency", _("Say in which currency."))
        return data


class DisputeForm(forms.Form):
    dispute = forms.CharField(
        label=_("Where it is disputed"),
        max_length=200,
        required=False,
        help_text=_(
            "Office or court, and the number of the case. Leave it empty when the dispute has ended."
        ),
    )

    def clean_dispute(self) -> str:
        dispute: str = _tidy(self.cleaned_data["dispute"])
        return dispute.rstrip(".")


class RightFileForm(forms.Form):
    """The file itself is stored before the transaction opens; see views.add_file."""

    purpose = forms.ChoiceField(
        label=_("What is it?"), choices=RightFile.Purpose, initial=RightFile.Purpose.REFERENCE
    )
    file = forms.FileField(
        label=_("File"),
        help_text=_("JPEG, PNG, WebP or PDF."),
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp,application/pdf"}),
    )


class SellerForm(forms.Form):
    """`marketplaces` are (id, name): this room does not know the table they come from."""

    marketplace = forms.ChoiceField(label=_("Marketplace"))
    seller = forms.CharField(
        label=_("Seller"),
        max_length=500,
        help_text=_(
            "Their number on the marketplace, a link to their shop, or a link to one of their listings."
        ),
    )

    def __init__(self, *args: Any, marketplaces: Iterable[tuple[UUID, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        choices = [(str(id), name) for id, name in marketplaces]
        self.fields["marketplace"].choices = choices  # type: ignore[attr-defined]
        if len(choices) == 1:
            self.fields["marketplace"].initial = choices[0][0]

    def clean_seller(self) -> str:
        return _tidy(self.cleaned_data["seller"])


# What each role of a brand may do, in a few words.
ROLE_CHOICES = (
    (str(Role.OWNER), _("Owner: everything, and changes rights, sellers and the team")),
    (str(Role.FILER), _("Filer: files complaints, answers questions, withdraws")),
    (str(Role.VIEWER), _("Viewer: looks at everything, changes nothing")),
)


class RoleForm(forms.Form):
    role = forms.ChoiceField(
        label=_("What may they do?"), choices=ROLE_CHOICES, widget=forms.RadioSelect, initial=str(Role.FILER)
    )

    def clean_role(self) -> Role:
        return Role(self.cleaned_data["role"])


class InvitationForm(RoleForm):
    email = forms.EmailField(
        label=_("E-mail address"),
        max_length=254,
        help_text=_("They get a link that holds for a week, and have to sign in with this very address."),
    )
    field_order = ("email", "role")
