"""Walls around what one person has set for themselves (docs/adr/0026-face.md)."""

from django.db import migrations

from core.row_security import SecurePersonTable


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0003_preferences"),
        ("core", "0002_walls"),
    ]

    operations = [SecurePersonTable("SavedView")]
