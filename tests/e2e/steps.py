"""What people do in the browser."""

import re

from playwright.sync_api import Locator, expect

from tests.e2e.conftest import Person
from tests.e2e.running import Stack

# A decision waits ten seconds for an undo, then the pipeline has to run; CI machines are slow.
PATIENCE_MS = 60_000


def add_fakes(
    stack: Stack, *, title: str, count: int = 1, brand: str = "Lumora", category: str = "handbags"
) -> list[str]:
    """Put counterfeits on sale; return their links."""
    refs = stack.control.add_listings(
        "bazaar",
        title=title,
        count=count,
        category=category,
        truth={"kind": "counterfeit", "brand": brand},
        seller=re.sub(r"\W+", "_", title.lower())[:40],
    )
    return [f"{stack.marketplace}/bazaar/item/{ref}" for ref in refs]


def file_complaint(filer: Person, *links: str, with_evidence: bool = True) -> str:
    """Fill the one page and send it; return the complaint's number."""
    page = filer.page
    filer.go("/complaints/new/")
    page.get_by_label("Links to the listings").fill("Please look at these:\n" + "\n".join(links))
    right = page.get_by_label("Which right?")
    right.select_option(index=1)
    page.get_by_label("The article itself is a fake: we did not make it.").check()
    page.get_by_label("In your words").fill("The clasp and the serial number are not ours.")
    if with_evidence:
        page.locator("input[type=file]").set_input_files(
            {"name": "proof.png", "mimeType": "image/png", "buffer": a_png()}
        )
        page.get_by_label("What do these files show?").select_option("annotated")
    page.get_by_label("Your name").fill("A. Filer")
    page.get_by_role("button", name="Send the complaint").click()
    page.wait_for_url(re.compile(r"/complaints/C-"))
    number = re.search(r"C-[0-9A-Z]{4}-[0-9A-Z]{2}", page.url)
    assert number is not None
    return number.group(0)


def a_png() -> bytes:
    """One red pixel."""
    return bytes.fromhex(
        "89504e470d0a1a0a0000000d49484452000000010000000108020000009077"
        "53de0000000c4944415408d763f8cfc0000003010100c9fe92ef0000000049454e44ae426082"
    )


def open_item(person: Person, number: str, title: str) -> None:
    person.go(f"/complaints/{number}/")
    person.page.get_by_role("link", name=title).first.click()
    person.page.wait_for_url(re.compile(r"/items/"))


def expect_state(person: Person, state: str) -> None:
    """The item page refreshes itself until the state is reached."""
    expect(person.page.locator("main .badge").first).to_have_text(state, timeout=PATIENCE_MS)


def decide(manager: Person, number: str, *, outcome: str, ground: str) -> None:
    """Find the item by its complaint's number, claim it, and decide by keyboard-reachable controls."""
    page = manager.page
    manager.go("/queue/")
    page.get_by_role("row").filter(has_text=number).get_by_role("button", name="Review").click()
    page.wait_for_url(re.compile(r"/queue/items/"))
    _open(page.locator("details", has=page.locator("> summary", has_text=re.compile(f"^{outcome}"))))
    reason = page.locator("details", has=page.locator("> summary", has_text=ground)).last
    _open(reason)
    reason.locator("button[type=submit]").click()
    page.wait_for_url(re.compile(r"/queue/"))


def _open(details: Locator) -> None:
    if details.get_attribute("open") is None:
        details.locator("> summary").click()


def prove_it_is_still_you(owner: Person, done: Locator) -> None:
    """What was sent is done after the password, or at once for an owner who gave it a while ago."""
    page = owner.page
    asked = page.locator("main [name=password]")
    expect(asked.or_(done).first).to_be_visible()
    if asked.is_visible():
        asked.fill(owner.stack.password)
        page.locator("main button[type=submit]").click()
