"""In which language a seller is spoken to."""

from django.conf import settings
from django.utils.translation import get_supported_language_variant


def language_for(theirs: str) -> str:
    """The language of ours that comes nearest to what a marketplace calls theirs, such as `zh` or `zh-CN`; English
    where none does."""
    try:
        return get_supported_language_variant(theirs)
    except LookupError:
        return settings.LANGUAGE_CODE
