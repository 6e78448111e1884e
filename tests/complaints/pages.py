"""What page tests do again and again."""

import re
from typing import Any
from uuid import UUID

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from complaints.models import Complaint, Evidence, Item
from core.ids import new_id
from core.tenancy import SYSTEM, acting_as
from tests.fakes import a_picture, listing_url
from tests.stories import World


def a_file(name: str = "proof.jpg", colour: str = "red") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, a_picture(colour), content_type="image/jpeg")


def a_form(world: World, *refs: str, brand: str = "lumora", **changes: Any) -> dict[str, Any]:
    """The form as a browser sends it when everything is filled in; None leaves a field out."""
    form = {
        "listings": "\n".join(listing_url(ref) for ref in refs),
        "marketplace": "",
        "right": str(world.rights[brand].id),
        "reason": "counterfeit_goods",
        "statement": "The stitching is wrong.",
        "declared_by": "Oscar Filer",
        "form_key": str(new_id()),
        "send": "1",
    }
    return {name: value for name, value in (form | changes).items() if value is not None}


def with_file(form: dict[str, Any], *, kind: str = "test_buy", **changes: Any) -> dict[str, Any]:
    return form | {"uploads": a_file(), "new_kind": kind} | changes


def all_of(model: Any, **conditions: Any) -> list[Any]:
    with acting_as(SYSTEM):
        return list(model.objects.filter(**conditions).order_by("pk"))


def complaints() -> list[Complaint]:
    return all_of(Complaint)


def evidence() -> list[Evidence]:
    return all_of(Evidence)


def item(id: UUID) -> Item:
    found: Item = all_of(Item, id=id)[0]
    return found


def tokens_in(html: str) -> list[str]:
    """The stored files that a page carries."""
    return re.findall(r'name="kept" value="([^"]+)"', html)


def without_tokens(body: bytes) -> bytes:
    """What is drawn by lot for every answer: the CSRF token's mask, the script's nonce, the log's id. Nothing else may differ."""
    return re.sub(
        rb'(csrfmiddlewaretoken" value="|X-CSRFToken": "|nonce="|Reference: <code>|name="next" value=")[\w/?=-]+',
        rb"\1",
        body,
    )


def text_of(response: Any) -> str:
    """What a person reads, on one line."""
    plain = re.sub(r"<[^>]+>", " ", response.content.decode())
    return " ".join(plain.split())


def get(client: Client, url: str) -> str:
    return text_of(client.get(url, follow=True))
