"""A marketplace is put behind the portal, by whoever runs it."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime

from accounts.roles import Action, require
from core import audit
from core.tenancy import Actor
from listings.models import Marketplace


@dataclass(frozen=True, slots=True, kw_only=True)
class NewSite:
    """`account` is ours there, `territories` are ISO 3166 codes or EU, `connector` a key of CONNECTORS."""

    slug: str
    name: str
    site_url: str
    account: str
    territories: Sequence[str]
    connector: str
    is_sandbox: bool


def add_marketplace(site: NewSite, *, by: Actor, now: datetime) -> Marketplace:
    """Complaints can be filed against it from now on. Raises Django's ValidationError."""
    require(by, Action.OPERATE)
    row = Marketplace(**asdict(site))
    row.full_clean()
    row.save(force_insert=True)
    event = audit.Event(
        name="marketplace.added",
        subject_kind="marketplace",
        subject_id=row.id,
        tenant_id=None,
        data={"slug": row.slug},
    )
    audit.record(event, by=by, now=now)
    return row
