"""script/screenshots: every main screen of the demo, light and dark, wide and on a phone, into docs/screens/.

Screens full, empty and with errors. Pictures have few colours, so that the whole set stays small.
"""

import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import django

django.setup()

from PIL import Image  # noqa: E402 - Django is set up for what signs in
from playwright.sync_api import Browser, Page, sync_playwright  # noqa: E402

from tests.e2e.running import CHROMIUM_ARGUMENTS, ROOT, Stack, chromium_path, running_stack  # noqa: E402
from tests.e2e.signing_in import sign_in_at  # noqa: E402

SCREENS = ROOT / "docs" / "screens"
WIDTHS: Mapping[str, tuple[int, int]] = {"wide": (1280, 800), "phone": (390, 844)}
THEMES = ("light", "dark")
COLOURS = 96
# Nothing waits for it, and machines may be busy.
PATIENCE_SECONDS = 900
MOST_BYTES = 6 * 1024 * 1024

type Way = Callable[[Page, Stack], None]


@dataclass(frozen=True, slots=True)
class Screen:
    """`person` of the demo, or a visitor; `way` leads from the page at `path` to what is shown."""

    name: str
    person: str
    path: str
    way: Way | None = None


def _first(selector: str) -> Way:
    def follow(page: Page, stack: Stack) -> None:
        page.locator(selector).first.click()
        page.wait_for_load_state()

    return follow


def _of_kestrel(page: Page, stack: Stack) -> None:
    page.get_by_role("row").filter(has_text="Kestrel").get_by_role("link").first.click()
    page.wait_for_load_state()


def _second_listing(page: Page, stack: Stack) -> None:
    page.locator("main th a").nth(2).click()
    page.wait_for_load_state()
    page.locator("main th a").first.click()
    page.wait_for_load_state()


def _claimed(page: Page, stack: Stack) -> None:
    page.locator("main th a").first.click()
    page.wait_for_load_state()
    take = page.get_by_role("button", name="Take it")
    if take.count():
        take.click()
        page.wait_for_load_state()
    page.locator("main summary").filter(has_text="Uphold").first.click()


def _sent_empty(page: Page, stack: Stack) -> None:
    page.get_by_role("button", name="Send the complaint").click()
    page.wait_for_load_state()


def _compared(page: Page, stack: Stack) -> None:
    page.get_by_role("button", name="Compare").click()
    page.get_by_label("Slider").check()


def _sellers_notice(page: Page, stack: Stack) -> None:
    page.goto(stack.seller_link)


_ALL = (
    Screen("start", "", "/"),
    Screen("sign-in", "", "/accounts/login/"),
    Screen("notice", "", "/", _sellers_notice),
    Screen("not-found-error", "", "/complaints/nothing/here/"),
    Screen("questions-empty", "nina", "/questions/"),
    Screen("home", "alice", "/"),
    Screen("rights", "alice", "/rights/"),
    Screen("standing", "alice", "/standing/"),
    Screen("question", "alice", "/questions/"),
    Screen("question-compared", "alice", "/questions/", _compared),
    Screen("complaints", "oscar", "/complaints/"),
    Screen("complaints-no-match", "oscar", "/complaints/?status=withdrawn"),
    Screen("complaint", "oscar", "/complaints/", _first("main th a")),
    Screen("decision", "oscar", "/complaints/", _second_listing),
    Screen("filing", "oscar", "/complaints/new/"),
    Screen("filing-error", "oscar", "/complaints/new/", _sent_empty),
    Screen("search", "oscar", "/search/?q=lumora"),
    Screen("counter-notice", "charlie", "/counter-notices/", _first("main th a")),
    Screen("counter-notices-empty", "nina", "/counter-notices/"),
    Screen("queue", "rita", "/queue/"),
    Screen("workbench", "rita", "/queue/", _claimed),
    Screen("live", "rita", "/live/"),
    Screen("delivery", "rita", "/delivery/"),
    Screen("redress", "rita", "/staff/redress/"),
    Screen("grants", "ada", "/programme/"),
    Screen("brand", "ada", "/programme/", _of_kestrel),
    Screen("policy", "ada", "/policy/"),
    Screen("style", "ada", "/style/"),
)


def main(names: Sequence[str]) -> int:
    wanted = [screen for screen in _ALL if not names or screen.name in names]
    SCREENS.mkdir(parents=True, exist_ok=True)
    with (
        tempfile.TemporaryDirectory() as data,
        running_stack(Path(data), patience=PATIENCE_SECONDS) as stack,
        sync_playwright() as player,
    ):
        browser = player.chromium.launch(executable_path=chromium_path(), args=CHROMIUM_ARGUMENTS)
        for name, picture in _pictures(browser, stack, wanted):
            _few_colours(picture).save(SCREENS / f"{name}.png", optimize=True)
        browser.close()
    size = sum(path.stat().st_size for path in SCREENS.glob("*.png"))
    sys.stdout.write(f"{len(list(SCREENS.glob('*.png')))} pictures, {size / 1024 / 1024:.1f} MB\n")
    return int(size > MOST_BYTES)


def _pictures(browser: Browser, stack: Stack, wanted: Sequence[Screen]) -> Iterator[tuple[str, Image.Image]]:
    for person in dict.fromkeys(screen.person for screen in wanted):
        kept = _signed_in(browser, stack, person) if person else None
        for theme in THEMES:
            for width, (across, down) in WIDTHS.items():
                context = browser.new_context(
                    storage_state=kept,
                    viewport={"width": across, "height": down},
                    color_scheme=theme,
                    has_touch=width == "phone",
                    is_mobile=width == "phone",
                    reduced_motion="reduce",
                    timezone_id="Europe/Berlin",
                )
                page = context.new_page()
                for screen in wanted:
                    if screen.person == person:
                        yield f"{screen.name}-{theme}-{width}", _picture(page, stack, screen)
                context.close()


def _signed_in(browser: Browser, stack: Stack, person: str) -> str:
    context = browser.new_context()
    sign_in_at(context.new_page(), stack, person)
    kept = stack.data / f"{person}.json"
    context.storage_state(path=kept)
    context.close()
    return str(kept)


def _picture(page: Page, stack: Stack, screen: Screen) -> Image.Image:
    page.goto(stack.origin + screen.path)
    if screen.way is not None:
        screen.way(page, stack)
    page.wait_for_load_state("networkidle")
    return Image.open(BytesIO(page.screenshot()))


def _few_colours(picture: Image.Image) -> Image.Image:
    return picture.convert("RGB").quantize(COLOURS, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
