"""Form fields that pages of several rooms share."""

import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class ClassesField(forms.CharField):
    """Nice classes as people write them: "9, 25", "18-20", "Class 35"."""

    def clean(self, value: Any) -> list[int]:
        text = super().clean(value)
        found: set[int] = set()
        for first, last in re.findall(r"(\d+)(?:\s*[-–—]\s*(\d+))?", text):
            found |= set(range(int(first[:3]), int((last or first)[:3]) + 1))
        if (text and not found) or not found <= set(range(1, 46)):
            raise forms.ValidationError(_("Nice classes are numbers from 1 to 45, such as 14, 18, 25."))
        return sorted(found)
