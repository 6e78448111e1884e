"""Walls between tenants, and what the database itself refuses (docs/adr/0002-row-security.md). Those of redress follow."""

from datetime import UTC, datetime
from typing import Any

from django.db import migrations

from core.row_security import AlsoVisible, AppendOnly, GuardMoves, SecureStaffTable, SecureTenantTable
from takedown.programme.states import APPEAL_NEXT, APPLICATION_NEXT, GRANT_NEXT, moves_of
from takedown.states import MOVES

# A revoked link shows nothing. What the link opens besides, is opened by way of its notice.
LINK = "token_hash = nullif(current_setting('app.link_hash', true), '') AND revoked_at IS NULL"
LINKED = (
    "EXISTS (SELECT 1 FROM takedown_sellernotice n WHERE n.removal_id = takedown_removal.id"
    " AND n.token_hash = nullif(current_setting('app.link_hash', true), ''))"
)
# Versions count up: no hole, and none in force before an earlier one.
COUNTS_UP = """
CREATE OR REPLACE FUNCTION takedown_policyversion_counts_up() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE latest takedown_policyversion%ROWTYPE;
BEGIN
    SELECT * INTO latest FROM takedown_policyversion ORDER BY version DESC LIMIT 1;
    IF FOUND AND (NEW.version <> latest.version + 1 OR NEW.effective_at < latest.effective_at) THEN
        RAISE EXCEPTION 'policy version % cannot follow version %', NEW.version, latest.version
            USING ERRCODE = '23514';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER counts_up BEFORE INSERT ON takedown_policyversion
    FOR EACH ROW EXECUTE FUNCTION takedown_policyversion_counts_up();
"""


def first_policy(apps: Any, schema_editor: Any) -> None:
    """The numbers of the design, and what a new installation asks for beside them; every later version is published by two
    admins."""
    apps.get_model("takedown", "PolicyVersion").objects.create(
        version=1,
        effective_at=datetime(2026, 1, 1, tzinfo=UTC),
        numbers={"thresholds": {"automatic_uphold_upper_bound": 0.96}},
        note="The published formula with its default numbers, and nothing automatic where people surely accept less than 96 %.",
    )


class Migration(migrations.Migration):
    dependencies = [
        ("takedown", "0001_initial"),
        ("core", "0002_walls"),
        ("brands", "0002_walls"),
        ("complaints", "0002_walls"),
    ]

    operations = [
        SecureTenantTable("Grant"),
        SecureTenantTable("Ground"),
        SecureTenantTable("KeptSigns", referenced=False),
        SecureTenantTable("Contribution", referenced=False),
        SecureTenantTable("DailyRecord", referenced=False),
        SecureTenantTable("Application"),
        SecureTenantTable("Step"),
        SecureTenantTable("Appeal", referenced=False),
        SecureTenantTable("PolicyCase", referenced=False),
        SecureTenantTable("PolicyDifference", referenced=False),
        SecureTenantTable("CapRaise", referenced=False),
        SecureStaffTable("AgencyDay"),
        SecureStaffTable("Attempt"),
        SecureStaffTable("Brake"),
        SecureStaffTable("PolicyDraft"),
        SecureStaffTable("PolicyPreview"),
        SecureStaffTable("PolicyProposal"),
        SecureStaffTable("PolicyShadow"),
        SecureStaffTable("PolicyVersion"),
        SecureStaffTable("Reinstatement"),
        SecureStaffTable("Removal"),
        SecureStaffTable("SellerAction"),
        SecureStaffTable("SellerNotice"),
        SecureStaffTable("SellerRecord"),
        SecureStaffTable("StrikeEvent"),
        AlsoVisible("SellerNotice", name="link", using=LINK),
        AlsoVisible("Removal", name="link", using=LINKED),
        AppendOnly("Attempt"),
        AppendOnly("PolicyCase"),
        AppendOnly("PolicyDifference"),
        AppendOnly("PolicyVersion"),
        AppendOnly("SellerAction"),
        AppendOnly("Step"),
        AppendOnly("StrikeEvent"),
        GuardMoves("Removal", column="status", start="requested", moves=MOVES),
        GuardMoves("Grant", column="step", start="full", moves=moves_of(GRANT_NEXT)),
        GuardMoves("Application", column="status", start="waiting", moves=moves_of(APPLICATION_NEXT)),
        GuardMoves("Appeal", column="status", start="open", moves=moves_of(APPEAL_NEXT)),
        migrations.RunSQL(COUNTS_UP, "DROP FUNCTION IF EXISTS takedown_policyversion_counts_up CASCADE"),
        migrations.RunPython(first_policy, migrations.RunPython.noop),
    ]
