"""Dialogs, secrets, parts that fail, ticks and toasts, in the browser."""

import pytest
from playwright.sync_api import expect

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.one_database]


@pytest.fixture
def at(page, live_server, helpdesk, sign_in, settings):
    settings.ROOT_URLCONF = "tests.flows.gallery"
    sign_in(helpdesk)
    page.goto(f"{live_server.url}/gallery/")
    return page


def test_opens_over_the_page(at):
    at.locator("a[data-key=u]").click()
    dialog = at.get_by_role("dialog", name="Unlock")
    expect(dialog).to_be_visible()
    expect(at.get_by_label("Reason")).to_be_focused()  # the first empty one
    at.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(at.locator("a[data-key=u]")).to_be_focused()
    assert at.locator("#dialog").inner_html() == ""


def test_opens_by_its_letter(at):
    at.locator("h1").click()
    at.keyboard.press("u")
    expect(at.get_by_role("dialog", name="Unlock")).to_be_visible()


def test_does_not_press_what_is_dashed(at):
    at.locator("h1").click()
    at.keyboard.press("d")
    at.wait_for_timeout(200)
    expect(at.locator("#dialog")).to_be_hidden()


def test_keeps_what_was_typed_when_something_is_wrong(at):
    at.locator("a[data-key=u]").click()
    at.get_by_label("Given").fill("typed")
    at.keyboard.press("Control+Enter")
    expect(at.get_by_text("Say why.")).to_be_visible()
    expect(at.get_by_label("Reason")).to_be_focused()


def test_runs_and_closes(at):
    at.locator("a[data-key=u]").click()
    at.get_by_role("button", name="Locked out").click()
    expect(at.get_by_label("Reason")).to_have_value("Locked out")
    at.keyboard.press("Control+Enter")
    expect(at.locator("#dialog")).to_be_hidden()
    expect(at.locator("#toasts")).to_contain_text("Unlocked Zoë")


def test_closes_where_it_stands(at):
    at.locator("a[data-key=u]").click()
    at.get_by_role("link", name="Cancel").click()
    expect(at.locator("#dialog")).to_be_hidden()
    assert at.url.endswith("/gallery/")


def test_takes_a_secret_out_of_the_page(at):
    at.clock.install()
    at.get_by_role("link", name="Reveal").click()
    word = at.locator(".secret-word")
    expect(word).to_have_text("Kr7m-Tu9x")
    expect(at.get_by_text("big Kilo")).to_be_visible()
    at.clock.fast_forward(29_000)
    expect(word).to_have_text("Kr7m-Tu9x")
    at.clock.fast_forward(2_000)
    expect(at.get_by_text("It cannot be shown again.")).to_be_visible()
    assert "Kr7m" not in at.content()
    assert "kilo" not in at.content().lower()


def test_shows_a_secret_30_s_longer_once(at):
    at.clock.install()
    at.get_by_role("link", name="Reveal").click()
    at.get_by_role("button", name="30 s more").click()
    expect(at.get_by_role("button", name="30 s more")).to_have_count(0)
    at.clock.fast_forward(45_000)
    expect(at.locator(".secret-word")).to_have_text("Kr7m-Tu9x")
    at.clock.fast_forward(16_000)
    expect(at.get_by_text("It cannot be shown again.")).to_be_visible()


@pytest.mark.parametrize("way", ["hide", "escape", "close"])
def test_hides_a_secret_at_once(at, way):
    at.get_by_role("link", name="Reveal").click()
    expect(at.locator(".secret-word")).to_be_visible()
    if way == "hide":
        at.get_by_role("button", name="Hide now").click()
        expect(at.get_by_text("It cannot be shown again.")).to_be_visible()
    elif way == "escape":
        at.keyboard.press("Escape")
    else:
        at.get_by_role("link", name="Hide and close").click()
    expect(at.locator("text=Kr7m")).to_have_count(0)
    assert "Kr7m" not in at.content()


def test_takes_only_the_place_of_the_part_that_fails(at, caplog):
    at.locator("#load").click()
    expect(at.locator("#part .notice-slim")).to_contain_text("err-")
    expect(at.get_by_role("heading", name="Gallery")).to_be_visible()


def test_says_when_nobody_answers(at, context):
    context.set_offline(True)
    at.locator("#load").click()
    expect(at.locator("#part .notice-slim")).to_contain_text("TSM did not answer")


def test_counts_the_ticked(at):
    bar = at.get_by_role("region", name="Ticked rows")
    expect(bar).to_be_hidden()
    at.get_by_label("ada", exact=True).check()
    at.get_by_label("cem", exact=True).check()
    expect(bar).to_contain_text("2 ticked")
    at.locator("#next").click()
    expect(at.get_by_label("dee", exact=True)).not_to_be_checked()
    at.get_by_label("All on this page").check()
    expect(bar).to_contain_text("5 ticked")
    at.keyboard.press("Escape")
    expect(bar).to_be_hidden()


def test_walks_the_rows(at):
    at.locator("h1").click()
    for key in "jj":
        at.keyboard.press(key)
    expect(at.locator(".is-here")).to_contain_text("ben")
    at.keyboard.press("x")
    expect(at.get_by_label("ben", exact=True)).to_be_checked()
    at.keyboard.press("Enter")
    at.wait_for_url("**/gallery/ben/")


def test_leaves_a_toast_alone_for_8_s(at):
    at.clock.install()
    at.locator("#toasted").click()
    toast = at.locator(".toast-line", has_text="Done <b>it</b>")
    expect(toast).to_be_visible()
    at.mouse.move(0, 0)
    at.clock.fast_forward(7_000)
    expect(toast).to_be_visible()
    at.clock.fast_forward(2_000)
    expect(toast).to_have_count(0)


def test_copies(at, context):
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    at.get_by_role("button", name="Copy SID").click()
    expect(at.locator("#live")).to_have_text("Copied")
    assert at.evaluate("navigator.clipboard.readText()") == "S-1-5-21"


def test_is_a_page_without_a_script(browser, live_server, helpdesk, client, settings):
    settings.ROOT_URLCONF = "tests.flows.gallery"
    client.force_login(helpdesk)
    context = browser.new_context(java_script_enabled=False)
    context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}])
    page = context.new_page()
    page.goto(f"{live_server.url}/gallery/")
    expect(page.get_by_role("button", name="Copy SID")).to_be_hidden()
    page.locator("a[data-key=u]").click()
    page.get_by_label("Reason").fill("Locked out")
    page.get_by_role("button", name="Unlock").click()
    expect(page.locator("body")).to_have_text("done")
    context.close()
