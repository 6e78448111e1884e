"""A key made in the browser opens the API by the very commands that the documentation prints, until it is revoked."""

import os
import re
import subprocess
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import Person
from tests.e2e.running import Stack
from tests.e2e.steps import prove_it_is_still_you

pytestmark = [pytest.mark.stack, pytest.mark.browser]


def make_test_key(owner: Person) -> str:
    page = owner.page
    owner.go("/keys/new/")
    prove_it_is_still_you(owner, page.get_by_label("Name"))
    page.get_by_label("Name").fill("end-to-end")
    for scope in page.get_by_role("group", name="It may").get_by_role("checkbox").all():
        if scope.get_attribute("value") != "rights:write":
            scope.check()
    page.get_by_role("button", name="Make the key").click()
    return page.get_by_role("region", name="API key").inner_text().strip()


def kept_by_the_browser(page: Page) -> str:
    return str(page.evaluate("JSON.stringify([{...localStorage}, {...sessionStorage}])"))


def sample(page: Page, operation: str) -> str:
    """As the copy button takes it."""
    text = page.locator(f"#sample-{operation}").text_content()
    assert text is not None
    return text


def status_of(command: str, key: str) -> int:
    """What the command is answered; it runs as it is printed, only curl is asked to say the status, too."""
    environment = {"PATH": os.environ["PATH"], "KEY": key, "no_proxy": "*"}
    script = "curl() { command curl -sS -w '\\n%{http_code}' \"$@\"; }\n" + command
    told = subprocess.run(
        ["bash", "-c", script], env=environment, capture_output=True, text=True, timeout=60, check=True
    )
    return int(told.stdout.rpartition("\n")[2])


def test_the_printed_commands_work_until_the_key_is_revoked(
    stack: Stack, person: Callable[..., Person]
) -> None:
    alice = person("alice")
    page = alice.page
    key = make_test_key(alice)
    assert re.fullmatch(r"jf_test_[0-9A-Za-z]{12}_[0-9A-Za-z]{38}", key)
    assert key not in kept_by_the_browser(page)

    # The commands are taken from the page, where Lumora's own right and a sandbox stand.
    page.get_by_role("link", name="How to use it").click()
    page.get_by_role("link", name="curl", exact=True).click()
    listing, filing = sample(page, "list_rights"), sample(page, "file_complaint")
    expect(page.locator("#sample-file_complaint").locator("..").get_by_role("button")).to_be_visible()
    assert status_of(listing, key) == 200
    assert status_of(filing, key) == 201

    # Back shows the list or the form, never the key.
    page.go_back()
    assert key not in page.content()
    assert key not in kept_by_the_browser(page)

    alice.go("/keys/")
    page.get_by_role("row").filter(has_text="end-to-end").get_by_role("link", name="Log").click()
    expect(page.get_by_role("row").filter(has_text="POST /api/v1/complaints/")).to_contain_text("201")
    alice.go("/keys/")
    page.get_by_role("row").filter(has_text="end-to-end").get_by_role("link", name="Revoke").click()
    page.get_by_role("button", name="Yes, revoke it").click()
    expect(page.get_by_role("row").filter(has_text="end-to-end")).to_contain_text("Revoked")
    assert status_of(listing, key) == 401


@pytest.mark.parametrize("width", [320, 1280])
def test_no_page_of_the_documentation_is_wider_than_the_screen(
    stack: Stack, person: Callable[..., Person], width: int
) -> None:
    alice = person("alice")
    alice.page.set_viewport_size({"width": width, "height": 800})

    for path in ("/api/docs/", "/api/docs/?language=python", "/api/problems/", "/keys/"):
        alice.go(path)
        assert alice.page.evaluate("document.documentElement.scrollWidth") <= width, path
