"""Counter-notices belong to the brand that they answer; codes and drafts to nobody. A revoked link shows nothing."""

from django.db import migrations

from core.row_security import AlsoVisible, AppendOnly, GuardMoves, SecureStaffTable, SecureTenantTable
from takedown.redress.counter.states import MOVES

LINK = "token_hash = nullif(current_setting('app.link_hash', true), '') AND revoked_at IS NULL"
SIGNED = (
    "tenant_id, ground_id, removal_id, notice_id, form_key, number, law, law_version, why, story, statements, "
    "signed_name, signed_at, language, filed_at"
)


def _each(row: str) -> str:
    return ", ".join(f"{row}.{column}" for column in SIGNED.split(", "))


# `refuse_change` is of core's AppendOnly.
SIGNED_STAYS = f"""
CREATE TRIGGER signed_stays BEFORE UPDATE ON takedown_counternotice FOR EACH ROW
    WHEN (({_each("OLD")}) IS DISTINCT FROM ({_each("NEW")})) EXECUTE FUNCTION refuse_change()
"""


class Migration(migrations.Migration):
    dependencies = [("takedown", "0013_counter_notices")]

    operations = [
        SecureStaffTable("SellerCode"),
        SecureStaffTable("CounterDraft"),
        SecureTenantTable("CounterNotice"),
        SecureTenantTable("CounterFile", referenced=False),
        AppendOnly("CounterFile"),
        # What the link opens besides, is opened by way of its notice.
        AlsoVisible("SellerNotice", name="link", using=LINK),
        GuardMoves("CounterNotice", column="status", start="filed", moves=MOVES),
        migrations.RunSQL(SIGNED_STAYS, "DROP TRIGGER IF EXISTS signed_stays ON takedown_counternotice"),
    ]
