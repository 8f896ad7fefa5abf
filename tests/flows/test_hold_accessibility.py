"""Every page: axe finds nothing in both themes and on a phone, and nothing scrolls sideways at any width."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.flows.conftest import overflow, violations
from tests.flows.portal import Portal, running_demo

pytestmark = pytest.mark.one_database

SIGN_IN = "administrator"
FIXED = (
    "/",
    "/users/",
    "/users/?state=locked",
    "/users/?q=nobody-is-called-this",
    "/groups/",
    "/computers/",
    "/units/",
    "/farms/",
    "/servers/",
    "/sessions/",
    "/jobs/",
    "/reports/",
    "/audit/",
    "/search/?q=obrien",
    "/commands/",
    "/help/",
    "/help/operations/",
    "/profile/",
    "/profile/tokens/",
    "/no-such-page/",
)
# Pages of one thing: where its first link stands.
FIRST = {
    "/users/?q=obrien": ".list .name a",
    "/groups/": ".list .name a",
    "/computers/": ".list .name a",
    "/units/": ".list .name a",
    "/servers/": ".list .name a, .list th a",
    "/farms/": "main .list a, main h2 a",
    "/reports/": ".list a",
    "/audit/": ".list .name a",
}
SHAPES = {
    "light": (1440, 900, "light"),
    "dark": (1440, 900, "dark"),
    "phone": (390, 844, "light"),
}
WIDTHS = (1440, 1024, 720, 390)  # 720 is 1440 at 200 %


@pytest.fixture(scope="module")
def portal(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Portal]:
    with running_demo(tmp_path_factory.mktemp("pages") / "demo") as running:
        yield running


@pytest.fixture(scope="module")
def state(browser: Browser, portal: Portal) -> dict[str, object]:
    """The cookies of an administrator who has signed in, and the addresses of all pages."""
    context = browser.new_context(locale="en-GB")
    page = context.new_page()
    page.goto(f"{portal.url}/sign-in/")
    page.locator("[name=username]").fill(SIGN_IN)
    page.locator("[name=password]").fill(SIGN_IN)
    page.keyboard.press("Enter")
    page.wait_for_url(f"{portal.url}/")
    pages = [*FIXED, *(first_link(page, portal, path, where) for path, where in FIRST.items())]
    guid = next(path for path in pages if "/objects/" in path).split("/")[2]
    pages += [f"/objects/{guid}/{tab}/" for tab in ("groups", "history", "jobs")]
    pages += [f"/operations/{name}/?target={guid}" for name in ("reset-user-password", "set-user", "remove-user")]
    kept = context.storage_state()
    context.close()
    return {"kept": kept, "pages": pages}


def first_link(page: Page, portal: Portal, path: str, where: str) -> str:
    page.goto(f"{portal.url}{path}")
    return str(page.locator(where).first.get_attribute("href"))


@pytest.mark.parametrize("shape", SHAPES)
def test_leaves_axe_nothing_to_say(browser: Browser, portal: Portal, state: dict, shape: str) -> None:
    width, height, theme = SHAPES[shape]
    context = browser.new_context(
        viewport={"width": width, "height": height}, color_scheme=theme, storage_state=state["kept"], locale="en-GB"
    )
    page = context.new_page()
    found = {}
    for path in state["pages"]:
        page.goto(f"{portal.url}{path}", wait_until="networkidle")
        if wrong := violations(page):
            found[path] = wrong
    context.close()
    assert found == {}


def test_leaves_axe_nothing_to_say_at_the_gate(browser: Browser, portal: Portal) -> None:
    page = browser.new_page()
    page.goto(f"{portal.url}/sign-in/")
    found = violations(page)
    page.close()
    assert found == []


@pytest.mark.parametrize("language", ["en-GB", "de-DE"])
def test_never_scrolls_sideways(browser: Browser, portal: Portal, state: dict, language: str) -> None:
    context = browser.new_context(storage_state=state["kept"], locale=language)
    page = context.new_page()
    found = {}
    for path in state["pages"]:
        page.goto(f"{portal.url}{path}")
        page.wait_for_timeout(200)  # parts of other rooms are loaded
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 800})
            if (pixels := overflow(page)) > 0:
                found[path, width] = pixels
    context.close()
    assert found == {}
