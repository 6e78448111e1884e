"""A seller's notice opened by its link. Whatever is wrong with a link gets the same answer: it opens nothing."""

import re
from dataclasses import dataclass

from django.http.response import HttpResponseBase
from django.urls import reverse

from core import clock
from core.links import hash_of
from core.tenancy import Actor, acting_as
from takedown.models import SellerNotice
from takedown.redress.notices import link_actor, proven_seller


class NotThisNotice(Exception):
    """The seller's link is for another notice."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """`holder` has the link and may look; `seller` is the same with a proof, and may act."""

    notice: SellerNotice
    token: str

    @property
    def holder(self) -> Actor:
        return link_actor(self.token)

    @property
    def seller(self) -> Actor:
        return proven_seller(self.token)

    @property
    def path(self) -> str:
        """Of the notice's page: all else that the link opens lies below it."""
        return reverse("seller-notice", args=[self.token])


def opened(token: str) -> Opened | None:
    """None for a link that is guessed, expired or revoked. The notice comes with its removal and listing."""
    if not re.fullmatch(r"[0-9a-f]{48}", token):
        return None
    with acting_as(link_actor(token)):
        notice = (
            SellerNotice.objects.filter(
                token_hash=hash_of(token), expires_at__gt=clock.now(), revoked_at=None
            )
            .select_related("removal__listing", "removal__marketplace")
            .first()
        )
    return Opened(notice=notice, token=token) if notice else None


def require_link_of(notice: SellerNotice, by: Actor) -> None:
    """Raises NotThisNotice: a proof for one notice is none for another."""
    if not by.link_hash or by.link_hash != notice.token_hash:
        raise NotThisNotice


def kept_private(answer: HttpResponseBase) -> HttpResponseBase:
    """For pages behind a link that have a form. Not "no-referrer": with it browsers send the form without its origin, and it
    is refused as somebody else's. The portal's own policy, "same-origin", tells other sites nothing, either."""
    answer.headers["Cache-Control"] = "no-store"
    answer.headers["X-Robots-Tag"] = "noindex"
    return answer
