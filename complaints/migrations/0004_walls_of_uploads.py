"""Walls around files that were sent ahead."""

from django.db import migrations

from core.row_security import SecureTenantTable


class Migration(migrations.Migration):
    dependencies = [("complaints", "0003_uploads"), ("core", "0002_walls")]

    operations = [SecureTenantTable("Upload", referenced=False)]
