"""Walls between tenants, and what the database itself refuses (docs/adr/0002-row-security.md)."""

from django.db import migrations

from core.row_security import AlsoVisible, GuardMoves, RoomForUpdates, SecureTenantTable
from detection.states import MOVES

LINK = "token_hash = nullif(current_setting('app.link_hash', true), '')"


class Migration(migrations.Migration):
    dependencies = [
        ("detection", "0001_initial"),
        ("core", "0002_walls"),
        ("complaints", "0002_walls"),
    ]

    operations = [
        SecureTenantTable("AuthenticationRequest"),
        SecureTenantTable("RequestPhoto", referenced=False),
        SecureTenantTable("AnswerDeclaration", referenced=False),
        SecureTenantTable("AnswerLink", referenced=False),
        SecureTenantTable("Digest", referenced=False),
        # Whoever holds a link finds its row by it; what they may see then is looked up as the person it is for.
        AlsoVisible("AnswerLink", name="link", using=LINK),
        GuardMoves("AuthenticationRequest", column="state", start="raised", moves=MOVES),
        RoomForUpdates("AuthenticationRequest"),
    ]
