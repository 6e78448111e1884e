import re

import pytest

from brands.services import NewSeller, allow_seller
from core import clock
from core.models import StoredFile
from core.tenancy import SYSTEM, acting_as
from listings import marketplaces
from listings.models import Marketplace
from tests import stories
from tests.complaints.pages import (
    a_file,
    a_form,
    all_of,
    complaints,
    evidence,
    text_of,
    tokens_in,
    with_file,
)
from tests.fakes import FakeSite, listing_url

NEW = "/complaints/new/"


@pytest.fixture
def oscar(world, client_for):
    return client_for(world.oscar)


def test_a_filed_complaint_answers_with_its_number_at_once(world, oscar):
    response = oscar.post(NEW, with_file(a_form(world, "a1", "a2")), follow=True)

    [complaint] = complaints()
    assert response.redirect_chain[-1][0] == f"/complaints/{complaint.number}/"
    assert f"Complaint {complaint.number} is filed: 2 listings." in text_of(response)


def test_what_was_typed_is_what_is_filed(world, oscar):
    oscar.post(NEW, with_file(a_form(world, "a1"), new_shareable="on"))

    [complaint] = complaints()
    [proof] = evidence()
    assert (complaint.reason, complaint.statement) == ("counterfeit_goods", "The stitching is wrong.")
    assert (complaint.declared_by, complaint.filed_by) == ("Oscar Filer", world.oscar.id)
    assert (proof.kind, proof.shareable) == ("test_buy", True)


def test_links_are_found_in_whatever_was_pasted(world, oscar):
    mess = f"Hi,\nsee <{listing_url('a1')}>, and 2) {listing_url('a2')}?ref=mail; thanks"

    oscar.post(NEW, a_form(world, listings=mess))

    assert stories.status_of(complaints()[0]) == ["received", "received"]


def test_bad_lines_come_back_on_the_receipt_and_hold_nothing_up(world, oscar):
    pasted = f"https://example.org/x\n{listing_url('a1')}"

    response = oscar.post(NEW, a_form(world, listings=pasted), follow=True)

    assert "1 link was left out" in text_of(response)
    assert "https://example.org/x This is not a listing of Bazaar." in text_of(response)
    assert stories.status_of(complaints()[0]) == ["received"]


def test_the_receipt_still_names_the_bad_lines_tomorrow(world, oscar):
    oscar.post(NEW, a_form(world, listings=f"https://example.org/x\n{listing_url('a1')}"))

    assert "https://example.org/x" in text_of(oscar.get(f"/complaints/{complaints()[0].number}/"))


def test_the_same_form_sent_twice_is_one_complaint(world, oscar):
    form = a_form(world, "a1")

    oscar.post(NEW, form)
    again = oscar.post(NEW, form, follow=True)

    assert len(complaints()) == 1
    assert "This form was sent already" in text_of(again)


def test_an_error_keeps_what_was_typed(world, oscar):
    response = oscar.post(NEW, a_form(world, "a1", declared_by=""))

    page = response.content.decode()
    assert complaints() == []
    assert listing_url("a1") in page
    assert "The stitching is wrong." in page
    assert "Type your name under the declaration." in page


def test_an_error_keeps_the_files_and_they_go_with_the_next_try(world, oscar):
    failed = oscar.post(NEW, with_file(a_form(world, "a1", declared_by="")))
    [token] = tokens_in(failed.content.decode())

    oscar.post(NEW, a_form(world, "a1", kept=token, kept_kind="test_buy"))

    assert "proof.jpg" in failed.content.decode()
    assert [proof.kind for proof in evidence()] == ["test_buy"]


def test_a_kept_file_can_be_left_out_again(world, oscar):
    failed = oscar.post(NEW, with_file(a_form(world, "a1", declared_by="")))
    [token] = tokens_in(failed.content.decode())
    [kept] = failed.context["form"].tray.kept

    oscar.post(NEW, a_form(world, "a1", kept=token, kept_kind="test_buy", kept_drop=kept.body.sha256))

    assert evidence() == []


def test_each_file_has_its_own_kind(world, oscar):
    first = oscar.post(NEW, with_file(a_form(world, "a1", send=None, keep="1")))
    [token] = tokens_in(first.content.decode())
    form = a_form(world, "a1", kept=token, kept_kind="other")

    oscar.post(NEW, form | {"uploads": a_file("b.jpg", "blue"), "new_kind": "annotated"})

    assert sorted(proof.kind for proof in evidence()) == ["annotated", "other"]


def test_a_file_without_a_kind_is_asked_about_where_its_kind_is_chosen(world, oscar):
    response = oscar.post(NEW, with_file(a_form(world, "a1"), kind=""))

    page = response.content.decode()
    assert '<a href="#id_kept_1">proof.jpg: Say what it shows.</a>' in page
    [select] = re.findall(r'<select name="kept_kind"[^>]*>', page)
    assert 'id="id_kept_1"' in select
    assert 'aria-invalid="true"' in select
    assert 'aria-describedby="id_kept_1_error"' in select
    assert "Error: Say what it shows." in text_of(response)
    assert response.context["form"]["uploads"].errors == []
    assert complaints() == []


