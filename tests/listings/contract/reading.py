"""What every connector must do when it is asked what there is."""

from datetime import timedelta
from decimal import Decimal

import pytest

from listings.connectors.base import AuthFailed, NotFound, Rejected, RemoteState
from tests.listings.contract.subject import CASE, walk


class Reading:
    def test_check_names_the_account_and_its_scopes(self, connector):
        identity = connector.check()

        assert identity.account
        assert len(identity.scopes) == 3

    def test_a_wrong_secret_is_an_auth_failure(self, subject):
        with pytest.raises(AuthFailed) as refused:
            subject.connector(secret="wrong").check()

        assert refused.value.status == 401

    def test_a_wrong_secret_hides_nothing(self, subject, ref):
        with pytest.raises(AuthFailed):
            subject.connector(secret="wrong").hide(ref, key="k-wrong", **CASE)

        assert subject.effects(ref) == []

    def test_a_missing_permission_is_an_auth_failure(self, subject, ref):
        reader = subject.connector(role="reader")

        assert reader.get(ref).ref == ref
        with pytest.raises(AuthFailed) as refused:
            reader.hide(ref, key="k-reader", **CASE)
        assert refused.value.status == 403

    def test_a_page_is_not_longer_than_asked(self, connector):
        assert len(connector.list(cursor=None, limit=7).listings) == 7

    def test_paging_brings_every_listing_exactly_once(self, connector, ref):
        refs = walk(connector)

        assert len(refs) == len(set(refs)) > 100
        assert ref in refs

    def test_paging_is_the_same_the_second_time(self, connector):
        assert walk(connector, limit=60) == walk(connector, limit=97)

    def test_more_than_the_longest_page_may_be_asked(self, connector):
        longest = connector.capabilities.max_page

        assert len(connector.list(cursor=None, limit=longest * 10).listings) <= longest

    def test_paging_includes_hidden_listings(self, connector, ref):
        connector.hide(ref, key=f"k-{ref}", **CASE)

        assert ref in walk(connector, limit=200)

    def test_hiding_while_paging_shifts_nothing(self, connector, subject):
        new = [subject.new_listing() for _ in range(4)]
        before = walk(connector)
        first = connector.list(cursor=None, limit=60)
        connector.hide(new[0], key=f"k-{new[0]}", **CASE)
        rest, cursor = [], first.next_cursor
        while cursor is not None:
            page = connector.list(cursor=cursor, limit=60)
            rest += [listing.ref for listing in page.listings]
            cursor = page.next_cursor

        assert [listing.ref for listing in first.listings] + rest == before

    def test_since_brings_what_changed_and_nothing_older(self, connector, subject, ref):
        changed_at = connector.get(ref).updated_at
        later = subject.new_listing()

        refs = {listing.ref for listing in connector.list(cursor=None, limit=200, since=changed_at).listings}
        none = connector.list(cursor=None, limit=200, since=changed_at + timedelta(days=1))

        assert {ref, later} <= refs
        assert none.listings == ()

    def test_a_foreign_cursor_is_rejected(self, connector):
        with pytest.raises(Rejected):
            connector.list(cursor="not a cursor", limit=5)

    def test_get_tells_all_about_a_listing(self, connector, ref):
        listing = connector.get(ref)

        assert listing.ref == ref
        assert listing.state is RemoteState.LIVE
        assert listing.price > Decimal(0)
        assert len(listing.currency) == 3
        assert listing.updated_at.tzinfo is not None
        assert listing.title
        assert listing.seller.ref
        assert listing.seller.name
        assert listing.image_urls
        assert listing.raw

    def test_get_and_list_agree(self, connector):
        listing = connector.list(cursor=None, limit=1).listings[0]

        assert connector.get(listing.ref) == listing

    def test_an_unknown_listing_is_not_found(self, connector, subject):
        with pytest.raises(NotFound):
            connector.get(subject.unknown_ref)

    @pytest.mark.parametrize("ref", ["", "../identity", "1/hide", "1?x=1", "１２", "9" * 40])
    def test_a_reference_that_is_none_is_not_found(self, connector, ref):
        with pytest.raises(NotFound):
            connector.get(ref)

    def test_a_listings_own_address_leads_back_to_it(self, connector, ref):
        assert connector.ref_from_url(connector.get(ref).url) == ref

    def test_addresses_elsewhere_lead_nowhere(self, connector, ref):
        url = connector.get(ref).url

        assert connector.ref_from_url(url.replace("localhost", "elsewhere.example")) is None
        assert connector.ref_from_url("") is None
        assert connector.ref_from_url("http://[broken") is None

    def test_a_picture_is_fetched(self, connector, ref):
        picture = connector.fetch_image(connector.get(ref).image_urls[0])

        assert picture.startswith(b"\xff\xd8")

    def test_a_picture_elsewhere_is_not_fetched(self, connector):
        with pytest.raises(Rejected):
            connector.fetch_image("http://elsewhere.example/picture.jpg")

    def test_a_missing_picture_is_not_found(self, connector, ref):
        with pytest.raises(NotFound):
            connector.fetch_image(connector.get(ref).image_urls[0].replace("/1.jpg", "/9.jpg"))
