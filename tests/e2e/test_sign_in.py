"""Coming in, in the browser: the mail, the authenticator app, a passkey, a recovery code."""

import re
from collections.abc import Callable
from email import message_from_bytes, policy

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.conftest import Person
from tests.e2e.running import Stack, wait_until
from tests.e2e.signing_in import type_code

pytestmark = [pytest.mark.stack, pytest.mark.browser]

EMAIL = "iris@hartwell.example"
PASSWORD = "a heron stands in the reeds"


def link_in_mail(stack: Stack, to: str) -> str:
    def found() -> str:
        for path in sorted((stack.data / "mail").glob("*.log")):
            letter = message_from_bytes(path.read_bytes(), policy=policy.default)
            link = re.search(r"https?://\S+/accounts/confirm-email/\S+", letter.get_content())
            if letter["To"] == to and link:
                return link.group(0)
        return ""

    wait_until(found, seconds=30, why=f"a mail to {to}")
    return found()


def has_passkeys(page: Page) -> None:
    """The browser gets a device that answers as if a finger lay on it."""
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    device = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": device})


def send_password(page: Page) -> None:
    page.fill("[name=password]", PASSWORD)
    page.click("main form:has([name=password]) button[type=submit]")


def sign_out(page: Page, stack: Stack) -> None:
    page.goto(f"{stack.origin}/accounts/logout/")
    page.locator("main").get_by_role("button", name="Sign out").click()
    page.wait_for_url(lambda url: "/logout/" not in url)


def sign_up(page: Page, stack: Stack) -> None:
    """With an address that the link in the mail confirms; then the password opens the account."""
    page.goto(f"{stack.origin}/accounts/signup/")
    page.fill("[name=email]", EMAIL)
    page.fill("[name=password1]", PASSWORD)
    page.get_by_role("button", name="Create an account").click()
    expect(page.get_by_role("heading", name="Confirm your address")).to_be_visible()
    page.goto(link_in_mail(stack, EMAIL))
    page.get_by_role("button", name="Yes, confirm").click()
    page.wait_for_url(re.compile("/accounts/login/"))
    page.fill("[name=login]", EMAIL)
    send_password(page)
    page.wait_for_url(lambda url: "/accounts/" not in url)


def add_the_authenticator_app(page: Page, stack: Stack) -> str:
    """Changing factors asks for the password again. Returns a recovery code."""
    page.goto(f"{stack.origin}/accounts/2fa/totp/activate/")
    send_password(page)
    page.wait_for_url(re.compile("/totp/activate/"))
    expect(page.locator(".qr svg")).to_be_visible()
    type_code(page, page.locator("#authenticator_secret").inner_text(), while_at="/totp/activate/")
    expect(page.get_by_role("heading", name="Recovery codes")).to_be_visible()
    return page.locator(".codes code").first.inner_text()


def add_a_passkey(page: Page, stack: Stack) -> None:
    page.goto(f"{stack.origin}/accounts/2fa/webauthn/add/")
    page.get_by_role("button", name="Add the passkey").click()
    expect(page.get_by_role("link", name="See your passkey")).to_be_visible()


def come_in_by_the_passkey_alone(page: Page, stack: Stack) -> None:
    page.goto(f"{stack.origin}/accounts/login/")
    page.get_by_role("button", name="Sign in with a passkey").click()
    page.wait_for_url(lambda url: "/accounts/" not in url)


def come_in_by_a_recovery_code(page: Page, stack: Stack, recovery_code: str) -> None:
    """Without phone and passkey a recovery code replaces the second step."""
    page.goto(f"{stack.origin}/accounts/login/")
    page.fill("[name=login]", EMAIL)
    send_password(page)
    page.wait_for_url(re.compile("/2fa/authenticate/"))
    page.fill("[name=code]", recovery_code)
    page.click("main form:has([name=code]) button[type=submit]")
    page.wait_for_url(lambda url: "/accounts/" not in url)


def test_somebody_new_comes_in_every_way_there_is(stack: Stack, browser: Browser) -> None:
    context = browser.new_context()
    page = context.new_page()
    objections: list[str] = []
    page.on("console", lambda said: objections.append(said.text) if said.type == "error" else None)
    has_passkeys(page)

    sign_up(page, stack)
    recovery_code = add_the_authenticator_app(page, stack)
    add_a_passkey(page, stack)
    sign_out(page, stack)
    come_in_by_the_passkey_alone(page, stack)
    sign_out(page, stack)
    come_in_by_a_recovery_code(page, stack, recovery_code)

    context.close()
    assert [said for said in objections if "Content Security Policy" in said or "Uncaught" in said] == []


def test_staff_come_in_by_two_steps(stack: Stack, person: Callable[..., Person]) -> None:
    rita = person("rita")

    rita.go("/queue/")

    expect(rita.page.get_by_role("heading", name="Queue")).to_be_visible()
