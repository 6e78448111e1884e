"""Walls around keys and webhooks, their logs and kept answers (docs/adr/0002-row-security.md)."""

from django.db import migrations

from core.row_security import AlsoVisible, SecureTenantTable


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0001_initial"),
        ("core", "0002_walls"),
    ]

    operations = [
        SecureTenantTable("ApiKey"),
        SecureTenantTable("ApiRequest", referenced=False),
        SecureTenantTable("ReplayedAnswer", referenced=False),
        # Before the tenant is known: the row of the key that was brought.
        AlsoVisible(
            "ApiKey", name="brought", using="prefix = nullif(current_setting('app.key_prefix', true), '')"
        ),
        SecureTenantTable("WebhookEndpoint"),
        SecureTenantTable("WebhookDelivery"),
        SecureTenantTable("WebhookAttempt", referenced=False),
    ]
