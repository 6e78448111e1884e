"""Kinds of work that this room puts out."""

PURGE_API = "accounts.purge_api"
DELIVER_WEBHOOK = "accounts.deliver_webhook"
WEBHOOK_DISABLED = "accounts.webhook_disabled"
PURGE_WEBHOOKS = "accounts.purge_webhooks"
