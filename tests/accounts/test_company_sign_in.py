"""Single sign-on: a company's provider opens that company's accounts, and nobody else's."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import httpx
import pytest
from allauth.account.models import EmailAddress
from allauth.socialaccount.models import SocialAccount
from django.core.exceptions import ImproperlyConfigured
from django.test import Client
from django.urls import reverse

from accounts.models import User
from accounts.roles import Role
from accounts.second_factor import give_authenticator_app
from accounts.sso import (
    Arrival,
    OpenIdProvider,
    SamlProvider,
    for_allauth,
    provider_of,
    read,
    refuse_without_saml_packages,
    why_not,
)
from tests.accounts.certificates import keys
from tests.stories import a_user

ROOT = Path(__file__).parent.parent.parent
ANNA = "anna@northwind.example"


@pytest.fixture(scope="module")
def identities(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where the company's identity provider answers."""
    inherited = {name: value for name, value in os.environ.items() if name in {"PATH", "HOME", "LANG"}}
    environment = inherited | {
        "DJANGO_SETTINGS_MODULE": "tests.accounts.identity_provider.settings",
        "IDENTITIES": str(tmp_path_factory.mktemp("identities") / "db.sqlite3"),
    }
    command = [sys.executable, "-m", "tests.accounts.identity_provider"]
    with subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        port = process.stdout.readline().strip()
        try:
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()


def northwind(server: str = "https://login.northwind.example") -> OpenIdProvider:
    return OpenIdProvider(
        key="northwind",
        name="Northwind",
        server=server,
        client_id="assay",
        client_secret="between the two of us",
        domains=frozenset({"northwind.example"}),
    )


