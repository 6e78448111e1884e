"""Shape of what admins type about categories."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.fields import ClassesField
from listings.models import Marketplace


class CategoryForm(forms.Form):
    marketplace = forms.ChoiceField(label=_("Marketplace"))
    category = forms.CharField(
        label=_("Category"),
        max_length=80,
        strip=False,
        help_text=_("As the marketplace writes it in its listings."),
    )
    nice_classes = ClassesField(
        label=_("Nice classes"),
        max_length=300,
        required=False,
        help_text=_("Such as: 14, 18, 25. Leave it empty to take back what was said."),
    )

    def __init__(self, *args: Any, marketplaces: Sequence[Marketplace], **options: Any) -> None:
        super().__init__(*args, **options)
        self._sites = {site.slug: site for site in marketplaces}
        choices = [(slug, site.name) for slug, site in self._sites.items()]
        self.fields["marketplace"].choices = choices  # type: ignore[attr-defined]

    @property
    def site(self) -> Marketplace:
        """The one that was chosen, once the form is valid."""
        return self._sites[self.cleaned_data["marketplace"]]

    def clean_category(self) -> str:
        category: str = self.cleaned_data["category"].strip()
        if not category:
            raise forms.ValidationError(_("Name the category."))
        return category
