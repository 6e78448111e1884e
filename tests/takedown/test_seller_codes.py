"""A one-time code: what acting by a seller's link rests on. Attacks on it do nothing."""

from datetime import timedelta

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from core import clock
from core.ids import new_id
from core.models import AuditEvent
from core.tenancy import SYSTEM, acting_as
from listings.models import SellerContact
from portal.work import HANDLERS
from takedown.models import SellerCode, SellerNotice
from takedown.redress.codes import revoking
from takedown.redress.codes.asking import digits_of, send_code
from takedown.redress.codes.proving import prove
from takedown.redress.codes.rules import GOOD_FOR, SAME_CLICK, Sending
from takedown.redress.counter import drafts
from takedown.redress.counter.filing import file
from takedown.redress.counter.withdrawing import withdraw_counter
from takedown.redress.link import NotThisNotice, opened
from takedown.redress.notices import link_actor, token_of
from tests.stories import World, let_pass, run_work
from tests.takedown.answering import a_removed_listing, answers, code_in_the_mail, seller_of, the_notice


@pytest.fixture
def notice(world: World) -> SellerNotice:
    return a_removed_listing(world)


def ask(notice: SellerNotice) -> Sending:
    return send_code(notice, by=link_actor(token_of(notice.id)), now=clock.now())


def typed(notice: SellerNotice, code: str) -> bool:
    return bool(prove(notice, code, by=link_actor(token_of(notice.id)), now=clock.now()))


def a_code_for(notice: SellerNotice) -> str:
    assert ask(notice) is Sending.SENT
    return code_in_the_mail()


def wrong(code: str) -> str:
    return f"{(int(code) + 1) % 10**6:06d}"


def test_it_goes_to_the_address_on_file_and_proves_once(notice: SellerNotice) -> None:
    code = a_code_for(notice)

    assert mail.outbox[-1].to == ["s1@sellers.example"]
    assert code not in mail.outbox[-1].subject
    assert typed(notice, f" {code[:3]}-{code[3:]} ")
    let_pass(SAME_CLICK)
    assert not typed(notice, code)


def test_it_is_written_in_the_sellers_language(world: World, notice: SellerNotice) -> None:
    with acting_as(SYSTEM):
        SellerNotice.objects.filter(id=notice.id).update(language="zh-hans")
    ask(the_notice())
    run_work()

    assert mail.outbox[-1].to == ["s1@sellers.example"]


def test_a_second_click_under_it_is_the_same_proof(notice: SellerNotice) -> None:
    code = a_code_for(notice)

    assert typed(notice, code)
    assert typed(notice, code)
    with acting_as(SYSTEM):
        assert AuditEvent.objects.filter(event="notice.proved").count() == 1


def test_after_five_wrong_ones_the_right_one_is_none_either(notice: SellerNotice) -> None:
    code = a_code_for(notice)

    assert not any(typed(notice, wrong(code)) for _ in range(5))

    assert not typed(notice, code)
    with acting_as(SYSTEM):
        assert SellerCode.objects.get().tries == 5


def test_a_mistyped_one_leaves_four_tries(notice: SellerNotice) -> None:
    code = a_code_for(notice)

    assert not any(typed(notice, what) for what in (wrong(code), "", "no digits", "１２３４５６"))
    assert typed(notice, code)


def test_it_runs_out_after_ten_minutes(notice: SellerNotice) -> None:
    code = a_code_for(notice)
    let_pass(GOOD_FOR)

    assert not typed(notice, code)


def test_a_newer_one_ends_it(notice: SellerNotice) -> None:
    code = a_code_for(notice)
    let_pass(timedelta(minutes=1))
    newer = a_code_for(notice)

    assert not typed(notice, code) or code == newer
    assert typed(notice, newer)


def test_asking_twice_sends_one(notice: SellerNotice) -> None:
    assert [ask(notice), ask(notice)] == [Sending.SENT, Sending.JUST_SENT]
    run_work()

    assert sum("one-time" in letter.subject for letter in mail.outbox) == 1


def test_it_proves_nothing_for_another_notice(world: World, notice: SellerNotice) -> None:
    code = a_code_for(notice)
    another = a_removed_listing(world, "a2", brand="kestrel")

    assert another.id != notice.id
    assert not typed(another, code)
    with pytest.raises(NotThisNotice):
        prove(notice, code, by=link_actor(token_of(another.id)), now=clock.now())
    with pytest.raises(NotThisNotice):
        send_code(notice, by=link_actor(token_of(another.id)), now=clock.now())


