"""Walls around marketplaces' feed keys and feeds (docs/adr/0002-row-security.md)."""

from django.db import migrations

from core.row_security import AlsoVisible, SecureStaffTable


class Migration(migrations.Migration):
    dependencies = [
        ("listings", "0004_feed_keys"),
        ("core", "0002_walls"),
    ]

    operations = [
        SecureStaffTable("FeedKey"),
        SecureStaffTable("FeedRun"),
        # Before anybody is known: the row of the key that was brought.
        AlsoVisible(
            "FeedKey", name="brought", using="prefix = nullif(current_setting('app.key_prefix', true), '')"
        ),
    ]
