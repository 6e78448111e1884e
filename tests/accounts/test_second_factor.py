"""The second step: staff cannot do without, everybody may have one, and what can harm asks for it again."""

import re
from collections.abc import Callable

import pytest
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.core import mail
from django.test import Client
from django.urls import reverse

from accounts import second_factor
from accounts.second_factor import Missing, what_is_missing
from core.models import Outbox
from core.tenancy import SYSTEM, acting_as
from takedown.models import Grant
from tests.accounts.authenticator_app import (
    KEY,
    PASSWORD,
    code_now,
    is_signed_in,
    sign_in,
    state_of,
    with_app,
)
from tests.past import a_past
from tests.proofs import forget_proofs_in, prove_in
from tests.stories import World

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("now")]

LONG_AGO = 3600.0


# --- who needs one ---------------------------------------------------------------------------------------


def test_nothing_is_missing_once_the_factor_was_given_in_this_session() -> None:
    assert what_is_missing(has_factor=True, proved_here=True) is Missing.NOTHING


def test_a_session_that_never_gave_the_factor_lacks_the_proof() -> None:
    assert what_is_missing(has_factor=True, proved_here=False) is Missing.PROOF


def test_an_old_proof_does_not_replace_a_factor_that_is_gone() -> None:
    assert what_is_missing(has_factor=False, proved_here=True) is Missing.FACTOR


@pytest.mark.parametrize("path", ["/", "/queue/", "/help/", "/complaints/"])
def test_staff_without_a_factor_can_only_set_one_up(
    world: World, client_for: Callable[..., Client], path: str
) -> None:
    Authenticator.objects.filter(user=world.rita).delete()

    answer = client_for(world.rita).get(path)

    assert (answer.status_code, answer["Location"]) == (302, reverse("mfa_index"))


@pytest.mark.parametrize("name", ["mfa_index", "account_logout", "usersessions_list", "account_email"])
def test_the_pages_of_the_account_stay_open(
    world: World, client_for: Callable[..., Client], name: str
) -> None:
    Authenticator.objects.filter(user=world.rita).delete()

    assert client_for(world.rita).get(reverse(name)).status_code == 200


def test_a_part_of_a_page_is_not_filled_with_the_set_up_page(
    world: World, client_for: Callable[..., Client]
) -> None:
    Authenticator.objects.filter(user=world.rita).delete()

    answer = client_for(world.rita).get("/queue/", headers={"HX-Request": "true"})

    assert (answer.status_code, answer["HX-Redirect"]) == (204, reverse("mfa_index"))


def test_a_session_from_before_the_factor_has_to_give_it(
    world: World, client_for: Callable[..., Client]
) -> None:
    browser = client_for(with_app(world.rita))
    forget_proofs_in(browser)

    asked = browser.get("/queue/")
    assert asked["Location"] == f"{reverse('mfa_reauthenticate')}?next=%2Fqueue%2F"
    given = browser.post(asked["Location"], {"code": code_now(), "next": "/queue/"})

    assert given["Location"] == "/queue/"
    assert browser.get("/queue/").status_code == 200


def test_people_of_brands_may_do_without(world: World, client_for: Callable[..., Client]) -> None:
    browser = client_for(world.alice)
    forget_proofs_in(browser)

    assert browser.get("/").status_code == 200


def test_staff_do_not_switch_their_last_factor_off(world: World, client_for: Callable[..., Client]) -> None:
    browser = client_for(with_app(world.rita))

    browser.post(reverse("mfa_deactivate_totp"))

    assert second_factor.has_factor(world.rita)


# --- setting up and signing in ---------------------------------------------------------------------------


def test_an_app_is_set_up_by_typing_what_it_shows(world: World, client_for: Callable[..., Client]) -> None:
    browser = client_for(world.alice)
    page = browser.get(reverse("mfa_activate_totp"))
    key = re.search(r'id="authenticator_secret">([A-Z2-7]+)<', page.content.decode())
    assert key is not None

    done = browser.post(reverse("mfa_activate_totp"), {"code": code_now(key.group(1))})

    assert done["Location"] == reverse("mfa_view_recovery_codes")
    assert second_factor.has_factor(world.alice)


def test_who_has_just_set_an_app_up_may_give_the_same_code_as_the_first_proof(
    world: World, client_for: Callable[..., Client]
) -> None:
    Authenticator.objects.filter(user=world.rita).delete()
    browser = client_for(world.rita)
    page = browser.get(reverse("mfa_activate_totp"))
    key = re.search(r'id="authenticator_secret">([A-Z2-7]+)<', page.content.decode())
    assert key is not None
    browser.post(reverse("mfa_activate_totp"), {"code": code_now(key.group(1))})
    forget_proofs_in(browser)

    given = browser.post(reverse("mfa_reauthenticate"), {"code": code_now(key.group(1)), "next": "/queue/"})

    assert given["Location"] == "/queue/"


def test_the_square_code_is_part_of_the_page(world: World, client_for: Callable[..., Client]) -> None:
    page = client_for(world.alice).get(reverse("mfa_activate_totp")).content.decode()

    assert "<svg" in page
    assert "data:image" not in page


