"""Walls between tenants, and what the database itself refuses (docs/adr/0002-row-security.md)."""

from datetime import UTC, datetime
from typing import Any

from django.db import migrations

from core.row_security import AlsoVisible, AppendOnly, GuardMoves, SecureStaffTable, SecureTenantTable
from takedown.states import MOVES

LINK = "token_hash = nullif(current_setting('app.link_hash', true), '')"
LINKED = (
    f"EXISTS (SELECT 1 FROM takedown_sellernotice n WHERE n.removal_id = takedown_removal.id AND n.{LINK})"
)


def first_policy(apps: Any, schema_editor: Any) -> None:
    """The numbers of the design; every later version is published by two admins."""
    apps.get_model("takedown", "PolicyVersion").objects.create(
        version=1,
        effective_at=datetime(2026, 1, 1, tzinfo=UTC),
        numbers={},
        note="The published formula with its default numbers.",
    )


class Migration(migrations.Migration):
    dependencies = [
        ("takedown", "0001_initial"),
        ("core", "0002_walls"),
        ("complaints", "0002_walls"),
    ]

    operations = [
        SecureTenantTable("Grant"),
        SecureTenantTable("Ground"),
        SecureStaffTable("PolicyVersion"),
        SecureStaffTable("Removal"),
        SecureStaffTable("SellerNotice"),
        SecureStaffTable("Attempt"),
        AlsoVisible("SellerNotice", name="link", using=LINK),
        AlsoVisible("Removal", name="link", using=LINKED),
        AppendOnly("PolicyVersion"),
        AppendOnly("Attempt"),
        GuardMoves("Removal", column="status", start="requested", moves=MOVES),
        migrations.RunPython(first_policy, migrations.RunPython.noop),
    ]
