"""Where people are told whom to ask."""

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("contact", "link"),
    [
        ("support@portal.example", "mailto:support@portal.example"),
        ("https://portal.example/ask?by=you@work", "https://portal.example/ask?by=you@work"),
    ],
)
def test_help_names_whom_to_ask(settings, contact, link):
    settings.SUPPORT_CONTACT = contact

    assert f'<a href="{link}">{contact}</a>' in Client().get("/help/").content.decode()


def test_help_offers_nobody_where_nobody_is_named(settings):
    settings.SUPPORT_CONTACT = ""

    assert "mailto:" not in Client().get("/help/").content.decode()
