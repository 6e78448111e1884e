"""Walls around audits: a brand's record is counted from its own."""

from django.db import migrations

from core.row_security import SecureTenantTable


class Migration(migrations.Migration):
    dependencies = [("complaints", "0005_audits"), ("core", "0002_walls")]

    operations = [SecureTenantTable("Audit", referenced=False)]
