"""What somebody does whose browser runs no script: each part is a page, and each form leads to one."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.flows.portal import Portal, running_demo


@pytest.fixture(scope="module")
def portal(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Portal]:
    with running_demo(tmp_path_factory.mktemp("plain") / "demo") as running:
        yield running


@pytest.fixture
def plain(browser: Browser, portal: Portal) -> Iterator[Page]:
    """A tab without a script, at the sign-in page."""
    context = browser.new_context(java_script_enabled=False, locale="en-GB")
    context.set_default_timeout(20_000)
    page = context.new_page()
    page.goto(f"{portal.url}/sign-in/")
    yield page
    context.close()


def sign_in(page: Page, name: str) -> None:
    page.locator("[name=username]").fill(name)
    page.locator("[name=password]").fill(name)
    page.locator("[type=submit]").click()


def open_acts(page: Page, typed: str, name: str) -> None:
    """From any page by the search to what can be done with a person."""
    page.locator("[data-search] [name=q]").fill(typed)
    page.keyboard.press("Enter")
    page.locator("#main").get_by_role("link", name=name).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(name)
    page.get_by_role("link", name="What can be done here").click()


def wait_until(page: Page, state: str) -> None:
    """Look at the job again, as the page offers it, until it has ended."""
    for _ in range(40):
        if page.locator(".page-head").get_by_text(state).count():
            return
        page.wait_for_timeout(250)
        page.reload()
    raise AssertionError(f"the job is not {state}")


@pytest.mark.one_database
def test_unlocks_resets_and_reads_the_password(plain: Page) -> None:
    sign_in(plain, "helpdesk")
    open_acts(plain, "obrien", "Zoë O'Brien")
    plain.get_by_role("button", name="Unlock").first.click()
    wait_until(plain, "Succeeded")
    open_acts(plain, "obrien", "Zoë O'Brien")
    plain.get_by_role("link", name="Reset password").click()
    plain.get_by_label("Reason").fill("Forgotten after the holidays")
    plain.get_by_role("button", name="Reset password").click()
    wait_until(plain, "Succeeded")
    plain.get_by_role("button", name="Show the secret").click()
    secret = plain.locator(".secret-word").inner_text().strip()
    assert len(secret) == 16
    assert re.search(r'<noscript><meta http-equiv="refresh" content="60;', plain.content()), "it would stay for ever"
    plain.get_by_role("link", name="Done").click()
    assert secret not in plain.content()
    assert plain.get_by_role("button", name="Show the secret").count() == 0


@pytest.mark.one_database
def test_asks_for_proof_and_a_look_before_high_impact(plain: Page) -> None:
    sign_in(plain, "operator")
    open_acts(plain, "obrien", "Zoë O'Brien")
    plain.locator("summary").get_by_text("More").click()
    plain.get_by_role("link", name="Close account of leaver").click()
    plain.get_by_label("Reason").fill("Left the company")
    plain.locator("[name=proof]").fill("not my password")
    plain.get_by_role("button", name="Close account of leaver").click()
    expect(plain.get_by_text("That is not your password.")).to_be_visible()
    plain.locator("[name=proof]").fill("operator")
    plain.get_by_role("button", name="Close account of leaver").click()
    expect(plain.get_by_text("Look at what will change first.")).to_be_visible()
    plain.get_by_role("button", name="Show what will change").click()
    expect(plain.locator("#effect")).to_contain_text("disabled")
    plain.get_by_role("button", name="Close account of leaver").click()
    wait_until(plain, "Succeeded")


@pytest.mark.one_database
def test_speaks_german_once_it_is_chosen(plain: Page, portal: Portal) -> None:
    sign_in(plain, "viewer")
    plain.goto(f"{portal.url}/profile/")
    plain.locator("[name=language]").select_option("de")
    plain.locator("#main [type=submit]").click()
    plain.goto(f"{portal.url}/")
    expect(plain.locator("html")).to_have_attribute("lang", "de")
    expect(plain.locator("#main")).to_contain_text("Gesperrte Konten")
