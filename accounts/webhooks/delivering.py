"""Sending what was put on its way, trying again, giving up, and sending again by hand."""

import random
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.utils.translation import gettext

from accounts.models import WebhookAttempt, WebhookDelivery, WebhookEndpoint
from accounts.roles import Action, require
from accounts.webhooks import addresses, sending
from accounts.webhooks.endpoints import WebhookRefused, deliveries_of, disable, locked, require_enabled
from accounts.webhooks.events import EventType
from accounts.webhooks.sending import Answer
from accounts.webhooks.signing import keys_of, signature
from accounts.work import DELIVER_WEBHOOK
from core import clock, outbox
from core.outbox import LeaseLost, Work
from core.tenancy import SYSTEM, Actor, acting_as

AT_ONCE = 20
# Seconds before the second, third … try: 75 h 35 min in all, as the specification proposes.
WAITS = (5, 300, 1800, 7200, 18_000, 36_000, 50_400, 72_000, 86_400)
# An endpoint that nothing has reached for so long is switched off.
FAILING_TOO_LONG = timedelta(hours=72)
# After so long it is taken for down: then one event at a time tries it, now and then, and the others wait. Whoever does
# not answer would otherwise hold up everybody else's events, fifteen seconds each.
DOWN_AFTER = timedelta(minutes=1)
SHORTEST_PAUSE, LONGEST_PAUSE = timedelta(seconds=30), timedelta(minutes=10)
KEEP = timedelta(days=30)
MOST_AGAIN = 1000
State = WebhookDelivery.State


@dataclass(frozen=True, slots=True, kw_only=True)
class _Letter:
    """All that sending needs, so that no thread of it touches the database."""

    work: Work
    delivery_id: UUID
    endpoint_id: UUID
    url: str
    body: bytes
    message_id: str
    keys: Sequence[bytes]
    waits: timedelta | None = None
    """How long it is to wait, because its endpoint is down."""


def deliver(works: Sequence[Work]) -> None:
    """Leased. Whatever no longer wants to be sent ends here; the rest goes out side by side."""
    with acting_as(SYSTEM):
        now = clock.real_now()
        letters = _letters(works, now)
        _end_idle(works, letters)
        for letter in letters:
            if letter.waits is not None:
                outbox.retry(letter.work, error="down", after_seconds=letter.waits.total_seconds())
    going = [letter for letter in letters if letter.waits is None]
    with ThreadPoolExecutor(max_workers=AT_ONCE) as pool:
        answers = pool.map(lambda letter: _send(letter, now), going)
        for letter, answer in zip(going, answers, strict=True):
            _write_down(letter, answer)


def _end_idle(works: Sequence[Work], letters: Sequence[_Letter]) -> None:
    going = {letter.work.id for letter in letters}
    idle = [work for work in works if work.id not in going]
    ended = WebhookDelivery.objects.filter(id__in=[work.subject_id for work in idle], state=State.PENDING)
    ended.update(state=State.CANCELLED)
    outbox.finish(idle)


def _letters(works: Sequence[Work], now: datetime) -> list[_Letter]:
    wanted = WebhookDelivery.objects.filter(
        id__in=[work.subject_id for work in works],
        state=State.PENDING,
        endpoint__deleted_at=None,
        endpoint__disabled_at=None,
    )
    rows = {row.id: row for row in wanted.select_related("endpoint")}
    tried: set[UUID] = set()
    return [_letter(work, row, now=now, tried=tried) for work in works if (row := rows.get(work.subject_id))]


def _letter(work: Work, row: WebhookDelivery, *, now: datetime, tried: set[UUID]) -> _Letter:
    """`tried`: endpoints that are down and that one event of this set tries already."""
    endpoint, waits = row.endpoint, None
    # What a person has just asked for is tried at once.
    if _is_down(endpoint, now) and row.type != EventType.ENDPOINT_TEST:
        waits = _pause_before(endpoint, now) if endpoint.id not in tried else SHORTEST_PAUSE
        tried.add(endpoint.id)
    return _Letter(
        work=work,
        delivery_id=row.id,
        endpoint_id=row.endpoint_id,
        url=endpoint.url,
        body=row.body.encode(),
        message_id=row.message_id,
        keys=keys_of(endpoint, now),
        waits=waits,
    )


def _is_down(endpoint: WebhookEndpoint, now: datetime) -> bool:
    return endpoint.failing_since is not None and endpoint.failing_since <= now - DOWN_AFTER


def _pause_before(endpoint: WebhookEndpoint, now: datetime) -> timedelta | None:
    if endpoint.wait_until is None or endpoint.wait_until <= now:
        return None
    return endpoint.wait_until - now


def _send(letter: _Letter, now: datetime) -> Answer:
    try:
        target = addresses.read(letter.url, loopback=settings.WEBHOOK_LOOPBACK)
    except addresses.AddressRefused:
        # It was taken when the rules were others, say on another machine.
        return Answer(status=None, error="address_refused", milliseconds=0)
    at = int(now.timestamp())
    headers = {
        "Content-Type": "application/json",
        "User-Agent": "Assay-Webhooks/1",
        "webhook-id": letter.message_id,
        "webhook-timestamp": str(at),
        "webhook-signature": signature(letter.message_id, at, letter.body, letter.keys),
    }
    return sending.send(target, headers=headers, body=letter.body)


def _write_down(letter: _Letter, answer: Answer) -> None:
    """In one transaction with the end of the work: a try that another worker has taken over is not ours to tell."""
    try:
        with acting_as(SYSTEM):
            _apply(letter, answer, now=clock.real_now())
    except LeaseLost:
        return


