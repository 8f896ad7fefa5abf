"""The command palette: acts of the page, places, settings, from one registry; nothing runs from it."""

import pytest
from django.urls import reverse

from tests.cast import client_of
from tests.site.test_show_home import add, domain

pytestmark = pytest.mark.one_database
__all__ = ["domain"]  # the fixture


def commands(user, query="", here="/"):
    answer = client_of(user).get(reverse("palette"), {"q": query, "here": here})
    return [command for _, found in answer.context["groups"] for command in found]


def test_goes_only_where_the_person_may(auditor, helpdesk):
    assert "Users" not in [str(command.text) for command in commands(auditor)]
    assert "Users" in [str(command.text) for command in commands(helpdesk)]


@pytest.mark.parametrize(
    ("query", "found"), [("us", "Users"), ("AUD", None), ("go us", "Users"), ("ser", "Servers"), ("sers", None)]
)
def test_finds_by_the_beginning_of_words(helpdesk, query, found):
    texts = [str(command.text) for command in commands(helpdesk, query)]
    assert texts[:1] == ([found] if found else [])


def test_offers_the_acts_of_the_page(helpdesk, domain):
    ada = add(domain, "user", "Ada")
    act = commands(helpdesk, "unlock", ada.get_absolute_url())[0]
    assert (act.group, act.text, act.dialog) == ("Ada", "Unlock", True)
    assert act.url == f"{reverse('remoting:operation', args=['unlock-user'])}?target={ada.guid}"


def test_offers_no_act_that_the_grant_has_not(viewer, domain):
    ada = add(domain, "user", "Ada")
    assert "Unlock" not in [str(command.text) for command in commands(viewer, here=ada.get_absolute_url())]


@pytest.mark.parametrize("here", ["", "/nowhere/", "https://evil.example/", "/objects/x/", "//"])
def test_bears_any_address(helpdesk, here):
    assert commands(helpdesk, here=here)


def test_is_a_page_without_a_script(helpdesk):
    page = client_of(helpdesk).get(reverse("palette"), {"q": "us"}).content.decode()
    assert "<html" in page
    assert reverse("directory:users") in page


def test_is_a_list_for_the_palette(helpdesk):
    part = client_of(helpdesk).get(reverse("palette"), {"q": "us"}, headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in part
    assert 'role="option"' in part
