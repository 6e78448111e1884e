"""The team in the browser: who sees it, who changes it, and the way in by invitation."""

import re
from urllib.parse import parse_qsl, urlsplit

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from accounts import api_keys
from accounts.models import User
from accounts.roles import Role
from brands import team
from brands.models import Authorisation, Invitation, Membership
from core.tenancy import SYSTEM, acting_as
from tests import stories
from tests.api.program import a_key
from tests.brands.teams import NEW, accept, do, invite, later, ledger, member, role_of, somebody_new
from tests.brands.test_invitations import WEEK
from tests.complaints.pages import all_of, get, text_of

PASSWORD = "a heron stands in the reeds"


@pytest.fixture
def alice(world, client_for):
    return client_for(world.alice)


@pytest.fixture
def charlie(world, client_for):
    return client_for(world.charlie)


def send_invitation(client, email=NEW, role="filer"):
    return client.post("/team/", {"email": email, "role": role}, follow=True)


# --- the page --------------------------------------------------------------------------------------------


def test_the_page_shows_people_invitations_and_mandates(world, charlie):
    do(world, team.invite, email=NEW, role=Role.VIEWER, by="charlie", brand="kestrel")

    page = get(charlie, "/team/")

    for words in ("Charlie Owner", "charlie@example.test", NEW, "Guardwell", "Gil Agent", "Every right"):
        assert words in page


def test_the_scope_of_a_mandate_is_spelled_out(world, charlie):
    with acting_as(SYSTEM):
        Authorisation.objects.update(
            right_ids=[world.rights["kestrel"].id], marketplace_ids=[world.marketplace.id]
        )

    page = get(charlie, "/team/")

    assert f"{world.rights['kestrel']}; Bazaar" in page


def test_only_an_owner_finds_the_forms(world, client_for):
    page = get(client_for(world.oscar), "/team/")

    assert "Alice Owner" in page
    assert "Invite somebody" not in page
    assert "Change role" not in page


def test_somebody_who_is_no_owner_invites_nobody(world, client_for):
    assert send_invitation(client_for(world.oscar)).status_code == 403
    assert all_of(Invitation) == []


def test_an_agency_does_not_see_the_team(world, client_for):
    gil = client_for(world.gil)

    assert gil.get("/team/").status_code == 403
    menu = gil.get("/").context["navigation"]()
    assert "Team" not in [str(page["label"]) for group in menu for page in group["pages"]]


def test_an_owner_invites(world, alice):
    response = send_invitation(alice)

    assert "We are sending pat@example.test their link." in text_of(response)
    assert [(i.email, i.role) for i in all_of(Invitation)] == [(NEW, "filer")]


@pytest.mark.parametrize("email", ["", "pat", "pat@", "pat@example.test\nBcc: all@example.test"])
def test_what_is_no_address_is_asked_again(world, alice, email):
    send_invitation(alice, email)

    assert all_of(Invitation) == []


def test_a_role_that_brands_do_not_have_is_asked_again(world, alice):
    send_invitation(alice, role="programme_admin")

    assert all_of(Invitation) == []


def test_why_somebody_is_not_invited_stands_beside_the_address(world, alice):
    assert "They are of your team already." in text_of(send_invitation(alice, world.oscar.email))


def test_an_invitation_is_withdrawn(world, alice):
    invitation = invite(world)

    response = alice.post(f"/team/invitations/{invitation.id}/withdrawal/", follow=True)

    assert "is withdrawn" in text_of(response)
    assert "Nobody is invited" in text_of(response)


# --- changes ---------------------------------------------------------------------------------------------


def test_a_role_is_changed(world, alice):
    response = alice.post(f"/team/people/{member(world.vera).id}/role/", {"role": "filer"}, follow=True)

    assert "Vera Viewer: filer from now on." in text_of(response)
    assert role_of(world.vera) == "filer"


@pytest.mark.parametrize(
    ("address", "question"),
    [
        ("/team/people/{vera}/removal/", "Remove Vera Viewer?"),
        ("/team/people/{vera}/ownership/", "Hand over ownership to Vera Viewer?"),
    ],
)
def test_a_page_says_what_will_happen_and_changes_nothing(world, alice, address, question):
    page = get(alice, address.format(vera=member(world.vera).id))

    assert question in page
    assert (role_of(world.vera), role_of(world.alice)) == ("viewer", "owner")
    assert ledger() == []


def test_whoever_is_removed_is_out_with_their_next_click(world, alice, client_for):
    oscar = client_for(world.oscar)
    assert oscar.get("/complaints/").status_code == 200

    alice.post(f"/team/people/{member(world.oscar).id}/removal/")

    assert oscar.get("/complaints/").status_code == 302
    assert "Register your brand" in get(oscar, "/complaints/")


def test_whoever_becomes_a_viewer_files_nothing_with_their_next_click(world, alice, client_for):
    oscar = client_for(world.oscar)
    assert oscar.get("/complaints/new/").status_code == 200

    alice.post(f"/team/people/{member(world.oscar).id}/role/", {"role": "viewer"})

    assert oscar.get("/complaints/new/").status_code == 403


