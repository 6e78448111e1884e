"""Walls between tenants, and what the database itself refuses (docs/adr/0002-row-security.md)."""

from django.db import migrations

from core.row_security import AppendOnly, SecureStaffTable, SecureTenantTable


class Migration(migrations.Migration):
    dependencies = [
        ("listings", "0001_initial"),
        ("core", "0002_walls"),
    ]

    operations = [
        SecureTenantTable("Snapshot"),
        AppendOnly("Snapshot"),
        SecureStaffTable("SellerContact"),
    ]
