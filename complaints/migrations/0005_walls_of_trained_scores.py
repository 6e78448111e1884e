"""Trained scores are staff's. What one is stays as it was made; where it stands moves as the table says."""

from django.db import migrations

from complaints.scoring.states import MOVES
from core.row_security import GuardMoves, SecureStaffTable

# `refuse_change` is of core's AppendOnly.
STAYS = """
CREATE TRIGGER made_stays BEFORE UPDATE OF
    version, content, content_hash, data_fingerprint, trained_at, trained_by_label ON complaints_assessmentmodel
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER never_deleted BEFORE DELETE ON complaints_assessmentmodel
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
"""
STAYS_NOT = """
DROP TRIGGER IF EXISTS made_stays ON complaints_assessmentmodel;
DROP TRIGGER IF EXISTS never_deleted ON complaints_assessmentmodel;
"""


class Migration(migrations.Migration):
    dependencies = [("complaints", "0004_trained_scores"), ("core", "0002_walls")]

    operations = [
        SecureStaffTable("AssessmentModel"),
        SecureStaffTable("ScoreWatch"),
        GuardMoves("AssessmentModel", column="state", start="candidate", moves=MOVES),
        migrations.RunSQL(STAYS, STAYS_NOT),
    ]
