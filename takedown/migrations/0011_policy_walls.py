"""Walls around drafts and cases, and versions that count up: no hole, and none in force before an earlier one."""

from django.db import migrations

from core.row_security import AppendOnly, SecureStaffTable, SecureTenantTable

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


class Migration(migrations.Migration):
    dependencies = [("takedown", "0010_policy_versions")]

    operations = [
        SecureStaffTable("PolicyDraft"),
        SecureStaffTable("PolicyProposal"),
        SecureStaffTable("PolicyPreview"),
        SecureStaffTable("PolicyShadow"),
        SecureTenantTable("PolicyCase", referenced=False),
        SecureTenantTable("PolicyDifference", referenced=False),
        AppendOnly("PolicyCase"),
        AppendOnly("PolicyDifference"),
        migrations.RunSQL(COUNTS_UP, "DROP FUNCTION IF EXISTS takedown_policyversion_counts_up CASCADE"),
    ]
