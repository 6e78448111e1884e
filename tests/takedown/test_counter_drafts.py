"""An answer that is not sent yet: kept for its seller alone, and not for long."""

from io import BytesIO
from typing import Any

import pytest

from core import clock, files
from core.files import keep_body
from core.ids import new_id
from core.tenancy import SYSTEM, acting_as
from takedown.models import CounterDraft, SellerNotice
from takedown.redress.counter import drafts
from tests.fakes import a_picture
from tests.stories import World
from tests.takedown.answering import (
    a_removed_listing,
    filed,
    seller_of,
)
from tests.takedown.test_two_brands import Pair, both  # noqa: F401 - a fixture


@pytest.fixture
def notice(world: World) -> SellerNotice:
    return a_removed_listing(world)


def save(notice: SellerNotice, **values: Any) -> CounterDraft:
    return drafts.save_draft(
        notice,
        values.pop("answers", {}),
        form_key=values.pop("form_key", new_id()),
        by=seller_of(notice),
        now=clock.now(),
        **values,
    )


def test_a_draft_goes_when_it_is_sent(notice: SellerNotice) -> None:
    key = new_id()
    save(notice, answers={"story": "…"}, form_key=key)

    filed(notice, form_key=key)

    assert drafts.draft_of(notice, by=seller_of(notice)) is None


def test_the_files_of_two_tabs_are_all_kept_until_one_is_dropped(notice: SellerNotice) -> None:
    bodies = [
        keep_body(BytesIO(a_picture(colour)), name=f"{colour}.jpg", tenant_id=notice.id, most_bytes=10**6)
        for colour in ("navy", "olive")
    ]
    save(notice, added=bodies[:1])
    save(notice, added=bodies[1:])
    assert len(drafts.files_of(save(notice))) == 2

    assert drafts.files_of(save(notice, dropped=[bodies[0].sha256])) == bodies[1:]


def test_an_old_draft_goes_with_its_files(notice: SellerNotice) -> None:
    body = keep_body(BytesIO(a_picture("navy")), name="bill.jpg", tenant_id=notice.id, most_bytes=10**6)
    draft = save(notice, added=[body])
    with acting_as(SYSTEM):
        CounterDraft.objects.filter(id=draft.id).update(saved_at=clock.now() - drafts.KEPT_FOR)
        drafts.tidy([])

        assert not CounterDraft.objects.exists()
    with pytest.raises(FileNotFoundError):
        files.open_kept(body)
