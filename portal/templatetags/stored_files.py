"""What pages ask of a stored file."""

from django import template

from core import scanning
from core.models import StoredFile

register = template.Library()


@register.filter
def is_withheld(stored: StoredFile) -> bool:
    return scanning.is_withheld(stored)