def test_the_last_owner_is_told_why_they_stay(world, alice):
    response = alice.post(f"/team/people/{member(world.alice).id}/removal/", follow=True)

    assert "A brand always has an owner" in text_of(response)
    assert role_of(world.alice) == "owner"


def test_somebody_leaves(world, client_for):
    vera = client_for(world.vera)

    response = vera.post(f"/team/people/{member(world.vera).id}/removal/", follow=True)

    assert "You have left the team." in text_of(response)
    assert role_of(world.vera) is None


def test_ownership_is_handed_over(world, alice):
    response = alice.post(f"/team/people/{member(world.oscar).id}/ownership/", follow=True)

    assert "Oscar Filer is the owner now, and you are a filer." in text_of(response)
    assert "Invite somebody" not in text_of(response)


def test_a_mandate_is_revoked(world, charlie):
    [mandate] = all_of(Authorisation)
    assert "Revoke the mandate of Guardwell?" in get(charlie, f"/team/mandates/{mandate.id}/revocation/")

    response = charlie.post(f"/team/mandates/{mandate.id}/revocation/", follow=True)

    assert "The mandate of Guardwell is revoked." in text_of(response)
    assert "No agency acts for the brand." in text_of(response)


@pytest.fixture
def alice_with_password(world, alice):
    world.alice.set_password(PASSWORD)
    world.alice.save()
    alice.force_login(world.alice)
    return alice


def test_an_invitation_asks_for_a_fresh_proof(world, alice_with_password):
    response = alice_with_password.post("/team/", {"email": NEW, "role": "owner"})

    assert response["Location"].startswith(reverse("account_reauthenticate"))
    assert all_of(Invitation) == []


@pytest.mark.parametrize("what", ["role", "removal", "ownership"])
def test_a_harmful_change_asks_for_a_fresh_proof(world, alice_with_password, what):
    address = f"/team/people/{member(world.oscar).id}/{what}/"
    assert alice_with_password.get(address).status_code == 200

    response = alice_with_password.post(address, {"role": "viewer"})

    assert response["Location"].startswith(reverse("account_reauthenticate"))
    assert role_of(world.oscar) == "filer"


def test_what_was_sent_is_done_after_the_proof(world, alice_with_password):
    asked = alice_with_password.post(f"/team/people/{member(world.oscar).id}/removal/")

    alice_with_password.post(
        reverse("account_reauthenticate"),
        {"password": PASSWORD, **dict(parse_qsl(urlsplit(asked["Location"]).query))},
    )

    assert role_of(world.oscar) is None


# --- the access review -----------------------------------------------------------------------------------


def confirm(client):
    page = client.get("/team/review/")
    return client.post("/team/review/", {"seen": page.context["fingerprint"]}, follow=True)


def test_a_review_is_shown_with_who_and_when(world, alice):
    assert "Nobody has reviewed this list yet." in get(alice, "/team/review/")

    assert re.search(r"Access reviewed on .* by Alice Owner\.", text_of(confirm(alice)))


def test_a_change_after_the_review_is_pointed_out(world, alice):
    confirm(alice)
    invite(world)

    assert "The list has changed since it was last reviewed" in get(alice, "/team/")


def test_the_review_shows_who_made_each_key_what_it_may_and_when_it_was_used(world, charlie):
    program = a_key(world, "gil", scopes=("rights:read",), addresses=("127.0.0.0/8",))
    assert "not in 30 days" in get(charlie, "/team/review/")

    program.get("rights/")

    page = get(charlie, "/team/review/")
    assert f"jf_live_{program.row.prefix}…" in page
    for words in ("API key, made by Gil Agent", "rights:read; only from 127.0.0.0/8"):
        assert words in page
    assert "not in 30 days" not in page
    assert "1 key can act for the brand." in get(charlie, "/team/")


def test_a_key_that_opens_nothing_any_more_is_marked(world, charlie):
    program = a_key(world, "gil")
    assert "opens nothing" not in get(charlie, "/team/review/")

    end(world, "kestrel", revoked_at="2026-01-01T00:00Z")

    assert program.get("rights/").status_code == 401
    assert "opens nothing" in get(charlie, "/team/review/")


def test_an_ended_key_is_not_on_the_list(world, alice):
    key = a_key(world).row
    do(world, api_keys.revoke_key, key.id)

    assert key.prefix not in get(alice, "/team/review/")


def test_somebody_who_is_no_owner_confirms_no_review(world, client_for):
    assert confirm(client_for(world.vera)).status_code == 403
    assert ledger() == []


# --- the way in ------------------------------------------------------------------------------------------


def link(invitation):
    return f"/invitation/{team.token_of(invitation.id)}/"


def test_a_visitor_is_told_who_invites_them_and_to_sign_in(world):
    page = get(Client(), link(invite(world)))

    assert "You are invited to act for Lumora" in page
    assert "Alice Owner" in page
    assert "Accept the invitation" not in page