def _apply(letter: _Letter, answer: Answer, *, now: datetime) -> None:
    endpoint = WebhookEndpoint.objects.select_for_update().get(id=letter.endpoint_id)
    delivery = WebhookDelivery.objects.get(id=letter.delivery_id)
    WebhookAttempt.objects.create(
        tenant_id=endpoint.tenant_id,
        delivery_id=delivery.id,
        at=now,
        status=answer.status,
        milliseconds=answer.milliseconds,
        error=answer.error,
        answer=answer.text,
    )
    delivery.tries += 1
    if answer.is_good:
        _end(letter, delivery, State.DELIVERED)
        _note_failing(endpoint, since=None, now=now)
    elif answer.status == 410:
        _end(letter, delivery, State.FAILED)
        _disable(endpoint, WebhookEndpoint.Stopped.GONE, now=now)
    elif delivery.type == EventType.ENDPOINT_TEST:
        _end(letter, delivery, State.FAILED)
    else:
        _put_off(letter, delivery, answer)
        _note_failing(endpoint, since=endpoint.failing_since or now, now=now)


def _put_off(letter: _Letter, delivery: WebhookDelivery, answer: Answer) -> None:
    if delivery.tries > len(WAITS):
        _end(letter, delivery, State.FAILED)
        return
    delivery.save(update_fields=["tries"])
    wait = max(wait_after(delivery.tries), min(answer.retry_after, WAITS[-1]))
    outbox.retry(letter.work, error=answer.error or str(answer.status), after_seconds=wait)


def wait_after(tries: int) -> float:
    """Seconds, spread by ±10 % so that what failed together does not come back together."""
    return WAITS[tries - 1] * random.uniform(0.9, 1.1)  # noqa: S311


def _end(letter: _Letter, delivery: WebhookDelivery, state: WebhookDelivery.State) -> None:
    outbox.finish([letter.work])
    delivery.state = state
    delivery.save(update_fields=["state", "tries"])


def _note_failing(endpoint: WebhookEndpoint, *, since: datetime | None, now: datetime) -> None:
    """`endpoint` is locked. For a tenth of the time that it has been down it is left alone."""
    if since is None and endpoint.failing_since is None:
        return
    endpoint.failing_since, endpoint.wait_until = since, None
    if since is not None and _is_down(endpoint, now):
        endpoint.wait_until = now + min(max((now - since) / 10, SHORTEST_PAUSE), LONGEST_PAUSE)
    endpoint.save(update_fields=["failing_since", "wait_until"])
    if since is not None and since <= now - FAILING_TOO_LONG:
        _disable(endpoint, WebhookEndpoint.Stopped.FAILING, now=now)


def _disable(endpoint: WebhookEndpoint, because: WebhookEndpoint.Stopped, *, now: datetime) -> None:
    if endpoint.disabled_at is None and endpoint.deleted_at is None:
        disable(endpoint, because, by=SYSTEM, now=now)


# --- by hand -----------------------------------------------------------------------------------------------


def send_again(endpoint_id: UUID, delivery_id: UUID, *, by: Actor) -> WebhookDelivery:
    """The same event under the same id, now: receivers that have had it know it again.

    Raises WebhookEndpoint.DoesNotExist, WebhookDelivery.DoesNotExist or WebhookRefused.
    """
    require(by, Action.EDIT_WEBHOOKS)
    endpoint = locked(endpoint_id, by)
    delivery = deliveries_of(endpoint, by).select_for_update().get(id=delivery_id)
    require_enabled(endpoint)
    if outbox.under_way(subject_id=delivery.id, kind=DELIVER_WEBHOOK):
        raise WebhookRefused(gettext("It is being sent at this moment."))
    _put_out_again(endpoint, [delivery.id])
    # Whoever asks for it knows that it is up again.
    _forget_pause(endpoint)
    delivery.state = State.PENDING
    return delivery


def send_failed_again(endpoint_id: UUID, *, by: Actor) -> int:
    """All that was given up, the oldest first, up to a thousand; return how many."""
    require(by, Action.EDIT_WEBHOOKS)
    endpoint = locked(endpoint_id, by)
    require_enabled(endpoint)
    failed = deliveries_of(endpoint, by).filter(state__in=[State.FAILED, State.CANCELLED])
    ids = list(failed.order_by("id").values_list("id", flat=True)[:MOST_AGAIN])
    _put_out_again(endpoint, ids)
    _forget_pause(endpoint)
    return len(ids)


def _put_out_again(endpoint: WebhookEndpoint, delivery_ids: Sequence[UUID]) -> None:
    outbox.cancel(subject_ids=delivery_ids, kind=DELIVER_WEBHOOK)
    WebhookDelivery.objects.filter(id__in=delivery_ids).update(state=State.PENDING, tries=0)
    outbox.add_all(
        outbox.Order(kind=DELIVER_WEBHOOK, subject_id=id, tenant_id=endpoint.tenant_id) for id in delivery_ids
    )


def _forget_pause(endpoint: WebhookEndpoint) -> None:
    endpoint.wait_until = None
    endpoint.save(update_fields=["wait_until"])


def purge(works: Sequence[Work]) -> None:
    """What was sent and answered is kept for thirty days; what is still on its way stays until it ends."""
    before = clock.now() - KEEP
    WebhookAttempt.objects.filter(at__lt=before).delete()
    old = WebhookDelivery.objects.filter(made_at__lt=before, attempts=None).exclude(state=State.PENDING)
    old.delete()
