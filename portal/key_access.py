"""Programs: who asks below /api/v1/, by the key they bring; and the log of what each key did."""

from django.conf import settings
from django.http import HttpResponse

from accounts.api_keys import trouble_with
from accounts.keys import FEED, Key
from accounts.models import ApiKey, ApiRequest
from accounts.roles import Role
from brands.people import actor_for_key
from core import clock
from core.tenancy import ANONYMOUS, Actor, acting_as, become
from core.web import PortalRequest
from listings.feed_keys import note_use
from listings.models import FeedKey
from portal.reading import address_in

FOR_KEYS = "/api/v1/"


def is_for_keys(request: PortalRequest) -> bool:
    return request.path_info.startswith(FOR_KEYS)


def identify_by_key(request: PortalRequest) -> Actor:
    """A session's cookie means nothing here. From here on the transaction shows what the key may see."""
    request.key_id, request.key_trouble = None, "key_missing"
    scheme, _, text = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() != "bearer":
        return ANONYMOUS
    key = Key.parse(text.strip())
    if key is None:
        request.key_trouble = "key_unknown"
        return ANONYMOUS
    become(Actor(role="public", label="public", key_prefix=key.prefix))
    if key.mode == FEED:
        return _identify_feed(request, key)
    row = ApiKey.objects.select_related("made_by").filter(prefix=key.prefix).first()
    request.key_trouble = trouble_with(row, key, address=address_of(request), now=clock.now())
    if row is None or request.key_trouble == "key_unknown":
        return ANONYMOUS
    request.key_id = row.id
    # Whose memberships and mandates are to be found.
    become(Actor(role="public", label="public", user_id=row.made_by_id, key_prefix=key.prefix))
    actor = actor_for_key(row)
    if actor is None:
        request.key_trouble = request.key_trouble or "key_revoked"
        return ANONYMOUS
    become(actor)
    return actor


def _identify_feed(request: PortalRequest, key: Key) -> Actor:
    row = FeedKey.objects.filter(prefix=key.prefix).first()
    request.key_trouble = trouble_with(row, key, address=address_of(request), now=clock.now())
    if row is None or request.key_trouble == "key_unknown":
        return ANONYMOUS
    request.key_id = row.id
    actor = Actor(role=Role.FEED, label=f"{row.name} (feed key)"[:120], key_prefix=key.prefix)
    become(actor)
    return actor


def address_of(request: PortalRequest) -> str | None:
    """The client's address: as many steps back in X-Forwarded-For as there are proxies of ours."""
    if settings.TRUSTED_PROXIES:
        steps = [
            step.strip() for step in request.headers.get("X-Forwarded-For", "").split(",") if step.strip()
        ]
        if len(steps) >= settings.TRUSTED_PROXIES:
            return address_in(steps[-settings.TRUSTED_PROXIES])
    return address_in(request.META.get("REMOTE_ADDR", ""))


def log_request(request: PortalRequest, response: HttpResponse, *, seconds: float) -> None:
    """After the request's own transaction, so that what was refused and rolled back is in the log, too."""
    actor = getattr(request, "actor", ANONYMOUS)
    key_id = getattr(request, "key_id", None)
    if key_id is None:
        return
    if actor.role == Role.FEED:
        # What it brought stands in the list of feeds.
        note_use(key_id, now=clock.now())
        return
    if actor.tenant_id is None:
        return
    with acting_as(actor):
        ApiRequest.objects.create(
            tenant_id=actor.tenant_id,
            key_id=key_id,
            at=clock.now(),
            method=(request.method or "")[:7],
            path=request.path[:200].replace("\x00", "�"),
            status=response.status_code,
            code=getattr(response, "problem_code", ""),
            milliseconds=int(seconds * 1000),
            address=address_of(request),
            request_id=request.id,
        )
