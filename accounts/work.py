"""Kinds of work that this room puts out."""

PURGE_API = "accounts.purge_api"
# Owners are known in the room above: brands/key_letters.py writes to them.
TELL_OF_KEY = "accounts.tell_of_key"
DELIVER_WEBHOOK = "accounts.deliver_webhook"
WEBHOOK_DISABLED = "accounts.webhook_disabled"
PURGE_WEBHOOKS = "accounts.purge_webhooks"
