"""The keyboard: places, commands, search, and that letters stay letters in a field."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.one_database]


@pytest.fixture
def at_help(page, live_server, helpdesk, sign_in):
    sign_in(helpdesk)
    page.goto(f"{live_server.url}/help/")
    return page


def test_goes_with_g_and_a_letter(at_help):
    at_help.keyboard.press("g")
    at_help.keyboard.press("v")
    expect(at_help).to_have_url(re.compile(r"/servers/$"))


def test_focuses_the_search(at_help):
    at_help.keyboard.press("/")
    expect(at_help.get_by_role("combobox", name="Search everything")).to_be_focused()


def test_fires_nothing_in_a_field(at_help):
    url = at_help.url
    at_help.keyboard.press("/")
    at_help.keyboard.type("gv?")
    expect(at_help.get_by_role("combobox", name="Search everything")).to_have_value("gv?")
    assert at_help.url == url


def test_fires_nothing_where_letters_are_off(at_help, helpdesk):
    helpdesk.single_keys = False
    helpdesk.save()
    at_help.reload()
    url = at_help.url
    at_help.keyboard.press("g")
    at_help.keyboard.press("v")
    at_help.wait_for_timeout(300)
    assert at_help.url == url
    at_help.keyboard.press("/")
    expect(at_help.get_by_role("combobox", name="Search everything")).to_be_focused()


def test_opens_commands(at_help):
    at_help.keyboard.press("Control+k")
    field = at_help.get_by_role("combobox", name="Command or name")
    expect(field).to_be_focused()
    field.fill("serv")
    option = at_help.get_by_role("option", name="Servers")
    expect(option).to_have_attribute("aria-selected", "true")
    at_help.keyboard.press("Enter")
    at_help.wait_for_url("**/servers/")


def test_closes_commands(at_help):
    at_help.keyboard.press("Control+k")
    expect(at_help.locator("#palette")).to_be_visible()
    at_help.keyboard.press("Escape")
    expect(at_help.locator("#palette")).to_be_hidden()


def test_opens_the_menu_without_a_script(browser, live_server, helpdesk, client):
    client.force_login(helpdesk)
    context = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 844})
    cookie = client.cookies["sessionid"].value
    context.add_cookies([{"name": "sessionid", "value": cookie, "url": live_server.url}])
    page = context.new_page()
    page.goto(f"{live_server.url}/help/")
    page.get_by_role("button", name="Menu", exact=True).click()
    expect(page.get_by_role("link", name="Servers").first).to_be_visible()
    context.close()
