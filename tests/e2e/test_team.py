"""A person's whole time with a brand, in the browser: invited, signed up, promoted, removed."""

import re
from collections.abc import Callable
from email import message_from_bytes
from email.policy import default
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import Person
from tests.e2e.running import Stack, wait_until
from tests.e2e.steps import PATIENCE_MS, prove_it_is_still_you

pytestmark = [pytest.mark.stack, pytest.mark.browser]

PASSWORD = "a heron stands in the reeds"


def letters_to(stack: Stack, address: str) -> list[str]:
    """Oldest first. Mail lies in files, some with several letters."""
    files = sorted((stack.data / "mail").glob("*.log"), key=lambda path: path.stat().st_mtime)
    parts = [part for path in files for part in _parts(path)]
    letters = [message_from_bytes(part, policy=default) for part in parts]
    return [letter.get_content() for letter in letters if address in (letter["To"] or "")]


def _parts(path: Path) -> list[bytes]:
    return [part.lstrip() for part in re.split(rb"\n-{79}\n", path.read_bytes()) if part.strip()]


def link_in_mail(stack: Stack, address: str, path: str) -> str:
    """Waits for a letter with such a link."""

    def found() -> list[str]:
        return re.findall(rf"https?://\S+{path}\S+", "\n".join(letters_to(stack, address)))

    wait_until(found, seconds=PATIENCE_MS / 1000, why=f"{address} got a link to {path}")
    return found()[-1]


def on_the_row_of(owner: Person, who: str, action: str) -> None:
    owner.go("/team/")
    owner.page.get_by_role("row").filter(has_text=who).get_by_role("link", name=action).click()


def sign_up(page: Page, stack: Stack, email: str) -> None:
    page.goto(f"{stack.origin}/accounts/signup/")
    page.fill("[name=email]", email)
    page.fill("[name=password1]", PASSWORD)
    page.locator("main button[type=submit]").click()
    page.wait_for_url(re.compile("/confirm-email/"))
    page.goto(link_in_mail(stack, email, "/confirm-email/"))
    page.locator("main button[type=submit]").click()
    page.wait_for_url(lambda url: "/confirm-email/" not in url)
    if "/accounts/login/" in page.url:
        page.fill("[name=login]", email)
        page.fill("[name=password]", PASSWORD)
        page.click("main form:has([name=password]) button[type=submit]")
        page.wait_for_url(lambda url: "/accounts/" not in url)


@pytest.mark.parametrize("javascript", [True, False], ids=["with scripts", "without"])
def test_somebody_is_invited_promoted_and_removed(
    stack: Stack, browser, person: Callable[..., Person], javascript: bool
) -> None:
    email = f"pat{int(javascript)}@demo.example"
    alice = person("alice", javascript=javascript)
    alice.go("/team/")
    alice.page.get_by_label("E-mail address").fill(email)
    alice.page.get_by_label("Viewer: looks at everything, changes nothing").check()
    alice.page.get_by_role("button", name="Send the invitation").click()
    invited = alice.page.get_by_role("row").filter(has_text=email)
    prove_it_is_still_you(alice, invited)
    expect(invited).to_be_visible()
    link = link_in_mail(stack, email, "/invitation/")

    # The invited person signs up and accepts.
    context = browser.new_context(java_script_enabled=javascript)
    pat = Person(page=context.new_page(), stack=stack)
    sign_up(pat.page, stack, email)
    pat.page.goto(link)
    pat.page.get_by_role("button", name="Accept the invitation").click()
    expect(pat.page.get_by_text("You can act for Lumora now.")).to_be_visible()
    assert pat.page.goto(f"{stack.origin}/complaints/new/").status == 403

    # As a filer they may file.
    on_the_row_of(alice, email, "Change role")
    alice.page.get_by_label("Filer: files complaints, answers questions, withdraws").check()
    alice.page.get_by_role("button", name="Change the role").click()
    expect(alice.page.get_by_role("row").filter(has_text=email)).to_contain_text("Filer")
    pat.go("/complaints/new/")

    # Removed, they are out with the next click.
    on_the_row_of(alice, email, "Remove")
    alice.page.get_by_role("button", name="Yes, remove them").click()
    expect(alice.page.get_by_role("heading", name="Team", exact=True)).to_be_visible()
    expect(alice.page.get_by_role("row").filter(has_text=email)).to_have_count(0)
    pat.go("/complaints/")
    expect(pat.page.get_by_role("heading", name="Register your brand")).to_be_visible()
    context.close()
    wait_until(
        lambda: any("removed" in letter and email in letter for letter in letters_to(stack, "alice@")),
        seconds=PATIENCE_MS / 1000,
        why="the owner was told of the removal",
    )
