"""What the portal is for, on a real demo: somebody calls, is unlocked and given a password; the trail keeps it."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.flows.portal import Portal, running_demo

TYPED = "Kanarie-Vogel-2026!"  # a password that somebody types; it must be nowhere afterwards


@pytest.fixture(scope="module")
def portal(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Portal]:
    with running_demo(tmp_path_factory.mktemp("caller") / "demo") as running:
        yield running


def tab_of(browser: Browser, portal: Portal, name: str, password: str = "") -> Page:
    """A tab of somebody who has signed in through the page."""
    page = browser.new_context(viewport={"width": 1440, "height": 900}, locale="en-GB").new_page()
    page.set_default_timeout(20_000)
    page.goto(f"{portal.url}/sign-in/")
    page.get_by_label("Account").fill(name)
    page.locator("[name=password]").fill(password or name)
    page.keyboard.press("Enter")
    page.wait_for_url(f"{portal.url}/")
    return page


def open_person(page: Page, typed: str, name: str) -> None:
    """Find a person in the search as one types, and open the first hit."""
    page.keyboard.press("/") if page.evaluate("document.activeElement.name") != "q" else None
    page.keyboard.type(typed, delay=20)
    expect(page.locator("#hits")).to_contain_text(name)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(name)


def open_reset(page: Page) -> Locator:
    """The dialog, by its key, once the acts are there and htmx knows them: before that the key opens a whole page."""
    page.locator('.page-head [data-key="r"]').wait_for()
    page.wait_for_load_state("networkidle")
    page.wait_for_function(
        "() => document.querySelector('.page-head [data-key=r]')?.['htmx-internal-data']?.listenerInfos"
    )
    page.keyboard.press("r")
    return page.locator("#dialog")


@pytest.mark.one_database
def test_unlocks_and_resets(browser: Browser, portal: Portal) -> None:
    page = tab_of(browser, portal, "helpdesk")
    open_person(page, "zoe obrien", "Zoë O'Brien")
    expect(page.locator(".page-head")).to_contain_text("Locked")
    page.evaluate("window.untouched = true")

    page.get_by_role("button", name="Unlock", exact=False).first.click()
    dialog = page.locator("#dialog")
    expect(page.locator("#toasts")).to_contain_text("→ not locked")
    expect(dialog).not_to_be_visible()
    expect(page.locator(".page-head")).not_to_contain_text("Locked")

    open_reset(page)
    dialog.locator("[name=reason]").fill("Forgotten after the holidays")
    page.keyboard.press("Control+Enter")
    dialog.get_by_role("button", name="Show the secret").click()
    secret = dialog.locator(".secret-word").inner_text().replace("\n", "").strip()
    assert len(secret) == 16
    assert page.evaluate("window.untouched"), "the outcome came without a reload"
    page.keyboard.press("Escape")
    expect(dialog).not_to_be_visible()
    assert secret not in page.content()
    assert_nowhere(portal.folder, secret)


@pytest.mark.one_database
def test_shows_a_secret_once(browser: Browser, portal: Portal) -> None:
    page = tab_of(browser, portal, "helpdesk")
    open_person(page, "zoe obrien", "Zoë O'Brien")
    dialog = open_reset(page)
    dialog.locator("[name=reason]").fill("Shown once")
    page.keyboard.press("Control+Enter")
    button = dialog.get_by_role("button", name="Show the secret")
    button.wait_for()
    dialog.get_by_role("link", name="Show the job").click()
    page.get_by_role("button", name="Show the secret").click()
    expect(page.locator(".secret-word")).to_be_visible()
    page.reload()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert page.get_by_role("button", name="Show the secret").count() == 0
    assert page.locator(".secret-word").count() == 0


@pytest.mark.one_database
def test_keeps_no_typed_secret(browser: Browser, portal: Portal) -> None:
    page = tab_of(browser, portal, "helpdesk")
    open_person(page, "zoe obrien", "Zoë O'Brien")
    dialog = open_reset(page)
    dialog.locator("[name=Password]").fill(TYPED)
    dialog.locator("[name=reason]").fill("Agreed on the telephone")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#toasts")).to_contain_text("The password was set.")
    assert_nowhere(portal.folder, TYPED)


@pytest.mark.one_database
def test_refuses_a_viewer_and_a_stranger(browser: Browser, portal: Portal) -> None:
    page = tab_of(browser, portal, "viewer")
    open_person(page, "zoe obrien", "Zoë O'Brien")
    guid = page.url.rstrip("/").rpartition("/")[2]
    address = f"{portal.url}/operations/unlock-user/?target={guid}"
    assert page.goto(address).status == 403
    make_stranger(browser, portal)
    stranger = tab_of(browser, portal, "stranger", "nobody-knows-me-27")
    assert stranger.goto(address).status == 404


@pytest.mark.one_database
def test_tells_the_administrator_who_whom_why_and_the_effect(browser: Browser, portal: Portal) -> None:
    page = tab_of(browser, portal, "administrator")
    page.goto(f"{portal.url}/audit/")
    rows = page.locator("#entries, #entries-list, table").first
    expect(rows).to_contain_text("Zoë O'Brien")
    for wanted in ("unlock-user", "reset-user-password"):
        page.goto(f"{portal.url}/audit/?event=operation.finished&operation={wanted}")
        page.locator("tbody a").first.click()
        main = page.locator("#main")
        expect(main).to_contain_text("Jana Vogel")
        expect(main).to_contain_text("Zoë O'Brien")
        expect(main).to_contain_text(re.compile("lockoutTime|pwdLastSet"))
    for who in ("stranger", "viewer"):
        page.goto(f"{portal.url}/audit/?q={who}")
        expect(page.locator("#main")).to_contain_text(re.compile("refused", re.IGNORECASE))


def make_stranger(browser: Browser, portal: Portal) -> None:
    """Somebody who may sign in and has no grant, made by the administrator."""
    page = tab_of(browser, portal, "administrator")
    page.goto(f"{portal.url}/admin/accounts/user/add/")
    page.locator("[name=password]").fill("administrator")  # nothing is written there without a proof
    page.locator("#main form button[type=submit]").click()
    page.locator("[name=username]").fill("stranger")
    page.locator("[name=password1]").fill("nobody-knows-me-27")
    page.locator("[name=password2]").fill("nobody-knows-me-27")
    page.locator("[name=_save]").click()
    page.wait_for_url(re.compile("/admin/accounts/user/"))


def assert_nowhere(folder: Path, secret: str) -> None:
    """In no file of the demo, not even in what the database has freed: database, bells, logs."""
    needles = (secret.encode(), secret.encode("utf-16-le"))
    holding = [
        file for file in folder.rglob("*") if file.is_file() and any(needle in file.read_bytes() for needle in needles)
    ]
    assert holding == []
