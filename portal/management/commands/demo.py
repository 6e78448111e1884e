"""Build the demo, unless it is there already; or print the code of its staff's authenticator app. Not in production."""

import secrets
import threading
import time
from typing import Any

import httpx
from allauth.mfa.totp.internal.auth import generate_totp_secret
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts.second_factor import code_now
from listings.simulated_marketplace.control_client import ControlClient
from portal.demo.answers import a_sellers_link
from portal.demo.build import build, is_built
from portal.demo.keys import make_test_key
from portal.demo.people import app_key_in, sign_ins

WAIT_SECONDS = 60


def _wait_for(url: str) -> None:
    """The simulated marketplace is being started beside us."""
    deadline, pause = time.monotonic() + WAIT_SECONDS, threading.Event()
    while time.monotonic() < deadline:
        try:
            if httpx.get(f"{url}/healthz", timeout=2, trust_env=False).is_success:
                return
        except httpx.TransportError:
            pause.wait(0.2)
    raise CommandError(f"The simulated marketplace does not answer at {url}.")


class Command(BaseCommand):
    help = "Builds the demo on the simulated marketplace, once."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--code", action="store_true", help="print the code that staff type now")

    def handle(self, *args: Any, **options: Any) -> None:
        if settings.PRODUCTION:
            raise CommandError("Demo data has no place in production.")
        page = settings.DATA / "demo-sign-ins.txt"
        if options["code"]:
            if not page.exists():
                raise CommandError("There is no demo yet: script/server builds it.")
            self.stdout.write(code_now(app_key_in(page.read_text(encoding="utf-8"))))
            return
        if is_built():
            if not page.exists():
                raise CommandError(
                    f"The demo was interrupted halfway: delete {settings.DATA} and start again."
                )
            return
        password = f"demo-{secrets.token_hex(4)}"
        app_key = generate_totp_secret()
        _wait_for(settings.MARKETPLACE_URL)
        with ControlClient(settings.MARKETPLACE_URL, settings.MARKETPLACE_SECRET) as control:
            build(
                password=password,
                app_key=app_key,
                control=control,
                say=lambda what: self.stdout.write(f"Building {what}"),
            )
        page.touch(mode=0o600)
        said = sign_ins(
            settings.ORIGIN,
            password,
            app_key=app_key,
            key=make_test_key(),
            seller_link=a_sellers_link(settings.ORIGIN),
        )
        page.write_text(said, encoding="utf-8")
