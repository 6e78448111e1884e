"""A company's provider that speaks SAML: whatever it did not sign for this question and this portal opens nothing."""

import copy
import os
import subprocess
import sys
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from allauth.socialaccount.models import SocialAccount
from allauth.socialaccount.providers import registry
from allauth.socialaccount.providers.saml.provider import SAMLProvider
from django.test import Client
from django.urls import reverse
from lxml import etree

from accounts.models import User
from accounts.roles import Role
from accounts.sso import SamlProvider, for_allauth
from tests.accounts.certificates import keys
from tests.accounts.saml.provider import ENTITY, NAMES, SHA1, Says, asked_in
from tests.accounts.test_company_sign_in import BY_SAML
from tests.portal.test_production import NEEDED, ROOT
from tests.stories import a_user

SARA, BOSS = "sara@southwind.example", "boss@southwind.example"
SSO = "https://login.southwind.example/sso"


# The library's own; it goes on working.
pytestmark = pytest.mark.filterwarnings("ignore:datetime.datetime.utc:DeprecationWarning")


def southwind() -> SamlProvider:
    return SamlProvider(
        key="southwind",
        name="Southwind",
        domains=frozenset({"southwind.example"}),
        entity_id=ENTITY,
        sso_url=SSO,
        certificate=keys("southwind").certificate,
    )


@pytest.fixture
def browser(db: None, settings: Any, monkeypatch: pytest.MonkeyPatch) -> Client:
    monkeypatch.setitem(registry.provider_map, "saml", SAMLProvider)
    settings.ROOT_URLCONF = "tests.accounts.saml.urls"
    settings.ALLOWED_HOSTS = ["portal.example"]
    settings.SSO_PROVIDERS = (southwind(),)
    settings.SOCIALACCOUNT_PROVIDERS = for_allauth(settings.SSO_PROVIDERS)
    a_user(BOSS, "The Boss")
    return a_browser()


def a_browser() -> Client:
    return Client(HTTP_HOST="portal.example")


def ask(browser: Client) -> str:
    """Go to the company's sign-in; return the id of the question that one is sent away with."""
    away = browser.get(reverse("saml_login", kwargs={"organization_slug": "southwind"}))
    assert away["Location"].startswith(f"{SSO}?")
    return asked_in(away["Location"])


def come_back(browser: Client, response: str) -> Any:
    acs = reverse("saml_acs", kwargs={"organization_slug": "southwind"})
    return browser.get(browser.post(acs, {"SAMLResponse": response})["Location"])


def arrive(browser: Client, email: str = SARA, **cheats: Any) -> Any:
    return come_back(browser, Says(email=email, to=ask(browser), **cheats).response())


def who_is_in(browser: Client) -> str | None:
    id = browser.session.get("_auth_user_id")
    return User.objects.get(id=id).email if id else None


def test_somebody_new_gets_an_account(browser: Client) -> None:
    arrive(browser)

    assert who_is_in(browser) == SARA
    assert User.objects.get(email=SARA).name == "Sara South"


def test_the_page_for_companies_leads_there(browser: Client) -> None:
    page = browser.post(reverse("company-sign-in"), {"email": SARA}).content.decode()

    assert 'href="/accounts/saml/southwind/login/"' in page


def test_who_comes_again_comes_into_the_same_account(browser: Client) -> None:
    arrive(browser)
    again = a_browser()

    arrive(again)

    assert who_is_in(again) == SARA
    assert User.objects.filter(email=SARA).count() == 1


# --- what the provider did not sign ----------------------------------------------------------------------


@pytest.mark.parametrize(
    "cheats",
    [
        {"signs": ""},
        {"signs": "message"},
        {"signed_by": "mallory"},
        {"algorithm": SHA1},
        {"issuer": "https://elsewhere.example/saml"},
        {"audience": "https://another-portal.example/"},
        {"recipient": "https://another-portal.example/acs/"},
        {"lasts": timedelta(minutes=-30)},
        {"to": ""},
        {"to": "_made_up"},
    ],
    ids=str,
)
def test_what_was_not_signed_for_here_and_now_opens_nothing(browser: Client, cheats: dict[str, Any]) -> None:
    asked = ask(browser)

    answer = come_back(browser, Says(**{"email": SARA, "to": asked} | cheats).response())

    assert answer.status_code >= 400 or "not signed in" in answer.content.decode()
    assert who_is_in(browser) is None
    assert not SocialAccount.objects.exists()


def _another(change: Callable[[etree._Element, etree._Element, etree._Element], None]) -> Any:
    """A second assertion about the boss, unsigned, somewhere beside or around the one about Sara that is signed."""

    def wrap(response: etree._Element) -> None:
        signed = response.find("saml:Assertion", NAMES)
        forged = copy.deepcopy(signed)
        forged.remove(forged.find("ds:Signature", NAMES))
        forged.set("ID", "_forged")
        for value in forged.iter(f"{{{NAMES['saml']}}}AttributeValue", f"{{{NAMES['saml']}}}NameID"):
            value.text = (value.text or "").replace(SARA, BOSS)
        change(response, signed, forged)

    return wrap


