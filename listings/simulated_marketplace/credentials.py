"""The accounts that may use the API, and their secrets, all derived from the one MARKETPLACE_SECRET."""

import hashlib
import hmac
from dataclasses import dataclass

READ = "listings:read"
HIDE = "listings:hide"
MESSAGE = "sellers:message"

PORTAL = "portal"
READER = "reader"
"""An account that may look but not touch, to see what a missing permission does."""

SCOPES = {PORTAL: frozenset({READ, HIDE, MESSAGE}), READER: frozenset({READ})}


@dataclass(frozen=True, slots=True, kw_only=True)
class Credential:
    account: str
    secret: str
    scopes: frozenset[str] = frozenset()


def api_credential(master: str, site: str, role: str = PORTAL) -> Credential:
    """What a site's API accepts from an account with this role."""
    account = f"{site}-{role}"
    return Credential(account=account, secret=secret_of(master, account), scopes=SCOPES[role])


def control_credential(master: str) -> Credential:
    return Credential(account="control", secret=_derive(master, "control"))


def secret_of(master: str, account: str) -> str:
    """The secret of an API account. Knowing it opens neither another account nor the control API."""
    return _derive(master, f"api/{account}")


def _derive(master: str, purpose: str) -> str:
    message = f"simulated-marketplace/v1/{purpose}"
    return hmac.new(master.encode(), message.encode(), hashlib.sha256).hexdigest()
