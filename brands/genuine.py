"""The brand's own pictures of the genuine article, as they are shown beside a listing."""

import re
from collections.abc import Iterable
from uuid import UUID

from brands.models import RightFile
from core.models import StoredFile
from core.tenancy import Actor

_MOST_SHOWN = 6
_MOST_LOOKED_AT = 200


def words_in_common(name: str, title: str) -> int:
    """How many words of the listing's title stand in a picture's name. Brands name pictures by the product."""
    return len(_words(name) & _words(title))


def _words(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"[^\W_]+", text.casefold()))


def likeliest_first(pictures: Iterable[StoredFile], title: str) -> list[StoredFile]:
    """A handbag is to be seen beside the handbag, not beside the watch; else in the order given."""
    return sorted(pictures, key=lambda picture: -words_in_common(picture.name, title))


def genuine_pictures(right_id: UUID, title: str, *, actor: Actor) -> list[StoredFile]:
    """Those of the right that fit the title best, else the newest."""
    rows = RightFile.objects.visible_to(actor).filter(
        right_id=right_id, purpose=RightFile.Purpose.REFERENCE, file__media_type__startswith="image/"
    )
    newest_first = [row.file for row in rows.select_related("file").order_by("-id")[:_MOST_LOOKED_AT]]
    return likeliest_first(newest_first, title)[:_MOST_SHOWN]
