"""Walls around warnings, suspensions and appeals; a suspension rests on a warning of the same one it is about."""

from django.db import migrations

from core.row_security import AppendOnly, GuardMoves, SecureStaffTable, SecureTenantTable
from takedown.redress.misuse.states import APPEAL_NEXT, SUSPENSION_NEXT, WARNING_NEXT, moves_of

SAME_FILER = [
    "ALTER TABLE takedown_filingwarning ADD CONSTRAINT filingwarning_of_filer UNIQUE (tenant_id, filer, id)",
    (
        "ALTER TABLE takedown_filingsuspension ADD CONSTRAINT filingsuspension_same_filer"
        " FOREIGN KEY (tenant_id, filer, warning_id) REFERENCES takedown_filingwarning (tenant_id, filer, id)"
    ),
]
SAME_SELLER = [
    "ALTER TABLE takedown_counterwarning ADD CONSTRAINT counterwarning_of_seller UNIQUE (seller_id, id)",
    (
        "ALTER TABLE takedown_countersuspension ADD CONSTRAINT countersuspension_same_seller"
        " FOREIGN KEY (seller_id, warning_id) REFERENCES takedown_counterwarning (seller_id, id)"
    ),
]
# The tables go with their constraints.
NOTHING = migrations.RunSQL.noop


class Migration(migrations.Migration):
    dependencies = [("takedown", "0015_misuse"), ("core", "0002_walls")]

    operations = [
        SecureTenantTable("FilingRecord", referenced=False),
        SecureTenantTable("FilingWarning"),
        SecureTenantTable("FilingSuspension"),
        SecureTenantTable("FilingAppeal", referenced=False),
        SecureStaffTable("CounterFinding"),
        SecureStaffTable("CounterRecord"),
        SecureStaffTable("CounterWarning"),
        SecureStaffTable("CounterSuspension"),
        SecureStaffTable("CounterAppeal"),
        AppendOnly("CounterFinding"),
        migrations.RunSQL(SAME_FILER, NOTHING),
        migrations.RunSQL(SAME_SELLER, NOTHING),
        *(
            operation
            for kind in ("Filing", "Counter")
            for operation in (
                GuardMoves(f"{kind}Warning", column="status", start="stands", moves=moves_of(WARNING_NEXT)),
                GuardMoves(
                    f"{kind}Suspension", column="status", start="proposed", moves=moves_of(SUSPENSION_NEXT)
                ),
                GuardMoves(f"{kind}Appeal", column="status", start="open", moves=moves_of(APPEAL_NEXT)),
            )
        ),
    ]
