"""Replies belong to the brand that gave them. What was signed, shown or decided stays as it was."""

from django.db import migrations

from core.row_security import AppendOnly, GuardMoves, SecureTenantTable
from takedown.redress.counter.states import MOVES
from takedown.redress.replies.states import MOVES_OF_OFFER

OFFERED = (
    "tenant_id, counter_id, clauses, language, before, brand_signed_name, brand_signed_at, brand_signed_by, "
    "brand_signed_by_label, sign_by"
)
SHOWN = (
    "tenant_id, counter_id, kind, body, file_number, taken_on, document_id, shown_at, shown_by, shown_by_label, before, "
    "held_the_clock"
)


def stays(table: str, columns: str) -> migrations.RunSQL:
    """`refuse_change` is of core's AppendOnly."""
    old, new = (", ".join(f"{row}.{column}" for column in columns.split(", ")) for row in ("OLD", "NEW"))
    return migrations.RunSQL(
        f"CREATE TRIGGER said_stays BEFORE UPDATE ON {table} FOR EACH ROW"
        f" WHEN (({old}) IS DISTINCT FROM ({new})) EXECUTE FUNCTION refuse_change()",
        f"DROP TRIGGER IF EXISTS said_stays ON {table}",
    )


class Migration(migrations.Migration):
    dependencies = [("takedown", "0022_replies")]

    operations = [
        SecureTenantTable("Reply"),
        SecureTenantTable("ReplyFile", referenced=False),
        SecureTenantTable("LegalAction", referenced=False),
        SecureTenantTable("Undertaking", referenced=False),
        SecureTenantTable("Ruling", referenced=False),
        AppendOnly("Reply"),
        AppendOnly("ReplyFile"),
        AppendOnly("Ruling"),
        # A proof that is not enough leaves things as they stood before it.
        GuardMoves("CounterNotice", column="status", start="filed", moves=MOVES),
        GuardMoves("Undertaking", column="status", start="offered", moves=MOVES_OF_OFFER),
        stays("takedown_undertaking", OFFERED),
        stays("takedown_legalaction", SHOWN),
    ]
