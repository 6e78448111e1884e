"""A brand's appeals are its own to read, a seller's those of the removal that the link opens; nobody decides their own."""

from django.db import migrations

from core.row_security import AlsoVisible, AppendOnly, GuardMoves, SecureTenantTable
from takedown.redress.appeals.states import MOVES

LINKED = (
    "side = 'seller' AND EXISTS (SELECT 1 FROM takedown_sellernotice n"
    " WHERE n.removal_id = takedown_decisionappeal.removal_id"
    " AND n.token_hash = nullif(current_setting('app.link_hash', true), '') AND n.revoked_at IS NULL)"
)


class Migration(migrations.Migration):
    dependencies = [("takedown", "0017_appeals")]

    operations = [
        SecureTenantTable("DecisionAppeal", only="side = 'brand'"),
        SecureTenantTable("AppealFile", referenced=False),
        AlsoVisible("DecisionAppeal", name="link", using=LINKED),
        AppendOnly("AppealFile"),
        GuardMoves("DecisionAppeal", column="status", start="open", moves=MOVES),
    ]
