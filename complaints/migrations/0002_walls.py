"""Walls between tenants, and what the database itself refuses (docs/adr/0002-row-security.md)."""

from django.db import migrations

from complaints.states import MOVES
from core.row_security import AppendOnly, GuardMoves, RoomForUpdates, SecureTenantTable


class Migration(migrations.Migration):
    dependencies = [
        ("complaints", "0001_initial"),
        ("core", "0002_walls"),
        ("brands", "0002_walls"),
        ("listings", "0002_walls"),
    ]

    operations = [
        SecureTenantTable("Complaint"),
        SecureTenantTable("Item"),
        SecureTenantTable("Evidence"),
        SecureTenantTable("Assessment", referenced=False),
        SecureTenantTable("Decision"),
        SecureTenantTable("PendingDecision"),
        SecureTenantTable("Question"),
        SecureTenantTable("Upload", referenced=False),
        SecureTenantTable("Audit", referenced=False),
        SecureTenantTable("FilingPause", referenced=False),
        SecureTenantTable("PictureLook", referenced=False),
        RoomForUpdates("Item"),
        AppendOnly("Assessment"),
        AppendOnly("Decision"),
        GuardMoves("Item", column="status", start="received", moves=MOVES),
    ]
