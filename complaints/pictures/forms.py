"""A picture to try, and for staff the brand whose pictures are looked for."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from brands.models import Brand


class PictureForm(forms.Form):
    """`brands`: those to choose from; none for whoever acts for one."""

    brand = forms.ChoiceField(label=_("Whose pictures to look for"))
    picture = forms.FileField(
        label=_("Picture"),
        help_text=_("JPEG, PNG or WebP, such as one that you saved from a listing. It is not kept."),
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp"}),
    )

    def __init__(self, *args: Any, brands: Sequence[Brand], **options: Any) -> None:
        super().__init__(*args, **options)
        if brands:
            choices = [(str(brand.tenant_id), brand.name) for brand in brands]
            self.fields["brand"].choices = choices  # type: ignore[attr-defined]
        else:
            del self.fields["brand"]

    def clean_picture(self) -> "UploadedFile[bytes]":
        picture: UploadedFile[bytes] = self.cleaned_data["picture"]
        if (picture.size or 0) > settings.EVIDENCE_MAX_BYTES:
            most = settings.EVIDENCE_MAX_BYTES // 1024 // 1024
            raise forms.ValidationError(gettext("It is larger than %(most)s MB.") % {"most": most})
        return picture
