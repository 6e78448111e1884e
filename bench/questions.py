"""One key in the brand's queue, until the next card is there: on the running portal, through HTTP, as htmx asks.

    script/bench questions [--answers 200] [--open 2000]

An owner answers one after the other while so many more are open; every fourth is "counterfeit", whose complaint the workers
take up meanwhile. What the browser adds (swapping the card, a picture that it has fetched before) is not in it.
"""

import argparse
import re
import time
from collections.abc import Sequence
from uuid import UUID

import httpx
from django.conf import settings
from django.test import Client

from accounts.models import User
from accounts.roles import Role
from bench import report, scene
from core import clock
from core.tenancy import SYSTEM, Actor, acting_as
from detection.models import AuthenticationRequest
from detection.questions import declaration
from detection.questions.gather import Subject
from detection.questions.raising import Suspicion, raise_suspicions
from detection.states import State
from detection.suspicions import Code
from listings.simulated_marketplace.control_client import ControlClient

SITE = "bazaar"
GOAL_MS = 300
A_SET = 100
PATIENCE_SECONDS = 600
_ADDRESS = re.compile(r"/questions/[0-9a-f-]{36}/answer/")


def main() -> None:
    parser = argparse.ArgumentParser(prog="script/bench questions")
    parser.add_argument("--answers", type=int, default=200)
    parser.add_argument("--open", type=int, default=2000)
    options = parser.parse_args()
    brands = scene.trusted_brands(1, site_url=f"{settings.MARKETPLACE_URL}/{SITE}", account=f"{SITE}-portal")
    [tenant] = brands.brands
    owner = Actor(role=Role.OWNER, label="Filer", user_id=brands.filers[tenant], tenant_id=tenant)
    with acting_as(owner):
        declaration.sign(name="Filer", by=owner, now=clock.now())
    with ControlClient(settings.MARKETPLACE_URL, settings.MARKETPLACE_SECRET) as control:
        ask(brands, tenant, control.add_listings(SITE, seller="bench", count=options.open))
    machine = report.machine()
    taken = answer_one_by_one(brands.filers[tenant], options.answers)
    rows = [
        (
            options.answers,
            options.open,
            *(f"{report.percentile(taken, share) * 1000:.0f} ms" for share in (0.5, 0.95, 1.0)),
        )
    ]
    text = report.table(("answers", "open at first", "p50", "p95", "slowest"), rows)
    goal = f"Goal: the next card in < {GOAL_MS} ms."
    report.keep("questions", f"# One key, until the next card is there\n\n{machine}\n\n{text}\n\n{goal}")


def ask(brands: scene.Scene, tenant: UUID, refs: Sequence[str]) -> None:
    """The stack's own workers look at the listings and put them to the brand."""
    suspicions = [
        Suspicion(
            subject=Subject(tenant, brands.rights[tenant], brands.marketplace.id, ref),
            url=f"{settings.MARKETPLACE_URL}/{SITE}/item/{ref}",
            codes=[Code.LOW_PRICE],
            sentence="A tenth of the usual price.",
        )
        for ref in refs
    ]
    for at in range(0, len(suspicions), A_SET):
        with acting_as(SYSTEM):
            raise_suspicions(suspicions[at : at + A_SET], by=SYSTEM, now=clock.now(), detector="bench")
    deadline = time.monotonic() + PATIENCE_SECONDS
    while raised := _how_many(State.RAISED):
        if time.monotonic() > deadline:
            raise SystemExit(f"{raised} questions were not put within {PATIENCE_SECONDS} s")
        time.sleep(0.5)


def _how_many(state: State) -> int:
    with acting_as(SYSTEM):
        return AuthenticationRequest.objects.filter(state=state).count()


def answer_one_by_one(user_id: UUID, count: int) -> list[float]:
    """Seconds of each."""
    browser = Client()
    browser.force_login(User.objects.get(id=user_id), backend=settings.AUTHENTICATION_BACKENDS[0])
    cookie = browser.cookies[settings.SESSION_COOKIE_NAME].value
    taken = []
    with httpx.Client(
        base_url=settings.ORIGIN,
        cookies={settings.SESSION_COOKIE_NAME: cookie},
        trust_env=False,
        timeout=30,
    ) as web:
        page = web.get("/questions/").raise_for_status().text
        headers = {
            "HX-Request": "true",
            "Origin": settings.ORIGIN,
            "X-CSRFToken": _found(r'X-CSRFToken": ?"([^"]+)"', page),
        }
        for number in range(count):
            said = "counterfeit" if number % 4 == 0 else "genuine"
            began = time.perf_counter()
            answer = web.post(_found(f"({_ADDRESS.pattern})", page), data={"answer": said}, headers=headers)
            taken.append(time.perf_counter() - began)
            page = answer.raise_for_status().text
    return taken


def _found(pattern: str, text: str) -> str:
    match = re.search(pattern, text)
    if match is None:
        raise SystemExit(f"The page has no {pattern}: {text[:300]}")
    return match[1]


if __name__ == "__main__":
    main()
