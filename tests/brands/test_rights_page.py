from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.formats import date_format

from brands.models import Right, RightFile
from brands.services import verify_right
from core import clock
from core.models import AuditEvent
from core.tenancy import acting_as
from tests.complaints.pages import a_file, all_of, get, text_of

FORM = {
    "kind": "trademark",
    "title": "  Lumora   Nuit ",
    "number": "018 123 456",
    "office": "euipo",
    "owner_name": "Lumora SARL",
    "territories": "EU, United States; uk",
    "nice_classes": "Class 3, 14-16; 25",
    "variants": "LUMORA NUIT\nルモラ, 露茉拉\n",
    "registered_on": "2021-05-04",
    "expires_on": "4 May 2031",
}


@pytest.fixture
def alice(world, client_for):
    return client_for(world.alice)


def add(client, **changes):
    return client.post("/rights/new/", FORM | changes, follow=True)


def test_a_right_is_understood_however_it_is_typed(world, alice):
    add(alice)

    [right] = all_of(Right, number="018123456")
    assert (right.title, right.office, right.tenant_id) == (
        "Lumora Nuit",
        "EUIPO",
        world.brands["lumora"].tenant_id,
    )
    assert right.territories == ["EU", "US", "GB"]
    assert right.nice_classes == [3, 14, 15, 16, 25]
    assert right.variants == ["LUMORA NUIT", "ルモラ", "露茉拉"]
    assert (right.registered_on, right.expires_on) == (date(2021, 5, 4), date(2031, 5, 4))


def test_a_new_right_is_not_verified_and_says_so(alice):
    assert "Not checked yet" in text_of(add(alice))


def test_a_right_added_twice_is_refused_in_words(alice):
    add(alice)

    assert "This right is in your list already." in text_of(add(alice))
    assert len(all_of(Right, number="018123456")) == 1


def test_everything_but_copyright_needs_its_number(alice):
    assert "Give the registration number." in text_of(add(alice, number=""))
    assert "The right is added." in text_of(add(alice, kind="copyright", number=""))


@pytest.mark.parametrize(
    ("field", "value", "answer"),
    [
        ("nice_classes", "99", "Nice classes are numbers from 1 to 45"),
        ("territories", "EU, Narnia", "We do not know “Narnia”."),
        ("expires_on", "2001-01-01", "This is before the right was registered."),
    ],
)
def test_what_cannot_be_is_asked_again_and_nothing_typed_is_lost(alice, field, value, answer):
    response = add(alice, **{field: value})

    assert answer in text_of(response)
    assert "018 123 456" in response.content.decode()
    assert value in response.content.decode()


def test_a_picture_of_the_genuine_article_is_shown(world, alice):
    right = world.rights["lumora"]

    response = alice.post(
        f"/rights/{right.id}/files/", {"purpose": "reference", "file": a_file("genuine.jpg")}, follow=True
    )

    [kept] = all_of(RightFile)
    assert "genuine.jpg is added." in text_of(response)
    assert f"/files/{kept.file_id}/?preview=1" in response.content.decode()


def test_a_file_that_is_neither_picture_nor_document_is_refused(world, alice):
    page = alice.post(
        f"/rights/{world.rights['lumora'].id}/files/",
        {"purpose": "document", "file": SimpleUploadedFile("a.exe", b"MZ....")},
    )

    assert "a.exe is not a JPEG, PNG, WebP or PDF file." in text_of(page)
    assert all_of(RightFile) == []


def test_a_file_is_not_added_to_another_brands_right(world, alice):
    foreign = world.rights["kestrel"]

    response = alice.post(f"/rights/{foreign.id}/files/", {"purpose": "reference", "file": a_file()})

    assert response.status_code == 404
    assert all_of(RightFile) == []


def test_only_an_owner_changes_rights(world, client_for):
    oscar = client_for(world.oscar)

    assert oscar.get("/rights/new/").status_code == 403
    assert add(oscar).status_code == 403
    assert "Add a right" not in get(oscar, "/rights/")


def test_a_right_that_has_lapsed_says_so(alice):
    add(alice, registered_on="2001-01-01", expires_on="2011-01-01")

    assert "lapsed" in get(alice, "/rights/")


def test_a_right_that_is_about_to_lapse_says_until_when(alice):
    soon = clock.now().date() + timedelta(days=30)
    add(alice, expires_on=soon.isoformat())

    assert f"until {date_format(soon)}" in get(alice, "/rights/")


def test_what_was_done_to_a_right_stands_in_the_ledger(world, alice):
    add(alice)
    [right] = all_of(Right, number="018123456")
    rita = world.actor("rita")
    with acting_as(rita):
        verify_right(right.id, by=rita, now=clock.now())
        verify_right(right.id, by=rita, now=clock.now())

    assert [e.event for e in all_of(AuditEvent, subject_id=right.id)] == ["right.added", "right.verified"]
    assert "Verified by the marketplace" in get(alice, f"/rights/{right.id}/")
