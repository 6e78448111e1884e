"""What is mailed when somebody changes a team, and to whom."""

import logging

import pytest
from django.core import mail
from django.test import Client

from accounts.roles import Role
from brands import team
from brands.models import Authorisation
from core.tenancy import SYSTEM, acting_as
from portal.logs import LineFormatter
from tests import stories
from tests.brands.teams import NEW, accept, do, invite, member, somebody_new
from tests.complaints.pages import all_of


def to_owners():
    return [letter for letter in mail.outbox if letter.subject == "Lumora: a change in who can act for you"]


def the_letter():
    stories.run_work()
    return to_owners()[-1]


def sentence(letter):
    return letter.body.strip().splitlines()[0]


def change(what, who, **values):
    return lambda w: do(w, what, member(w.people[who]).id, **values)


@pytest.mark.parametrize(
    ("act", "told"),
    [
        (lambda w: invite(w), "Alice Owner invited pat@example.test as filer."),
        (
            lambda w: do(w, team.withdraw_invitation, invite(w).id),
            "Alice Owner withdrew the invitation of pat@example.test as filer.",
        ),
        (
            change(team.change_role, "vera", role=Role.FILER),
            "Alice Owner changed the role of Vera Viewer from viewer to filer.",
        ),
        (change(team.remove_member, "oscar"), "Alice Owner removed Oscar Filer (filer) from your team."),
        (change(team.remove_member, "vera", by="vera"), "Vera Viewer (viewer) left your team."),
        (
            change(team.transfer_ownership, "oscar"),
            "Alice Owner handed over ownership to Oscar Filer, and is a filer now.",
        ),
    ],
)
def test_every_change_is_told_in_one_sentence(world, act, told):
    act(world)

    assert sentence(the_letter()) == told


def test_a_letter_says_when_it_was_and_where_to_look(world):
    invite(world)

    body = the_letter().body
    assert "Brand: Lumora" in body
    assert "UTC" in body
    assert "http://localhost:8000/team/" in body


def test_the_owners_are_told_who_joined(world):
    somebody_new(world)
    accept(world, invite(world))

    letter = the_letter()
    assert sentence(letter) == "Pat New accepted an invitation and is of your team now, as filer."
    assert (letter.to, letter.bcc) == (["alice@example.test"], [NEW])


def test_who_is_removed_is_told_too(world):
    do(world, team.remove_member, member(world.oscar).id)

    assert the_letter().bcc == ["oscar@example.test"]


def test_who_handed_over_ownership_is_told_too(world):
    do(world, team.transfer_ownership, member(world.oscar).id)

    letter = the_letter()
    assert (letter.to, letter.bcc) == (["oscar@example.test"], ["alice@example.test"])


def test_the_owners_are_told_of_a_revoked_mandate(world):
    [mandate] = all_of(Authorisation)
    do(world, team.revoke_mandate, mandate.id, by="charlie", brand="kestrel")
    stories.run_work()

    assert sentence(mail.outbox[-1]) == "Charlie Owner revoked the mandate of the agency Guardwell."
    assert mail.outbox[-1].to == ["charlie@example.test"]


def test_the_invited_get_their_link(world):
    invitation = invite(world)
    stories.run_work()

    [letter] = [letter for letter in mail.outbox if letter.to == [NEW]]
    assert letter.subject == "Alice Owner invites you to Lumora"
    assert f"/invitation/{team.token_of(invitation.id)}/" in letter.body


def test_a_withdrawn_invitation_is_not_sent(world):
    do(world, team.withdraw_invitation, invite(world).id)
    stories.run_work()

    assert [letter for letter in mail.outbox if letter.to == [NEW]] == []


def test_mail_that_cannot_be_sent_is_tried_again(world, monkeypatch):
    def refuse(self):
        raise OSError("no mail today")

    invite(world)
    with monkeypatch.context() as patch:
        patch.setattr("brands.letters.EmailMessage.send", refuse)
        stories.run_work()
    assert len(stories.pending_work()) == 2

    with acting_as(SYSTEM):
        stories.let_pass(stories.LONG_AGO)
    stories.run_work()

    assert len(mail.outbox) == 2


def test_no_log_line_holds_a_link(world, caplog):
    token, bad = team.token_of(invite(world).id), "a" * 47
    with caplog.at_level(logging.DEBUG):
        stories.run_work()
        Client().get(f"/invitation/{bad}/")
        Client(enforce_csrf_checks=True).post(f"/invitation/{token}/")

    lines = "\n".join(LineFormatter("%(message)s").format(record) for record in caplog.records)
    assert "/invitation/…/" in lines
    assert token not in lines
    assert bad not in lines
