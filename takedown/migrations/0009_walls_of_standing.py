"""Walls around records, applications, steps and appeals, and the moves that the database refuses."""

from django.db import migrations

from core.row_security import AppendOnly, GuardMoves, SecureStaffTable, SecureTenantTable
from takedown.programme.states import APPEAL_NEXT, APPLICATION_NEXT, GRANT_NEXT, moves_of


class Migration(migrations.Migration):
    dependencies = [
        ("takedown", "0008_standing"),
        ("brands", "0002_walls"),
        ("complaints", "0006_walls_of_audits"),
        ("core", "0002_walls"),
    ]

    operations = [
        SecureTenantTable("Contribution", referenced=False),
        SecureTenantTable("DailyRecord", referenced=False),
        SecureStaffTable("AgencyDay"),
        SecureTenantTable("Grant"),
        SecureTenantTable("Application"),
        SecureTenantTable("Step"),
        SecureTenantTable("Appeal", referenced=False),
        AppendOnly("Step"),
        GuardMoves("Grant", column="step", start="full", moves=moves_of(GRANT_NEXT)),
        GuardMoves("Application", column="status", start="waiting", moves=moves_of(APPLICATION_NEXT)),
        GuardMoves("Appeal", column="status", start="open", moves=moves_of(APPEAL_NEXT)),
    ]
