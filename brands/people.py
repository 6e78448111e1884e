"""Which brands a person may act for, and as what."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q

from accounts.models import ApiKey, User
from accounts.roles import Role
from accounts.scopes import actions_of
from brands.models import AgencyMember, Authorisation, Brand, Membership
from core import clock
from core.tenancy import Actor

LONGEST_LABEL = 120


@dataclass(frozen=True, slots=True, kw_only=True)
class BrandChoice:
    """One brand that a person may act for. `agency_id` is set when they do so by an agency's mandate."""

    tenant_id: UUID
    name: str
    role: Role
    agency_id: UUID | None = None


def choices_for(user: User) -> list[BrandChoice]:
    """The person's brands by name: their own memberships, then live mandates of their agencies."""
    roles = {m.tenant_id: Role(m.role) for m in Membership.objects.filter(user=user)}
    agencies = AgencyMember.objects.filter(user=user).values("agency_id")
    mandates = {
        a.tenant_id: a.agency_id
        for a in Authorisation.objects.filter(
            agency_id__in=agencies, revoked_at=None, expires_on__gte=clock.now().date()
        )
        if a.tenant_id not in roles
    }
    names = Brand.objects.filter(Q(tenant_id__in=roles) | Q(tenant_id__in=mandates)).order_by("name")
    return [
        BrandChoice(
            tenant_id=brand.tenant_id,
            name=brand.name,
            role=roles.get(brand.tenant_id, Role.AGENCY),
            agency_id=mandates.get(brand.tenant_id),
        )
        for brand in names
    ]


def actor_for(user: User, *, chosen: UUID | None) -> Actor:
    """Who this person is right now: staff, or somebody acting for the chosen (else the first) brand."""
    label = _label_of(user)
    if user.staff_role:
        return Actor(
            role=user.staff_role,
            label=label,
            user_id=user.id,
            staff=True,
            only_tenants=_brands_of_manager(user),
        )
    choices = choices_for(user)
    choice = next((c for c in choices if c.tenant_id == chosen), choices[0] if choices else None)
    if choice is None:
        return Actor(role=Role.PUBLIC, label=label, user_id=user.id)
    return Actor(
        role=choice.role,
        label=label,
        user_id=user.id,
        tenant_id=choice.tenant_id,
        delegate_id=choice.agency_id,
    )


def can_hold_a_key(role: Role | None, *, is_active: bool) -> bool:
    """A key stands on the access of whoever made it: `role` is theirs for the brand now, None if they have none."""
    return is_active and role in {Role.OWNER, Role.AGENCY}


def actor_for_key(key: ApiKey) -> Actor | None:
    """A program with this key, right now. None when whoever made it may no longer act for the brand."""
    choice = next((c for c in choices_for(key.made_by) if c.tenant_id == key.tenant_id), None)
    if choice is None or not can_hold_a_key(choice.role, is_active=key.made_by.is_active):
        return None
    return Actor(
        role=Role.KEY,
        label=f"{key.name} (API key)"[:120],
        user_id=key.made_by_id,
        tenant_id=key.tenant_id,
        delegate_id=choice.agency_id,
        key_prefix=key.prefix,
        only_actions=frozenset(map(str, actions_of(key.scopes))),
        sandbox=key.mode == ApiKey.Mode.TEST,
    )


def _label_of(user: User) -> str:
    """As ledger and complaints keep it: an e-mail address may be longer than a name."""
    return (user.name or user.email)[:LONGEST_LABEL]


def _brands_of_manager(user: User) -> frozenset[UUID] | None:
    if user.role is not Role.MANAGER or user.sees_all_brands:
        return None
    return frozenset(Brand.objects.filter(account_manager=user).values_list("tenant_id", flat=True))