def test_what_all_the_files_show_is_said_of_those_that_wait_for_their_kind(world, oscar):
    failed = oscar.post(NEW, with_file(a_form(world, "a1"), kind=""))
    [token] = tokens_in(failed.content.decode())

    oscar.post(NEW, a_form(world, "a1", kept=token, kept_kind="", new_kind="test_buy"))

    assert [proof.kind for proof in evidence()] == ["test_buy"]


def test_a_file_that_is_left_out_needs_no_kind(world, oscar):
    failed = oscar.post(NEW, with_file(a_form(world, "a1"), kind=""))
    [token] = tokens_in(failed.content.decode())
    [kept] = failed.context["form"].tray.kept

    oscar.post(NEW, a_form(world, "a1", kept=token, kept_kind="", kept_drop=kept.body.sha256))

    assert len(complaints()) == 1


def test_nothing_is_wrong_with_a_stored_file_before_the_form_is_sent(world, oscar):
    response = oscar.post(NEW, with_file(a_form(world, "a1", send=None, keep="1"), kind=""))

    assert "Say what it shows." not in text_of(response)
    assert 'aria-invalid="true"' not in response.content.decode()


def test_a_file_of_another_brand_is_not_taken_from_the_form(world, oscar, client_for):
    form = with_file(a_form(world, "a1", brand="kestrel", declared_by=""))
    [token] = tokens_in(client_for(world.charlie).post(NEW, form).content.decode())

    oscar.post(NEW, a_form(world, "a1", kept=token, kept_kind="test_buy"))

    assert len(complaints()) == 1
    assert evidence() == []


def test_a_forged_token_is_passed_over(world, oscar):
    oscar.post(NEW, a_form(world, "a1", kept="forged:token", kept_kind="test_buy"))

    assert evidence() == []


def test_a_file_that_is_no_picture_is_refused_by_name(world, oscar):
    letter = a_file("letter.docx")
    letter.file.seek(0)
    letter.file.write(b"PK\x03\x04")
    letter.file.seek(0)

    response = oscar.post(NEW, a_form(world, "a1") | {"uploads": letter, "new_kind": "other"})

    assert "letter.docx is not a JPEG, PNG, WebP or PDF file." in text_of(response)


def test_a_right_of_another_brand_is_no_choice(world, oscar):
    response = oscar.post(NEW, a_form(world, "a1", brand="kestrel"))

    assert response.status_code == 200
    assert complaints() == []


def test_a_reason_has_to_fit_the_kind_of_right(world, oscar):
    with acting_as(SYSTEM):
        stories.a_right(world.brands["lumora"], "Flap", verified_by=world.rita, kind="design")

    response = oscar.post(NEW, a_form(world, "a1", reason="copied_design"))

    assert "This does not go with" in text_of(response)
    assert complaints() == []


def test_text_without_a_link_says_so(world, oscar):
    response = oscar.post(NEW, a_form(world, listings="all of them!"))

    assert "We found no link in this." in text_of(response)


def test_links_that_are_no_listings_are_named_the_first_three_of_them(world, oscar):
    links = [f"https://elsewhere.example/{number}" for number in range(1, 6)]

    two = text_of(oscar.post(NEW, a_form(world, listings=" ".join(links[:2]))))
    five = text_of(oscar.post(NEW, a_form(world, listings=" ".join(links))))

    for link in links[:2]:
        assert f"{link} – This is not a listing of Bazaar." in two
    assert "more link" not in two
    assert f"{links[2]} – This is not a listing of Bazaar." in five
    assert f"{links[3]} –" not in five
    assert "And 2 more links." in five


def test_the_right_is_chosen_already_when_there_is_only_one(world, oscar):
    page = oscar.get(NEW)

    assert page.context["form"]["right"].value() == str(world.rights["lumora"].id)


def test_links_of_two_marketplaces_become_two_complaints(world, oscar, two_markets):
    pasted = f"{listing_url('a1')} https://harbor.example/item/b1"

    response = oscar.post(NEW, a_form(world, listings=pasted), follow=True)

    assert sorted(c.marketplace_id for c in complaints()) == sorted(m.id for m in two_markets)
    assert response.redirect_chain[-1][0] == "/complaints/"


def test_two_marketplaces_sent_twice_stay_two_complaints(world, oscar, two_markets):
    form = a_form(world, listings=f"{listing_url('a1')} https://harbor.example/item/b1")

    oscar.post(NEW, form)
    oscar.post(NEW, form)

    assert len(complaints()) == 2