@pytest.fixture
def company(db: None, identities: str, settings: Any, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    settings.SSO_PROVIDERS = (northwind(identities),)
    settings.SOCIALACCOUNT_PROVIDERS = for_allauth(settings.SSO_PROVIDERS)
    return identities


def arrive(browser: Client, company: str, email: str, *, there: str = "", here: str = "") -> Any:
    """Go to the company's sign-in, be `email` there, and come back."""
    url = reverse("openid_connect_login", kwargs={"provider_id": "northwind"})
    away = browser.get(f"{url}{here}")
    with httpx.Client(trust_env=False) as elsewhere:
        elsewhere.get(f"{company}/become/{email}/{there}")
        sent = elsewhere.get(away["Location"])
    back = urlsplit(sent.headers["location"])
    return browser.get(f"{back.path}?{back.query}")


def is_signed_in(browser: Client) -> bool:
    return "_auth_user_id" in browser.session


# --- the rules -------------------------------------------------------------------------------------------


def test_a_provider_is_found_by_the_domain_of_the_address() -> None:
    assert provider_of("Anna@NorthWind.example", [northwind()]) == northwind()


@pytest.mark.parametrize(
    "email",
    ["anna@northwind.example.evil.test", "anna@evil-northwind.example", "anna@sub.northwind.example", ""],
)
def test_a_domain_that_only_looks_alike_finds_none(email: str) -> None:
    assert provider_of(email, [northwind()]) is None


def test_whoever_comes_with_a_confirmed_address_of_the_domain_comes_in() -> None:
    assert why_not(Arrival(wants="login", claimed=ANNA, is_verified=True), northwind()) is None


@pytest.mark.parametrize(
    "arrival",
    [
        Arrival(wants="login", claimed=ANNA, is_verified=False),
        Arrival(wants="login", claimed="mallory@elsewhere.example", is_verified=True),
        Arrival(wants="login", claimed="", is_verified=False),
        Arrival(wants="connect", claimed=ANNA, is_verified=True),
        Arrival(wants="login", claimed=ANNA, is_verified=True, account="rita@market.example"),
        Arrival(wants="login", claimed=ANNA, is_verified=True, account=ANNA, is_staff=True),
    ],
)
def test_anybody_else_does_not(arrival: Arrival) -> None:
    assert why_not(arrival, northwind()) is not None


# --- the file --------------------------------------------------------------------------------------------

COMPANY = """
[[company]]
key = "northwind"
name = "Northwind"
server = "https://login.northwind.example"
client_id = "assay"
client_secret = "between the two of us"
domains = ["Northwind.example"]
"""


def test_the_file_names_companies_and_their_domains(tmp_path: Path) -> None:
    path = tmp_path / "sso.toml"
    path.write_text(COMPANY)

    assert read(path, https_only=True) == (northwind(),)


CERTIFICATE = keys("southwind").certificate
BY_SAML = f"""
[[company]]
key = "southwind"
name = "Southwind"
protocol = "saml"
entity_id = "https://login.southwind.example/saml"
sso_url = "https://login.southwind.example/sso"
certificate = '''{CERTIFICATE}'''
domains = ["southwind.example"]
"""


def test_a_company_may_speak_saml_instead(tmp_path: Path) -> None:
    path = tmp_path / "sso.toml"
    path.write_text(COMPANY + BY_SAML)

    first, second = read(path, https_only=True, saml=True)

    assert first == northwind()
    assert isinstance(second, SamlProvider)
    assert second.speaks_for("sara@southwind.example")


def test_of_saml_only_a_signed_assertion_that_was_asked_for_is_wanted(tmp_path: Path) -> None:
    path = tmp_path / "sso.toml"
    path.write_text(BY_SAML)

    [app] = for_allauth(read(path, https_only=True, saml=True))["saml"]["APPS"]

    strict = app["settings"]["advanced"]
    assert strict["strict"]
    assert strict["want_assertion_signed"]
    assert strict["reject_idp_initiated_sso"]
    assert app["settings"]["verified_email"] == ["southwind.example"]


def test_without_its_packages_saml_cannot_be_switched_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("accounts.sso.SAML_PACKAGES", ("xmlsec_that_nobody_has",))

    with pytest.raises(ImproperlyConfigured, match=r"needs the packages of requirements-saml\.txt"):
        refuse_without_saml_packages()


def test_saml_has_to_be_switched_on(tmp_path: Path) -> None:
    path = tmp_path / "sso.toml"
    path.write_text(BY_SAML)

    with pytest.raises(ImproperlyConfigured, match="southwind uses SAML, which SAML_ENABLED switches on"):
        read(path, https_only=True)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (COMPANY.replace('client_id = "assay"', ""), "lacks client_id"),
        (COMPANY + COMPANY, "twice"),
        (COMPANY + COMPANY.replace('"northwind"', '"other"'), "to two companies"),
        (COMPANY.replace("https:", "http:"), "must be https"),
        ("company = [", "cannot be read"),
        (COMPANY + 'protocol = "kerberos"', "protocol is one of"),
        (BY_SAML.replace("sso_url", "url"), "lacks sso_url"),
        (BY_SAML.replace("https://login.southwind.example/sso", "http://x.example"), "must be https"),
        (BY_SAML.replace("BEGIN", "BEGINNING"), "is no PEM"),
    ],
)
def test_a_file_that_cannot_be_right_stops_the_start(tmp_path: Path, text: str, said: str) -> None:
    path = tmp_path / "sso.toml"
    path.write_text(text)

    with pytest.raises(ImproperlyConfigured, match=said):
        read(path, https_only=True, saml=True)


# --- the way there ---------------------------------------------------------------------------------------


def test_the_address_at_work_leads_to_the_companys_sign_in(company: str, client: Client) -> None:
    page = client.post(reverse("company-sign-in"), {"email": ANNA}).content.decode()

    assert "/accounts/oidc/northwind/login/" in page


def test_an_address_of_no_company_leads_nowhere(company: str, client: Client) -> None:
    page = client.post(reverse("company-sign-in"), {"email": "anna@elsewhere.example"}).content.decode()

    assert "No company has set up its sign-in for this address" in page


def test_the_sign_in_page_names_no_company(company: str, client: Client) -> None:
    page = client.get(reverse("account_login")).content.decode()

    assert reverse("company-sign-in") in page
    assert "Northwind" not in page


# --- with a real provider --------------------------------------------------------------------------------


