"""Signing in at a browser, staff with the code of their authenticator app."""

from playwright.sync_api import Page

from accounts.second_factor import code_now
from tests.e2e.running import Stack


def sign_in_at(page: Page, stack: Stack, name: str) -> None:
    page.goto(f"{stack.origin}/accounts/login/")
    page.fill("[name=login]", f"{name}@demo.example")
    page.fill("[name=password]", stack.password)
    page.click("main form:has([name=password]) button[type=submit]")
    page.wait_for_url(lambda url: "/login/" not in url)
    type_code(page, stack.app_key, while_at="/2fa/")
    page.wait_for_url(lambda url: "/accounts/" not in url)


def type_code(page: Page, app_key: str, *, while_at: str) -> None:
    """As long as the page is still there: a code may become too old between here and there."""
    for _ in range(3):
        if while_at not in page.url:
            return
        page.fill("[name=code]", code_now(app_key))
        with page.expect_navigation():
            page.click("main form:has([name=code]) button[type=submit]")
