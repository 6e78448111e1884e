"""{{ code|in_words }}: a code of the ledger in the reader's language."""

from django import template

from complaints import code_words

register = template.Library()


@register.filter
def in_words(code: object) -> str:
    return code_words.in_words(str(code or ""))