def test_somebody_new_gets_an_account_with_a_confirmed_address(company: str, client: Client) -> None:
    arrive(client, company, ANNA)

    assert is_signed_in(client)
    anna = User.objects.get(email=ANNA)
    assert (anna.name, anna.has_usable_password()) == ("Anna Bellweather", False)
    assert EmailAddress.objects.get(user=anna).verified


def test_somebody_known_comes_into_their_own_account(company: str, client: Client) -> None:
    anna = a_user(ANNA, "Anna")

    arrive(client, company, ANNA)

    assert client.session["_auth_user_id"] == str(anna.pk)
    assert SocialAccount.objects.get(user=anna).provider == "northwind"


def test_the_second_time_it_is_the_same_account(company: str) -> None:
    for _ in range(2):
        browser = Client()
        arrive(browser, company, ANNA)
        assert is_signed_in(browser)

    assert User.objects.filter(email=ANNA).count() == 1


def test_whoever_took_the_address_before_without_confirming_it_is_locked_out(
    company: str, client: Client
) -> None:
    squatter = a_user(ANNA, "Squatter")
    squatter.set_password("known to the squatter")
    squatter.save()
    EmailAddress.objects.filter(user=squatter).update(verified=False)

    arrive(client, company, ANNA)

    assert not User.objects.get(email=ANNA).has_usable_password()


def test_one_sees_that_a_company_opens_the_account(company: str, client: Client) -> None:
    arrive(client, company, ANNA)

    page = client.get(reverse("socialaccount_connections")).content.decode()

    assert "Untie" in page
    assert 'type="radio"' in page


def test_who_stops_at_the_companys_sign_in_is_told_so(company: str, client: Client) -> None:
    page = client.get(reverse("socialaccount_login_cancelled")).content.decode()

    assert "You are not signed in" in page


def test_a_foreign_address_opens_nothing(company: str, client: Client) -> None:
    a_user("mallory@elsewhere.example", "Mallory")

    answer = arrive(client, company, "mallory@elsewhere.example")

    assert answer.status_code == 403
    assert not is_signed_in(client)
    assert not SocialAccount.objects.exists()


def test_an_address_that_the_provider_has_not_confirmed_opens_nothing(company: str, client: Client) -> None:
    a_user(ANNA, "Anna")

    answer = arrive(client, company, ANNA, there="?unconfirmed")

    assert answer.status_code == 403
    assert not is_signed_in(client)


def test_staff_do_not_come_in_through_a_company(company: str, client: Client) -> None:
    a_user(ANNA, "Anna", staff_role=Role.MANAGER)

    answer = arrive(client, company, ANNA)

    assert answer.status_code == 403
    assert not is_signed_in(client)


def test_an_account_that_has_moved_to_another_domain_is_not_opened(company: str, client: Client) -> None:
    arrive(Client(), company, ANNA)
    User.objects.update(email="anna@elsewhere.example")

    answer = arrive(client, company, ANNA)

    assert answer.status_code == 403
    assert not is_signed_in(client)


def test_nobody_ties_a_company_to_the_account_they_are_in(
    company: str, client_for: Callable[..., Client]
) -> None:
    browser = client_for(a_user("charlie@elsewhere.example", "Charlie"))

    answer = arrive(browser, company, ANNA, here="?process=connect")

    assert answer.status_code == 403
    assert not SocialAccount.objects.exists()


def test_who_has_a_second_factor_gives_it_here_too(company: str, client: Client) -> None:
    give_authenticator_app(a_user(ANNA, "Anna"), "JBSWY3DPEHPK3PXP")

    answer = arrive(client, company, ANNA)

    assert answer["Location"] == reverse("mfa_authenticate")
    assert not is_signed_in(client)


def test_somebody_elses_answer_is_not_taken(company: str, client: Client) -> None:
    answer = client.get(
        reverse("openid_connect_callback", kwargs={"provider_id": "northwind"}), {"code": "x", "state": "y"}
    )

    assert answer.status_code in {401, 403}
    assert not is_signed_in(client)
