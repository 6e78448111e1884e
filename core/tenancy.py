"""Who is acting, and what PostgreSQL shows them (docs/adr/0002-row-security.md).

Two walls, each enough by itself. First: every query starts from `visible_to(actor)`. Second: row security,
which reads the settings that `acting_as` puts into the current transaction.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any, Self
from uuid import UUID

from django.db import connection, models, transaction

from core.ids import new_id


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """A person, a key, a link or the system itself, for the length of one request or task.

    `staff` sees every tenant's rows (or only those of `only_tenants`); anybody else sees `tenant_id`'s.
    `role` is a word of the permission table; `label` is what the audit ledger writes; `delegate_id` says by which firm's
    mandate somebody acts; `link_hash` opens the one row that a signed link is for, `key_prefix` the one key.
    `only_actions` narrows what the role may do; `sandbox` confines the actor to sites that are there to try things on.
    """

    role: str
    label: str
    user_id: UUID | None = None
    tenant_id: UUID | None = None
    staff: bool = False
    only_tenants: frozenset[UUID] | None = None
    delegate_id: UUID | None = None
    link_hash: str = ""
    key_prefix: str = ""
    only_actions: frozenset[str] | None = None
    sandbox: bool = False

    @property
    def person(self) -> UUID:
        """The user behind the act. Raises for an act that only a signed-in person can do."""
        if self.user_id is None:
            raise RuntimeError(f"{self.label} is no signed-in person")
        return self.user_id

    @property
    def tenant(self) -> UUID:
        """The tenant acted for. Raises for an actor who acts for none."""
        if self.tenant_id is None:
            raise RuntimeError(f"{self.label} acts for no tenant")
        return self.tenant_id


ANONYMOUS = Actor(role="public", label="public")
# The portal's own work: relay, pipeline, scheduled jobs. The kinds of work that run as SYSTEM, across
# tenants, are listed in portal/cross_tenant_work.py.
SYSTEM = Actor(role="system", label="system", staff=True)

_current: ContextVar[Actor | None] = ContextVar("current_actor", default=None)


def current_actor() -> Actor | None:
    return _current.get()


def _show_only_what_is_visible_to(actor: Actor | None) -> None:
    """Settings of this transaction only: a pooled connection must never carry one person's view to the next."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('role', %s, true), set_config('app.tenant_id', %s, true),"
            " set_config('app.user_id', %s, true), set_config('app.link_hash', %s, true),"
            " set_config('app.key_prefix', %s, true)",
            [
                "app_staff" if actor and actor.staff else "none",
                str(actor.tenant_id or "") if actor else "",
                str(actor.user_id or "") if actor else "",
                actor.link_hash if actor else "",
                actor.key_prefix if actor else "",
            ],
        )


@contextmanager
def acting_as(actor: Actor) -> Iterator[None]:
    """One transaction (or savepoint) in which the database shows only what `actor` may see.

    The former view comes back on exit. On an exception the rollback itself brings it back.
    """
    former, outermost = _current.get(), not connection.in_atomic_block
    with transaction.atomic():
        _show_only_what_is_visible_to(actor)
        token = _current.set(actor)
        try:
            yield
        finally:
            _current.reset(token)
        # A transaction that ends here, or is to be rolled back, takes its settings with it.
        if not outermost and not transaction.get_rollback():
            _show_only_what_is_visible_to(former)


def become(actor: Actor) -> None:
    """Change who is acting inside the current `acting_as` block: who somebody is, is known only after a look."""
    _show_only_what_is_visible_to(actor)
    _current.set(actor)


class TenantQuerySet[M: models.Model](models.QuerySet[M]):
    """The first wall. Views, API views and exports start here, never at `objects.all()`."""

    def visible_to(self, actor: Actor) -> Self:
        if not actor.staff:
            return self.filter(tenant_id=actor.tenant_id) if actor.tenant_id else self.none()
        return self if actor.only_tenants is None else self.filter(tenant_id__in=actor.only_tenants)


class Tenant(models.Model):
    """A bare id that rows carry. Whose it is, is known above."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return str(self.id)


class TenantOwned(models.Model):
    """Base of every row that belongs to one tenant. Its migration must run SecureTenantTable."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    tenant = models.ForeignKey(Tenant, on_delete=models.PROTECT, related_name="+", db_index=False)

    objects = TenantQuerySet.as_manager()

    class Meta:
        abstract = True


def owned_by_same_tenant(to: Any, **options: Any) -> Any:
    """A foreign key between two tenant-owned rows.

    Its SQL constraint is the composite (tenant, id) key that SecureTenantTable writes, so that a row can
    never point at another tenant's row: a plain foreign key check bypasses row security.
    """
    options.setdefault("on_delete", models.PROTECT)
    return models.ForeignKey(to, db_constraint=False, **options)
