"""A brand's webhook endpoints: made, changed, stopped, started, removed; their secrets rotated."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urlsplit
from uuid import UUID

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils.translation import gettext

from accounts.models import ApiKey, WebhookDelivery, WebhookEndpoint
from accounts.roles import Action, require
from accounts.webhooks import addresses, words
from accounts.webhooks.events import CHOSEN, Event, EventType, announce
from accounts.webhooks.signing import secret_of
from accounts.work import WEBHOOK_DISABLED
from core import audit, outbox
from core.tenancy import Actor, TenantQuerySet

MOST_ENDPOINTS = 10
# How long the secret before the newest signs, too.
OVERLAP = timedelta(hours=24)
SECOND_CLICK = timedelta(minutes=1)


class WebhookRefused(Exception):
    """Nothing was changed; the message says what to change, and in which field."""

    def __init__(self, message: str, *, field: str = "") -> None:
        super().__init__(message)
        self.field = field


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What an endpoint should be. No `events`: every one."""

    url: str
    description: str = ""
    events: Sequence[str] = ()


def endpoints_of(by: Actor) -> TenantQuerySet[WebhookEndpoint]:
    """Those that there are, of the brand; with a test key those that hear of sandbox marketplaces only."""
    _own_people_only(by)
    rows = WebhookEndpoint.objects.visible_to(by).filter(deleted_at=None)
    return rows.filter(mode=ApiKey.Mode.TEST) if by.sandbox else rows


def deliveries_of(endpoint: WebhookEndpoint, by: Actor) -> TenantQuerySet[WebhookDelivery]:
    return WebhookDelivery.objects.visible_to(by).filter(endpoint=endpoint)


def _own_people_only(by: Actor) -> None:
    if by.delegate_id is not None:
        raise PermissionDenied(
            gettext("Webhooks belong to the brand's own people: they would outlast a mandate.")
        )


def make_endpoint(
    wish: Wish, *, form_key: str, by: Actor, now: datetime, for_tests: bool = False
) -> tuple[WebhookEndpoint, bool]:
    """Return the endpoint and whether it is new (False: this form had been sent already).

    `secret_of` then gives its secret, to be shown once. `for_tests`: it hears of sandbox marketplaces only.
    """
    require(by, Action.EDIT_WEBHOOKS)
    _own_people_only(by)
    _check(wish)
    earlier = _earlier(form_key, by)
    if earlier is None:
        try:
            with transaction.atomic():
                return _insert(wish, form_key=form_key, by=by, now=now, for_tests=for_tests), True
        except IntegrityError:
            # Its twin came at the same moment, and was first.
            earlier = _earlier(form_key, by)
            if earlier is None:
                raise
    if earlier.deleted_at is not None or now >= earlier.made_at + SECOND_CLICK:
        raise WebhookRefused(gettext("This endpoint has been made already, and its secret was shown then."))
    return earlier, False


def _check(wish: Wish) -> None:
    try:
        addresses.read(wish.url, loopback=settings.WEBHOOK_LOOPBACK)
    except addresses.AddressRefused as refused:
        raise WebhookRefused(words.told(str(refused)), field="url") from refused
    if not set(wish.events) <= set(CHOSEN):
        raise WebhookRefused(gettext("There is no such event."), field="events")


def _earlier(form_key: str, by: Actor) -> WebhookEndpoint | None:
    return WebhookEndpoint.objects.visible_to(by).filter(form_key=form_key).first()


def _insert(wish: Wish, *, form_key: str, by: Actor, now: datetime, for_tests: bool) -> WebhookEndpoint:
    if WebhookEndpoint.objects.visible_to(by).filter(deleted_at=None).count() >= MOST_ENDPOINTS:
        raise WebhookRefused(
            gettext("A brand has at most {most_endpoints} endpoints. Remove one first.").format(
                most_endpoints=MOST_ENDPOINTS
            )
        )
    row = WebhookEndpoint.objects.create(
        tenant_id=by.tenant,
        url=wish.url,
        description=wish.description.strip(),
        events=sorted(set(wish.events)),
        mode=ApiKey.Mode.TEST if for_tests or by.sandbox else ApiKey.Mode.LIVE,
        made_by_id=by.person,
        made_at=now,
        form_key=form_key,
    )
    _record("webhook.made", row, by=by, now=now)
    return row


def locked(endpoint_id: UUID, by: Actor) -> WebhookEndpoint:
    """Raises WebhookEndpoint.DoesNotExist."""
    return endpoints_of(by).select_for_update(of=("self",)).get(id=endpoint_id)