def _extended(response: etree._Element, inner: etree._Element) -> None:
    extensions = etree.SubElement(response, f"{{{NAMES['samlp']}}}Extensions")
    response.insert(1, extensions)
    extensions.append(inner)


WRAPPED = {
    "before it": lambda response, signed, forged: signed.addprevious(forged),
    "after it": lambda response, signed, forged: signed.addnext(forged),
    "around it": lambda response, signed, forged: (response.replace(signed, forged), forged.append(signed)),
    "in its place, the signed one among the extensions": lambda response, signed, forged: (
        response.replace(signed, forged),
        _extended(response, signed),
    ),
    "in its place, with its signature": lambda response, signed, forged: (
        forged.insert(1, copy.deepcopy(signed.find("ds:Signature", NAMES))),
        response.replace(signed, forged),
    ),
    "in its place, the signed one within the signature": lambda response, signed, forged: (
        forged.insert(1, signed.find("ds:Signature", NAMES)),
        response.replace(signed, forged),
        etree.SubElement(forged.find("ds:Signature", NAMES), f"{{{NAMES['ds']}}}Object").append(signed),
    ),
    "in its place, of the same id": lambda response, signed, forged: (
        forged.set("ID", signed.get("ID")),
        forged.insert(1, copy.deepcopy(signed.find("ds:Signature", NAMES))),
        response.replace(signed, forged),
        _extended(response, signed),
    ),
}


@pytest.mark.parametrize("change", WRAPPED.values(), ids=WRAPPED.keys())
def test_an_assertion_wrapped_around_a_signed_one_opens_nothing(browser: Client, change: Any) -> None:
    arrive(browser, change=_another(change))

    assert who_is_in(browser) is None
    assert not SocialAccount.objects.exists()


def test_a_changed_address_opens_nothing(browser: Client) -> None:
    def change(response: etree._Element) -> None:
        for value in response.iter(f"{{{NAMES['saml']}}}AttributeValue"):
            value.text = BOSS

    arrive(browser, change=change)

    assert who_is_in(browser) is None


# --- sent again ------------------------------------------------------------------------------------------


def test_a_response_opens_a_session_once(browser: Client) -> None:
    response = Says(email=SARA, to=ask(browser)).response()
    come_back(browser, response)
    assert who_is_in(browser) == SARA
    browser.post(reverse("account_logout"))

    come_back(browser, response)

    assert who_is_in(browser) is None


def test_a_stolen_response_opens_nothing_in_another_browser(browser: Client) -> None:
    response, thief = Says(email=SARA, to=ask(browser)).response(), a_browser()
    ask(thief)

    come_back(thief, response)

    assert who_is_in(thief) is None


# --- whom it may vouch for -------------------------------------------------------------------------------


def test_an_address_of_another_domain_opens_nothing(browser: Client) -> None:
    a_user("mallory@elsewhere.example", "Mallory")

    assert arrive(browser, "mallory@elsewhere.example").status_code == 403
    assert who_is_in(browser) is None


def test_staff_do_not_come_in_through_a_company(browser: Client) -> None:
    a_user(SARA, "Sara", staff_role=Role.MANAGER)

    assert arrive(browser).status_code == 403
    assert who_is_in(browser) is None


def test_nobody_is_signed_out_from_afar(browser: Client) -> None:
    arrive(browser)

    assert browser.get("/accounts/saml/southwind/sls/", {"SAMLRequest": "x"}).status_code == 404
    assert who_is_in(browser) == SARA


def test_what_the_company_has_to_know_is_at_an_address(browser: Client) -> None:
    answer = browser.get(reverse("saml_metadata", kwargs={"organization_slug": "southwind"}))

    assert answer.status_code == 200
    assert b'WantAssertionsSigned="true"' in answer.content


def test_the_portal_starts_with_it_and_has_its_addresses(tmp_path: Path) -> None:
    file = tmp_path / "sso.toml"
    file.write_text(BY_SAML)
    looks = (
        "import django; django.setup(); from django.urls import resolve;"
        "print(*(resolve(f'/accounts/saml/southwind/{word}/').func.__module__ for word in ('acs', 'sls')))"
    )
    inherited = {k: v for k, v in os.environ.items() if k in {"PATH", "HOME", "PORTAL_DATA"}}
    own = {"SAML_ENABLED": "yes", "SSO_FILE": str(file), "DJANGO_SETTINGS_MODULE": "portal.settings"}

    done = subprocess.run(
        [sys.executable, "-c", looks],
        cwd=ROOT,
        env=inherited | NEEDED | own,
        capture_output=True,
        text=True,
        timeout=60,
    )

    theirs, ours = "allauth.socialaccount.providers.saml.views", "accounts.company"
    assert done.stdout.split() == [theirs, ours], done.stderr
