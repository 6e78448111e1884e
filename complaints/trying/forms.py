"""What is typed to try a text."""

from collections.abc import Sequence
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from brands.models import Brand

LONGEST = 2_000


class TryForm(forms.Form):
    """Sent with GET: it changes nothing, and a result can be sent to a colleague."""

    brand = forms.ChoiceField(label=_("Brand"))
    text = forms.CharField(
        label=_("Title or description"),
        help_text=_("Paste it as the seller wrote it."),
        max_length=LONGEST,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "off"}),
    )
    nice_class = forms.IntegerField(
        label=_("Class of the goods"),
        help_text=_(
            "A number from 1 to 45. Marks that are common words are found only in their own classes."
        ),
        min_value=1,
        max_value=45,
        required=False,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )

    def __init__(self, data: Any, *, brands: Sequence[Brand]) -> None:
        super().__init__(data)
        if not brands:
            del self.fields["brand"]
            return
        choices = [("", "—"), *((str(brand.tenant_id), str(brand)) for brand in brands)]
        cast("forms.ChoiceField", self.fields["brand"]).choices = choices
