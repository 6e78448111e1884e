"""{{ at|moment }}, {{ at|moment:"date" }}: components/time.html as a value, to stand within a translated sentence."""

from datetime import datetime

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

register = template.Library()


@register.filter
def moment(at: datetime, format: str = "") -> str:
    return SafeString(render_to_string("components/time.html", {"at": at, "format": format}).strip())
