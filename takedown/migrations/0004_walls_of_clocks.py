"""Clocks belong to the brand whose silence they count; the seller's link opens those of its own removal."""

from django.db import migrations

from core.row_security import AlsoVisible, AppendOnly, GuardMoves, SecureTenantTable
from takedown.redress.clocks.states import MOVES

LINKED = (
    "EXISTS (SELECT 1 FROM takedown_sellernotice n WHERE n.removal_id = takedown_redressclock.removal_id"
    " AND n.token_hash = nullif(current_setting('app.link_hash', true), ''))"
)


class Migration(migrations.Migration):
    dependencies = [("takedown", "0003_redress_clocks")]

    operations = [
        SecureTenantTable("RedressClock"),
        SecureTenantTable("ClockEvent", referenced=False),
        AlsoVisible("RedressClock", name="link", using=LINKED),
        AppendOnly("ClockEvent"),
        GuardMoves("RedressClock", column="status", start="running", moves=MOVES),
    ]