def test_one_that_nobody_can_use_any_more_is_not_mailed(notice: SellerNotice) -> None:
    ask(notice)
    with acting_as(SYSTEM):
        SellerCode.objects.update(ended_at=clock.now())
    before = len(mail.outbox)
    run_work()

    assert len(mail.outbox) == before


def test_a_seller_without_an_address_is_sent_none(notice: SellerNotice) -> None:
    with acting_as(SYSTEM):
        SellerContact.objects.update(email="")

    assert ask(notice) is Sending.NO_ADDRESS
    with acting_as(SYSTEM):
        assert not SellerCode.objects.exists()


def test_the_code_stands_in_no_table(notice: SellerNotice) -> None:
    code = a_code_for(notice)

    with acting_as(SYSTEM):
        row = SellerCode.objects.values().get()
        assert digits_of(SellerCode.objects.get()) == code
    assert code not in str(row)


def test_a_link_alone_may_do_nothing_but_ask_and_type(notice: SellerNotice) -> None:
    by, now = link_actor(token_of(notice.id)), clock.now()
    for act in (
        lambda: file(notice, answers(notice), form_key=new_id(), by=by, now=now),
        lambda: withdraw_counter(notice, new_id(), by=by, now=now),
        lambda: drafts.save_draft(notice, {}, form_key=new_id(), by=by, now=now),
        lambda: drafts.draft_of(notice, by=by),
    ):
        with pytest.raises(PermissionDenied):
            act()


def test_the_database_shows_a_link_neither_codes_nor_drafts_nor_answers(notice: SellerNotice) -> None:
    a_code_for(notice)
    seller = seller_of(notice)
    drafts.save_draft(notice, {"story": "…"}, form_key=new_id(), by=seller, now=clock.now())

    with acting_as(seller):
        assert SellerNotice.objects.count() == 1
        for model in (SellerCode, type(drafts.draft_of(notice, by=seller))):
            assert model.objects.count() == 0


def test_the_database_allows_one_live_code_and_five_tries(notice: SellerNotice) -> None:
    a_code_for(notice)
    now = clock.now()

    with acting_as(SYSTEM):
        with pytest.raises(IntegrityError), transaction.atomic():
            SellerCode.objects.create(notice=notice, made_at=now, expires_at=now + GOOD_FOR)
        with pytest.raises(IntegrityError), transaction.atomic():
            SellerCode.objects.update(tries=6)


# --- a link that has come into wrong hands ----------------------------------------------------------------


def revoke(world: World, notice: SellerNotice, *, by: str = "rita", reason: str = "It was posted.") -> None:
    actor = world.actor(by)
    with acting_as(actor):
        revoking.revoke_link(notice.id, reason=reason, by=actor, now=clock.now())


def test_a_revoked_link_opens_nothing_and_the_seller_gets_a_new_one(
    world: World, notice: SellerNotice
) -> None:
    code = a_code_for(notice)
    revoke(world, notice)
    run_work()

    assert opened(token_of(notice.id)) is None
    with acting_as(link_actor(token_of(notice.id))):
        assert not SellerNotice.objects.exists()
    renewed = the_notice()
    assert renewed.id != notice.id
    assert token_of(renewed.id) in str(mail.outbox[-1].body)
    assert not typed(renewed, code)


def test_revoking_twice_changes_nothing_more(world: World, notice: SellerNotice) -> None:
    revoke(world, notice)
    revoke(world, notice)

    with acting_as(SYSTEM):
        assert SellerNotice.objects.count() == 2
        assert AuditEvent.objects.filter(event="notice.revoked").count() == 1


def test_a_link_is_revoked_for_a_reason_and_by_staff(world: World, notice: SellerNotice) -> None:
    with pytest.raises(revoking.RevokingRefused):
        revoke(world, notice, reason=" ")
    with pytest.raises(PermissionDenied):
        revoke(world, notice, by="audrey")


def test_codes_that_nobody_used_are_tidied_away(notice: SellerNotice) -> None:
    a_code_for(notice)
    let_pass(drafts.KEEP_CODES + GOOD_FOR)
    with acting_as(SYSTEM):
        HANDLERS["takedown.tidy_seller_side"].run([])

        assert not SellerCode.objects.exists()