def test_looking_changes_nothing(world, client_for):
    client = client_for(somebody_new(world))
    address = link(invite(world))

    assert "Accept the invitation" in get(client, address)
    assert role_of(world.pat) is None


def test_who_accepts_acts_for_the_brand_with_the_next_page(world, client_for):
    client = client_for(somebody_new(world))

    response = client.post(link(invite(world)), follow=True)

    assert "You can act for Lumora now." in text_of(response)
    assert response.context["current_brand"]() == "Lumora"
    assert client.get("/complaints/new/").status_code == 200


def test_a_visitor_accepts_nothing(world):
    invitation = invite(world)

    Client().post(link(invitation))

    assert all_of(Invitation, accepted_at=None) == [invitation]


def test_somebody_else_is_told_which_address_to_use(world, client_for):
    response = client_for(world.charlie).post(link(invite(world)))

    assert "another e-mail address than yours" in text_of(response)
    assert "You are signed in as charlie@example.test" in text_of(response)
    assert NEW not in text_of(response)


def test_whatever_is_wrong_with_a_link_gets_the_same_answer(world, client_for):
    withdrawn, expired = invite(world), invite(world, "two@example.test")
    do(world, team.withdraw_invitation, withdrawn.id)
    later(expired, WEEK)
    used = invite(world, world.charlie.email)
    accept(world, used, by="charlie")

    links = [link(withdrawn), link(expired), link(used), f"/invitation/{'0' * 48}/", "/invitation/short/"]
    answers = [Client().get(address) for address in links]

    assert {answer.status_code for answer in answers} == {404}


def test_a_link_is_not_passed_on_by_the_browser(world):
    answer = Client().get(link(invite(world)))

    # Nothing stricter: without its origin a browser's form would be refused (tests/e2e/test_team.py).
    assert answer["Referrer-Policy"] == "same-origin"
    assert answer["Cache-Control"] == "no-store"


def test_somebody_without_an_account_signs_up_and_accepts(world):
    client = Client()
    stories.run_work()
    invitation = invite(world)
    client.post(reverse("account_signup"), {"email": NEW, "password1": PASSWORD})
    [confirmation] = [m for m in mail.outbox if "/confirm-email/" in m.body]
    client.post(re.search(r"https?://[^/\s]+(/accounts/confirm-email/\S+)", confirmation.body)[1])
    client.post(reverse("account_login"), {"login": NEW, "password": PASSWORD})

    client.post(link(invitation))

    [user] = User.objects.filter(email=NEW)
    assert [m.role for m in all_of(Membership, user=user)] == ["filer"]


# --- switching brands ------------------------------------------------------------------------------------


@pytest.fixture
def gil_of_two(world, client_for):
    """Gil's agency has mandates of Kestrel and Lumora."""
    with acting_as(SYSTEM):
        Authorisation.objects.create(
            tenant_id=world.brands["lumora"].tenant_id, agency=world.agency, expires_on="2099-01-01"
        )
    return client_for(world.gil)


def offered(client):
    return [choice["label"] for choice in client.get("/").context["brand_choices"]()]


def end(world, brand, **values):
    with acting_as(SYSTEM):
        Authorisation.objects.filter(tenant_id=world.brands[brand].tenant_id).update(**values)


def switch(world, client, brand):
    return client.post("/brand/", {"brand": str(world.brands[brand].tenant_id)})


def test_an_agent_switches_between_the_brands_of_live_mandates(world, gil_of_two):
    assert offered(gil_of_two) == ["Kestrel Audio", "Lumora"]

    switch(world, gil_of_two, "lumora")

    assert gil_of_two.get("/").context["current_brand"]() == "Lumora"


@pytest.mark.parametrize(
    "ended", [{"revoked_at": "2026-01-01T00:00Z"}, {"expires_on": "2026-01-01"}], ids=["revoked", "expired"]
)
def test_a_mandate_that_has_ended_is_not_offered(world, gil_of_two, ended):
    end(world, "lumora", **ended)

    assert offered(gil_of_two) == ["Kestrel Audio"]
    assert switch(world, gil_of_two, "lumora").status_code == 404


@pytest.mark.parametrize(
    "ended", [{"revoked_at": "2026-01-01T00:00Z"}, {"expires_on": "2026-01-01"}], ids=["revoked", "expired"]
)
def test_who_acts_for_a_brand_whose_mandate_ends_is_out_with_the_next_click(world, gil_of_two, ended):
    complaint = stories.file(world, "a1")
    switch(world, gil_of_two, "lumora")
    assert gil_of_two.get(f"/complaints/{complaint.number}/").status_code == 200

    end(world, "lumora", **ended)

    assert gil_of_two.get(f"/complaints/{complaint.number}/").status_code == 404
    assert gil_of_two.get("/").context["current_brand"]() == "Kestrel Audio"


def test_an_agent_whose_last_mandate_ends_acts_for_nobody(world, client_for):
    gil = client_for(world.gil)
    end(world, "kestrel", revoked_at="2026-01-01T00:00Z")

    assert gil.get("/complaints/").status_code == 302
