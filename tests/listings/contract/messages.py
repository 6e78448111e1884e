"""What every connector must do when a listing's seller is to be told something."""

import pytest

from listings.connectors.base import AuthFailed, Message, NotFound, Rejected, Unavailable, Unsupported
from tests.listings.contract.subject import CASE

A_MESSAGE = Message(
    subject="您的商品已下架",
    body="Why, and what you can do:\nhttps://portal.example/notice/x/",
    language="zh-hans",
)


def tell(connector, ref, key="m"):
    return connector.message_seller(ref, key=f"{key}-{ref}", case="C-1", message=A_MESSAGE)


class Messages:
    def test_a_message_reaches_the_seller_word_for_word(self, connector, subject, ref):
        assert tell(connector, ref)

        assert subject.messages(ref) == [(A_MESSAGE.subject, A_MESSAGE.body, A_MESSAGE.language)]

    def test_the_same_key_again_is_the_same_message(self, connector, subject, ref):
        assert tell(connector, ref) == tell(connector, ref)

        assert len(subject.messages(ref)) == 1

    def test_another_key_is_another_message(self, connector, subject, ref):
        assert tell(connector, ref) != tell(connector, ref, key="m2")

        assert len(subject.messages(ref)) == 2

    def test_a_message_changes_nothing_about_the_listing(self, connector, subject, ref):
        before = connector.get(ref)

        tell(connector, ref)

        assert connector.get(ref) == before
        assert subject.effects(ref) == []

    def test_the_seller_of_a_hidden_listing_is_told_too(self, connector, subject, ref):
        connector.hide(ref, key=f"k-{ref}", **CASE)

        tell(connector, ref)

        assert len(subject.messages(ref)) == 1

    def test_there_is_nobody_to_tell_about_an_unknown_listing(self, connector, subject):
        with pytest.raises(NotFound):
            tell(connector, subject.unknown_ref)

    def test_a_key_of_an_order_is_no_key_of_a_message(self, connector, subject, ref):
        connector.hide(ref, key=f"m-{ref}", **CASE)

        with pytest.raises(Rejected):
            tell(connector, ref)
        assert subject.messages(ref) == []

    def test_an_account_that_may_only_read_tells_nobody(self, subject, ref):
        with pytest.raises(AuthFailed):
            tell(subject.connector(role="reader"), ref)
        assert subject.messages(ref) == []

    def test_a_site_without_inboxes_says_so(self, connector, subject, ref):
        subject.has_no_inboxes()

        with pytest.raises(Unsupported):
            tell(connector, ref)


class MessagesInTrouble:
    def test_a_message_that_went_unanswered_is_told_once(self, subject, connector, ref):
        subject.faults(error_after=1.0)
        with pytest.raises(Unavailable):
            tell(connector, ref)
        subject.faults(error_after=0.0)

        tell(connector, ref)

        assert len(subject.messages(ref)) == 1
