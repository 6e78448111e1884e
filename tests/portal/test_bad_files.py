"""A file that cannot be kept is named, and nothing that was typed is lost."""

import contextlib
import struct
import zlib
from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from core.files import plain_name
from core.models import StoredFile
from core.pictures import NotAPicture, preview
from tests.complaints.pages import a_file, a_form, all_of, complaints, text_of, tokens_in
from tests.fakes import a_picture
from tests.stories import World

NEW = "/complaints/new/"


def upload(name: str, body: bytes) -> dict[str, Any]:
    return {"uploads": SimpleUploadedFile(name, body, content_type="image/jpeg"), "new_kind": "other"}


def a_bomb() -> bytes:
    """A PNG of a few kilobytes that says it has two gigapixels."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    size = struct.pack(">IIBBBBB", 45_000, 45_000, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", size)
        + chunk(b"IDAT", zlib.compress(b"\0" * 9_999))
        + chunk(b"IEND", b"")
    )


REFUSED_FILES = {
    "empty": (b"", "is empty"),
    "a renamed program": (b"MZ\x90\0" + b"\0" * 99, "is not a JPEG, PNG, WebP or PDF file"),
    "a page": (b"<html><script>alert(1)</script>", "is not a JPEG, PNG, WebP or PDF file"),
    "a drawing with a script": (b"<svg onload='alert(1)'/>", "is not a JPEG, PNG, WebP or PDF file"),
}


@pytest.mark.parametrize(("body", "why"), REFUSED_FILES.values(), ids=REFUSED_FILES.keys())
def test_a_file_that_cannot_be_kept_is_named_and_nothing_typed_is_lost(
    body: bytes, why: str, world: World, client_for: Callable[[Any], Client]
) -> None:
    answer = client_for(world.oscar).post(NEW, a_form(world, "a1") | upload("proof.jpg", body))

    assert f"proof.jpg {why}" in text_of(answer)
    assert "The stitching is wrong." in answer.content.decode()
    assert complaints() == []
    assert all_of(StoredFile) == []


def test_a_file_over_the_limit_is_named_and_the_others_stay(
    world: World, client_for: Callable[[Any], Client], settings: Any
) -> None:
    settings.EVIDENCE_MAX_BYTES = 1024 * 1024
    big = SimpleUploadedFile("big.jpg", a_picture() + b"\0" * 1024 * 1024)

    answer = client_for(world.oscar).post(
        NEW, a_form(world, "a1") | {"uploads": [big, a_file("small.jpg")], "new_kind": "other"}
    )

    assert "big.jpg is larger than 1 MB." in text_of(answer)
    assert len(tokens_in(answer.content.decode())) == 1
    assert complaints() == []


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("../../etc/passwd.jpg", "passwd.jpg"),
        ("C:\\temp\\a.jpg", "a.jpg"),
        ("\u202egpj.exe\u202c.jpg", "gpj.exe.jpg"),
        ("a\r\nSet-Cookie: x=1.jpg", "aSet-Cookie: x=1.jpg"),
        ("x" * 400 + ".jpg", "x" * 200),
        ("..", "file"),
        ("\u202e\u200b", "file"),
    ],
)
def test_a_file_keeps_a_name_that_can_do_no_harm(said: str, kept: str) -> None:
    assert plain_name(said) == kept


def test_the_download_of_a_file_with_a_name_of_tricks_works(
    world: World, client_for: Callable[[Any], Client]
) -> None:
    oscar = client_for(world.oscar)
    oscar.post(NEW, a_form(world, "a1") | upload('"\u202ea\r\nb;%s"\u4e2d.jpg', a_picture()))
    [stored] = all_of(StoredFile)

    answer = oscar.get(f"/files/{stored.id}/")
    body = answer.getvalue()

    assert body == a_picture()
    assert "\u202e" not in stored.name


def test_no_cut_of_a_picture_breaks_its_preview() -> None:
    for kind in ("JPEG", "PNG", "WEBP"):
        whole = BytesIO()
        Image.new("RGB", (64, 64), "teal").save(whole, kind)
        for end in range(16, len(whole.getvalue()), 7):
            with contextlib.suppress(NotAPicture):
                preview(BytesIO(whole.getvalue()[:end]))


def test_a_decompression_bomb_is_no_picture() -> None:
    with pytest.raises(NotAPicture):
        preview(BytesIO(a_bomb()))
