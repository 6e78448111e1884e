"""Walls between tenants, and what the database itself refuses (docs/adr/0002-row-security.md)."""

from django.db import migrations

from core.row_security import AlsoVisible, AppendOnly, SecureStaffTable, SecureTenantTable


class Migration(migrations.Migration):
    dependencies = [
        ("listings", "0001_initial"),
        ("core", "0002_walls"),
    ]

    operations = [
        SecureTenantTable("Snapshot"),
        AppendOnly("Snapshot"),
        SecureStaffTable("SellerContact"),
        SecureStaffTable("FeedKey"),
        SecureStaffTable("FeedRun"),
        SecureStaffTable("Arrivals"),
        # Before anybody is known: the row of the key that was brought.
        AlsoVisible(
            "FeedKey", name="brought", using="prefix = nullif(current_setting('app.key_prefix', true), '')"
        ),
    ]
