"""{{ sentence|told }}: what a program has written down, in the reader's language; a person's own words as they are."""

from django import template

from takedown import phrases

register = template.Library()


@register.filter
def told(text: object) -> str:
    return phrases.told(str(text or ""))
