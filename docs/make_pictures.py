"""Makes the pictures of the README from a demo that it starts: `.venv/bin/python -m docs.make_pictures`.

`--url` takes a demo that already runs instead. Needs Debian's Chromium.
"""

import argparse
import tempfile
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.flows.portal import running_demo

PICTURES = Path(__file__).resolve().parent / "pictures"
CHROMIUM = "/usr/bin/chromium"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--no-first-run",
]
WIDE, PHONE = {"width": 1440, "height": 900}, {"width": 390, "height": 844}
CALLER = "Zoë O'Brien"


def main() -> None:
    reader = argparse.ArgumentParser()
    reader.add_argument("--url", help="a demo that runs, with its usual sign-ins")
    wishes = reader.parse_args()
    PICTURES.mkdir(exist_ok=True)
    with ExitStack() as stack, sync_playwright() as driver:
        url = wishes.url or start_demo(stack)
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        for name, story in STORIES.items():
            story(browser, url, PICTURES / f"{name}.png")
            print(PICTURES / f"{name}.png")
        browser.close()


def start_demo(stack: ExitStack) -> str:
    folder = stack.enter_context(tempfile.TemporaryDirectory())
    return stack.enter_context(running_demo(Path(folder) / "demo", people=2000)).url


def sign_in(browser: Browser, url: str, name: str, *, dark: bool = False, phone: bool = False) -> Page:
    page = browser.new_context(
        viewport=PHONE if phone else WIDE,
        color_scheme="dark" if dark else "light",
        locale="en-GB",
        base_url=url,
        device_scale_factor=2 if phone else 1,
    ).new_page()
    page.set_default_timeout(20_000)
    page.goto("/sign-in/")
    page.locator("[name=username]").fill(name)
    page.locator("[name=password]").fill(name)
    page.keyboard.press("Enter")
    page.wait_for_url(f"{url}/")
    return page


def search(page: Page, typed: str) -> None:
    page.locator("input[name=q]").first.fill("")
    page.locator("input[name=q]").first.type(typed, delay=15)
    page.locator("#hits a").first.wait_for()
    page.wait_for_timeout(400)


def open_caller(page: Page) -> None:
    search(page, "zoe obrien")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(CALLER)
    page.locator('.page-head [data-key="r"]').wait_for()
    page.wait_for_timeout(800)  # The sessions come from the servers.


def take_home(browser: Browser, url: str, to: Path) -> None:
    page = sign_in(browser, url, "helpdesk")
    page.wait_for_timeout(500)
    page.screenshot(path=to)


def take_search(browser: Browser, url: str, to: Path) -> None:
    page = sign_in(browser, url, "helpdesk")
    search(page, "obr")
    page.screenshot(path=to)


def take_user(browser: Browser, url: str, to: Path) -> None:
    page = sign_in(browser, url, "helpdesk")
    open_caller(page)
    page.screenshot(path=to)


def take_phone(browser: Browser, url: str, to: Path) -> None:
    page = sign_in(browser, url, "helpdesk", phone=True, dark=True)
    open_caller(page)
    page.screenshot(path=to)


def take_password(browser: Browser, url: str, to: Path) -> None:
    page = sign_in(browser, url, "helpdesk")
    open_caller(page)
    page.keyboard.press("r")
    dialog = page.locator("#dialog")
    dialog.locator("[name=reason]").fill("Forgotten after the holidays")
    page.keyboard.press("Control+Enter")
    dialog.get_by_role("button", name="Show the secret").click()
    dialog.locator(".secret-word").wait_for()
    page.screenshot(path=to)


def take_farm(browser: Browser, url: str, to: Path) -> None:
    page = sign_in(browser, url, "operator")
    page.goto("/farms/")
    page.locator("main a[href^='/farms/']").first.click()
    page.wait_for_timeout(2500)
    page.reload()
    page.wait_for_timeout(500)
    page.screenshot(path=to)


def take_audit(browser: Browser, url: str, to: Path) -> None:
    page = sign_in(browser, url, "administrator", dark=True)
    page.goto("/audit/")
    page.wait_for_timeout(300)
    page.screenshot(path=to)


# In this order: the trail tells of what was done before.
STORIES: dict[str, Callable[[Browser, str, Path], None]] = {
    "search": take_search,
    "user": take_user,
    "phone": take_phone,
    "password": take_password,
    "farm": take_farm,
    "home": take_home,
    "audit": take_audit,
}

if __name__ == "__main__":
    main()
