"""Browsers in words."""

from django import template

from accounts.sessions import browser_in_words

register = template.Library()
register.filter("browser_in_words", browser_in_words)
