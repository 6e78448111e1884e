"""Walls around webhook endpoints and what was sent to them (docs/adr/0002-row-security.md)."""

from django.db import migrations

from core.row_security import SecureTenantTable


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0004_webhooks"),
        ("core", "0002_walls"),
    ]

    operations = [
        SecureTenantTable("WebhookEndpoint"),
        SecureTenantTable("WebhookDelivery"),
        SecureTenantTable("WebhookAttempt", referenced=False),
    ]