def test_a_chosen_marketplace_leaves_the_others_links_out(world, oscar, two_markets):
    pasted = f"{listing_url('a1')} https://harbor.example/item/b1"

    response = oscar.post(NEW, a_form(world, listings=pasted, marketplace="bazaar"), follow=True)

    assert [c.marketplace_id for c in complaints()] == [world.marketplace.id]
    assert "This is not a listing of Bazaar." in text_of(response)


class HarborSite(FakeSite):
    def ref_from_url(self, url):
        return url.rpartition("/item/")[2] if "harbor.example" in url else None


@pytest.fixture
def two_markets(world, site, monkeypatch, settings):
    with acting_as(SYSTEM):
        harbor = Marketplace.objects.create(
            slug="harbor",
            name="Harbor",
            territories=["CN"],
            site_url="https://harbor.example",
            account="harbor",
        )
    monkeypatch.setitem(settings.MARKETPLACE_SECRETS, "harbor", "secret")
    sites = {"bazaar.example": site, "harbor.example": HarborSite()}
    monkeypatch.setattr(
        marketplaces, "_connector", lambda kind, url, account, secret: sites[url.rpartition("/")[2]]
    )
    return world.marketplace, harbor


# --- checking first --------------------------------------------------------------------------------------


def check(client, form):
    return client.post(NEW, {name: v for name, v in form.items() if name != "send"} | {"check": "1"})


def test_checking_files_nothing_and_keeps_everything(world, oscar):
    response = check(oscar, with_file(a_form(world, "a1")))

    assert complaints() == []
    assert all_of(StoredFile) == []
    assert "1 listing of Bazaar" in text_of(response)
    assert "The stitching is wrong." in response.content.decode()
    assert len(tokens_in(response.content.decode())) == 1


def test_checking_shows_no_errors_for_what_is_not_filled_in_yet(world, oscar):
    response = check(oscar, a_form(world, "a1", declared_by="", reason=None))

    assert "There is a problem" not in text_of(response)
    assert "Choose the right and what is wrong" in text_of(response)


def test_checking_names_what_is_missing(world, oscar):
    assert "The evidence that this reason needs is not there yet." in text_of(
        check(oscar, a_form(world, "a1"))
    )


def test_checking_finds_nothing_against_a_complete_complaint(world, oscar):
    assert "We see nothing that stands against it." in text_of(check(oscar, with_file(a_form(world, "a1"))))


def test_checking_warns_of_ones_own_open_complaint(world, oscar):
    earlier = stories.file(world, "a1")

    response = check(oscar, with_file(a_form(world, "a1")))

    assert f"You have already filed this listing under {earlier.number}" in text_of(response)


def test_checking_says_nothing_of_another_brands_complaint(world, client_for):
    stories.file(world, "a1")

    response = check(client_for(world.charlie), with_file(a_form(world, "a1", brand="kestrel")))

    assert "already filed" not in text_of(response)


def test_checking_warns_of_an_authorised_seller(world, oscar):
    stories.file(world, "seen")
    stories.run_work()
    alice = world.actor("alice")
    with acting_as(alice):
        new = NewSeller(marketplace_id=world.marketplace.id, seller_ref="s1", seller_name="Seller s1")
        allow_seller(new, by=alice, now=clock.now())

    response = check(oscar, with_file(a_form(world, "seen")))

    assert "The seller “Seller s1” is on your list of authorised sellers." in text_of(response)


def test_checking_warns_where_the_right_does_not_hold(world, oscar, two_markets):
    response = check(oscar, with_file(a_form(world, listings="https://harbor.example/item/b1")))

    assert "The right holds in EU; this site sells in CN." in text_of(response)


def test_reasons_that_can_be_threats_carry_a_warning(world, oscar):
    response = check(oscar, a_form(world, "a1", reason="parallel_import"))

    assert "have a lawyer look first" in text_of(response)


# --- who may -----------------------------------------------------------------------------------------------


def test_a_viewer_cannot_file(world, client_for):
    vera = client_for(world.vera)

    assert vera.get(NEW).status_code == 403
    assert vera.post(NEW, a_form(world, "a1")).status_code == 403


def test_the_marketplaces_own_people_do_not_file(world, client_for):
    assert client_for(world.rita).post(NEW, a_form(world, "a1")).status_code == 403


def test_a_visitor_signs_in_and_comes_back_to_the_form(world, client_for):
    response = client_for(None).post(NEW, a_form(world, "a1"))

    assert response.headers["Location"] == "/accounts/login/?next=/complaints/new/"


def test_an_agency_whose_mandate_does_not_reach_is_told_and_loses_nothing(world, client_for):
    with acting_as(SYSTEM):
        stories.Authorisation.objects.update(right_ids=[world.rights["lumora"].id])

    response = client_for(world.gil).post(NEW, a_form(world, "a1", brand="kestrel"))

    assert "mandate does not cover" in text_of(response)
    assert "The stitching is wrong." in response.content.decode()
