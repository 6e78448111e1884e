"""Walls around invitations, the link that opens one, and an owner for every brand (docs/adr/0002-row-security.md)."""

from django.db import migrations

from core.row_security import AlsoVisible, KeepsOne, SecureTenantTable

LINK = "token_hash = nullif(current_setting('app.link_hash', true), '')"
INVITING = (
    f"EXISTS (SELECT 1 FROM brands_invitation i WHERE i.tenant_id = brands_brand.tenant_id AND i.{LINK})"
)


class Migration(migrations.Migration):
    dependencies = [("brands", "0003_invitation")]

    operations = [
        SecureTenantTable("Invitation", referenced=False),
        # Whoever holds the link is not of the brand yet: they see the one invitation, and which brand it is.
        AlsoVisible("Invitation", name="link", using=LINK),
        AlsoVisible("Brand", name="link", using=INVITING),
        KeepsOne("Membership", column="role", value="owner"),
    ]