def test_the_key_of_an_app_is_not_readable_in_the_database(world: World) -> None:
    with_app(world.rita)

    assert KEY not in str(Authenticator.objects.get(user=world.rita).data)


def test_setting_up_asks_who_one_is_when_that_was_long_ago(
    world: World, client_for: Callable[..., Client]
) -> None:
    world.alice.set_password(PASSWORD)
    world.alice.save()
    browser = client_for(world.alice)
    prove_in(browser, world.alice, seconds_ago=LONG_AGO)

    answer = browser.get(reverse("mfa_activate_totp"))

    assert answer["Location"].startswith(reverse("account_reauthenticate"))


def test_the_password_alone_does_not_sign_in_who_has_an_app(world: World) -> None:
    browser = sign_in(with_app(world.rita))

    assert not is_signed_in(browser)
    assert browser.get(reverse("mfa_authenticate")).status_code == 200


def test_password_and_code_sign_in(world: World) -> None:
    browser = sign_in(with_app(world.rita))

    browser.post(reverse("mfa_authenticate"), {"code": code_now()})

    assert browser.get("/queue/").status_code == 200


def test_who_changes_a_factor_gets_a_mail(world: World, client_for: Callable[..., Client]) -> None:
    browser = client_for(with_app(world.alice))

    browser.post(reverse("mfa_deactivate_totp"))

    [letter] = mail.outbox
    assert letter.to == [world.alice.email]


@pytest.mark.parametrize(
    "name",
    [
        "mfa_index",
        "mfa_deactivate_totp",
        "mfa_generate_recovery_codes",
        "mfa_list_webauthn",
        "mfa_add_webauthn",
    ],
)
def test_every_page_of_factors_is_one_of_ours(
    world: World, client_for: Callable[..., Client], name: str
) -> None:
    page = client_for(with_app(world.rita)).get(reverse(name)).content.decode()

    assert 'class="tabs"' in page
    assert "<script>" not in page
    assert "data-allauth-onload" not in page


# --- sessions --------------------------------------------------------------------------------------------


def test_the_other_sessions_end_and_this_one_goes_on(world: World) -> None:
    world.alice.set_password(PASSWORD)
    world.alice.save()
    here, elsewhere = sign_in(world.alice), sign_in(world.alice)
    assert UserSession.objects.filter(user=world.alice).count() == 2

    here.post(reverse("usersessions_list"))

    assert here.get("/complaints/").status_code == 200
    assert elsewhere.get("/complaints/").status_code == 302


# --- step-up ---------------------------------------------------------------------------------------------


def test_a_fresh_session_is_not_asked_again(
    world: World, client_for: Callable[..., Client], letter: Outbox
) -> None:
    answer = client_for(world.ada).post(reverse("delivery-retry", args=[letter.id]))

    assert answer["Location"] == reverse("delivery")
    assert state_of(letter) == "pending"


def test_an_old_session_is_asked_before_anything_happens(
    world: World, client_for: Callable[..., Client], letter: Outbox
) -> None:
    browser = client_for(with_app(world.ada))
    prove_in(browser, world.ada, seconds_ago=LONG_AGO)

    answer = browser.post(reverse("delivery-retry", args=[letter.id]))

    assert answer["Location"].startswith(reverse("mfa_reauthenticate"))
    assert state_of(letter) == "dead"


def test_what_was_sent_happens_once_the_proof_is_given(
    world: World, client_for: Callable[..., Client]
) -> None:
    a_past(world, "kestrel", upheld=60)
    browser = client_for(with_app(world.ada))
    prove_in(browser, world.ada, seconds_ago=LONG_AGO)
    wish = {
        "brand": str(world.brands["kestrel"].tenant_id),
        "marketplace": str(world.marketplace.id),
        "right_kind": "trademark",
        "note": "Sixty of sixty.",
    }
    asked = browser.post(reverse("grants"), wish)
    proof = {"code": code_now(), "next": reverse("grants")}

    browser.post(asked["Location"], proof)
    browser.post(asked["Location"], proof)

    with acting_as(SYSTEM):
        assert [grant.note for grant in Grant.objects.all()] == ["Sixty of sixty."]


def test_a_wrong_code_lets_nothing_happen(
    world: World, client_for: Callable[..., Client], letter: Outbox
) -> None:
    browser = client_for(with_app(world.ada))
    prove_in(browser, world.ada, seconds_ago=LONG_AGO)
    address = reverse("delivery-retry", args=[letter.id])
    asked = browser.post(address)

    browser.post(asked["Location"], {"code": "000000", "next": address})

    assert state_of(letter) == "dead"


def test_who_has_a_factor_does_not_prove_by_password(world: World, client_for: Callable[..., Client]) -> None:
    browser = client_for(with_app(world.ada))

    answer = browser.get(reverse("account_reauthenticate"))

    assert answer["Location"].startswith(reverse("mfa_reauthenticate"))
