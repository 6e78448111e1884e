"""Another brand's row answers, byte for byte, as one that does not exist."""

import pytest

from complaints.models import Evidence
from core.ids import new_id
from core.models import StoredFile
from tests import stories
from tests.complaints.pages import all_of, without_tokens


@pytest.fixture
def foreign(world):
    """A path of every kind to rows of Kestrel."""
    complaint = stories.file(world, "a1", by="charlie", brand="kestrel")
    [item] = stories.items_of(complaint)
    [file] = all_of(StoredFile, tenant_id=complaint.tenant_id)
    return {
        "complaint": f"/complaints/{complaint.number}/",
        "item": f"/items/{item.id}/",
        "withdrawal": f"/items/{item.id}/withdrawal/",
        "answer": f"/items/{item.id}/answer/",
        "right": f"/rights/{world.rights['kestrel'].id}/",
        "file": f"/files/{file.id}/",
        "preview": f"/files/{file.id}/?preview=1",
    }


ABSENT = {
    "complaint": "/complaints/C-XXXX-XX/",
    "item": f"/items/{new_id()}/",
    "withdrawal": f"/items/{new_id()}/withdrawal/",
    "answer": f"/items/{new_id()}/answer/",
    "right": f"/rights/{new_id()}/",
    "file": f"/files/{new_id()}/",
    "preview": f"/files/{new_id()}/?preview=1",
}


@pytest.mark.parametrize("kind", ABSENT)
def test_a_foreign_row_is_like_one_that_does_not_exist(world, client_for, foreign, kind):
    alice = client_for(world.alice)

    theirs, absent = alice.get(foreign[kind]), alice.get(ABSENT[kind])

    assert (theirs.status_code, absent.status_code) == (404, 404)
    assert without_tokens(theirs.content) == without_tokens(absent.content)


@pytest.mark.parametrize("kind", ABSENT)
def test_its_owner_sees_it(world, client_for, foreign, kind):
    response = client_for(world.charlie).get(foreign[kind])
    response.close()

    assert response.status_code in {200, 302}


@pytest.mark.parametrize("kind", ["withdrawal", "answer"])
def test_a_foreign_row_cannot_be_changed_either(world, client_for, foreign, kind):
    theirs = client_for(world.alice).post(foreign[kind], {"answer": "x", "send": "1"})

    assert theirs.status_code == 404


@pytest.mark.parametrize("kind", [kind for kind in ABSENT if kind not in {"file", "preview"}])
def test_a_visitor_is_sent_to_sign_in(client_for, foreign, kind):
    response = client_for(None).get(foreign[kind])

    assert response.headers["Location"].startswith("/accounts/login/?next=")


def test_a_poll_of_a_signed_out_page_goes_to_the_sign_in_page(client_for, foreign):
    response = client_for(None).get(foreign["item"] + "?seen=1", headers={"HX-Request": "true"})

    assert response.status_code == 204
    assert response.headers["HX-Redirect"].startswith("/accounts/login/?next=/items/")


def test_a_file_is_seen_by_the_marketplaces_people(world, client_for, foreign):
    response = client_for(world.rita).get(foreign["file"])
    response.close()

    assert response.status_code == 200


def test_a_visitor_gets_no_file(client_for, foreign):
    assert client_for(None).get(foreign["file"]).status_code == 404


def test_a_download_cannot_do_anything_in_the_browser(world, client_for, foreign):
    response = client_for(world.charlie).get(foreign["file"])

    assert response.headers["Content-Disposition"].startswith("attachment")
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert response.headers["Cache-Control"] == "private, no-store"
    assert response.getvalue().startswith(b"\xff\xd8\xff")


def test_a_picture_is_shown_encoded_anew(world, client_for, foreign):
    response = client_for(world.charlie).get(foreign["preview"])

    assert response.headers["Content-Type"] == "image/webp"
    assert response.headers["Content-Disposition"] == "inline"
    assert response.content[8:12] == b"WEBP"


def test_evidence_points_at_the_brands_own_file(world, foreign):
    [proof] = all_of(Evidence)

    assert proof.tenant_id == world.brands["kestrel"].tenant_id