def change_endpoint(endpoint_id: UUID, wish: Wish, *, by: Actor, now: datetime) -> WebhookEndpoint:
    """What is on its way goes to the new address, too."""
    require(by, Action.EDIT_WEBHOOKS)
    _check(wish)
    row = locked(endpoint_id, by)
    wanted = wish.url, wish.description.strip(), sorted(set(wish.events))
    if (row.url, row.description, row.events) == wanted:
        return row
    row.url, row.description, row.events = wanted
    row.save(update_fields=["url", "description", "events"])
    _record("webhook.changed", row, by=by, now=now)
    return row


def stop(endpoint_id: UUID, *, by: Actor, now: datetime) -> WebhookEndpoint:
    """Nothing is sent or written down for it from here on. Stopping twice is stopping once."""
    require(by, Action.EDIT_WEBHOOKS)
    row = locked(endpoint_id, by)
    if row.disabled_at is None:
        disable(row, WebhookEndpoint.Stopped.BY_HAND, by=by, now=now)
    return row


def disable(
    row: WebhookEndpoint, because: WebhookEndpoint.Stopped, *, by: Actor, now: datetime
) -> WebhookEndpoint:
    """`row` is locked, and not disabled yet. Unless somebody did it by hand the owners are told by mail."""
    row.disabled_at, row.disabled_because = now, because
    row.save(update_fields=["disabled_at", "disabled_because"])
    event_id = _record("webhook.disabled", row, by=by, now=now)
    if because != WebhookEndpoint.Stopped.BY_HAND:
        outbox.add(outbox.Order(kind=WEBHOOK_DISABLED, subject_id=event_id, tenant_id=row.tenant_id))
    return row


def start(endpoint_id: UUID, *, by: Actor, now: datetime) -> WebhookEndpoint:
    """What happened while it was disabled was not written down; what had failed can be sent again by hand."""
    require(by, Action.EDIT_WEBHOOKS)
    row = locked(endpoint_id, by)
    if row.disabled_at is not None:
        row.disabled_at, row.disabled_because, row.failing_since, row.wait_until = None, "", None, None
        row.save(update_fields=["disabled_at", "disabled_because", "failing_since", "wait_until"])
        _record("webhook.enabled", row, by=by, now=now)
    return row


def rotate_secret(
    endpoint_id: UUID, *, generation: int | None = None, by: Actor, now: datetime
) -> tuple[WebhookEndpoint, str]:
    """A new secret, to be shown once; the one before it signs, too, for a day.

    `generation` is the one that the form was shown for: the same form sent twice is one rotation.
    """
    require(by, Action.EDIT_WEBHOOKS)
    row = locked(endpoint_id, by)
    if generation is not None and row.generation == generation + 1 and _was_just_rotated(row, now):
        return row, secret_of(row.id, row.generation)
    if generation is not None and row.generation != generation:
        raise WebhookRefused(gettext("The secret has been rotated already, and was shown then."))
    row.generation, row.former_until = row.generation + 1, now + OVERLAP
    row.save(update_fields=["generation", "former_until"])
    _record("webhook.secret_rotated", row, by=by, now=now)
    return row, secret_of(row.id, row.generation)


def _was_just_rotated(row: WebhookEndpoint, now: datetime) -> bool:
    return row.former_until is not None and now < row.former_until - OVERLAP + SECOND_CLICK


def remove_endpoint(endpoint_id: UUID, *, by: Actor, now: datetime) -> WebhookEndpoint:
    """It is gone for everybody; its row stays, so that whatever is being written down for it now finds it."""
    require(by, Action.EDIT_WEBHOOKS)
    row = locked(endpoint_id, by)
    row.deleted_at = now
    row.save(update_fields=["deleted_at"])
    _record("webhook.removed", row, by=by, now=now)
    return row


def send_test(endpoint_id: UUID, *, by: Actor, now: datetime) -> WebhookDelivery:
    """An event that says nothing, tried once. Raises WebhookRefused for an endpoint that is disabled."""
    require(by, Action.EDIT_WEBHOOKS)
    row = locked(endpoint_id, by)
    require_enabled(row)
    event = Event(
        type=EventType.ENDPOINT_TEST,
        tenant_id=row.tenant_id,
        at=now,
        sandbox=True,
        data={"endpoint": row.id},
    )
    [delivery_id] = announce([event], [row])
    return WebhookDelivery.objects.visible_to(by).get(id=delivery_id)


def require_enabled(row: WebhookEndpoint) -> None:
    if row.disabled_at is not None:
        raise WebhookRefused(gettext("This endpoint is disabled: switch it on first."))


def _record(name: str, row: WebhookEndpoint, *, by: Actor, now: datetime) -> UUID:
    """The host is in the ledger, the whole address is not: paths of receivers often hold a secret."""
    host = urlsplit(row.url).hostname or ""
    return audit.record(
        audit.Event(
            name=name,
            subject_kind="webhook_endpoint",
            subject_id=row.id,
            tenant_id=row.tenant_id,
            data={"host": host, "events": row.events, "because": row.disabled_because},
        ),
        by=by,
        now=now,
    )
