"""Walls between tenants, and what the database itself refuses (docs/adr/0002-row-security.md)."""

from django.db import migrations

from core.row_security import AlsoVisible, KeepsOne, SecureTenantTable

USER = "nullif(current_setting('app.user_id', true), '')::uuid"
OWN_MANDATES = f"agency_id IN (SELECT agency_id FROM brands_agencymember WHERE user_id = {USER})"
OWN_BRANDS = (
    f"tenant_id IN (SELECT m.tenant_id FROM brands_membership m WHERE m.user_id = {USER})"
    " OR tenant_id IN (SELECT a.tenant_id FROM brands_authorisation a JOIN brands_agencymember g"
    f" ON g.agency_id = a.agency_id WHERE g.user_id = {USER})"
)
LINK = "token_hash = nullif(current_setting('app.link_hash', true), '')"
INVITING = (
    f"EXISTS (SELECT 1 FROM brands_invitation i WHERE i.tenant_id = brands_brand.tenant_id AND i.{LINK})"
)


class Migration(migrations.Migration):
    dependencies = [
        ("brands", "0001_initial"),
        ("core", "0002_walls"),
    ]

    operations = [
        SecureTenantTable("Brand"),
        SecureTenantTable("Membership"),
        SecureTenantTable("Authorisation"),
        SecureTenantTable("Right"),
        SecureTenantTable("RightFile"),
        SecureTenantTable("AllowedSeller"),
        SecureTenantTable("Invitation", referenced=False),
        # Before the tenant is known: the rows by which a person finds the brands they may act for.
        AlsoVisible("Membership", name="own", using=f"user_id = {USER}"),
        AlsoVisible("Authorisation", name="own", using=OWN_MANDATES),
        AlsoVisible("Brand", name="own", using=OWN_BRANDS),
        # Whoever holds the link is not of the brand yet: they see the one invitation, and which brand it is.
        AlsoVisible("Invitation", name="link", using=LINK),
        AlsoVisible("Brand", name="link", using=INVITING),
        KeepsOne("Membership", column="role", value="owner"),
    ]
