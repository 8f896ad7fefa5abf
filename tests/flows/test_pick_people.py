"""Dialogs with pickers and with proof, on a real demo: what is picked is one name, what is wrong is said."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.flows.portal import Portal, running_demo


@pytest.fixture(scope="module")
def portal(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Portal]:
    with running_demo(tmp_path_factory.mktemp("pick") / "demo") as running:
        yield running


@pytest.fixture
def operator(browser: Browser, portal: Portal) -> Iterator[Page]:
    """A tab of the operator on the page of a person, with the acts there."""
    context = browser.new_context(viewport={"width": 1440, "height": 900}, locale="en-GB")
    context.set_default_timeout(20_000)
    page = context.new_page()
    page.goto(f"{portal.url}/sign-in/")
    page.locator("[name=username]").fill("operator")
    page.locator("[name=password]").fill("operator")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{portal.url}/")
    page.goto(f"{portal.url}/search/?q=obrien")
    page.locator("#main").get_by_role("link", name="Zoë O'Brien").first.click()
    page.locator('.page-head [data-key="r"]').wait_for()
    yield page
    context.close()


def open_menu(page: Page, label: str) -> Locator:
    page.locator(".page-head summary").get_by_text("More").click()
    page.locator(".menu").get_by_text(label).click()
    dialog = page.locator("#dialog")
    dialog.locator("form").wait_for()
    expect(page.locator("details.more[open]")).to_have_count(0)
    return dialog


@pytest.mark.one_database
def test_keeps_nothing_of_what_was_typed_to_find_a_group(operator: Page) -> None:
    operator.keyboard.press("a")
    dialog = operator.locator("#dialog")
    group = dialog.locator(".ts-control input").first
    group.wait_for()
    group.press_sequentially("UG-Project", delay=20)
    dialog.locator(".ts-dropdown .option").first.wait_for()
    group.press("Enter")
    dialog.locator("[name=reason]").fill("New task")
    expect(dialog.locator(".ts-control").first).to_have_text(re.compile("^UG-Project-"))
    expect(dialog.locator("#effect")).to_contain_text("Zoë O'Brien")
    operator.keyboard.press("Control+Enter")
    expect(
        operator.locator("#toasts, #dialog").filter(has_text=re.compile("Zoë O'Brien|Succeeded")).first
    ).to_be_visible()


@pytest.mark.one_database
def test_closes_an_account_once_the_right_password_is_typed(operator: Page) -> None:
    dialog = open_menu(operator, "Close account of leaver")
    dialog.locator("[name=reason]").fill("Left the company")
    expect(dialog.locator("#effect")).to_contain_text("disabled")
    dialog.locator("[name=proof]").fill("not my password")
    operator.keyboard.press("Control+Enter")
    expect(dialog).to_contain_text("That is not your password.")
    expect(dialog.locator("#effect")).to_contain_text("disabled")  # what was looked at stays looked at
    dialog.locator("[name=proof]").fill("operator")
    operator.keyboard.press("Control+Enter")
    expect(operator.locator(".page-head")).to_contain_text("Disabled")
