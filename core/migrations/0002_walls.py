"""Walls between tenants, and what the database itself refuses (docs/adr/0002-row-security.md)."""

from django.db import migrations

from core.row_security import AppendOnly, GrantToRelay, SecureStaffTable, SecureTenantTable


class Migration(migrations.Migration):
    dependencies = [("core", "0001_initial")]

    operations = [
        SecureTenantTable("Tenant", column="id"),
        SecureTenantTable("Outbox", referenced=False),
        GrantToRelay("Outbox"),
        SecureTenantTable("AuditEvent", referenced=False),
        AppendOnly("AuditEvent"),
        SecureTenantTable("StoredFile"),
        SecureStaffTable("ScheduledRun"),
    ]
